package scan

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A spelling is text with its units spelled plainly. Candidates that end together are
// judged one after the other: each is a part of the first.
type spelling struct {
	epoch   int
	at, end int // of the text; a unit begins at at
	from    int // of what is spelled, for at
	plain   []byte
}

// spell appends text[start:end] with its units spelled plainly.
func (m *Machine) spell(dst []byte, start, end int) []byte {
	d, src := &m.spelled, m.text[:end]
	if d.epoch == m.epoch && d.end == end && start >= d.at-unit.MaxWidth {
		for d.at < start {
			kind, _, w := unit.At(src, d.at, true)
			if kind != unit.Skip {
				d.from++
			}
			d.at += w
		}
		head, at := decodeTo(dst, src, start, d.at)
		if at == d.at {
			return append(head, d.plain[d.from:]...)
		}
	}
	d.plain = decode(d.plain[:0], src[start:])
	d.epoch, d.at, d.end, d.from = m.epoch, start, end, 0
	return append(dst, d.plain...)
}

// clear forgets the text, also what was longer before.
func (d *spelling) clear() {
	if d.end > 0 {
		clear(d.plain[:cap(d.plain)])
		d.plain, d.end = d.plain[:0], 0
	}
}

func (m *Machine) verify(p *Pattern, start, end int) (rejected, confirmed bool) {
	if p.Judge == nil {
		return false, false
	}
	end = min(end, start+m.plan.MaxMatch)
	if secret := m.text[start:end]; unit.AnySpecial(secret) {
		m.plain = m.spell(m.plain[:0], start, end)
	} else {
		m.plain = append(m.plain[:0], secret...)
	}
	defer func() {
		clear(m.plain)
		if recover() != nil {
			m.OnPanic()
			rejected, confirmed = false, false
		}
	}()
	fault.Point("verify")
	return p.Judge(m.plain)
}

// decode appends src with its units spelled plainly.
func decode(dst, src []byte) []byte {
	dst, _ = decodeTo(dst, src, 0, len(src))
	return dst
}

// decodeTo appends the units of src that begin in [i, to). It returns where they end.
func decodeTo(dst, src []byte, i, to int) ([]byte, int) {
	for i < to {
		kind, sym, w := unit.At(src, i, true)
		switch kind {
		case unit.Plain:
			dst = append(dst, src[i])
		case unit.Sym:
			dst = append(dst, sym)
		}
		i += w
	}
	return dst, i
}
