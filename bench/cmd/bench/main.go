// Command bench measures Tacit beside other ways of finding secrets in logs, on
// one core, and writes tables and a picture.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/engine"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/bench/internal/tables"
	"github.com/tacit-go/tacit/bench/internal/worst"
	"github.com/tacit-go/tacit/detectors"
)

func main() {
	quick := flag.Bool("quick", false, "measure less than a minute, on less text")
	dir := flag.String("corpus", "", "a directory of *.log files that are clean, as a second text")
	out := flag.String("out", "results", "directory for the tables and the picture")
	seed := flag.Uint64("seed", 1, "seed of everything that is generated")
	search := flag.Duration("worst", 0, "instead, search so long for the texts that cost most, and keep ten")
	live := flag.Bool("live", false, "measure live secrets only, to live.md; some minutes")
	most := flag.Int("hyperscan", 100_000, "with -live, the largest set that Hyperscan is given; a million takes minutes to build")
	only := flag.String("only", "", "measure one of the steps, such as requests, and write no file")
	keep := flag.String("keep", "internal/worst/worst.txt", "file for the texts that -worst finds")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	runtime.LockOSThread()
	var err error
	if *search > 0 {
		err = hunt(*search, *seed, *keep)
	} else {
		err = compare(tables.Config{Seed: *seed, Quick: *quick, CorpusDir: *dir}, *out, *only, *live, *most)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// compare fills the tables and writes them and the picture.
func compare(cfg tables.Config, out, only string, live bool, most int) error {
	start := time.Now()
	b, err := tables.New(cfg)
	if err != nil {
		return err
	}
	mode := "full"
	if cfg.Quick {
		mode = "quick"
	}
	steps, picture := b.Steps(), fmt.Sprintf("![Throughput and cost of a line](%s.svg)\n\n", mode)
	if live {
		mode, picture = "live", ""
		steps = b.LiveSteps([]int{10, 1000, 100_000, 1_000_000}, most)
	}
	if only != "" {
		steps = slices.DeleteFunc(steps, func(s tables.Step) bool { return s.Name != only })
		if len(steps) == 0 {
			return fmt.Errorf("no step %q", only)
		}
	}
	var md bytes.Buffer
	machine := start.UTC().Format(time.DateOnly) + ", " + report.Machine()
	fmt.Fprintf(&md, "# Results, %s run\n\n%s; one core, medians of interleaved rounds, ratios taken inside a round.\n", mode, machine)
	if peers.Missing != "" {
		fmt.Fprintf(&md, "Not compiled in: %s.\n", peers.Missing)
	}
	fmt.Fprintf(&md, "What is measured, and what is not, is in [README.md](../README.md).\n\n%s", picture)
	for _, s := range steps {
		began := time.Now()
		filled, err := s.Fill()
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		for _, t := range filled {
			if err := t.Markdown(&md); err != nil {
				return err
			}
		}
		fmt.Fprintf(os.Stderr, "%-20s %6.1fs\n", s.Name, time.Since(began).Seconds())
	}
	fmt.Fprintf(os.Stderr, "%-20s %6.1fs\n", "all", time.Since(start).Seconds())
	if only != "" {
		_, err = os.Stdout.Write(md.Bytes())
		return err
	}
	files := map[string][]byte{mode + ".md": append(bytes.TrimRight(md.Bytes(), "\n"), '\n')}
	if !live { // which has no picture
		var svg bytes.Buffer
		if err := report.Plot(&svg, machine+"; logarithmic axes", b.Panels()); err != nil {
			return err
		}
		files[mode+".svg"] = svg.Bytes()
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(out, name), data, 0o666); err != nil {
			return err
		}
	}
	_, err = os.Stdout.Write(md.Bytes())
	return err
}

// hunt searches for the worst texts and writes their recipes.
func hunt(d time.Duration, seed uint64, keep string) error {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	ds := detectors.Default()
	r, err := engine.Variants()[0].New()
	if err != nil {
		return err
	}
	finds := worst.Search(ctx, r, corpus.Literals(ds, r.Describe().Names), seed)
	var text bytes.Buffer
	fmt.Fprintf(&text, "# What was found by \"go run ./cmd/bench -worst %s -seed %d\": count*\"text\", over and over.\n", d, seed)
	for _, f := range finds {
		fmt.Fprintf(&text, "%s\n", f.Recipe)
		fmt.Printf("%6.2f ns/byte  %s\n", f.NSPerByte, f.Recipe)
	}
	return os.WriteFile(keep, text.Bytes(), 0o666)
}
