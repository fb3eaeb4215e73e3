package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/bench/quality"
)

// results gather the figures of a run.
type results struct {
	options
	subjects []quality.Subject
	counts   quality.Counts
	// hits are the false hits on the generated clean lines, one for each shape,
	// and how often it occurred.
	cleanHits  int
	cleanTexts map[string]int
	logs       []logDir
	// examples hold one failure for each cause: set, carrier and what is wrong.
	examples map[string]example
}

type example struct {
	failure quality.Failure
	n       int
}

type logDir struct {
	files []string
	lines []int
	hits  []quality.Hit
}

// failure keeps the shortest failure of each cause.
func (r *results) failure(f quality.Failure) {
	if r.examples == nil {
		r.examples = map[string]example{}
	}
	key := f.Word() + "\x00" + string(f.Sample.Set) + "\x00" + f.Sample.Carrier
	if f.Sample.Set == quality.Structural {
		key = f.Word() + "\x00" + string(f.Sample.Set) + "\x00" + f.Sample.Kind
	}
	e := r.examples[key]
	if e.n == 0 || len(f.Sample.Text.String()) < len(e.failure.Sample.Text.String()) {
		e.failure = f
	}
	e.n++
	r.examples[key] = e
}

// batch is the number of clean lines that are held at once.
const batch = 100_000

// cleanLines looks for false hits on generated lines of all kinds of application.
func (r *results) cleanLines(opt options, find quality.Finder) {
	r.cleanTexts = map[string]int{}
	var spans []quality.Span
	for done := 0; done < opt.clean; done += batch {
		for _, line := range corpus.CleanLines(opt.seed+uint64(done/batch)<<32, min(batch, opt.clean-done)) {
			if spans = find(spans[:0], line); len(spans) > 0 {
				r.cleanHits++
				r.cleanTexts[around(line, spans[0], 20)]++
			}
		}
	}
}

func (r *results) logLines(dir string, find quality.Finder) error {
	var d logDir
	var err error
	d.files, d.lines, err = quality.Logs(dir, find, func(h quality.Hit) { d.hits = append(d.hits, h) })
	r.logs = append(r.logs, d)
	return err
}

// around returns a line with a span marked, cut to n bytes before and half as
// many behind it.
func around(line []byte, s quality.Span, n int) string {
	from, to := max(0, s.Start-n), min(len(line), s.End+n/2)
	hit := line[s.Start:s.End]
	if len(hit) > 24 {
		hit = append(append([]byte(nil), hit[:20]...), "…"...)
	}
	return strings.ToValidUTF8(string(line[from:s.Start])+"⟦"+string(hit)+"⟧"+string(line[s.End:to]), "�")
}

func percent(part, all int) string {
	if all == 0 {
		return "–"
	}
	p := 100 * float64(part) / float64(all)
	if part < all && p > 99.9 {
		return fmt.Sprintf("%.3f", p)
	}
	return fmt.Sprintf("%.1f", p)
}

var secretSets = []quality.Set{quality.Structural, quality.Named, quality.Contextual, quality.Encoded}
var cleanSets = []quality.Set{quality.Lookalike, quality.Harmless, quality.Reference}

func (r *results) markdown(w io.Writer) error {
	fmt.Fprintf(w, "# What is found and what is left alone\n\nSeed %d, %d line(s) of each kind in each carrier, the default preset. What the figures mean and what they do not: [quality](../README.md#quality).\n\n", r.seed, r.each)
	tables := []table{r.totals(), r.clean(), r.frames()}
	tables = append(tables, r.by("Carriers, formats with a mark", quality.Structural, r.counts.Carriers), r.by("Carriers, formats without a mark under their names", quality.Named, r.counts.Carriers),
		r.by("Carriers, any value under a sensitive name or in such a position", quality.Contextual, r.counts.Carriers), r.by("Encoded", quality.Encoded, r.counts.Carriers),
		r.by("Classes of values", quality.Contextual, r.counts.Kinds), r.by("Names", quality.Contextual, r.counts.Names),
		r.by("Kinds with a mark", quality.Structural, r.counts.Kinds), r.by("Kinds without a mark", quality.Named, r.counts.Kinds))
	for _, set := range cleanSets {
		tables = append(tables, r.touched(set))
	}
	for _, t := range tables {
		if err := t.Markdown(w); err != nil {
			return err
		}
	}
	r.lists(w)
	return nil
}

type table = report.Table

// head returns the columns of a table with the subjects' results.
func (r *results) head(first ...string) []string {
	for i, s := range r.subjects {
		first = append(first, s.Name+" found %")
		if i == 0 {
			first = append(first, "exact %", "a part left %", "bytes left %", "bytes too many in a line")
		} else {
			first = append(first, "exact %")
		}
	}
	return first
}

func (r *results) cells(t *quality.Tally) []string {
	var cells []string
	for i, s := range t.Scores {
		cells = append(cells, percent(s.Found, t.Lines), percent(s.Exact, t.Lines))
		if i == 0 {
			cells = append(cells, percent(s.Partial, t.Lines), percent(s.Left, s.Secret), report.Number(float64(s.Over)/float64(t.Lines)))
		}
	}
	return cells
}

func (r *results) totals() table {
	t := table{Title: "Totals", Note: fmt.Sprintf("%d kinds, %d carriers. A secret is found when no byte of it stays, and exactly when besides nothing else goes.", len(quality.Kinds()), len(quality.Carriers())), Columns: r.head("lines with a secret", "lines")}
	for _, set := range secretSets {
		if c := r.counts.All[set][""]; c != nil {
			t.Add(append([]string{string(set), fmt.Sprint(c.Lines)}, r.cells(c)...)...)
		}
	}
	return t
}

func (r *results) clean() table {
	t := table{Title: "Clean lines", Note: "Lines in which anything is replaced.", Columns: []string{"lines without a secret", "lines", "Tacit, lines", "per million"}}
	for _, s := range r.subjects[1:] {
		t.Columns = append(t.Columns, s.Name+", per million")
	}
	million := func(n, of int) string { return report.Number(1e6 * float64(n) / float64(max(1, of))) }
	for _, set := range cleanSets {
		if c := r.counts.All[set][""]; c != nil {
			row := []string{string(set), fmt.Sprint(c.Lines), fmt.Sprint(c.Scores[0].Touched)}
			for _, s := range c.Scores {
				row = append(row, million(s.Touched, c.Lines))
			}
			t.Add(row...)
		}
	}
	t.Add("generated logs of "+fmt.Sprint(len(corpus.Kinds()))+" kinds of application", fmt.Sprint(r.options.clean), fmt.Sprint(r.cleanHits), million(r.cleanHits, r.options.clean))
	for _, d := range r.logs {
		for i, f := range d.files {
			n := 0
			for _, h := range d.hits {
				if h.File == f {
					n++
				}
			}
			t.Add("recorded: "+f, fmt.Sprint(d.lines[i]), fmt.Sprint(n), million(n, d.lines[i]))
		}
	}
	return t
}

func (r *results) frames() table {
	t := table{Title: "Frames", Columns: r.head("log format", "lines")}
	for _, k := range r.counts.Frames.Keys(quality.Contextual) {
		c := r.counts.Frames[quality.Contextual][k]
		t.Add(append([]string{k, fmt.Sprint(c.Lines)}, r.cells(c)...)...)
	}
	return t
}

func (r *results) by(title string, set quality.Set, from quality.Table) table {
	t := table{Title: title, Columns: r.head("", "lines")}
	for _, k := range from.Keys(set) {
		c := from[set][k]
		t.Add(append([]string{k, fmt.Sprint(c.Lines)}, r.cells(c)...)...)
	}
	return t
}

func (r *results) touched(set quality.Set) table {
	t := table{Title: "Must stay: " + string(set), Note: "Only those of which a line is touched.", Columns: []string{"", "lines", "touched"}}
	for _, k := range r.counts.Kinds.Keys(set) {
		if c := r.counts.Kinds[set][k]; c.Scores[0].Touched > 0 {
			t.Add("`"+k+"`", fmt.Sprint(c.Lines), fmt.Sprint(c.Scores[0].Touched))
		}
	}
	return t
}

// shape is what is near a hit, with all digits alike.
func shape(h quality.Hit) string {
	return h.File + strings.Map(func(c rune) rune {
		if '0' <= c && c <= '9' {
			return '0'
		}
		return c
	}, around(h.Text, h.Spans[0], 16))
}

// most is the number of failures that the report shows.
const most = 80

// lists writes the false hits on logs, and an example of each cause of failure.
func (r *results) lists(w io.Writer) {
	fmt.Fprintf(w, "## Hits on recorded logs\n\nThe first line of each shape, which is a line with its digits alike, and how often it occurs.\n\n")
	shapes := map[string]int{}
	for _, d := range r.logs {
		for _, h := range d.hits {
			shapes[shape(h)]++
		}
	}
	if len(shapes) == 0 {
		fmt.Fprintf(w, "None.\n")
	}
	for _, d := range r.logs {
		for _, h := range d.hits {
			if n := shapes[shape(h)]; n > 0 {
				fmt.Fprintf(w, "- %d × %s:%d `%s`\n", n, h.File, h.Line, code(around(h.Text, h.Spans[0], 80)))
				shapes[shape(h)] = 0
			}
		}
	}
	fmt.Fprintf(w, "\n## Hits on generated logs\n\nThe neighbourhood of each and how often it occurs.\n\n")
	var texts []string
	for t := range r.cleanTexts {
		texts = append(texts, t)
	}
	slices.SortFunc(texts, func(a, b string) int {
		return cmp.Or(-cmp.Compare(r.cleanTexts[a], r.cleanTexts[b]), cmp.Compare(a, b))
	})
	for _, t := range texts[:min(most, len(texts))] {
		fmt.Fprintf(w, "- %d × `%s`\n", r.cleanTexts[t], code(t))
	}
	if len(texts) == 0 {
		fmt.Fprintf(w, "None.\n")
	}
	fmt.Fprintf(w, "\n## What fails most\n\nThe shortest line of each cause; ⟦ and ⟧ enclose what must go, ▒ stands for what does.\n\n")
	var all []example
	for _, e := range r.examples {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b example) int {
		return cmp.Or(-cmp.Compare(a.n, b.n), cmp.Compare(a.failure.Sample.Text.String(), b.failure.Sample.Text.String()))
	})
	for _, e := range all[:min(most, len(all))] {
		f := e.failure
		fmt.Fprintf(w, "- %d × %s (%s, %s, %s): `%s`", e.n, f.Word(), f.Sample.Set, f.Sample.Carrier, f.Sample.Kind, code(f.Sample.Text.Brief()))
		if f.Word() != "miss" {
			fmt.Fprintf(w, " → `%s`", code(brief(f.Hidden())))
		}
		fmt.Fprintln(w)
	}
}

// brief cuts long runs without a blank.
func brief(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if r := []rune(w); len(r) > 60 {
			words[i] = string(r[:30]) + "…" + string(r[len(r)-20:])
		}
	}
	return strings.Join(words, " ")
}

// code makes text fit into a line of code in Markdown. Long texts are cut.
func code(s string) string {
	s = fmt.Sprintf("%q", strings.ReplaceAll(s, "`", "'"))
	s = strings.ReplaceAll(s[1:len(s)-1], `\"`, `"`)
	if r := []rune(s); len(r) > 220 {
		s = string(r[:220]) + "…"
	}
	return s
}
