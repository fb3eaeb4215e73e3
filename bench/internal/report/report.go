// Package report writes results as Markdown and as a picture.
package report

import (
	"fmt"
	"io"
	"strings"
)

// A Table is one table of a report. The first column holds names.
type Table struct {
	Title, Note string
	Columns     []string
	Rows        [][]string
	Words       bool // the cells are words, which are not set to the right
}

// Add appends a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Markdown writes the table.
func (t *Table) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n", t.Title)
	if t.Note != "" {
		fmt.Fprintf(&b, "%s\n\n", t.Note)
	}
	row := func(cells []string) {
		for i := range t.Columns {
			cell := ""
			if i < len(cells) {
				cell = strings.ReplaceAll(cells[i], "|", `\|`)
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
	}
	row(t.Columns)
	for i := range t.Columns {
		if i == 0 || t.Words {
			b.WriteString("|---")
		} else {
			b.WriteString("|--:")
		}
	}
	b.WriteString("|\n")
	for _, r := range t.Rows {
		row(r)
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// Number writes a figure with three digits that count.
func Number(v float64) string {
	switch {
	case v != v:
		return "–"
	case v == 0:
		return "0"
	case v >= 1000:
		return thousands(int64(v + 0.5))
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 0.1:
		return fmt.Sprintf("%.2f", v)
	case v >= 0.01:
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.2g", v)
}

// Count writes a whole number.
func Count(n int) string { return thousands(int64(n)) }

func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Percent writes a share.
func Percent(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) }

// Times writes a ratio.
func Times(v float64) string { return Number(v) + "×" }

// Allocs writes a number of allocations.
func Allocs(v float64) string {
	if v < 0.05 {
		return "0"
	}
	return fmt.Sprintf("%.1f", v)
}
