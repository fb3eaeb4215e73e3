package redact

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// markContexts are what a mark may be surrounded by. The last ones are never quiet.
var markContexts = [...][2]string{
	{"", ""}, {" ", " "}, {`"`, `"`}, {`'`, `'`}, {"(", ")"}, {"[", "]"}, {"{", "}"}, {"<", ">"}, {"=", " "},
	{"a=", "&b=1"}, {`{"a":"`, `"}`}, {`\"`, `\"`}, {"a: ", "\n"}, {"/", "/"}, {"?a=", "#"}, {",", ","},
	{"x", "x"}, {"a b ", ", c"}, {"%22", "%22"}, {"https://u:", "@h/"},
}

// checkMarks makes sure that no mark of ours is, or makes, a match. Labels in which
// nothing of a strange detector is, which are most, need not be tried.
func (b *builder) checkMarks() {
	marks := sorted(b.st.marks.whole)
	touched := b.touched(marks)
	live := slices.ContainsFunc(b.st.sets, func(s *SecretSet) bool { return s.snapshot() != nil })
	if !live && !slices.Contains(touched, true) {
		return
	}
	w := b.st.get()
	defer b.st.put(w)
	const loud = len(markContexts) - 2
	var text []byte
	for i, m := range marks {
		if !touched[i] && !live {
			continue
		}
		for _, contexts := range [][][2]string{markContexts[:loud], markContexts[loud:]} {
			var places [][2]int
			text, places = inContexts(text[:0], m, contexts)
			if touched[i] || !b.st.quietLive(text) {
				b.checkMark(w, text, places)
			}
		}
	}
	slices.SortFunc(b.errs, func(x, y error) int { return cmp.Compare(x.Error(), y.Error()) })
	b.errs = slices.CompactFunc(b.errs, func(x, y error) bool { return x.Error() == y.Error() })
}

// inContexts appends a mark in some contexts, and returns where it stands.
func inContexts(text []byte, m string, contexts [][2]string) (_ []byte, places [][2]int) {
	places = make([][2]int, len(contexts))
	for i, c := range contexts {
		text = append(text, c[0]...)
		places[i] = [2]int{len(text), len(text) + len(m)}
		text = append(append(append(text, m...), c[1]...), '\n')
	}
	return text, places
}

// checkMark checks a text with a mark at some places.
func (b *builder) checkMark(w *worker, text []byte, places [][2]int) {
	if b.st.quiet(text) {
		return
	}
	w.begin(b.st)
	w.machine.Advance(text, true)
	w.sink.collect = true
	w.machine.Emit(&w.sink, len(text))
	for _, x := range w.sink.matches {
		if slices.ContainsFunc(places, func(at [2]int) bool { return x.Start < at[1] && x.End > at[0] }) {
			b.errs = append(b.errs, fmt.Errorf("redact: a replacement is itself a match of detector %q", safeID(x.Detector)))
		}
	}
}

// touched tells of each mark whether a detector may find something in it: a strange one in
// any, or any in one that is not the label of the catalogue.
func (b *builder) touched(marks []string) []bool {
	touched, own := make([]bool, len(marks)), &b.own
	if c := b.st.plan.Commands; c >= 0 && own.has(c) {
		own.literals = slices.Concat(own.literals, grammar.StatedWords, grammar.BoundWords, scan.ManifestWords, scan.AuditWords)
		for _, w := range grammar.CommandWords() {
			own.literals = append(own.literals, strings.ToLower(w.Text))
		}
	}
	if b.st.marks.foreign || own.all || own.around() {
		for i := range touched {
			touched[i] = true
		}
		return touched
	}
	ids := make([]string, len(marks))
	for i, m := range marks {
		id, ok := labelID(m)
		touched[i] = !ok || !b.ofCatalogue(id) && b.st.plan.Search != nil && !b.st.plan.Search.Quiet([]byte(m), nil)
		ids[i] = id
	}
	if len(own.literals)+len(own.names) == 0 {
		return touched
	}
	var labels strings.Builder // of all marks
	for _, id := range ids {
		labels.WriteString(markHead + id + "\n")
	}
	literals, names := among(own.literals, labels.String()), among(own.names, joined(labels.String()))
	if len(literals)+len(names) == 0 {
		return touched
	}
	for i, id := range ids {
		id = markHead + id
		key := joined(id)
		touched[i] = touched[i] || slices.ContainsFunc(literals, func(l string) bool { return strings.Contains(id, l) }) ||
			slices.ContainsFunc(names, func(n string) bool { return strings.Contains(key, n) })
	}
	return touched
}

// markHead is how a label begins, in lower case and within its brackets.
const markHead = "redacted:"

// labelID returns the ID in a label, of either kind of brackets. It is empty for the mark
// of a zero Redactor.
func labelID(m string) (id string, ok bool) {
	n := len(m)
	if n < 2 || m[0] != '[' && m[0] != '(' || m[n-1] != ']' && m[n-1] != ')' {
		return "", false
	}
	if m = m[1 : n-1]; m == markZero[1:len(markZero)-1] {
		return "", true
	}
	id, ok = strings.CutPrefix(m, "REDACTED:")
	return id, ok && validID(id)
}

// ofCatalogue reports the ID of a detector that is not strange, or one of the engine.
func (b *builder) ofCatalogue(id string) bool {
	switch id {
	case "", "error", liveID, limitID, pathID:
		return true
	}
	i, ok := slices.BinarySearchFunc(b.st.dets[:b.given], id, func(d detector, id string) int { return cmp.Compare(d.ID, id) })
	return ok && !b.own.has(int32(i))
}

// around reports what may stand in the contexts of a mark, or reach into it.
func (s *strangers) around() bool {
	var contexts strings.Builder
	for _, c := range markContexts {
		contexts.WriteString(c[0] + "\x00" + c[1] + "\n")
	}
	reaches := func(text string) bool {
		return strings.ContainsAny(text, "[]()") || strings.Contains(text, joined(markHead))
	}
	text := contexts.String()
	return slices.ContainsFunc(s.literals, reaches) || slices.ContainsFunc(s.names, reaches) ||
		len(among(s.literals, text)) > 0 || len(among(s.names, joined(text))) > 0
}

// among returns those of the words that are in text. Most are not, for a pair of letters.
func among(words []string, text string) (in []string) {
	if len(words) == 0 {
		return nil
	}
	var pairs [1 << 16 / 64]uint64
	for i := 1; i < len(text); i++ {
		p := uint(text[i-1])<<8 | uint(text[i])
		pairs[p/64] |= 1 << (p % 64)
	}
next:
	for _, w := range words {
		for i := 1; i < len(w); i++ {
			if p := uint(w[i-1])<<8 | uint(w[i]); pairs[p/64]>>(p%64)&1 == 0 {
				continue next
			}
		}
		if strings.Contains(text, w) {
			in = append(in, w)
		}
	}
	return in
}
