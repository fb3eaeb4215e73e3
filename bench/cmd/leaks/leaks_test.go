package main

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redacttest"
)

// What is published is what was found: by case, and leaks apart from other faults.
func TestResults(t *testing.T) {
	plain := redacttest.Report{Parts: []redacttest.Part{
		{Name: "control/Info<b>/value/raw", Cells: 1, Failures: 1},
		{Name: "values/Info<b>/string/raw", Cells: 4, Failures: 3},
		{Name: "values/Info<b>/error/hex", Cells: 2},
		{Name: "names/Info<b>/string/under the name", Cells: 3, Lacking: 1},
		{Name: "late/With/string/early-1", Cells: 2, Failures: 2},
		{Name: "clean/Info<b>/string", Cells: 5, Failures: 1},
		{Name: "values/stderr", Cells: 1},
	}}
	s := surface{name: "one", ours: tallyOf(redacttest.Report{Parts: plain.Parts[2:3]}), plain: tallyOf(plain)}
	if want := (count{cells: 17, leaks: 5, lacking: 1, changes: 1}); s.plain.all != want {
		t.Errorf("%+v, want %+v", s.plain.all, want)
	}
	if c := s.plain.of("Info<b>", "raw"); c != (count{cells: 4, leaks: 3}) {
		t.Errorf("raw: %+v", c)
	}
	r := results{surfaces: []surface{s}, others: []surface{s}}
	var md, html strings.Builder
	if err := markdown(&md, &r); err != nil {
		t.Fatal(err)
	}
	if err := page(&html, &r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| one | 2 | 0 | 5 | 29 % | 0 | 0 |", "| one | 75 % | – | 0 % |"} {
		if !strings.Contains(md.String(), want) {
			t.Errorf("no %q in %s", want, md.String())
		}
	}
	for _, want := range []string{"Info&lt;b&gt;", `class="h8"`, `class="h10"`, "3 of 4 leak without"} {
		if !strings.Contains(html.String(), want) {
			t.Errorf("no %q in %s", want, html.String())
		}
	}
	if strings.Contains(html.String(), "Info<b>") || strings.Contains(html.String(), ">stderr<") {
		t.Error("a name is not escaped, or no entry point is shown as one")
	}
}
