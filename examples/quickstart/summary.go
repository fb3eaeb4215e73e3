package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// summary prints the counters, wrapped to the width of the lines above.
func summary(out io.Writer, s redact.Stats) error {
	const width = 96
	var total uint64
	var lines []string
	line := ""
	for _, id := range slices.Sorted(maps.Keys(s.Matches)) {
		n := s.Matches[id]
		total += n
		word := fmt.Sprintf("%s %d", id, n)
		if line != "" && len(line)+2+len(word) > width {
			lines = append(lines, line+",")
			line = ""
		}
		if line != "" {
			line += ", "
		}
		line += word
	}
	lines = append(lines, line)
	_, err := fmt.Fprintf(out, "\n%d secrets were hidden, %d errors, %d limits\n  %s\n",
		total, s.Errors, s.Limits, strings.Join(lines, "\n  "))
	return err
}
