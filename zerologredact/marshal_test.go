package zerologredact_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/zerologredact"
)

type (
	panics  struct{ s string }
	changes struct{ calls int }
	node    struct {
		Text string
		Next *node
	}
)

func (p panics) MarshalJSON() ([]byte, error) { panic("cannot marshal " + p.s) }
func (p panics) Error() string                { panic("no text for " + p.s) }
func (c *changes) Error() string {
	if c.calls++; c.calls > 1 {
		return token
	}
	return "harmless"
}

func TestMarshalFuncs(t *testing.T) {
	r := newRedactor(t)
	i, e := zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc
	zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc = zerologredact.InterfaceMarshalFunc(r), zerologredact.ErrorMarshalFunc(r)
	defer func() { zerolog.InterfaceMarshalFunc, zerolog.ErrorMarshalFunc = i, e }()

	cycle := &node{Text: token}
	cycle.Next = cycle
	for name, log := range map[string]func(*zerolog.Event){
		"tag":               func(e *zerolog.Event) { e.Any("k", login{User: "ada", Hidden: token}) },
		"panicking marshal": func(e *zerolog.Event) { e.Any("k", panics{token}) },
		"panicking error":   func(e *zerolog.Event) { e.Err(panics{token}).AnErr("k", panics{token}) },
		"cycle":             func(e *zerolog.Event) { e.Any("k", cycle) },
		"failing marshal":   func(e *zerolog.Event) { e.Any("k", failing{token}) },
		"changing error":    func(e *zerolog.Event) { e.Err(&changes{}) },
		"Errs":              func(e *zerolog.Event) { e.Errs("k", []error{&customErr{token}, nil, panics{token}}) },
	} {
		out := logged(r, info(log))
		mustHide(t, out, token)
		if m := event(t, out); m["message"] != "m" {
			t.Errorf("%s: %v", name, m)
		}
	}
	m := event(t, logged(r, info(func(e *zerolog.Event) {
		e.Any("k", map[string]any{"a": 1, "b": "<x>"}).Err(fmt.Errorf("a: %w", errors.New("b"))).AnErr("none", nil).AnErr("typed", (*customErr)(nil)).
			AnErr("object", objectErr{object{"a", "b"}}).Any("bad", math.Inf(1))
	})))
	if s := fmt.Sprint(m); s != "map[bad:marshaling error: json: unsupported value: +Inf error:a: b k:map[a:1 b:<x>] level:info message:m object:map[a:b]]" {
		t.Errorf("clean values: %s", s)
	}
	if s := text(t, logged(r, info(func(e *zerolog.Event) { e.Any("k", "<&>") }))); !strings.Contains(s, "<&>") && !binary {
		t.Errorf("HTML is escaped: %s", s)
	}
}
