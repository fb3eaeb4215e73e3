package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// maxIdleText bounds the digits that are decoded to tell that nothing comes of a run.
const maxIdleText = 512

// plainRoom is room for what they decode to. It is pooled, and holds no text meanwhile.
type plainRoom struct{ plain [maxIdleText]byte }

// idleText reports that nothing is found in what digits decode to, as decodeFrom and inside
// would. Many secrets that a name announces are text in base64.
func (p *Plan) idleText(digits []byte) bool {
	search, ok := p.Search.(*literal.Prefilter)
	if !ok || len(digits) > maxIdleText {
		return false
	}
	fault.Point("decode")
	room, _ := p.rooms.Get().(*plainRoom)
	if room == nil {
		room = &plainRoom{}
	}
	plain := decode64(room.plain[:0], digits)
	n := textLen(plain)
	var found literal.Found
	idle := n < minPlain || search.Find(plain[:n], (*decoded)(p), &found)
	clear(plain)
	p.rooms.Put(room)
	return idle
}

// decode64 appends what digits decode to, as group64 does.
func decode64(dst, digits []byte) []byte {
	var acc uint32
	for i, b := range digits {
		acc = acc<<6 | uint32(sextet[b]-1)
		if i%4 == 3 {
			dst = append(dst, byte(acc>>16), byte(acc>>8), byte(acc))
		}
	}
	switch len(digits) % 4 {
	case 2:
		dst = append(dst, byte(acc>>4))
	case 3:
		dst = append(dst, byte(acc>>10), byte(acc>>2))
	}
	return dst
}
