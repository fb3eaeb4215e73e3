// Command quality measures what the default preset finds and what it leaves
// alone, beside gitleaks, and writes Markdown.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/bench/quality"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/gitleaksrules"
	"github.com/tacit-go/tacit/redact"
	"github.com/zricethezav/gitleaks/v8/config"
)

func main() {
	var opt options
	flag.Uint64Var(&opt.seed, "seed", 1, "seed of everything that is generated")
	flag.IntVar(&opt.each, "n", 1, "lines of each kind in each carrier")
	flag.IntVar(&opt.clean, "clean", 10_000_000, "generated clean lines")
	flag.BoolVar(&opt.peer, "gitleaks", true, "measure gitleaks, and its rules on our engine, on the labelled lines too")
	flag.Var(&opt.logs, "logs", "a directory of *.log files that hold no secret; may be repeated")
	flag.StringVar(&opt.failures, "failures", "", "file for every line that is not treated as labelled")
	out := flag.String("out", filepath.Join("results", "quality.md"), "file for the report")
	flag.Parse()
	if err := run(opt, *out); err != nil {
		fmt.Fprintln(os.Stderr, "quality:", err)
		os.Exit(1)
	}
}

// options say what is measured.
type options struct {
	seed        uint64
	each, clean int
	peer        bool
	logs        dirs
	failures    string
}

type dirs []string

func (d *dirs) String() string     { return strings.Join(*d, ",") }
func (d *dirs) Set(s string) error { *d = append(*d, s); return nil }

func run(opt options, out string) error {
	r, err := redact.New(redact.WithDetectors(detectors.Default()...))
	if err != nil {
		return err
	}
	subjects := []quality.Subject{{Name: "Tacit", Find: tacit(r)}}
	if opt.peer {
		peer, err := gitleaks()
		if err != nil {
			return err
		}
		rules, err := gitleaksRules()
		if err != nil {
			return err
		}
		subjects = append(subjects, peer, rules)
	}
	began := time.Now()
	step := func(name string) {
		fmt.Fprintf(os.Stderr, "%-20s %6.1fs\n", name, time.Since(began).Seconds())
		began = time.Now()
	}

	var failures bytes.Buffer
	rep := results{options: opt, subjects: subjects}
	rep.counts = quality.Count(opt.seed, opt.each, subjects, func(f quality.Failure) {
		rep.failure(f)
		if opt.failures != "" {
			s := f.Sample
			fmt.Fprintf(&failures, "%s\t%s\t%s\t%s\t%s\t%s\t%q\t%q\n", f.Word(), s.Set, s.Kind, s.Carrier, s.Frame, s.Name, s.Text.Marked(), f.Hidden())
		}
	})
	step("labelled lines")
	rep.cleanLines(opt, subjects[0].Find)
	step("clean lines")
	for _, dir := range opt.logs {
		if err := rep.logLines(dir, subjects[0].Find); err != nil {
			return err
		}
	}
	step("logs")
	if opt.failures != "" {
		if err := os.WriteFile(opt.failures, failures.Bytes(), 0o644); err != nil {
			return err
		}
	}
	var md bytes.Buffer
	if err := rep.markdown(&md); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	return os.WriteFile(out, md.Bytes(), 0o644)
}

func tacit(r *redact.Redactor) quality.Finder {
	var matches []redact.Match
	return func(dst []quality.Span, line []byte) []quality.Span {
		matches = r.AppendMatches(matches[:0], line)
		for _, m := range matches {
			dst = append(dst, quality.Span{Start: m.Start, End: m.End})
		}
		return dst
	}
}

func gitleaks() (quality.Subject, error) {
	all, err := peers.All()
	if err != nil {
		return quality.Subject{}, err
	}
	for _, p := range all {
		if strings.HasPrefix(p.Name, "gitleaks") && p.Spans != nil {
			var spans []corpus.Span
			return quality.Subject{Name: "gitleaks", Find: func(dst []quality.Span, line []byte) []quality.Span {
				spans = p.Spans(spans[:0], line)
				return quality.Merge(dst, spansOf(spans))
			}}, nil
		}
	}
	return quality.Subject{}, errors.New("gitleaks is not among the peers")
}

// gitleaksRules are those of gitleaks' default rules that the engine expresses.
func gitleaksRules() (quality.Subject, error) {
	set, err := gitleaksrules.Read(strings.NewReader(config.DefaultConfig), gitleaksrules.Widen())
	if err != nil {
		return quality.Subject{}, err
	}
	r, err := redact.New(redact.WithDetectors(set.Detectors...))
	return quality.Subject{Name: "its rules on our engine", Find: tacit(r)}, err
}

// spansOf are the spans in the type of quality.
func spansOf(spans []corpus.Span) []quality.Span {
	out := make([]quality.Span, len(spans))
	for i, s := range spans {
		out[i] = quality.Span{Start: s.Start, End: s.End}
	}
	return out
}
