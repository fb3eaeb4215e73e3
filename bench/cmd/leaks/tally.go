package main

import (
	"strings"
	"time"

	"github.com/tacit-go/tacit/redacttest"
)

// What is tried at an entry point: a column of the matrix.
var columns = []string{"raw", "base64", "hex", "percent", "json", "quote", "name", "key", "bound", "later", "closed"}

// headings explain the columns.
var headings = map[string]string{
	"raw": "the secret as it is", "base64": "in base64", "hex": "in hexadecimal", "percent": "percent-encoded", "json": "JSON-escaped", "quote": "by %q",
	"name": "under a sensitive name", "key": "in a name", "bound": "bound to the logger", "later": "bound before it was known", "closed": "with no policy at all",
}

// count is how many cells were tried, and how many of them let a secret out, failed as
// declared, or changed what holds no secret.
type count struct{ cells, leaks, lacking, changes int }

func (c *count) add(o count) {
	c.cells += o.cells
	c.leaks += o.leaks
	c.lacking += o.lacking
	c.changes += o.changes
}

// tally is a report by entry point and column.
type tally struct {
	all     count
	entries []string
	at      map[string]map[string]*count
}

type surface struct {
	name        string
	ours, plain tally
}

type results struct {
	surfaces, others []surface
	places           []string            // of telemetry in a Collector
	left             map[string][]string // of them, by processor
	took             time.Duration
	date             time.Time
}

// tallyOf sorts what was found into columns.
func tallyOf(r redacttest.Report) tally {
	t := tally{at: map[string]map[string]*count{}}
	for _, p := range r.Parts {
		parts := append(strings.Split(p.Name, "/"), "", "", "", "")
		c := count{cells: p.Cells, lacking: p.Lacking}
		column := columnOf(parts)
		if parts[0] == "clean" || parts[0] == "levels" || parts[0] == "scripts" || parts[0] == "memory" || parts[0] == "control" {
			c.changes = p.Failures
		} else {
			c.leaks = p.Failures
		}
		if parts[0] == "control" {
			continue
		}
		t.all.add(c)
		if column == "" || parts[1] == "stderr" {
			continue
		}
		if t.at[parts[1]] == nil {
			t.at[parts[1]] = map[string]*count{}
			t.entries = append(t.entries, parts[1])
		}
		if t.at[parts[1]][column] == nil {
			t.at[parts[1]][column] = &count{}
		}
		t.at[parts[1]][column].add(c)
	}
	return t
}

// columnOf returns the column of a part, by its case and what the case tries.
func columnOf(parts []string) string {
	switch parts[0] {
	case "values":
		return parts[3]
	case "names":
		return "name"
	case "keys":
		return "key"
	case "bound", "groups":
		return "bound"
	case "late", "policy":
		return "later"
	case "closed":
		return "closed"
	}
	return ""
}

// of returns the count of an entry in a column.
func (t *tally) of(entry, column string) count {
	if c := t.at[entry][column]; c != nil {
		return *c
	}
	return count{}
}
