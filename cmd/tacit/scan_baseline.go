package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Bounds of a baseline.
const (
	maxBaseline        = 64 << 20 // bytes of the file
	maxBaselineEntries = 500_000
)

// A baseline is the findings that are known. Each counts as often as it was found: one
// more of the same is new.
type baseline struct {
	Version  int             `json:"tacit_baseline"`
	By       string          `json:"by"` // "context" or "key"
	Key      string          `json:"key,omitempty"`
	Findings []baselineEntry `json:"findings"`

	left map[string]int
}

type baselineEntry struct {
	Fingerprint string `json:"fingerprint"`
	Detector    string `json:"detector"`
	File        string `json:"file"`
	Count       int    `json:"count"`
}

// readBaseline reads a baseline whose fingerprints were made by f.
func readBaseline(name string, f *fingerprinter) (*baseline, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxBaseline+1))
	if err != nil {
		return nil, cause(err)
	}
	b := &baseline{left: map[string]int{}}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	switch err := dec.Decode(b); {
	case len(text) > maxBaseline:
		return nil, errors.New("is larger than 64 MiB")
	case err != nil || b.Version == 0:
		return nil, errors.New("is no baseline of tacit scan")
	case b.Version != 1:
		return nil, fmt.Errorf("is a baseline of version %d, this is 1", b.Version)
	case b.By != f.by():
		return nil, fmt.Errorf("has fingerprints by %s, not by %s; --fingerprint-key-file must be given both times or never", quoteWord(b.By), f.by())
	case b.Key != f.keyID():
		return nil, errors.New("was made with another key")
	}
	for _, e := range b.Findings {
		b.left[e.Fingerprint] += max(e.Count, 0)
	}
	return b, nil
}

// quoteWord returns a word of ours, or says that it is none.
func quoteWord(s string) string {
	if s == "context" || s == "key" {
		return s
	}
	return "something else"
}

// knows takes a finding off the baseline, if it is there.
func (b *baseline) knows(fingerprint string) bool {
	if b == nil || b.left[fingerprint] == 0 {
		return false
	}
	b.left[fingerprint]--
	return true
}

// A baselineWriter collects the findings of a new baseline.
type baselineWriter struct {
	name    string
	entries map[string]*baselineEntry
}

func (w *baselineWriter) add(r *located) error {
	e := w.entries[r.Fingerprint]
	if e == nil {
		if len(w.entries) >= maxBaselineEntries {
			return fmt.Errorf("--write-baseline: more than %d findings", maxBaselineEntries)
		}
		e = &baselineEntry{Fingerprint: r.Fingerprint, Detector: r.Detector, File: r.name()}
		w.entries[r.Fingerprint] = e
	}
	e.Count++
	return nil
}

// write writes the baseline, all of it or nothing, in an order of its own.
func (w *baselineWriter) write(f *fingerprinter) error {
	b := baseline{Version: 1, By: f.by(), Key: f.keyID(), Findings: []baselineEntry{}}
	for _, k := range slices.Sorted(maps.Keys(w.entries)) {
		b.Findings = append(b.Findings, *w.entries[k])
	}
	slices.SortStableFunc(b.Findings, func(x, y baselineEntry) int { return bytes.Compare([]byte(x.File), []byte(y.File)) })
	text, err := json.MarshalIndent(b, "", " ")
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(w.name), ".tacit-*.tmp")
	if err != nil {
		return cause(err)
	}
	defer os.Remove(tmp.Name()) // it is gone if all went well
	_, err = tmp.Write(append(asciiJSON(text), '\n'))
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return cause(err)
	}
	return os.Rename(tmp.Name(), w.name)
}
