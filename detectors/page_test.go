package detectors

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tacit-go/tacit/redact"
)

// TestPage checks CATALOGUE.md, which this test writes.
func TestPage(t *testing.T) { generated(t, "CATALOGUE.md", page()) }

func page() string {
	var b strings.Builder
	all := All()
	fmt.Fprintf(&b, `# The catalogue

<!-- Written by go test ./detectors -update. -->

Version %s has %d detectors and the digest
%s.

In an example ⟦ and ⟧ enclose what is replaced. A ¦ breaks the example up, so that
no secret stands whole here, and is no part of it; an … stands for more of the same.
Each detector can be left out by its ID: %s.
`, Version, len(all), "`"+current().Digest()+"`", "`detectors.Without(detectors.Default(), \"pin\")`")
	section := func(title, text string, ds []redact.Detector) {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| ID | finds | tier | example | since | source |\n|---|---|---|---|---|---|\n", title, text)
		for _, d := range ds {
			since := d.Since
			if d.Revision > 1 {
				since += fmt.Sprintf(", revision %d", d.Revision)
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | [source](%s) |\n", d.ID, cell(d.Doc), d.Tier, excerpt(d.Hits[0]), since, d.Source)
		}
	}
	section("Structural", "In `Default()`: settled by a prefix, a shape or a checksum.", Structural())
	section("Contextual", "In `Default()`: settled by the name or the place of a value.", Contextual())
	for _, f := range Families() {
		section("Personal data: "+f.String(), "In `PII()`, by its family.", PII(f))
	}
	section("Semantic conventions", "In `SemConv()`, for use with `Default()`.", SemConv())
	return b.String()
}

// cell writes text for a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// excerpt shows a hit in code, on one line and not too long.
func excerpt(hit string) string {
	const most = 90
	r := []rune(strings.NewReplacer("\r", `\r`, "\n", `\n`, "|", `\|`, "`", "'").Replace(hit))
	text := string(r)
	if len(r) > most {
		i := strings.IndexRune(text, '⟦')
		j := strings.IndexRune(text, '⟧')
		secret := []rune(text[i+len("⟦") : j])
		keep := min(len(secret), 24)
		head := text[:i]
		if n := utf8.RuneCountInString(head); n > 30 {
			head = "…" + string([]rune(head)[n-30:])
		}
		tail := []rune(text[j:])
		text = head + "⟦" + string(secret[:keep]) + "…" + string(tail[:min(len(tail), 20)])
	}
	return "`" + text + "`"
}
