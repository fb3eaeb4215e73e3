package redact

import (
	"bytes"

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
// replaced to the end of its line, as is what stands behind one without a comma or a bracket. Where there are path rules, the rest of the line of
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
		} else {
			j.behind(i, v)
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
