package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/bench/internal/report"
)

const about = "Each cell plants a secret at one entry point, in a value of one kind, in one encoding, and reads all that comes out:" +
	" the sink, standard error, the values of panics, and what the logger tells of itself. A cell leaks if eight bytes of the" +
	" secret in a row can be found there in any of the encodings, by a search that shares no code with ours."

// markdown writes the summary.
func markdown(w io.Writer, r *results) error {
	fmt.Fprintf(w, "# The leak matrix\n\n%s\n\n%s. %s, in %s.\n\n", about, report.Machine(), r.date.Format("2006-01-02"), r.took)
	t := report.Table{
		Title: "With us, and without", Columns: []string{"way out", "cells", "leaks with Tacit", "leaks without", "share", "clean records changed", "declared"},
		Note: "Declared are cells that an adapter cannot do, each with its reason in `internal/matrix`: what a value prints where the logger" +
			" would print another form of it, or a way that does not pass the adapter. Without us a cell may not leak either: a logger" +
			" leaves a value out, or prints what nobody can read.",
	}
	var ours, plain count
	for _, s := range r.surfaces {
		ours.add(s.ours.all)
		plain.add(s.plain.all)
		t.Add(s.name, report.Count(s.ours.all.cells), report.Count(s.ours.all.leaks), report.Count(s.plain.all.leaks), share(s.plain.all), report.Count(s.ours.all.changes), report.Count(s.ours.all.lacking))
	}
	t.Add("**all**", report.Count(ours.cells), report.Count(ours.leaks), report.Count(plain.leaks), share(plain), report.Count(ours.changes), report.Count(ours.lacking))
	if err := t.Markdown(w); err != nil {
		return err
	}
	others := report.Table{
		Title: "Other ways to redact log/slog", Columns: []string{"way", "cells", "leaks", "share", "clean records changed"},
		Note: "They are given the name and the pattern of the suite; nothing can tell them a value that is secret while it lives, which most cells plant." +
			" masq itself could not be had; its way is written after its documentation.",
	}
	for _, s := range r.others {
		c := s.ours.all
		others.Add(s.name, report.Count(c.cells), report.Count(c.leaks), share(c), report.Count(c.changes))
	}
	if err := others.Markdown(w); err != nil {
		return err
	}
	if err := collectorTable(w, r); err != nil {
		return err
	}
	return matrixTable(w, r)
}

// collectorTable writes which places of telemetry the processors of the Collector leave.
func collectorTable(w io.Writer, r *results) error {
	if len(r.places) == 0 {
		return nil
	}
	t := report.Table{
		Title: "In the OpenTelemetry Collector", Columns: []string{"processor", "places", "leaks", "which"}, Words: true,
		Note: "A token in every place of spans, records and metrics that can hold text. Ours runs as it comes; the redaction processor has everything" +
			" switched on, with an expression for the token.",
	}
	for _, name := range slices.Sorted(maps.Keys(r.left)) {
		t.Add(name, report.Count(len(r.places)), report.Count(len(r.left[name])), strings.Join(r.left[name], "; "))
	}
	return t.Markdown(w)
}

// matrixTable writes what leaks without us, by what is tried.
func matrixTable(w io.Writer, r *results) error {
	t := report.Table{
		Title: "What leaks without Tacit", Columns: append([]string{"way out"}, columns...),
		Note: "The share of the cells of a column that leak. With Tacit each of them is 0. [leaks.html](leaks.html) has them for every entry point.",
	}
	for _, s := range r.surfaces {
		row := []string{s.name}
		for _, column := range columns {
			var c count
			for _, e := range s.plain.entries {
				c.add(s.plain.of(e, column))
			}
			row = append(row, share(c))
		}
		t.Add(row...)
	}
	return t.Markdown(w)
}

// share is the part of the cells that leak.
func share(c count) string {
	if c.cells == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(c.leaks)/float64(c.cells))
}
