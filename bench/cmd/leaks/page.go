package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/tacit-go/tacit/bench/internal/report"
)

//go:embed page.html
var pageText string

// page writes the matrix with a row for each entry point.
func page(w io.Writer, r *results) error {
	t, err := template.New("page").Funcs(template.FuncMap{"number": report.Count, "heading": func(c string) string { return headings[c] }}).Parse(pageText)
	if err != nil {
		return err
	}
	type cell struct {
		Share, Tip string
		Heat       int // 0 is none, 1 to 10 is the share; -1 was not tried
	}
	type row struct {
		Entry string
		Ours  count
		Cells []cell
	}
	type table struct {
		Name        string
		Ours, Plain int
		Cells       int
		Rows        []row
	}
	data := struct {
		About, Machine, Date, Took string
		Columns                    []string
		Tables                     []table
		Cells, Ours, Plain         int
	}{About: about, Machine: report.Machine(), Date: r.date.Format("2006-01-02"), Took: r.took.String(), Columns: columns}
	for _, s := range r.surfaces {
		one := table{Name: s.name, Ours: s.ours.all.leaks, Plain: s.plain.all.leaks, Cells: s.ours.all.cells}
		for _, e := range s.plain.entries {
			line := row{Entry: e}
			for _, column := range columns {
				p, o := s.plain.of(e, column), s.ours.of(e, column)
				line.Ours.add(o)
				c := cell{Heat: -1}
				if p.cells > 0 {
					c.Heat = (10*p.leaks + p.cells - 1) / p.cells
					c.Share = share(p)
					c.Tip = fmt.Sprintf("%s, %s: %d of %d leak without, %d with Tacit", e, headings[column], p.leaks, p.cells, o.leaks)
				}
				line.Cells = append(line.Cells, c)
			}
			one.Rows = append(one.Rows, line)
		}
		data.Cells, data.Ours, data.Plain = data.Cells+one.Cells, data.Ours+one.Ours, data.Plain+one.Plain
		data.Tables = append(data.Tables, one)
	}
	return t.Execute(w, data)
}

// Leaks and Cells are for the page.
func (c count) Leaks() int { return c.leaks }
func (c count) Cells() int { return c.cells }
