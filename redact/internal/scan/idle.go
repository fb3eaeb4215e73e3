package scan

import (
	"bytes"

	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// strict reports that who reads the structure of JSON finds no name in text[from:to],
// behind which a quote mark stands, or that its value is a word or a plain string.
func strict(text []byte, from, to int) bool {
	rest := bytes.TrimLeft(text[to+1:], " \t\r\n")
	if len(rest) == 0 || rest[0] != ':' {
		return true
	}
	if from == 0 || text[from-1] != '"' {
		return false
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if end, ok := bytes.CutPrefix(rest[1:], []byte(word)); ok {
			return len(end) > 0 && (end[0] == ',' || end[0] == '}')
		}
	}
	return false
}

// maxBarren bounds the bytes that are read to tell that nothing comes of a literal.
const maxBarren = 128

// dies reads up to left bytes and reports how many of them are left if no match begins at
// text[s], before which a plain byte ends. It returns -1 where one may, because a byte
// means more or more may come.
func (p *Pattern) dies(text []byte, s, left int) int {
	prev := -1
	if s > 0 {
		prev = int(text[s-1])
	}
	table := p.Prog.Table()
	class, next, shift := &table.Class, table.Next, table.Shift
	shift &= 15
	state := p.Prog.Start(prev)
	for pos := s; state != pattern.Dead; pos++ {
		if left--; left < 0 || pos == len(text) || unit.Special(text[pos]) {
			return -1
		}
		if state = next[int(state)<<shift+int(class[text[pos]])]; state&pattern.Accept != 0 {
			return -1
		}
	}
	return left
}

// lonely reports that no match which begins at s has a word that it needs nearby.
func (p *Pattern) lonely(text []byte, s int) bool {
	if len(p.Near) == 0 {
		return false
	}
	around := text[max(0, s-nearBefore):min(len(text), s+nearInside)]
	for _, w := range p.Near {
		if containsFold(around, w) {
			return false
		}
	}
	return true
}

// alone reports that nothing comes of the literals of a pattern that stand near a word of
// it, where arm would look for them.
func (p *Pattern) alone(text []byte, start, end int) bool {
	from, to := p.around(start, end)
	to = min(len(text), to)
	if to-from > maxBarren || special(text[from:min(len(text), to+maxBarren)]) {
		return false
	}
	for i := from; i < to; i++ {
		for _, x := range p.Prog.Anchors() {
			if _, ok := spells(text, i, x, true); ok && p.judge(text, i, x.Lo, x.Hi).Outcome != literal.Nothing {
				return false
			}
		}
	}
	return true
}

// special reports text in which a unit other than a plain byte may begin.
func special(text []byte) bool {
	for _, b := range text {
		if unit.Special(b) {
			return true
		}
	}
	return false
}
