// Command leaks runs the leak matrix: every way by which a value leaves a process, tried
// with secrets of many shapes in values of every kind and in every encoding, with us and
// without. It writes a table in Markdown, and one in HTML with a heat map.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tacit-go/tacit/bench/internal/collectors"
	"github.com/tacit-go/tacit/internal/matrix"
)

func main() {
	dir := flag.String("out", "results", "directory for leaks.md and leaks.html")
	only := flag.String("only", "", "run the surfaces whose names begin so")
	flag.Parse()
	if err := run(*dir, *only); err != nil {
		fmt.Fprintln(os.Stderr, "leaks:", err)
		os.Exit(1)
	}
}

func run(dir, only string) error {
	began := time.Now()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var all []surface
	for _, s := range matrix.Surfaces() {
		if !strings.HasPrefix(s.Name, only) {
			continue
		}
		fmt.Fprintln(os.Stderr, s.Name)
		all = append(all, surface{name: s.Name, ours: tallyOf(s.Check(false)), plain: tallyOf(s.Check(true))})
	}
	var others []surface
	for _, s := range rivals() {
		if !strings.HasPrefix(s.Name, only) {
			continue
		}
		fmt.Fprintln(os.Stderr, s.Name)
		others = append(others, surface{name: s.Name, ours: tallyOf(s.Check(false))})
	}
	if len(all) == 0 {
		return errors.New("no surface has such a name")
	}
	r := results{surfaces: all, others: others, date: began, left: map[string][]string{}}
	if only == "" {
		for name, of := range collectors.Processors() {
			f, cfg := of()
			places, left, err := collectors.Leaks(context.Background(), f, cfg)
			if err != nil {
				return fmt.Errorf("processor %s: %w", name, err)
			}
			r.places, r.left[name] = places, left
		}
	}
	r.took = time.Since(began).Round(time.Second)
	for name, write := range map[string]func(io.Writer, *results) error{"leaks.md": markdown, "leaks.html": page} {
		var b bytes.Buffer
		if err := write(&b, &r); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	if n := len(r.left["tacit"]); n > 0 {
		return fmt.Errorf("%d places leak in the Collector", n)
	}
	for _, s := range all {
		if s.ours.all.leaks > 0 || s.plain.all.leaks == 0 {
			return fmt.Errorf("%s: %d cells leak with us, %d without", s.name, s.ours.all.leaks, s.plain.all.leaks)
		}
	}
	return nil
}
