package redact_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// modelRule is a path rule for the model below, which tries all that a path can stand
// for.
type modelRule struct {
	path []string
	act  redact.Action
}

// modelPart is a name, or a part of one that has dots; behind tells that it is not
// the first.
type modelPart struct {
	text   string
	behind bool
}

func partsOf(names []string) (parts []modelPart) {
	for _, n := range names {
		for i, p := range strings.Split(n, ".") {
			parts = append(parts, modelPart{p, i > 0})
		}
	}
	return parts
}

func modelMatch(path []string, parts []modelPart) bool {
	if len(path) == 0 {
		return len(parts) == 0
	}
	if path[0] == "**" && modelMatch(path[1:], parts) {
		return true
	}
	if len(parts) == 0 {
		return false
	}
	switch path[0] {
	case "**":
		return modelMatch(path, parts[1:])
	case "*":
		if modelMatch(path[1:], parts[1:]) {
			return true
		}
		if parts[0].behind {
			return false
		}
		n := 1
		for n < len(parts) && parts[n].behind {
			n++
		}
		return modelMatch(path[1:], parts[n:])
	}
	return strings.EqualFold(path[0], parts[0].text) && modelMatch(path[1:], parts[1:])
}

// modelDecide returns the action of the last rule that holds.
func modelDecide(rules []modelRule, names []string) (redact.Action, bool) {
	parts := partsOf(names)
	for _, r := range slices.Backward(rules) {
		if modelMatch(r.path, parts) {
			return r.act, true
		}
		for n := 1; r.act != redact.Scan && n < len(parts); n++ {
			if modelMatch(r.path, parts[:n]) {
				return r.act, true
			}
		}
	}
	return redact.Scan, false
}

// modelShows reports whether a value is shown under names.
func modelShows(rules []modelRule, names []string) bool {
	hide := false // because of a name
	for i := range names {
		act, ok := modelDecide(rules, names[:i+1])
		last := i == len(names)-1
		switch {
		case ok && act == redact.Keep:
			hide = false
		case ok && act == redact.Scan && last:
			return true
		case ok && last:
			return false
		case !ok:
			hide = hide || strings.EqualFold(names[i], "password")
		}
	}
	return !hide
}

// modelDenies reports whether a record is denied. It is sure unless a rule that denies
// stands in a group that may be hidden or left out as a whole, or is entered.
func modelDenies(rules []modelRule, leaves [][]string) (denied, sure bool) {
	sure = true
	for _, names := range leaves {
		open := true // all groups so far are entered
		for i := range names {
			act, ok := modelDecide(rules, names[:i+1])
			last := i == len(names)-1
			switch {
			case ok && act == redact.Deny && last && open:
				denied = true
			case ok && act == redact.Deny:
				sure = false
			case ok && act != redact.Scan && act != redact.Keep, !ok && strings.EqualFold(names[i], "password"):
				open = false
			}
		}
	}
	return denied, sure || denied
}

// modelDoc makes a random document, and lists the names above each value.
func modelDoc(rng *rand.Rand, depth int, above []string, leaves *[][]string) any {
	if depth == 0 || rng.IntN(4) == 0 && len(above) > 0 {
		*leaves = append(*leaves, slices.Clone(above))
		v := leafText(len(*leaves) - 1)
		switch rng.IntN(6) {
		case 0:
			return []any{v}
		case 1:
			return []string{v}
		case 2:
			return json.RawMessage(`"` + v + `"`)
		}
		return v
	}
	m := map[string]any{}
	for range 1 + rng.IntN(3) {
		name := modelNames[rng.IntN(len(modelNames))]
		if _, ok := m[name]; ok {
			continue
		}
		m[name] = modelDoc(rng, depth-1, append(above, name), leaves)
	}
	switch rng.IntN(5) {
	case 0:
		return []any{m}
	case 1:
		if b, err := json.Marshal(m); err == nil && len(above) > 0 {
			return json.RawMessage(b)
		}
	}
	return m
}

var modelNames = []string{"a", "b", "c", "A", "a.b", "b.c", "a.b.c", "x", "x.y.z", "password", ""}

func leafText(n int) string { return fmt.Sprintf("vXjQ%dzKq", n) }

// visit logs a document through a Scope, as an adapter does.
func visit(s redact.Scope, v any, out *strings.Builder) {
	for name, x := range v.(map[string]any) {
		f := s.Field(name)
		if m, ok := x.(map[string]any); ok {
			if f.Group() == redact.DropField {
				continue
			}
			visit(f.Scope(), m, out)
			continue
		}
		if f.Action() == redact.DropField && f.Group() == redact.DropField {
			continue
		}
		if text, ok := x.(string); ok {
			out.WriteString(f.String(text) + "\n")
			continue
		}
		r, _ := f.Value(x)
		b, _ := json.Marshal(r)
		out.Write(append(b, '\n'))
	}
}

// TestPathModel compares the automaton, in every call that path rules hold for, with
// a model that knows none.
func TestPathModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 6))
	segs := []string{"a", "b", "c", "x", "y", "*", "*", "**", "**", "password"}
	acts := []redact.Action{redact.Scan, redact.Keep, redact.Redact, redact.Redact, redact.DropField, redact.Deny}
	rounds, hidden, shown := 600, 0, 0
	if testing.Short() || raced {
		rounds = 40
	}
	for range rounds {
		var rules []modelRule
		var said []string
		opts := []redact.Option{redact.WithNames("password")}
		if rng.IntN(4) == 0 {
			rules = append(rules, modelRule{[]string{"**"}, redact.Redact})
			opts, said = append(opts, redact.WithStrict()), append(said, "strict")
		}
		for range 1 + rng.IntN(5) {
			r := modelRule{act: acts[rng.IntN(len(acts))]}
			for range 1 + rng.IntN(4) {
				r.path = append(r.path, segs[rng.IntN(len(segs))])
			}
			path := strings.Join(r.path, ".")
			rules, said = append(rules, r), append(said, fmt.Sprint(path, ":", r.act))
			opts = append(opts, redact.WithPath(path, r.act))
		}
		r := build(t, opts...)
		var leaves [][]string
		m := modelDoc(rng, 4, nil, &leaves)
		if list, ok := m.([]any); ok {
			m = list[0]
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var visited strings.Builder
		scope := r.Scope("test")
		rec := scope.Record()
		visit(scope.Of(rec), m, &visited)
		value, err := json.Marshal(r.Value(m))
		if err != nil {
			t.Fatal(err)
		}
		group, err := json.Marshal(r.Value(attrsOf(m)))
		if err != nil {
			t.Fatal(err)
		}
		_, denied := rec.Denied()
		record, _ := scope.AppendJSON(nil, text)
		if want, sure := modelDenies(rules, leaves); sure && (denied != want || strings.Contains(string(record), `"[DENIED:path]"`) != want) {
			t.Fatalf("%v of %s: denied %t, as JSON %s, want %t", said, text, denied, record, want)
		}
		out := r.AppendJSON(nil, text)
		if !json.Valid(out) {
			t.Fatalf("%v of %s: no JSON: %s", said, text, out)
		}
		if again := r.AppendJSON(nil, out); string(again) != string(out) {
			t.Fatalf("%v of %s: not idempotent:\n%s\n%s", said, text, out, again)
		}
		for call, got := range map[string]string{"Scope": visited.String(), "AppendJSON": string(out), "Value": string(value), "Value of a group": string(group)} {
			for i, names := range leaves {
				if call == "Value of a group" && slices.Contains(names, "") {
					continue // slog takes such a group for none
				}
				want := modelShows(rules, names)
				if strings.Contains(got, leafText(i)) != want {
					t.Fatalf("%s: %v of %s: %v is to be shown: %t\n%s", call, said, text, names, want, got)
				}
				if want {
					shown++
				} else {
					hidden++
				}
			}
		}
	}
	if hidden < rounds || shown < rounds {
		t.Errorf("%d values were hidden, %d shown", hidden, shown)
	}
}

// attrsOf turns a document into groups of log/slog.
func attrsOf(v any) slog.Value {
	m, ok := v.(map[string]any)
	if !ok {
		return slog.AnyValue(v)
	}
	var attrs []slog.Attr
	for name, x := range m {
		attrs = append(attrs, slog.Attr{Key: name, Value: attrsOf(x)})
	}
	return slog.GroupValue(attrs...)
}
