package zerologredact

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// The encoding of RFC 8949, as far as zerolog writes it: strings have a length,
// arrays and maps may be open, names are text.
const (
	cborUint = iota
	cborNegative
	cborBytes
	cborText
	cborArray
	cborMap
	cborTag
	cborSimple

	beginCBOR = cborMap<<5 | cborOpen // of every event
	cborOpen  = 31
	cborBreak = 0xff

	// Tags of zerolog.
	tagTime   = 1
	tagCBOR   = 63
	tagPrefix = 261
	tagJSON   = 262
)

// maxDepth bounds containers, tags and embedded CBOR inside one another.
const maxDepth = 64

// maxStubMember bounds a member of an event that stays in its stub.
const maxStubMember = 512

// cbor is the state of one pass over an event.
type cbor struct {
	src, dst []byte
	i        int // in src
	changed  bool
	own      []string // names of what stays in the stub of an event
	stub     []byte   // these with their values
}

// appendCBOR appends the redacted event to dst, if it differs from src. In the place of
// one that is denied stands a stub, or nothing. ok is false for what is not well formed,
// or nested too deeply.
func appendCBOR(dst, src []byte, s redact.Scope, own []string, message string) (out []byte, changed, ok bool) {
	defer func() {
		if recover() != nil {
			out, ok = dst, false
		}
	}()
	c := cbor{src: src, dst: dst}
	rec := s.Record()
	if s.Denies() {
		c.own = own
	}
	if s = s.Of(rec); !c.item(s.Field(""), s, 0) || c.i != len(src) {
		return dst, false, false
	}
	stub, denied := rec.Denied()
	switch {
	case denied && stub == "":
		return dst, true, true
	case denied:
		c.dst = append(append(dst, beginCBOR), c.stub...)
		c.put(cborText, []byte(message))
		c.put(cborText, []byte(stub))
		return append(c.dst, cborBreak), true, true
	case !c.changed:
		return dst, false, true
	}
	return c.dst, true, true
}

// A head is the beginning of an item.
type head struct {
	major byte
	info  byte
	n     uint64 // the argument
	size  int    // bytes
}

func (c *cbor) head() (h head, ok bool) {
	if c.i >= len(c.src) {
		return h, false
	}
	b := c.src[c.i:]
	h = head{major: b[0] >> 5, info: b[0] & 31, size: 1}
	switch {
	case h.info < 24:
		h.n = uint64(h.info)
	case h.info <= 27:
		n := 1 << (h.info - 24)
		if len(b) < 1+n {
			return h, false
		}
		var word [8]byte
		copy(word[8-n:], b[1:1+n])
		h.n, h.size = binary.BigEndian.Uint64(word[:]), 1+n
	case h.info == cborOpen:
		ok := h.major == cborArray || h.major == cborMap
		return h, ok
	default:
		return h, false
	}
	return h, true
}

// keep copies the next n bytes.
func (c *cbor) keep(n int) {
	c.dst = append(c.dst, c.src[c.i:c.i+n]...)
	c.i += n
}

// item reads the value of f. inner is the scope of the names in it.
func (c *cbor) item(f redact.Field, inner redact.Scope, depth int) bool {
	h, ok := c.head()
	if !ok || depth > maxDepth {
		return false
	}
	switch h.major {
	case cborUint:
		r, hidden := f.Uint64(h.n)
		return c.scalar(h, r, hidden)
	case cborNegative:
		if h.n > math.MaxInt64 {
			r, hidden := f.Float64(-1 - float64(h.n))
			return c.scalar(h, r, hidden)
		}
		r, hidden := f.Int64(-1 - int64(h.n))
		return c.scalar(h, r, hidden)
	case cborBytes, cborText:
		v, ok := c.string(h)
		return ok && c.text(f, h, v)
	case cborArray:
		return c.elements(h, func() bool { return c.item(f, inner, depth+1) })
	case cborMap:
		// A map that tells how many members it has must keep them.
		drops := h.info == cborOpen
		return c.elements(h, func() bool { return c.member(inner, depth+1, drops) })
	case cborTag:
		return c.tagged(h, f, inner, depth+1)
	}
	switch h.info {
	case 20, 21:
		r, hidden := f.Bool(h.info == 21)
		return c.scalar(h, r, hidden)
	case 26:
		r, hidden := f.Float64(float64(math.Float32frombits(uint32(h.n))))
		return c.scalar(h, r, hidden)
	case 27:
		r, hidden := f.Float64(math.Float64frombits(h.n))
		return c.scalar(h, r, hidden)
	}
	c.keep(h.size)
	return true
}

// scalar writes a number or a bool, or what stands in its place.
func (c *cbor) scalar(h head, r any, hidden bool) bool {
	if !hidden {
		c.keep(h.size)
		return true
	}
	c.changed = true
	c.i += h.size
	switch r := r.(type) {
	case string:
		c.put(cborText, []byte(r))
	case nil:
		c.dst = append(c.dst, cborSimple<<5|22)
	case float64:
		c.dst = append(c.dst, cborSimple<<5|27)
		c.dst = binary.BigEndian.AppendUint64(c.dst, math.Float64bits(r))
	default: // int64 or uint64 with WithStableTypes
		c.dst = append(c.dst, 0)
	}
	return true
}

// string returns the bytes of a string, which follow its head.
func (c *cbor) string(h head) (v []byte, ok bool) {
	if h.n > uint64(len(c.src)-c.i-h.size) {
		return nil, false
	}
	return c.src[c.i+h.size:][:h.n], true
}

// text writes a string. A hidden one becomes text.
func (c *cbor) text(f redact.Field, h head, v []byte) bool {
	out := f.Bytes(v)
	if bytes.Equal(out, v) {
		c.keep(h.size + len(v))
		return true
	}
	c.replace(h, v, cborText, out)
	return true
}

// replace writes a string in the place of another one.
func (c *cbor) replace(h head, v []byte, major byte, out []byte) {
	c.changed = true
	c.i += h.size + len(v)
	c.put(major, out)
}

// put writes a string.
func (c *cbor) put(major byte, v []byte) {
	switch n := len(v); {
	case n < 24:
		c.dst = append(c.dst, major<<5|byte(n))
	case n < 1<<8:
		c.dst = append(c.dst, major<<5|24, byte(n))
	case n < 1<<16:
		c.dst = binary.BigEndian.AppendUint16(append(c.dst, major<<5|25), uint16(n))
	default:
		c.dst = binary.BigEndian.AppendUint64(append(c.dst, major<<5|27), uint64(n))
	}
	c.dst = append(c.dst, v...)
}

// elements reads what is in an array or a map, by next.
func (c *cbor) elements(h head, next func() bool) bool {
	c.keep(h.size)
	if h.info != cborOpen {
		for range h.n {
			if !next() {
				return false
			}
		}
		return true
	}
	for c.i < len(c.src) {
		if c.src[c.i] == cborBreak {
			c.keep(1)
			return true
		}
		if !next() {
			return false
		}
	}
	return false
}

// member reads a name and its value, and leaves them out if a path rule says so.
func (c *cbor) member(s redact.Scope, depth int, drops bool) bool {
	h, ok := c.head()
	if !ok || h.major != cborText {
		return false
	}
	v, ok := c.string(h)
	if !ok {
		return false
	}
	name, from := string(v), len(c.dst)
	f := s.Field(name)
	a := f.Action()
	if out := f.Name(); out != name {
		c.replace(h, v, cborText, []byte(out))
	} else {
		c.keep(h.size + len(v))
	}
	ok = c.item(f, f.Scope(), depth)
	if a == redact.DropField && drops {
		c.dst, c.changed = c.dst[:from], true
	}
	if depth == 1 && slices.Contains(c.own, name) && len(c.dst)-from <= maxStubMember {
		c.stub = append(c.stub, c.dst[from:]...)
	}
	return ok
}

// tagged reads a tag and its item. What stands in the place of the item has no tag.
func (c *cbor) tagged(h head, f redact.Field, inner redact.Scope, depth int) bool {
	from, before := len(c.dst), c.changed
	c.keep(h.size)
	c.changed = false
	ok := c.content(h.n, f, inner, depth)
	if c.changed && (h.n != tagJSON && h.n != tagCBOR || c.dst[from+h.size]>>5 != cborBytes) {
		c.dst = append(c.dst[:from], c.dst[from+h.size:]...)
	}
	c.changed = c.changed || before
	return ok
}

// content reads the item of a tag.
func (c *cbor) content(tag uint64, f redact.Field, inner redact.Scope, depth int) bool {
	h, ok := c.head()
	if !ok {
		return false
	}
	harmless := f.Action() == redact.Scan || f.Action() == redact.Keep
	switch {
	case tag == tagTime && harmless && h.major != cborTag:
		return c.skip(h)
	case tag == tagPrefix:
		return c.prefix(h, f, harmless)
	case (tag == tagJSON || tag == tagCBOR) && h.major == cborBytes:
		v, ok := c.string(h)
		if !ok {
			return false
		}
		if tag == tagJSON {
			return c.json(f, h, v)
		}
		return c.embedded(f, inner, h, v, depth)
	}
	return c.item(f, inner, depth)
}

// skip copies a number.
func (c *cbor) skip(h head) bool {
	if h.major != cborUint && h.major != cborNegative && h.major != cborSimple {
		return false
	}
	c.keep(h.size)
	return true
}

// prefix reads a network, which is a map of one address, in bytes, to a number.
func (c *cbor) prefix(h head, f redact.Field, harmless bool) bool {
	if h.major != cborMap || h.info != 1 {
		return false
	}
	sub := cbor{src: c.src, i: c.i + h.size}
	address, ok := sub.head()
	if !ok || address.major != cborBytes {
		return false
	}
	v, ok := sub.string(address)
	if !ok {
		return false
	}
	sub.i += address.size + len(v)
	bits, ok := sub.head()
	if !ok || bits.major != cborUint {
		return false
	}
	if n := sub.i + bits.size - c.i; harmless {
		c.keep(n)
	} else {
		c.changed = true
		c.i += n
		c.put(cborText, f.Bytes([]byte("network")))
	}
	return true
}

// json reads embedded JSON.
func (c *cbor) json(f redact.Field, h head, v []byte) bool {
	out, changed := f.Value(json.RawMessage(v))
	if !changed {
		c.keep(h.size + len(v))
		return true
	}
	switch out := out.(type) {
	case redact.JSON:
		if text := out.Text(); text == string(v) {
			c.keep(h.size + len(v))
		} else {
			c.replace(h, v, cborBytes, []byte(text))
		}
		return true
	case string:
		c.replace(h, v, cborText, []byte(out))
		return true
	case nil: // the field is to be dropped
		c.replace(h, v, cborText, f.Bytes([]byte("json")))
		return true
	}
	return false
}

// embedded reads CBOR in a string. What is not well formed is read as text.
func (c *cbor) embedded(f redact.Field, inner redact.Scope, h head, v []byte, depth int) bool {
	sub := cbor{src: v}
	if !sub.item(f, inner, depth+1) || sub.i != len(v) {
		return c.text(f, h, v)
	}
	if !sub.changed {
		c.keep(h.size + len(v))
		return true
	}
	c.replace(h, v, cborBytes, sub.dst)
	return true
}
