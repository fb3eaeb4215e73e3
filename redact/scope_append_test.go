package redact_test

import (
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// sinkEvents keeps the events of one goroutine.
type sinkEvents []redact.Event

func (s *sinkEvents) Observe(e redact.Event) { *s = append(*s, e) }

func TestScopeAppend(t *testing.T) {
	var seen sinkEvents
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithObserver(&seen), redact.WithPath("db.note", redact.Redact))
	s := r.Scope("audit")
	for _, c := range []struct {
		name     string
		append   func(dst, src []byte) ([]byte, bool)
		in, want string
	}{
		{"text", s.Append, "password=hunter2\n", "password=[REDACTED:password]\n"},
		{"clean text", s.Append, "a line\n", ""},
		{"JSON", s.AppendJSON, `{"password":"hunter2","n":1}`, `{"password":"[REDACTED:password]","n":1}`},
		{"clean JSON", s.AppendJSON, `{"note":"x"}`, ""},
		{"path", s.AppendJSON, `{"db":{"note":"x"}}`, `{"db":{"note":"[REDACTED:path]"}}`},
		{"inside a group", s.Enter("db").AppendJSON, `{"note":"x"}`, `{"note":"[REDACTED:path]"}`},
		{"inside a hidden group", s.Enter("password").AppendJSON, `{"a":"x"}`, `"[REDACTED:path]"`},
		{"nil Redactor", (*redact.Redactor)(nil).Scope("x").Append, "a", "[REDACTED]"},
		{"nil Redactor, JSON", (*redact.Redactor)(nil).Scope("x").AppendJSON, `{"a":1}`, `"[REDACTED]"`},
	} {
		out, changed := c.append([]byte("kept "), []byte(c.in))
		if got := strings.TrimPrefix(string(out), "kept "); got != c.want || changed != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.name, out, changed, c.want)
		}
	}
	for _, e := range seen {
		if e.Sink != "audit" {
			t.Errorf("the event tells the sink %q", e.Sink)
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d events", len(seen))
	}
}

func TestRecordWriterSink(t *testing.T) {
	var seen sinkEvents
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithObserver(&seen))
	for _, opt := range []redact.WriterOption{nil, redact.AsJSON()} {
		w := r.NewRecordWriter(io.Discard, opt, redact.ForSink("audit"))
		if _, err := io.WriteString(w, `{"password":"hunter2"}`); err != nil {
			t.Error(err)
		}
	}
	if len(seen) != 2 || seen[0].Sink != "audit" || seen[1].Sink != "audit" {
		t.Errorf("events %+v", seen)
	}
}

func TestRecordWriterKeepsLineEnds(t *testing.T) {
	for _, opt := range []redact.WriterOption{nil, redact.AsJSON()} {
		var out strings.Builder
		w := (*redact.Redactor)(nil).NewRecordWriter(&out, opt)
		for range 2 {
			_, _ = io.WriteString(w, "{}\n")
		}
		_, _ = io.WriteString(w, "{}")
		if n := strings.Count(out.String(), "]\n") + strings.Count(out.String(), "]\"\n"); n != 2 || strings.HasSuffix(out.String(), "\n") {
			t.Errorf("lines %q", out.String())
		}
	}
}
