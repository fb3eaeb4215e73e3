package report

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	table := Table{Title: "T", Columns: []string{"", "a"}}
	table.Add("x|y", "1")
	table.Add("short")
	var b strings.Builder
	if err := table.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	if want := "## T\n\n|  | a |\n|---|--:|\n| x\\|y | 1 |\n| short |  |\n\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 0.00123: "0.0012", 0.0456: "0.046", 0.456: "0.46", 4.567: "4.57", 45.67: "45.7", 456.7: "457", 4567.4: "4,567", 1234567: "1,234,567"} {
		if got := Number(v); got != want {
			t.Errorf("Number(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestPlotIsXML(t *testing.T) {
	var b strings.Builder
	err := Plot(&b, "a < b & c", []Panel{{"One <two>", "GB/s", []Bar{{"x&y", 12, true}, {"z", 0.0004, false}}}, {"Same", "ns", []Bar{{"q", 10, false}}}})
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for _, bad := range []string{"NaN", "Inf", `width="-`} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the picture holds %s", bad)
		}
	}
}
