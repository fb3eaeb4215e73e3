package redact

import (
	"bytes"
	"encoding/json"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/scan"
)

// container reads the array or object at i.
func (j *jsonScan) container(i, depth int, v *verdict) (end int, ok bool) {
	over := depth > j.st.limits.MaxDepth
	whole := v.hide || v.named && !v.class.Weak
	if v.opens && whole && !over {
		if inner := *v; !inner.hide { // all that no rule lets pass, with what stands in arrays
			inner.hide, inner.named, inner.method = true, false, j.st.pathDet
			v = &inner
		}
		if n := bytes.IndexByte(j.src[i:min(len(j.src), i+maxReplacement)], ']'); n > 0 && j.st.marks.is(j.src[i:i+n+1]) {
			return i + n + 1, false // it stands for what was no JSON
		}
		whole = false
	}
	if whole || over {
		if !v.hide && !over && j.single(i) {
			return j.array(i, depth, v)
		}
		end, ok = j.skip(i)
		if !ok {
			if whole {
				j.inject(i, j.lineEnd(i), v, false)
			}
			return end, false
		}
		switch {
		case v.hide && !over && (end == i+2 || j.st.marks.is(j.src[i:end])):
		case whole && (v.hide || j.st.names.Hide(v.class, j.src[i:end], true)):
			j.inject(i, end, v, true)
		case over && end > i+2:
			if j.m != nil {
				j.st.limit(j.origin)
			}
			j.inject(i, end, &verdict{method: j.st.limitDet}, true)
		}
		return end, true
	}
	if v.keep || v.shown || v.opens {
		j.kept(i, i+1)
	}
	if j.src[i] == '[' {
		return j.array(i, depth, v)
	}
	end, ok = j.object(i, depth, v)
	j.torn = j.torn || !ok
	return end, ok
}

// single reports an array of one string, number or word, which stays an array.
func (j *jsonScan) single(i int) (ok bool) {
	if j.src[i] != '[' {
		return false
	}
	if i = j.blanks(i + 1); i < len(j.src) && j.src[i] == '"' {
		i, ok = j.str(i)
	} else {
		i, ok = j.scalar(i)
	}
	i = j.blanks(i)
	return ok && i < len(j.src) && j.src[i] == ']'
}

// beside reports that a string at i is followed by a member with this name, which tells that it is no
// secret: the name of the value, or a piece of text.
func (j *jsonScan) beside(i int, name string) bool {
	if i >= len(j.src) || j.src[i] != '"' {
		return false
	}
	i, ok := j.str(i)
	if i = j.blanks(i); !ok || i >= len(j.src) || j.src[i] != ',' {
		return false
	}
	i = j.blanks(i + 1)
	return i+len(name) <= len(j.src) && bytes.EqualFold(j.src[i:i+len(name)], []byte(name))
}

// skip returns the end of the array or object at i without recursion.
func (j *jsonScan) skip(i int) (end int, ok bool) {
	depth := 0
	for i < len(j.src) {
		switch j.src[i] {
		case '"':
			if i, ok = j.str(i); !ok {
				return i, false
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i + 1, true
			}
		}
		i++
	}
	return i, false
}

func (j *jsonScan) array(i, depth int, v *verdict) (end int, ok bool) {
	i = j.blanks(i + 1)
	if i < len(j.src) && j.src[i] == ']' {
		return i + 1, true
	}
	for objects := false; ; {
		objects = objects || i < len(j.src) && j.src[i] == '{'
		if i, ok = j.value(i, depth+1, v); !ok {
			j.torn = j.torn || objects
			return i, false
		}
		i = j.blanks(i)
		switch {
		case i < len(j.src) && j.src[i] == ',':
			i = j.blanks(i + 1)
		case i < len(j.src) && j.src[i] == ']':
			return i + 1, true
		default:
			j.torn = j.torn || objects
			return i, false
		}
	}
}

func (j *jsonScan) object(i, depth int, v *verdict) (end int, ok bool) {
	var own verdict // of the member at hand
	left := leftOut{from: -1, kept: -1}
	i = j.blanks(i + 1)
	if i < len(j.src) && j.src[i] == '}' {
		return i + 1, true
	}
	for {
		if i >= len(j.src) || j.src[i] != '"' {
			return j.broken(i, &left)
		}
		nameEnd, ok := j.str(i)
		if !ok {
			return j.broken(nameEnd, &left)
		}
		inner, name := j.member(v, j.src[i+1:nameEnd-1], &own), i
		if inner.alien && nameEnd > i+2 {
			j.inject(i+1, nameEnd-1, inner, false)
		}
		if i = j.blanks(nameEnd); i >= len(j.src) || j.src[i] != ':' {
			return j.broken(i, &left)
		}
		i = j.blanks(i + 1)
		if inner.named && (inner.class.Keyed() && j.beside(i, `"value"`) || inner.class.Piece() && j.beside(i, `"logprob"`)) {
			inner.named, inner.drop = false, false
		}
		if end := j.dropped(i, inner); end > i {
			if left.from < 0 {
				left.from = name
			}
			i, left.to = end, end
		} else {
			if left.from >= 0 {
				j.leave(left.from, name)
				left.from = -1
			}
			if i, ok = j.value(i, depth+1, inner); !ok {
				return i, false
			}
			left.kept = i
		}
		end := i
		i = j.blanks(i)
		switch {
		case i < len(j.src) && j.src[i] == ',':
			i = j.blanks(i + 1)
		case i < len(j.src) && j.src[i] == '}':
			switch {
			case left.from >= 0 && left.kept >= 0:
				j.leave(left.kept, left.to) // with the comma
			case left.from >= 0:
				j.leave(left.from, left.to)
			}
			return i + 1, true
		default:
			if bytes.IndexByte(j.src[end:i], '\n') < 0 { // not the next record
				j.behind(i, inner)
			}
			return j.broken(i, &left)
		}
	}
}

// behind hides what follows a value under a sensitive name where no comma and no bracket
// does, to the end of its line: it may be the rest of the value.
func (j *jsonScan) behind(i int, v *verdict) {
	if !v.hide && (!v.named || v.class.Weak) || i >= len(j.src) || j.src[i] == ']' {
		return
	}
	if rest := j.rest(i); len(rest) > 0 && !j.st.marks.is(rest) {
		j.inject(i, i+len(rest), v, false)
	}
}

// broken is a syntax error in an object at i. Members that were to go are hidden.
func (j *jsonScan) broken(i int, left *leftOut) (end int, ok bool) {
	if left.from >= 0 {
		j.inject(left.from, j.lineEnd(i), &verdict{method: j.st.pathDet}, false)
	}
	return i, false
}

// leftOut is members in a row that go, and the end of the last value that stays.
type leftOut struct{ from, to, kept int }

// leave takes text out.
func (j *jsonScan) leave(start, end int) {
	if j.found = true; j.m != nil {
		j.m.Inject(scan.Span{Start: start, End: end, Det: j.st.dropDet, Named: true, Rank: j.st.plan.Detectors[j.st.dropDet].Rank})
	}
}

// dropped returns the end of the value at i if it goes with its name.
func (j *jsonScan) dropped(i int, v *verdict) (end int) {
	if !v.drop || i >= len(j.src) {
		return 0
	}
	if b := j.src[i]; v.opens && (b == '{' || b == '[') {
		return 0
	}
	if end, ok := j.extent(i); ok {
		return end
	}
	return 0 // it is hidden as far as it goes
}

// member is the verdict on the value under name. It may be put into m.
func (j *jsonScan) member(v *verdict, name []byte, m *verdict) *verdict {
	holds := v.named && v.class.Weak && (v.class.Plural() || grammar.Holds(name))
	if j.origin.notes != nil && !v.inside && j.st.audit.has(bytesToString(name)) {
		j.origin.notes.audit.Store(true)
	}
	if j.paths == nil && !v.keep && !holds && j.st.idle.has(bytesToString(name)) {
		j.plain.method = j.st.pathDet
		return &j.plain
	}
	*m = verdict{keep: v.keep, method: j.st.pathDet, inside: true}
	if j.paths != nil && j.ruled(v, name, m) {
		return m
	}
	if !m.keep {
		m.class, m.named = j.st.classify(bytesToString(name))
		switch {
		case m.named || !holds:
		case grammar.Holds(name):
			m.class, m.named = v.class, true
		default:
			m.class, m.named = grammar.Beneath(v.class.Det, name)
		}
		if m.named {
			action := j.st.dets[m.class.Det].Action
			m.named, m.drop = action != Report, action == DropField
		}
	}
	return m
}

// ruled puts into m what path rules say of a member, and what they must not show. It
// reports false if the name decides.
func (j *jsonScan) ruled(v *verdict, raw []byte, m *verdict) bool {
	name := bytesToString(raw)
	if bytes.IndexByte(raw, '\\') >= 0 {
		var text string
		if json.Unmarshal([]byte(`"`+name+`"`), &text) == nil {
			name = text
		}
	}
	m.path = j.paths.enter(v.path, name)
	if !v.inside && j.own.has(name) {
		return false
	}
	if j.m != nil {
		j.paths.report(j.st, m.path)
	}
	rule := j.st.ruling(j.paths, j.paths.states[m.path])
	under := v.hide || v.under
	if m.opens = rule.opens; !rule.rule {
		m.hide = under
		return under
	}
	m.under = under && rule.mode == scanned
	m.keep, m.shown = rule.mode == kept || v.keep && rule.mode != ruled, rule.mode == scanned
	if m.hide = rule.mode == ruled; m.hide {
		m.method, m.alien = rule.det, j.paths.stranger(&rule, name)
		m.drop = rule.action == DropField
		rule.denied(j.st, j.origin)
	}
	return true
}
