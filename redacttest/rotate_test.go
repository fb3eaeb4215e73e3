package redacttest

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// lines makes a Logger that writes lines to w.
func lines(w io.Writer, bound string) func(text string) {
	return func(text string) { fmt.Fprintf(w, "%s %s\n", bound, text) }
}

func TestRotate(t *testing.T) {
	for name, open := range map[string]func(r *redact.Redactor, w io.Writer, bound string) Logger{
		"records": func(r *redact.Redactor, w io.Writer, bound string) Logger {
			return Logger{Log: lines(r.NewRecordWriter(w), bound)}
		},
		"stream": func(r *redact.Redactor, w io.Writer, bound string) Logger {
			s := r.NewStreamWriter(w)
			return Logger{Log: lines(s, bound), Close: s.Close}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var set redact.SecretSet
			r := redact.MustNew(redact.WithSecrets(&set))
			Rotate(t, &set, func(w io.Writer, bound string) Logger { return open(r, w, bound) })
			if set.Len() != 0 {
				t.Errorf("%d values are still held", set.Len())
			}
		})
	}
}

// Rotate fails for what is not safe in a rotation.
func TestRotateFindsFaults(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		open       func(r *redact.Redactor, set *redact.SecretSet, w io.Writer, bound string) Logger
	}{
		{"nothing is hidden", "canary generation 1 leaked", func(_ *redact.Redactor, _ *redact.SecretSet, w io.Writer, bound string) Logger {
			return Logger{Log: lines(w, bound)}
		}},
		{"bound fields are not", "leaked", func(r *redact.Redactor, _ *redact.SecretSet, w io.Writer, bound string) Logger {
			early := r.String(bound)
			return Logger{Log: func(text string) { fmt.Fprintf(w, "%s %s\n", early, r.String(text)) }}
		}},
		{"a copy of the set that is never renewed", "canary generation 2 leaked", func(_ *redact.Redactor, set *redact.SecretSet, w io.Writer, bound string) Logger {
			var mu sync.Mutex
			var seen string // what the first record hid
			return Logger{Log: func(text string) {
				mu.Lock()
				defer mu.Unlock()
				if _, value, ok := strings.Cut(text, "drill-record "); ok && seen == "" {
					seen = value
				}
				fmt.Fprintf(w, "%s\n", strings.ReplaceAll(text, seen, "*"))
			}}
		}},
		{"records are lost", "records were written", func(r *redact.Redactor, _ *redact.SecretSet, w io.Writer, bound string) Logger {
			log, n := lines(r.NewRecordWriter(w), bound), atomic.Int64{}
			return Logger{Log: func(text string) {
				if n.Add(1) != 50 {
					log(text)
				}
			}}
		}},
		{"late uses are not counted", "late uses", func(_ *redact.Redactor, _ *redact.SecretSet, w io.Writer, bound string) Logger {
			return Logger{Log: func(string) { fmt.Fprintln(w, "drill-record") }}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var set redact.SecretSet
			r := redact.MustNew(redact.WithSecrets(&set))
			rec := &recorder{TB: t}
			Rotate(rec, &set, func(w io.Writer, bound string) Logger { return tt.open(r, &set, w, bound) })
			if all := strings.Join(rec.errors, "\n"); !strings.Contains(all, tt.want) {
				t.Errorf("errors %q, want one with %q", all, tt.want)
			}
			for _, e := range rec.errors {
				if strings.Contains(e, "%!") {
					t.Error(e)
				}
			}
		})
	}
}
