package redact_test

import (
	"fmt"
	"log/slog"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// An adapter asks for a field with the attributes beside it.
func ExampleScope_PairedAttr() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	attrs := []slog.Attr{slog.String("name", "Authorization"), slog.String("value", "open"+"sesame")}
	for _, a := range attrs {
		f := r.Scope("example").PairedAttr(a.Key, attrs)
		fmt.Println(f.Name(), f.String(a.Value.String()))
	}
	// Output:
	// name Authorization
	// value [REDACTED:authorization]
}

// Paired decides by the key itself where that says something, by the name beside it else.
func TestPaired(t *testing.T) {
	const plain = "opensesame"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithPath("free.value", redact.Keep), redact.WithPath("gone.value", redact.DropField))
	root := r.Scope("test")
	for _, c := range []struct {
		scope     redact.Scope
		key, name string
		want      redact.Action
	}{
		{root, "value", "password", redact.Redact}, {root, "rejectedValue", "DB_PASSWORD", redact.Redact}, {root, "x.value", "api_key", redact.Redact},
		{root, "value", "host", redact.Scan}, {root, "value", "", redact.Scan}, {root, "value", string(make([]byte, 129)) + "password", redact.Scan},
		{root.Enter("free"), "value", "password", redact.Keep}, {root.Enter("gone"), "value", "password", redact.DropField}, {root.Enter("password"), "value", "host", redact.Redact},
	} {
		f := c.scope.Paired(c.key, c.name)
		if f.Action() != c.want || f.Name() != c.key {
			t.Errorf("%s beside %.20q: %v, %s", c.key, c.name, f.Action(), f.Name())
		}
		if hidden := f.String(plain) != plain; hidden != (c.want == redact.Redact || c.want == redact.DropField) {
			t.Errorf("%s beside %.20q: hidden %v", c.key, c.name, hidden)
		}
	}
	for _, key := range []string{"value", "Value", "rejectedValue", "setting.value"} {
		b := root.Batch()
		if b.Field(key) && b.Text(plain) && b.Clean() || !redact.HoldsPair(key) {
			t.Errorf("%s is no key of a pair, or is clean", key)
		}
	}
	for _, c := range []struct {
		key, holder string
		want        bool
	}{{"name", "value", true}, {"key", "rejectedValue", true}, {"a.name", "a.value", true}, {"b.name", "a.value", false}, {"name", "a.value", false}, {"reason", "value", false}, {"path", "value", false}} {
		if redact.NamesPair(c.key, c.holder) != c.want {
			t.Errorf("%s names what %s holds: %v", c.key, c.holder, !c.want)
		}
	}
}
