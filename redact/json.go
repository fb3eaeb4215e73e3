package redact

import (
	"bytes"
	"encoding/json"

	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/scan"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// AppendJSON appends JSON text with every secret replaced to dst and returns it.
// src may hold several documents. It is read once, forward; order, spelling and
// white space of what stays are untouched. Beyond what [Redactor.Append] hides,
// names are read with their escapes, values under a sensitive name are replaced
// whole by a string, also numbers, arrays and objects of any size, and path
// rules apply. An array of one string, number or word stays an array. Behind MaxDepth levels a value is replaced by "[REDACTED:limit]".
//
// At the first syntax error that does not stand in a value that is replaced anyway
// the rest is taken as text, and a value that is open under a sensitive name is
// replaced to the end of its line. Where there are path rules, the rest of the line of
// an object, or of an array that has held one, is replaced, since no rule can be applied
// to it; so are the lines behind it that begin with a quote mark, a comma or a closing
// bracket, and under [WithStrict] all up to the next that begins with a brace, and every
// line that is no JSON. The next line is read as JSON again. JSON inside of strings is
// read as text, to six levels.
func (r *Redactor) AppendJSON(dst, src []byte) []byte {
	st := r.load()
	if st == nil {
		return append(append(append(dst, '"'), markZero...), '"')
	}
	out, clean := st.appendJSON(dst, src, jsonRecord{paths: st.paths}, verdict{})
	if clean {
		return append(dst, src...)
	}
	return out
}

// appendJSON appends the redacted src, unless it is clean. Root is the verdict on
// each document.
func (st *state) appendJSON(dst, src []byte, rec jsonRecord, root verdict) (out []byte, clean bool) {
	var w *worker
	defer func() {
		if recover() != nil {
			st.fail(rec.origin)
			out, clean = append(append(append(dst, '"'), markError...), '"'), false
			return
		}
		if w != nil {
			st.put(w)
		}
	}()
	var found literal.Found
	if (rec.paths == nil || len(rec.paths.told) == 0) && st.find(src, &found) {
		if rec.paths == nil && !root.hide && !root.keep && !root.named && st.plainNames(src) {
			return dst, true
		}
		j := jsonScan{st: st, jsonRecord: rec, src: src}
		if j.documents(&root); !j.found {
			return dst, true
		}
	}
	w = st.get()
	w.sink.from = rec.origin
	w.machine.AdvanceFound(src, &found)
	w.json = jsonScan{st: st, jsonRecord: rec, m: &w.machine, src: src, keep: w.json.keep[:0], starts: w.json.starts}
	w.json.documents(&root)
	w.machine.Unname(w.json.keep)
	w.json.src, w.json.jsonRecord = nil, jsonRecord{}
	if clear(w.json.starts); w.json.started > maxStarts {
		w.json.starts = nil
	}
	if !w.machine.Pending() {
		return dst, true
	}
	return st.emit(w, dst, len(src)), false
}

// jsonRecord is what is known of JSON text beforehand.
type jsonRecord struct {
	paths  *paths
	own    *recordNames
	origin origin
}

// jsonScan walks JSON text and adds what its structure tells to a machine.
// Without one it only notes whether there is anything to add.
type jsonScan struct {
	st *state
	jsonRecord
	m     *scan.Machine
	src   []byte
	keep  [][2]int // values that a path rule keeps
	found bool
	plain verdict // of names that mean nothing
	torn  bool    // an object is broken, or what stands beside it in an array
	mends int     // syntax errors that were replaced
	tries int     // syntax errors of which that was asked

	starts  map[int]struct{} // where the first matches begin
	started int              // the number of these
}

// maxMends bounds the syntax errors behind which JSON is read on, because the value
// in which they stand is replaced.
const maxMends = 8

// maxTries bounds how often that is asked where a match begins, since it takes as long
// as there are matches.
const maxTries = 64

// maxStarts bounds the room for where matches begin that is kept for the next text.
const maxStarts = 1024

// verdict is what the names above a value say of it.
type verdict struct {
	class  grammar.Class
	method int32 // the detector of what is hidden by a path rule or a bound
	path   place
	named  bool // class holds
	hide   bool // by a path rule
	keep   bool
	opens  bool // something inside may pass a path rule
	inside bool // of a document
	shown  bool // whatever its name, by a path rule
	under  bool // what is inside is hidden because of a name
	drop   bool // the member goes with its name
	alien  bool // the name goes, as strict rules do not know it
}

func (j *jsonScan) documents(root *verdict) {
	fault.Point("json")
	broken := false // the last object was, and may go on
	for i := j.blanks(0); i < len(j.src); i = j.blanks(i) {
		if broken && j.goesOn(i) {
			i = j.unread(i)
			continue
		}
		j.torn = false
		end, ok := j.value(i, 1, root)
		switch {
		case ok:
			broken = false
		case j.paths == nil:
			return
		case j.st.marks.is(j.rest(i)):
			end = j.lineEnd(i)
		case end > i && j.begins(end):
		case j.paths.strict && j.src[i] != '{' && j.src[i] != '[':
			end = j.unread(i) // text of which nothing is known
		case j.paths.strict || j.torn || j.src[i] == '{':
			broken, end = true, j.unread(end)
		default:
			broken, end = false, j.lineEnd(end) // text; the next line may be a record
		}
		i = end
	}
}

// goesOn reports a line that may be a part of the object that broke off above it.
func (j *jsonScan) goesOn(i int) bool {
	switch j.src[i] {
	case '"', ',', '}', ']':
		return true
	case '{':
		return false
	}
	return j.paths.strict
}

// unread hides what a syntax error keeps path rules from, to the end of its line, and
// returns that.
func (j *jsonScan) unread(i int) (end int) {
	for i < len(j.src) && (j.src[i] == ' ' || j.src[i] == '\t') {
		i++
	}
	if rest := j.rest(i); len(rest) > 0 && !j.st.marks.is(rest) {
		j.inject(i, i+len(rest), &verdict{method: j.st.pathDet}, false)
	}
	return j.lineEnd(i)
}

// begins reports an object at i that is the first on its line, and so another record
// than one that breaks off before it.
func (j *jsonScan) begins(i int) bool {
	if i >= len(j.src) || j.src[i] != '{' {
		return false
	}
	before := bytes.TrimRight(j.src[:i], "\r\t ")
	return len(before) > 0 && before[len(before)-1] == '\n'
}

// rest is what a line has from i on.
func (j *jsonScan) rest(i int) []byte { return bytes.TrimRight(j.src[i:j.lineEnd(i)], "\r\t ") }

func (j *jsonScan) blanks(i int) int {
	for i < len(j.src) && blankJSON(j.src[i]) {
		i++
	}
	return i
}

// value reads the value at i and returns its end, and false at a syntax error.
func (j *jsonScan) value(i, depth int, v *verdict) (end int, ok bool) {
	if i >= len(j.src) {
		return i, false
	}
	switch b := j.src[i]; {
	case b == '"':
		end, ok = j.str(i)
		j.text(i+1, end, ok, v)
	case b == '{' || b == '[':
		end, ok = j.container(i, depth, v)
	default:
		if end, ok = j.scalar(i); ok {
			j.number(i, end, v)
		} else if v.hide {
			end = j.unread(i)
		}
	}
	if !ok && j.begun(i) {
		j.tries++
		if to := j.m.Replaced(i); to > i {
			j.mends++
			return to, true // as a second pass will see it
		}
	}
	return end, ok
}

// begun reports that a match begins at i, and that there may be more mends.
func (j *jsonScan) begun(i int) bool {
	if j.m == nil || j.mends == maxMends || j.tries == maxTries {
		return false
	}
	if j.starts == nil {
		j.starts = map[int]struct{}{}
	}
	j.started = j.m.Starts(j.starts, j.started)
	_, ok := j.starts[i]
	return ok
}

// str returns the end of the string at i, behind its closing quote, or where it
// breaks off.
func (j *jsonScan) str(i int) (end int, ok bool) {
	src := j.src
	for i++; i < len(src); i++ {
		for i < len(src) && plainJSON[src[i]] {
			i++
		}
		if i == len(src) {
			break
		}
		switch b := src[i]; {
		case b == '"':
			return i + 1, true
		case b == '\\':
			n := escapeLen(j.src[i:])
			if n == 0 {
				return i, false
			}
			i += n - 1
		case b < 0x20:
			return i, false
		}
	}
	return len(j.src), false
}

// plainJSON marks the bytes that mean nothing in a string.
var plainJSON = func() (t [256]bool) {
	for b := range t {
		t[b] = b >= 0x20 && b != '"' && b != '\\'
	}
	return t
}()

// escapeLen returns the length of the escape that text begins with, 0 if it is none.
func escapeLen(text []byte) int {
	if len(text) < 2 {
		return 0
	}
	if text[1] != 'u' {
		if bytes.IndexByte([]byte(`"\/bfnrt`), text[1]) < 0 {
			return 0
		}
		return 2
	}
	if len(text) < 6 {
		return 0
	}
	for _, b := range text[2:6] {
		if unit.Hex(b) < 0 {
			return 0
		}
	}
	return 6
}

func (j *jsonScan) scalar(i int) (end int, ok bool) {
	end = i
	for end < len(j.src) {
		switch b := j.src[end]; {
		case b >= '0' && b <= '9', b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '-', b == '+', b == '.':
			end++
			continue
		}
		break
	}
	switch word := j.src[i:end]; string(word) {
	case "true", "false", "null":
		return end, true
	case "":
		return end, false
	default:
		return end, word[0] == '-' || word[0] >= '0' && word[0] <= '9'
	}
}

// inject adds [start, end) as a match. Wrapped replacements become strings.
func (j *jsonScan) inject(start, end int, v *verdict, wrapped bool) {
	if j.found = true; j.m == nil {
		return
	}
	s := scan.Span{Start: start, End: end, Det: v.method, Named: true}
	if v.named {
		s.Det = v.class.Det
	}
	s.Rank = j.st.plan.Detectors[s.Det].Rank
	if wrapped {
		s.Wrap = grammar.Wrap{Ch: '"'}
	}
	j.m.Inject(s)
}

func (j *jsonScan) text(start, end int, ok bool, v *verdict) {
	if !ok {
		if to := j.lineEnd(end); (v.named || v.hide) && !j.st.marks.is(j.src[start:to]) {
			j.inject(start, to, v, false)
		}
		return
	}
	end--
	if j.paths != nil && j.m != nil && end > start {
		j.paths.onText(j.st, v.path, bytesToString(j.src[start:end]), j.origin)
	}
	switch {
	case v.keep:
		j.kept(start, end)
	case v.shown:
		j.kept(start-1, start+1) // what its name says of it begins there
	case v.hide && end > start && !j.st.marks.is(j.src[start:end]),
		v.named && j.st.names.Hide(v.class, j.src[start:end], true):
		j.inject(start, end, v, false)
	}
}

func (j *jsonScan) number(start, end int, v *verdict) {
	text := j.src[start:end]
	switch {
	case v.keep:
		j.kept(start, end)
	case v.shown:
		j.kept(start, start+1)
	case v.hide && string(text) != "null", v.named && j.st.names.Hide(v.class, text, true):
		j.inject(start, end, v, true)
	}
}

// kept notes where a value that a path rule shows is not to be judged by a name.
func (j *jsonScan) kept(start, end int) {
	if j.m != nil {
		j.keep = append(j.keep, [2]int{start, end})
	}
}

func (j *jsonScan) lineEnd(i int) int {
	if n := bytes.IndexByte(j.src[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(j.src)
}

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

// pair reports that a string at i is followed by a member "value", so that it is
// the name of that.
func (j *jsonScan) pair(i int) bool {
	if i >= len(j.src) || j.src[i] != '"' {
		return false
	}
	i, ok := j.str(i)
	if i = j.blanks(i); !ok || i >= len(j.src) || j.src[i] != ',' {
		return false
	}
	const value = `"value"`
	i = j.blanks(i + 1)
	return i+len(value) <= len(j.src) && bytes.EqualFold(j.src[i:i+len(value)], []byte(value))
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
		if inner.named && inner.class.Keyed() && j.pair(i) {
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
			return j.broken(i, &left)
		}
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
	holds := v.named && v.class.Weak && grammar.Holds(name)
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
		if holds && !m.named {
			m.class, m.named = v.class, true
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
