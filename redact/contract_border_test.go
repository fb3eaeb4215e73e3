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

// TestContractRunBehindAnEscape has tokens that are found by a row of digits right behind an
// escape that shows nothing, whose end looks like digits of the row.
func TestContractRunBehindAnEscape(t *testing.T) {
	r := defaults(t)
	for _, token := range []string{"SK" + "0a1b2c3d4e5f607182930a1b2c3d4e5f", "EXO" + "0a1b2c3d4e5f607182930a1b"} {
		for _, before := range []string{"see ", "see%20", "see%0A", "see%2520", "see%250a", `see\u0020`, `see\u000a`, `see\x20`, `see\n`, `{"a":"b\\u0020`, "see%5Cn", "see%255cr", "see%5C%5Cn", "see%5Cu0020", "%20", "see%3D"} {
			text := before + token + " x"
			got := r.String(text)
			if got != strings.Replace(text, token, got[len(before):max(len(before), len(got)-2)], 1) || strings.Contains(got, token[4:]) {
				t.Errorf("%q: got %q", text, got)
			}
			if stream := streamed(t, r, singles(text)...); stream != got {
				t.Errorf("%q: got %q, in a stream %q", text, got, stream)
			}
		}
	}
}

// TestContractTokensBehindEscapes has the tokens of the catalogue behind line ends and blanks as
// JSON, URLs and JSON in URLs write them.
func TestContractTokensBehindEscapes(t *testing.T) {
	r := defaults(t)
	tokens := 0
	for _, d := range detectors.Default() {
		for _, hit := range d.Hits {
			_, token, _ := strings.Cut(strings.ReplaceAll(hit, "¦", ""), "⟦")
			token, _, _ = strings.Cut(token, "⟧")
			if token == "" || strings.Contains(r.String("see "+token+" x"), token) {
				continue
			}
			tokens++
			for _, before := range []string{`\n`, `\\t`, `\u0020`, "%20", "%0A", "%2520", "%5Cn", "%5cr", "%255Cn", "%5C%5Cn", "%5Cu0020", "%5Cx0a"} {
				if got := r.String("see" + before + token + " x"); strings.Contains(got, token) {
					t.Errorf("%s behind %s: %q", d.ID, before, got)
				}
			}
		}
	}
	if tokens < 100 {
		t.Errorf("only %d tokens", tokens)
	}
}
