package redacttest

import (
	"fmt"
	"io"
	"testing"
)

// What an unordered logger prints must be one of what it prints without the adapter.
func TestUnordered(t *testing.T) {
	for text, want := range map[string]bool{"abcdef": true, "fedcba": true, "abcde": false, "abcdex": false} {
		asked := 0
		a := Adapter[io.Writer]{
			Open: func(s Sinks) io.Writer { fmt.Fprint(s.Records, text); return s.Records },
			Plain: func(s Sinks) io.Writer {
				fmt.Fprint(s.Records, []string{"fedcba", "abcdef"}[asked%2])
				asked++
				return s.Records
			},
			Unordered: true,
		}
		j := newJudge(a)
		j.same("cell", nil, func(io.Writer) {})
		if got := len(j.report.Failures) == 0; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
