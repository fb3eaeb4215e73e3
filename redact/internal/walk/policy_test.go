package walk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
)

const canary = "s3cr3t-" + "canary"

// fake hides values under names that contain password or token, and the canary
// anywhere.
type fake struct {
	whole  bool
	rules  map[string]Decision // by name, in any scope
	limits atomic.Int64
	fails  atomic.Int64
	texts  atomic.Int64
	panics string // the method that panics
}

func (f *fake) trip(name string) {
	if f.panics == name {
		panic("policy " + canary)
	}
}

func (f *fake) Enter(s Scope, name string) Scope {
	f.trip("Enter")
	s.Path++
	s.Hide = s.Hide || f.Decide(s, name) == Redact
	return s
}

func (f *fake) Decide(s Scope, name string) Decision {
	f.trip("Decide")
	if d, ok := f.rules[name]; ok {
		return d
	}
	if s.Hide || strings.Contains(name, "assword") || strings.Contains(name, "oken") {
		return Redact
	}
	return Scan
}

func (f *fake) Ruled(Scope, string) bool { f.trip("Ruled"); return false }

func (f *fake) Column(string) string                  { f.trip("Column"); return "" }
func (f *fake) Suggest(s Scope, name string) Decision { f.trip("Suggest"); return f.Decide(s, name) }

func (f *fake) Harmless(name string) bool {
	f.trip("Harmless")
	return f.Decide(Scope{}, name) == Scan
}

func (f *fake) Name(_ Scope, name string) string {
	f.trip("Name")
	return strings.ReplaceAll(name, canary, "[K]")
}

func (f *fake) Text(_ Scope, d Decision, _, text string) string {
	f.trip("Text")
	f.texts.Add(1)
	if d == Redact && text != "" && text != "true" && !strings.HasPrefix(text, "[") {
		return "[NAMED]"
	}
	return strings.ReplaceAll(text, canary, "[T]")
}

func (f *fake) Number(_ Scope, _, text string) (string, bool) {
	f.trip("Number")
	return "[NUM]", text != "0"
}

func (f *fake) Whole(Scope, string) bool { f.trip("Whole"); return f.whole }

func (f *fake) Spares(Scope, string, string) bool { f.trip("Spares"); return false }

func (f *fake) Hidden(Scope, string) string { f.trip("Hidden"); return "[HIDDEN]" }

func (f *fake) JSON(_ Scope, d Decision, _ string, raw []byte) []byte {
	f.trip("JSON")
	if d == Redact {
		return []byte(`"[NAMED]"`)
	}
	if !bytes.Contains(raw, []byte(canary)) {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte(canary), []byte("[J]"))
}

func (f *fake) URL(_ Scope, d Decision, _, text string) string {
	f.trip("URL")
	if d == Redact {
		return "[NAMED]"
	}
	return strings.ReplaceAll(text, canary, "(U)")
}

type fakeError struct{ text string }

func (e fakeError) Error() string { return e.text }

func (f *fake) Message(text string) (string, any) { f.trip("Message"); return text, nil }

func (f *fake) Error(text string, _ error, _ any) error { f.trip("Error"); return fakeError{text} }

func (f *fake) Limit(size int) string {
	f.trip("Limit")
	f.limits.Add(1)
	return fmt.Sprintf("[LIMIT:%d]", size)
}

func (f *fake) Fail() string { f.trip("Fail"); f.fails.Add(1); return "[FAIL]" }

func jsonOf(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "error"
	}
	return string(b)
}
