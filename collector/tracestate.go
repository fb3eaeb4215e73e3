package collector

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/tacit-go/tacit/redact"
)

// state redacts the values of a trace state, each under its key. A member whose key
// holds a secret, that the policy drops, or whose value would be none, is left out.
func (p *pass) state(ts pcommon.TraceState) {
	raw := ts.AsRaw()
	if raw == "" {
		return
	}
	var out []string
	dirty := false
	for member := range strings.SplitSeq(raw, ",") {
		text, ok := p.member(member)
		dirty = dirty || !ok || text != member
		if ok {
			out = append(out, text)
		}
	}
	joined := raw
	if dirty {
		joined = strings.Join(out, ",")
	}
	// What no member holds may begin in one and end in another.
	if joined = p.scope.Text(joined); joined != raw {
		ts.FromRaw(joined)
		p.note("trace_state")
	}
}

// member redacts one member of a trace state.
func (p *pass) member(member string) (string, bool) {
	key, value, ok := strings.Cut(member, "=")
	if !ok {
		text := p.slow(p.scope.Text(member))
		return text, text == member
	}
	name := strings.Trim(key, " \t")
	rule := p.e.ruleOf(name, false)
	s := p.scope
	switch {
	case rule == removeIt:
		return "", false
	case rule == keepIt && p.e.kept == nil:
		return member, true
	case rule == keepIt:
		s = p.e.keeps
	case rule == hideIt:
		s = p.e.hides
	}
	f := s.Field(name)
	if f.Action() == redact.DropField || p.slow(f.Name()) != name {
		return "", false
	}
	text := p.slow(f.String(value))
	return key + "=" + text, !strings.ContainsAny(text, ",=") || text == value
}

// state adds a trace state.
func (a *asking) state(raw string) bool {
	if raw == "" {
		return true
	}
	for member := range strings.SplitSeq(raw, ",") {
		key, value, _ := strings.Cut(member, "=")
		if r := a.e.ruleOf(key, false); r != asEver && r != keepIt || !a.b.Field(key) || !a.b.Text(value) {
			return false
		}
	}
	return a.b.Text(raw)
}
