package redact

import (
	"errors"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// A Redactor replaces secrets. It is a handle over an immutable plan behind one
// atomic pointer: adapters hold it for ever, and [Redactor.Replace] swaps the
// plan. All methods are safe for concurrent use. The zero and the nil Redactor
// replace every value by [REDACTED].
type Redactor struct {
	state atomic.Pointer[state]
	feeds feeds // of ExportSecrets
}

// New builds a Redactor. It reports every problem at once; the error names
// options, detector IDs and offsets, never a pattern's literal or a value. New
// with nothing to look for is an error.
//
// With the default catalogue it takes 12 to 16 ms and keeps 1.3 MB; each pattern that is
// not of the catalogue adds some 40 µs and 2 KB.
func New(opts ...Option) (*Redactor, error) {
	st, errs := newBuilder().build(opts)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	st.reports = slices.ContainsFunc(st.dets, func(d detector) bool { return d.Action == Report })
	r := &Redactor{}
	r.state.Store(st)
	return r, nil
}

// MustNew is like New but panics on an error. It is meant for package variables.
func MustNew(opts ...Option) *Redactor {
	r, err := New(opts...)
	if err != nil {
		panic(err)
	}
	return r
}

// Replace takes over the plan of from, with its counters. Calls that have begun
// finish with the old plan; streams take the new one over at a line end. A nil or
// zero from makes r replace every value. On a nil r it has no effect.
func (r *Redactor) Replace(from *Redactor) {
	if r != nil {
		r.state.Store(from.load())
		r.feeds.plan()
	}
}

// load returns the plan in force, nil for the zero and the nil Redactor.
func (r *Redactor) load() *state {
	if r == nil {
		return nil
	}
	return r.state.Load()
}

// String returns s with every secret replaced: s itself, without an allocation,
// when clean.
func (r *Redactor) String(s string) string {
	st := r.load()
	if st == nil {
		return markZero
	}
	return st.text(s, origin{})
}

// text redacts a string that comes from somewhere.
func (st *state) text(s string, from origin) string {
	if len(s) < st.minLen && (s == "" || !st.hasLive()) {
		return s
	}
	var l literal.Look
	if st.silent(bytesOf(s), &l) {
		return s
	}
	return st.guarded(s, &l, &judgement{}, from)
}

// hasLive reports whether a set holds live secrets, which may be short.
func (st *state) hasLive() bool {
	for _, s := range st.sets {
		if x := s.snapshot(); x != nil && !x.fp.Empty() {
			return true
		}
	}
	return false
}

// Bytes returns b with every secret replaced: b itself when clean, else a new
// slice. It never writes into b.
func (r *Redactor) Bytes(b []byte) []byte {
	st := r.load()
	if st == nil {
		return []byte(markZero)
	}
	out, clean := st.append(nil, b, origin{})
	if clean {
		return b
	}
	return out
}

// Append appends src with every secret replaced to dst and returns it. It keeps
// neither; dst and src must not overlap. It allocates only to grow dst.
func (r *Redactor) Append(dst, src []byte) []byte {
	st := r.load()
	if st == nil {
		return append(dst, markZero...)
	}
	out, clean := st.append(dst, src, origin{})
	if clean {
		return append(dst, src...)
	}
	return out
}

// append appends the redacted src, unless it is clean.
func (st *state) append(dst, src []byte, from origin) (out []byte, clean bool) {
	var l literal.Look
	if st.silent(src, &l) {
		return dst, true
	}
	return st.appendGuarded(dst, src, &l, from)
}

// appendGuarded is append for a text of which l may have seen something.
func (st *state) appendGuarded(dst, src []byte, l *literal.Look, from origin) (out []byte, clean bool) {
	var found literal.Found
	found.Saw(l)
	var w *worker
	defer func() {
		if recover() != nil {
			st.fail(from)
			out, clean = append(dst, markError...), false
			return
		}
		if w != nil {
			st.put(w)
		}
	}()
	if st.spare(src, &found) {
		return dst, true
	}
	var g scan.Group
	switch end, v := st.single(src, &found, &g, from); v {
	case scan.None:
		return dst, true
	case scan.One:
		return st.spliced(dst, src, &g, end, from), false
	}
	w = st.get()
	w.sink.from = from
	own := w.sink.buf
	w.sink.buf = dst
	w.machine.AdvanceWhole(src, &found, &w.sink)
	if clean = !w.machine.Pending(); !clean {
		w.machine.Emit(&w.sink, len(src))
	}
	out, w.sink.buf = w.sink.buf, own
	return out, clean
}

// emit appends the output of w's machine to dst.
func (st *state) emit(w *worker, dst []byte, n int) []byte {
	own := w.sink.buf
	w.sink.buf = dst
	w.machine.Emit(&w.sink, n)
	out := w.sink.buf
	w.sink.buf = own
	return out
}

// AppendString is Append for a string.
func (r *Redactor) AppendString(dst []byte, s string) []byte { return r.Append(dst, bytesOf(s)) }

// AppendMatches appends the merged, sorted, disjoint matches that Append would
// replace in src. It counts nothing and tells no observer of replacements. If it
// fails inside, all of src is one match of the detector "error".
func (r *Redactor) AppendMatches(dst []Match, src []byte) (out []Match) {
	all := func(id string) []Match {
		if len(src) == 0 {
			return dst
		}
		return append(dst, Match{0, len(src), id})
	}
	st := r.load()
	if st == nil {
		return all(liveID)
	}
	var w *worker
	defer func() {
		if recover() != nil {
			st.fail(origin{})
			out = all("error")
			return
		}
		if w != nil {
			st.put(w)
		}
	}()
	var found literal.Found
	if st.spare(src, &found) {
		return dst
	}
	var g scan.Group
	switch end, v := st.single(src, &found, &g, origin{}); v {
	case scan.None:
		return dst
	case scan.One:
		return append(dst, Match{g.Start, end, st.dets[g.First.Det].ID})
	}
	w = st.get()
	w.sink.collect, w.sink.matches = true, dst
	w.machine.AdvanceWhole(src, &found, &w.sink)
	w.machine.Emit(&w.sink, len(src))
	return w.sink.matches
}

// URL redacts text that is a URL, also one that does not parse or that lacks its
// scheme, such as user:password@host/path. It returns s itself when clean.
func (r *Redactor) URL(s string) string {
	if i := strings.IndexByte(s, '@'); i > 0 && !strings.Contains(s, "://") && !addressed(s) && !packaged(s) {
		scheme := "x://"
		if strings.HasPrefix(s, "//") {
			scheme = "x:"
		}
		if out := r.String(scheme + s); out != scheme+s {
			return strings.TrimPrefix(out, scheme)
		}
		return s
	}
	return r.String(s)
}

// addressed reports a URL whose scheme is followed by an address: mailto:ada@h.
func addressed(s string) bool {
	for _, scheme := range []string{"mailto:", "sip:", "sips:", "xmpp:", "acct:", "im:"} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}

// packaged reports a package with its version, as npm, purl and others write it:
// npm:@types/node@1.2.
func packaged(s string) bool {
	scheme, name, _ := strings.Cut(s, ":")
	at := strings.LastIndexByte(name, '@')
	if at < 0 || !slices.Contains(packageSchemes, scheme) {
		return false
	}
	v, _, _ := strings.Cut(name[at+1:], "?")
	if slices.Contains(packageTags, v) {
		return true
	}
	v = strings.TrimLeft(v, "v^~=<>")
	core, pre, _ := strings.Cut(v, "-")
	parts := strings.Split(core, ".")
	for _, p := range parts {
		if len(p) == 0 || len(p) > 5 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return len(parts) <= 3 && len(pre) <= 32 && strings.IndexByte(pre, '@') < 0 // four are an address
}

// From https://docs.npmjs.com/cli/using-npm/package-spec, https://yarnpkg.com/protocols,
// https://github.com/package-url/purl-spec and https://jsr.io/docs/native-imports.
var (
	packageSchemes = []string{"npm", "pkg", "jsr", "workspace", "patch", "go", "gem", "pypi", "cargo", "deno", "catalog"}
	packageTags    = []string{"latest", "next", "beta", "canary"}
)

// Stats returns the counters of the plan in force.
func (r *Redactor) Stats() Stats {
	s := Stats{Matches: map[string]uint64{}, Reported: map[string]uint64{}, Denied: map[string]uint64{}, ReportedPaths: map[string]uint64{}}
	st := r.load()
	if st == nil {
		return s
	}
	for i := range st.dets {
		d := &st.dets[i]
		if n := d.matches.Load(); n > 0 {
			s.Matches[d.ID] += n
		}
		if n := d.reported.Load(); n > 0 {
			s.Reported[d.ID] += n
		}
		if n := d.denied.Load(); n > 0 {
			s.Denied[d.ID] += n
		}
	}
	if st.paths != nil {
		for _, p := range st.paths.told {
			if n := p.n.Load(); n > 0 {
				s.ReportedPaths[p.path] += n
			}
		}
	}
	if n := st.live.matches.Load(); n > 0 {
		s.Matches[liveID] += n
	}
	s.Errors, s.Limits, s.Lost, s.Hidden = st.errors.Load(), st.limited.Load(), st.lost.Load(), st.hidden.Load()
	s.Dropped = st.dropped.Load()
	return s
}

// Describe lists the detectors, sensitive names and limits in force. The result
// is the caller's.
func (r *Redactor) Describe() Description {
	st := r.load()
	if st == nil {
		return Description{}
	}
	d := Description{Limits: st.limits, Names: st.names.Triggers(), Kernel: st.kernel, KernelFailed: st.kernelFailed, Digest: st.digest, Policy: st.policyDigest}
	for i := range st.plan.Patterns {
		d.States += st.plan.Patterns[i].Prog.States()
	}
	for i := range st.dets {
		if i > 0 && st.dets[i].ID == st.dets[i-1].ID {
			continue // another replacement of path rules
		}
		d.Detectors = append(d.Detectors, st.dets[i].DetectorInfo)
	}
	return d
}
