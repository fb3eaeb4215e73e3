package redact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
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

// TestContractShortSecretBehindEscapes has a value that needs borders behind what JSON, Go, shells and
// URLs write for line ends, blanks, marks and colours, and behind what stands for a letter.
func TestContractShortSecretBehindEscapes(t *testing.T) {
	const value = "kX7vQ2nB"
	var set redact.SecretSet
	set.Set("v", []byte(value))
	r := build(t, redact.WithSecrets(&set))
	for _, before := range []string{
		`\n`, `\\t`, `\v`, `\a`, `\b`, `\u0020`, `\x0a`, "%20", "%0A", "%2520", "%25250A", "%22", "%5B",
		"%5Cn", "%5Cr", "%5ct", "%5Cv", "%5Cu000a", "%5Cx0a", "%5C%5Cn", "%255Cn", "%25255Cn", "%255C%255Cu0020",
		"\x1b[31m", `\x1b[31m`, `\033[31m`, `\e[31m`, `\u001b[1;31m`, "%1B[31m", "%1B%5B31m", "%251b%255B31m", "%5Cu001b[31m", "%5C033[31m",
	} {
		for _, text := range []string{"see" + before + value + " x", "see" + before + value + before + "x"} {
			if got := r.String(text); strings.Contains(got, value) || !strings.HasPrefix(got, "see"+before) {
				t.Errorf("%q: got %q", text, got)
			}
			if got, stream := r.String(text), streamed(t, r, singles(text)...); stream != got {
				t.Errorf("%q: got %q, in a stream %q", text, got, stream)
			}
		}
	}
	for _, before := range []string{"see", "seen", `\u0041`, "%41", "%5Cu0041", "%5Cx41", "%5CN", "%5Dn", "%1B%5D31m", "5Cn", "u000a"} {
		if text := before + value + " x"; r.String(text) != text {
			t.Errorf("%q: got %q", text, r.String(text))
		}
	}
}
