package literal

import (
	"bytes"
	"testing"
)

// idler takes everything for idle and counts what it is asked about.
type idler struct{ asked int }

func (i *idler) IdleRun([]byte, int) (int, bool) { i.asked++; return 0, true }
func (i *idler) Idle([]byte, Hit) bool           { i.asked++; return true }
func (i *idler) Judge([]byte, Hit, int) Finding  { i.asked++; return Finding{} }

// TestEnoughAsked has text of which so much is to be asked that a scan takes less.
func TestEnoughAsked(t *testing.T) {
	for _, k := range kernels() {
		s, _ := Build([]Literal{{Text: "password", Fold: true}, {Text: "token"}}, k)
		p := s.(*Prefilter)
		for _, size := range []int{300, 3 << 10, 16 << 10} {
			for _, dense := range []bool{false, true} {
				text := bytes.Repeat([]byte("password, "), size/10)
				if !dense {
					text = bytes.Repeat([]byte("password"+string(bytes.Repeat([]byte(", "), 150))), max(1, size/308))
				}
				var quiet, found idler
				var f Found
				most := 2 * enough(len(text)) * (1 + len(text)/block)
				if got := p.Quiet(text, &quiet); got == (dense && size > small) || quiet.asked > most {
					t.Errorf("%s, %d bytes, dense %v: quiet %v, asked %d times", k, size, dense, got, quiet.asked)
				}
				if got := p.Find(text, &found, &f); got == (dense && size > small) || found.asked > most {
					t.Errorf("%s, %d bytes, dense %v: found nothing %v, asked %d times", k, size, dense, got, found.asked)
				}
			}
		}
	}
}
