package crashguard

import (
	"bytes"
	"encoding/binary"

	"github.com/tacit-go/tacit/redact"
)

// Types of events in execution traces of Go 1.22 and later that hold text or that
// frame others; see internal/trace/tracev2 in Go's source.
const (
	evEventBatch        = 1 // generation, M, time, size, data
	evStrings           = 4
	evString            = 5  // ID, length, text
	evExperimentalBatch = 49 // experiment, and as evEventBatch
	evEndOfGeneration   = 52
)

// isTrace reports the head of an execution trace: "go 1.26 trace", padded to 16 bytes.
func isTrace(src []byte) bool {
	return len(src) >= 16 && bytes.HasPrefix(src, []byte("go 1.")) && bytes.HasPrefix(src[7:], []byte(" trace\x00\x00\x00"))
}

// execTrace replaces the text of an execution trace in place, which is the caller's to
// give away. All text stands in tables; what replaces a text has its length, so that
// no frame moves. Text is judged without its name.
func execTrace(r *redact.Redactor, src []byte) ([]byte, error) {
	d := decoder{src[16:]}
	for len(d.rest) > 0 {
		switch d.byte() {
		case evEndOfGeneration:
			continue
		case evExperimentalBatch:
			d.byte()
			d.head()
			if d.take(d.uvarint()); d.rest == nil {
				return nil, ErrDump
			}
			continue
		case evEventBatch:
		default:
			return nil, ErrDump
		}
		d.head()
		b := decoder{d.take(d.uvarint())}
		if d.rest == nil {
			return nil, ErrDump
		}
		if len(b.rest) == 0 || b.rest[0] != evStrings {
			continue
		}
		for b.byte(); len(b.rest) > 0; {
			if b.byte() != evString {
				return nil, ErrDump
			}
			b.uvarint()
			text := b.take(b.uvarint())
			if b.rest == nil {
				return nil, ErrDump
			}
			if out := r.String(string(text)); out != string(text) {
				for i := copy(text, out); i < len(text); i++ {
					text[i] = '.'
				}
			}
		}
	}
	return src, nil
}

// decoder takes the parts of a trace. After what is not there, rest is nil.
type decoder struct{ rest []byte }

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.rest = nil
		return 0
	}
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *decoder) uvarint() uint64 {
	n, k := binary.Uvarint(d.rest)
	if k <= 0 {
		d.rest = nil
		return 0
	}
	d.rest = d.rest[k:]
	return n
}

// head skips generation, M and time.
func (d *decoder) head() {
	for range 3 {
		d.uvarint()
	}
}

func (d *decoder) take(n uint64) []byte {
	if d.rest == nil || n > uint64(len(d.rest)) {
		d.rest = nil
		return nil
	}
	b := d.rest[:n:n]
	d.rest = d.rest[n:]
	return b
}
