package redact

import (
	"reflect"
	"strconv"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/scan"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// The types of structured results. They print in the declared order of fields in
// encoding/json, log/slog and fmt, and hold nothing of the original value.
type (
	// Object is a struct or map whose fields are redacted.
	Object = walk.Object
	// List is a slice or array whose elements are redacted.
	List = walk.List
	// JSON is redacted JSON text.
	JSON = walk.JSON
	// Rendered is the redacted text of a value that renders itself, with its
	// structure for JSON.
	Rendered = walk.Rendered
)

// Value redacts any value that a sink is about to print: structs, maps, slices,
// pointers, errors, values with rendering methods. It returns v itself only if
// nothing was hidden and nothing reachable in v has a rendering method, standard
// types excepted. Otherwise the result is one of
//
//	nil, bool, int64, uint64, float32, float64, string, []byte and []rune (copies),
//	json.Number, [JSON], [Object], [List], [Rendered], error,
//	time.Time, time.Duration and other harmless value types of the standard library
//
// Each rendering method is called at most once, under recover, and what was
// scanned is what is handed on. The order is slog.LogValuer, MarshalLog() any,
// json.Marshaler, error, encoding.TextMarshaler, fmt.Formatter, fmt.Stringer.
//
// Struct fields are judged by their json names and Go names, and by the tag
// redact: "hide" hides a field, "safe" exempts it as [Safe] does, "drop" leaves it
// out. A list or an object under a sensitive name is hidden whole, unless its JSON, of up
// to 256 bytes, tells nothing or only about the secret: {"password":["can't be blank"]}.
// Unexported fields are walked by value only and without unsafe. Bytes and
// runes are scanned as text. Cycles and what lies behind the limits MaxDepth, MaxNodes and
// MaxText become [REDACTED:limit].
func (r *Redactor) Value(v any) any {
	st := r.load()
	if st == nil {
		return markZero
	}
	out, _ := st.value(v)
	return out
}

func (st *state) value(v any) (any, bool) {
	return st.walker.Value(st.policy(st.paths, origin{}), walk.Scope{}, v)
}

// Safe marks a value as harmless: names, entropy and PII detectors do not hide
// it, structural detectors and live secrets still do. Without a Redactor it
// prints as v itself does.
func Safe(v any) any { return walk.NewSafe(v) }

// WithForeign teaches Value a type that it does not know: for types that match,
// what convert returns is walked in their place. It is asked before any rendering
// method, and about pointer types as such; the first option that matches counts.
// Both functions must be safe for concurrent use; a panic in convert is
// contained. match is asked once for each type. A nil function is an error of New.
func WithForeign(match func(reflect.Type) bool, convert func(v any) any) Option {
	return option(func(c *config) { c.foreign = append(c.foreign, walk.Foreign{Match: match, Convert: convert}) })
}

// judged redacts a value as its mode says. A value that its name spares is hidden
// all the same if a part of it is a match, so that no half of it stays.
func (st *state) judged(v string, j judgement, from origin) string {
	var l literal.Look
	if v == "" || j.mode == scanned && st.silent(bytesOf(v), &l) {
		return v
	}
	return st.guarded(v, &l, &j, from)
}

// guarded is judged for a value of which l may have seen something.
func (st *state) guarded(v string, l *literal.Look, j *judgement, from origin) (out string) {
	var found literal.Found
	found.Saw(l)
	var w *worker
	done := false
	defer func() {
		switch {
		case done && w != nil:
			st.put(w)
		case !done && recover() != nil:
			st.fail(from)
			out = markError // and the worker is in an unknown state
		}
	}()
	spared := j.mode == scanned || st.spared(v, j)
	if spared && st.spare(bytesOf(v), &found) {
		done = true
		return v
	}
	if j.mode == scanned {
		var g scan.Group
		switch end, verdict := st.single(bytesOf(v), &found, &g, from); verdict {
		case scan.None:
			done = true
			return v
		case scan.One:
			text := st.spliced(nil, bytesOf(v), &g, end, from)
			done = true
			return bytesToString(text)
		}
	}
	w = st.get()
	out = st.searched(w, v, &found, j, spared, from)
	done = true
	return out
}

// searched is judged for a value in which something may be found.
func (st *state) searched(w *worker, v string, found *literal.Found, j *judgement, spared bool, from origin) string {
	w.sink.from = from
	if j.mode == scanned {
		w.machine.AdvanceWhole(bytesOf(v), found, &w.sink)
	} else {
		w.machine.AdvanceFound(bytesOf(v), found)
	}
	switch j.mode {
	case kept:
		w.machine.KeepRank(uint8(Structural) + 1)
	case named, ruled:
		fault.Point("whole")
		w.machine.Inject(st.wholeSpan(w, v, j, spared))
	}
	if !w.machine.Pending() {
		return v
	}
	w.machine.Emit(&w.sink, len(v))
	return string(w.sink.buf)
}

// spared reports that the name of a value, or a path rule, does not hide it.
func (st *state) spared(v string, j *judgement) bool {
	switch j.mode {
	case named:
		return !st.names.Hide(j.class, bytesOf(v), true)
	case ruled:
		return st.marks.is(bytesOf(v))
	}
	return true
}

// wholeSpan is the span of a whole value, conditional if its name spares it.
func (st *state) wholeSpan(w *worker, v string, j *judgement, spared bool) scan.Span {
	s := scan.Span{End: len(v), Det: j.det, Named: true, Cond: spared}
	if j.mode == named {
		s.Det = j.class.Det
	}
	s.Rank = st.plan.Detectors[s.Det].Rank
	if !s.Cond {
		w.sink.class = "name"
	}
	return s
}

// mark returns the replacement of a detector for a value that is not at hand.
func (st *state) mark(det int32, secret []byte, from origin) string {
	d := &st.dets[det]
	out := st.appendReplacement(nil, d, MatchInfo{Detector: d.ID, Tier: d.Tier, Spans: 2}, secret, from)
	d.matches.Add(1)
	from.found(d)
	if st.observer != nil {
		st.observe(Event{Class: "name", Kind: d.kind(), Detector: d.ID, Fingerprint: st.fingerprint(d.ID, secret)}, from)
	}
	return string(out)
}

// limitMark counts a bound that was reached and returns its mark. Size is the
// number of bytes or elements left out, 0 if unknown.
func (st *state) limitMark(size int, from origin) string {
	st.limit(from)
	if size <= 0 {
		return markLimit
	}
	return limitHead + ":" + strconv.Itoa(size) + "]"
}
