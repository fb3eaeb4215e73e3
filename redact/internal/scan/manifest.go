package scan

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// maxManifest bounds the bytes before a value in which a manifest of Kubernetes says
// what it is.
const maxManifest = 1024

// ManifestWords announce a manifest of Kubernetes.
var ManifestWords = []string{"apiVersion", "kind: Secret"}

// inSecret reports that the value at text[at] lies in the data of a Secret: behind
// its kind, or right behind the version, as in a manifest with sorted members.
func (p *Plan) inSecret(text []byte, at int) bool {
	if p.Commands < 0 {
		return false
	}
	left := text[max(0, at-maxManifest):at]
	return named64(left) && p.inSecretData(left, lastData(left))
}

// inSecret is that of the plan for text[at].
func (m *Machine) inSecret(at int) bool {
	if m.plan.Commands < 0 {
		return false
	}
	left := m.text[max(0, at-maxManifest):at]
	return named64(left) && m.plan.inSecretData(left, m.data.last(m, at))
}

// inSecretData is inSecret where a name stands before the value and data is the offset of
// the last "data".
func (p *Plan) inSecretData(left []byte, data int) bool {
	left, ok := beforeValue(left, data)
	if !ok {
		return false
	}
	secret, sorted := kindOf(left)
	return secret || sorted
}

// kindOf reads what stands before the data of a manifest: its kind is Secret, or its
// members are sorted, so that the kind comes later.
func kindOf(left []byte) (secret, sorted bool) {
	left, kinds := record(left)
	for _, at := range kinds {
		secret = secret || bytes.HasPrefix(bytes.TrimLeft(left[at+len("kind"):], `\": `), []byte("Secret"))
	}
	if len(kinds) > 0 {
		return secret, false
	}
	version := bytes.LastIndex(left, []byte("apiVersion"))
	if version < 0 || len(left)-version > 32 {
		return false, false
	}
	between := bytes.TrimLeft(left[version+len("apiVersion"):], `\": `)
	return false, bytes.HasPrefix(between, []byte("v1")) && len(bytes.Trim(between[2:], "\\\", \r\ndDstring")) == 0
}

// record cuts left off where the manifest begins that it ends in: at the brace that is
// open, or at a line that begins an item or a document. It returns where the members
// "kind" stand, but for those of objects inside.
func record(left []byte) (part []byte, kinds []int) {
	var at [4]int
	kinds = at[:0]
	for _, begin := range []string{"\n- ", "\n---", `\n- `, `\n---`} {
		if i := bytes.LastIndex(left, []byte(begin)); i >= 0 {
			left = left[i:]
		}
	}
	depth := 0
	for i := len(left) - 1; i >= 0; i-- {
		switch b := left[i]; {
		case b == '}':
			depth++
		case b == '{':
			if depth--; depth < 0 {
				left = left[i:]
				for k := range kinds {
					kinds[k] -= i
				}
				return left, kinds
			}
		case b == 'k' && depth == 0 && len(kinds) < cap(kinds) && bytes.HasPrefix(left[i:], []byte("kind")):
			kinds = append(kinds, i)
		}
	}
	return left, kinds
}

// A manifest reads the short values behind a word that announces a manifest.
type manifest struct {
	pos, until int
	run        int // start of the digits before pos, or -1
	pads       int
}

const (
	minData = 4  // digits of a value of a Secret
	maxData = 64 // longer ones are runs
	minText = 8  // digits of one that may be a ConfigMap's
)

func (r *manifest) hold(n int) int {
	if r.pos < r.until && r.run >= 0 {
		return min(n, r.run)
	}
	return n
}

func (r *manifest) rebase(k int) {
	r.pos, r.until = max(0, r.pos-k), max(0, r.until-k)
	if r.run >= 0 {
		r.run -= k
	}
}

// openManifest begins behind the word at text[start:end].
func (m *Machine) openManifest(start, end int) {
	m.runManifest(start)
	if m.man.pos >= m.man.until {
		m.man = manifest{pos: end, run: -1}
	}
	m.man.until = end + maxManifest
}

// runManifest reads on up to limit.
func (m *Machine) runManifest(limit int) {
	r := &m.man
	for stop := min(limit, r.until); r.pos < stop; r.pos++ {
		switch b := m.text[r.pos]; {
		case sextet[b] != 0 && r.pads == 0:
			if r.run < 0 {
				r.run = r.pos
			}
			continue
		case b == '=' && r.run >= 0 && r.pads < 2:
			r.pads++
			continue
		case b == '\\' && r.pos+1 == len(m.text) && !m.final:
			return
		case b == '\\' && r.pos+1 < len(m.text) && m.text[r.pos+1] == '/': // in a run
		case b == '"' || b == '\'' || b == '\\' || b == '\n' || b == '\r':
			m.endData()
		}
		r.run, r.pads = -1, 0
	}
	if m.final && r.pos == len(m.text) {
		m.endData()
	}
}

// endData hides the digits that end at the reader's place if they are a value of a
// Secret.
func (m *Machine) endData() {
	r := &m.man
	n := r.pos - r.run
	if r.run < 0 || n%4 != 0 || n < minData || n > maxData || m.plan.Commands < 0 {
		return
	}
	left := m.text[max(0, r.run-maxManifest):r.run]
	if !named64(left) {
		return
	}
	left, ok := beforeValue(left, lastData(left))
	if !ok {
		return
	}
	secret, sorted := kindOf(left)
	if secret || sorted && n >= minText && m.decodes(r.run, r.pos) {
		s := m.manifest()
		s.Start, s.End = r.run, r.pos
		m.addSpan(s)
	}
}

// named64 reports that left ends in what stands between a name and a value.
func named64(left []byte) bool {
	key := left
	quoted := len(key) > 0 && (key[len(key)-1] == '"' || key[len(key)-1] == '\'')
	if quoted {
		key = bytes.TrimRight(key[:len(key)-1], `\`)
	}
	colon := bytes.TrimRight(key, " ")
	return len(colon) > 0 && colon[len(colon)-1] == ':' && (quoted || len(colon) < len(key))
}

// beforeValue returns what stands before the data in which a value begins that left
// ends at: data:, with indented lines, or "data":{, which has not closed. The last "data" is
// at an offset.
func beforeValue(left []byte, data int) ([]byte, bool) {
	if data < 1 || left[data-1]|0x20 >= 'a' && left[data-1]|0x20 <= 'z' && !bytes.HasSuffix(left[:data], []byte(`\n`)) {
		return nil, false
	}
	rest := bytes.TrimLeft(left[data+len("data"):], `\"`)
	if len(rest) == 0 || rest[0] != ':' || bytes.IndexByte(rest, '}') >= 0 {
		return nil, false
	}
	if open := bytes.TrimLeft(rest[1:], " "); len(open) > 0 && open[0] == '{' {
		return left[:data], true
	}
	for _, end := range []string{"\n", `\n`} {
		for part := rest; ; {
			i := bytes.Index(part, []byte(end))
			if i < 0 {
				break
			}
			if part = part[i+len(end):]; len(part) > 0 && part[0] != ' ' && part[0] != '\n' {
				return nil, false
			}
		}
	}
	return left[:data], true
}

// lastData returns the offset of the last "data" behind which no brace closes, or -1.
func lastData(text []byte) int {
	data, _ := dataOrBrace(text)
	return data
}

// dataOrBrace returns the offset of the last "data" behind which no brace closes, or -1, and
// whether a brace does that is not before it.
func dataOrBrace(text []byte) (data int, brace bool) {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	i := len(text)
	for ; i >= 11; i -= 8 {
		w := binary.LittleEndian.Uint64(text[i-8:])
		x, y := w^'}'*ones, w^'a'*ones|binary.LittleEndian.Uint64(text[i-9:])^'t'*ones
		if ((x-ones)&^x|(y-ones)&^y)&high == 0 {
			continue // no brace, and no "ta" of the word
		}
		for j := i - 1; j >= i-8; j-- {
			switch {
			case text[j] == '}':
				return -1, true
			case text[j] == 'a' && string(text[j-3:j+1]) == "data":
				return j - 3, false
			}
		}
	}
	for j := i - 1; j >= 0; j-- {
		switch {
		case text[j] == '}':
			return -1, true
		case j >= 3 && string(text[j-3:j+1]) == "data":
			return j - 3, false
		}
	}
	return -1, false
}

// dataSeen is what lastData tells of a text up to a place, so that one behind it need not
// look at all before again.
type dataSeen struct{ epoch, to, data int }

// last is lastData for the maxManifest bytes before text[at].
func (s *dataSeen) last(m *Machine, at int) int {
	floor := max(0, at-maxManifest)
	if s.epoch != m.epoch || s.to > at || s.to < floor {
		*s = dataSeen{epoch: m.epoch, to: floor, data: -1}
	}
	from := max(0, s.to-len("dat"))
	switch data, brace := dataOrBrace(m.text[from:at]); {
	case data >= 0:
		s.data = from + data
	case brace:
		s.data = -1
	}
	if s.to = at; s.data < floor {
		return -1
	}
	return s.data - floor
}

// decodes reports digits that are text in base64.
func (m *Machine) decodes(start, end int) bool {
	var plain [maxData]byte
	out, acc, n := plain[:0], uint32(0), 0
	for _, b := range m.text[start:end] {
		if sextet[b] == 0 {
			break
		}
		acc = acc<<6 | uint32(sextet[b]-1)
		if n += 6; n >= 8 {
			n -= 8
			out = append(out, byte(acc>>n))
		}
	}
	ok := utf8.Valid(out) && textLen(out) == len(out)
	clear(plain[:])
	return ok
}

// manifest is a value of a Secret.
func (m *Machine) manifest() Span {
	return Span{Det: m.plan.Commands, Rank: m.plan.Detectors[m.plan.Commands].Rank}
}
