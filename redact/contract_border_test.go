package redact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
)

// A text is searched in parts of 4096 bytes. A character that is spelled in more than one
// byte counts the same where the border cuts it.
func TestContractBordersCutUnits(t *testing.T) {
	alone(t)
	r := defaults(t)
	for i, d := range detectors.Default() {
		if len(d.Hits) == 0 || testing.Short() && i%5 != 0 {
			continue
		}
		hit := strings.NewReplacer("¦", "", "⟦", "", "⟧", "").Replace(d.Hits[0])
		for p := range min(len(hit), 64) {
			if p%7 != i%7 || hit[p] < '0' || hit[p] > 'z' {
				continue
			}
			for _, format := range []string{`\u%04x`, "%%%02X", "\u200b%c"} {
				text := " " + hit[:p] + fmt.Sprintf(format, hit[p]) + hit[p+1:] + "\n"
				want := r.String(text)
				if want == text {
					continue
				}
				for _, at := range []int{1, 2, 5} {
					before := strings.Repeat(".", 4096-p-1-at)
					if got, ok := strings.CutPrefix(r.String(before+text), before); !ok || got != want {
						t.Errorf("%s: %q behind %d bytes became %q, want %q", d.ID, text, len(before), got, want)
					}
				}
			}
		}
	}
}
