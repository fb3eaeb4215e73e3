package redact_test

import (
	"fmt"
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

// What Clean and CleanJSON report is what Append and AppendJSON do; they report nothing
// of a record for which the place of its names matters.
func TestScopeClean(t *testing.T) {
	set := redact.NewSecretSet()
	if _, err := set.Set("s", []byte("Qm7-xT2pLw9z")); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "t", Doc: "t", Pattern: `tok_[a-z]{8}`}), redact.WithNames("password", "api_key"), redact.WithSecrets(set))
	s := r.Scope("x")
	clean := 0
	for _, v := range []string{"v", "tok_abcdefgh", "tok_", "Qm7-xT2pLw9z", "a: b"} {
		for _, name := range []string{"status", "password", "pass_word", "api-key", "api  key", `pass\u0077ord`, "Status", ""} {
			for _, form := range []string{`{"%s":"%s"}`, `{"a":{"%s" : ["%s"]}}`, "%s=%s", `{"%s":"%s`, "%s\t%s\n"} {
				text := []byte(fmt.Sprintf(form, name, v))
				if s.Clean(text) {
					if _, changed := s.Append(nil, text); changed {
						t.Errorf("%s is said to be clean", text)
					}
				}
				if s.CleanJSON(text) {
					clean++
					if _, changed := s.AppendJSON(nil, text); changed {
						t.Errorf("%s is said to be clean as JSON", text)
					}
				}
			}
		}
	}
	if clean < 20 {
		t.Errorf("only %d texts are clean", clean)
	}
	line := []byte(`{"status":"ok"}`)
	ruled := redact.MustNew(redact.WithPath("status", redact.Redact))
	for name, s := range map[string]redact.Scope{
		"nil": (*redact.Redactor)(nil).Scope("x"), "zero": new(redact.Redactor).Scope("x"), "a group": s.Enter("g"), "a hidden group": s.Enter("password"), "a path rule": ruled.Scope("x"),
	} {
		if s.CleanJSON(line) {
			t.Errorf("%s: clean", name)
		}
	}
	if !s.CleanJSON(line) || !s.Clean(line) {
		t.Error("a clean line is not")
	}
	if n := testing.AllocsPerRun(100, func() { s.CleanJSON(line); s.Clean(line) }); n > 0 && !raced {
		t.Errorf("%v allocations", n)
	}
}
