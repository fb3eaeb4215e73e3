package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
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
	left, ok := beforeValue(text[max(0, at-maxManifest):at])
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
	left, ok := beforeValue(m.text[max(0, r.run-maxManifest):r.run])
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

// beforeValue returns what stands before the data in which a value begins that left
// ends at: data:, with indented lines, or "data":{, which has not closed.
func beforeValue(left []byte) ([]byte, bool) {
	key := left
	quoted := len(key) > 0 && (key[len(key)-1] == '"' || key[len(key)-1] == '\'')
	if quoted {
		key = bytes.TrimRight(key[:len(key)-1], `\`)
	}
	colon := bytes.TrimRight(key, " ")
	if len(colon) == 0 || colon[len(colon)-1] != ':' || !quoted && len(colon) == len(key) {
		return nil, false
	}
	data := lastData(left)
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
	brace := lastBrace(text)
	if !bytes.Contains(text[brace+1:], []byte("data")) {
		return -1 // told quickly
	}
	return bytes.LastIndex(text, []byte("data"))
}

// lastBrace returns the offset of the last brace that closes in text, or -1.
func lastBrace(text []byte) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	i := len(text)
	for ; i >= 8; i -= 8 {
		x := binary.LittleEndian.Uint64(text[i-8:]) ^ '}'*ones
		if m := ^((x&^high + (0x7f * ones)) | x | 0x7f*ones); m != 0 {
			return i - 1 - bits.LeadingZeros64(m)/8
		}
	}
	for i--; i >= 0 && text[i] != '}'; i-- {
	}
	return i
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
