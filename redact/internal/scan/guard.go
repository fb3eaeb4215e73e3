package scan

import (
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A guard tells which bytes can stand around a literal if a match of its pattern holds it.
// It looks at bytes that stand for themselves only.
type guard pattern.Guard

// lets reports that a match can hold the literal at text[start:end].
func (g *guard) lets(text []byte, start, end int) bool {
	for j, b := range text[end:min(end+pattern.GuardAhead, len(text))] {
		if g[b]>>(j+1)&1 == 0 {
			return unit.Special(b)
		}
		if unit.Special(b) {
			break
		}
	}
	return start == 0 || g[text[start-1]]&1 != 0 || spelled(text, start)
}

// spelled reports that a unit other than a plain byte may end at text[i].
func spelled(text []byte, i int) bool {
	return unit.AnySpecial(text[i-unit.WidthBefore(text, i) : i])
}
