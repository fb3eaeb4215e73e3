package walk

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// build makes a value out of bytes. Every leaf of text is text.
func build(in *[]byte, text string, depth int) any {
	take := func() byte {
		if len(*in) == 0 {
			return 0
		}
		b := (*in)[0]
		*in = (*in)[1:]
		return b
	}
	more := func() any {
		if depth == 0 {
			return text
		}
		return build(in, text, depth-1)
	}
	switch take() % 30 {
	case 1:
		return int(take())
	case 2:
		return []any{more(), more()}
	case 3:
		return map[string]any{"a": more(), string(rune('a' + take()%20)): more()}
	case 4:
		return login{User: text, private: text, PIN: int(take())}
	case 5:
		return &hidden{Open: "x", secret: text, bytes: []byte(text), iface: more()}
	case 6:
		return Outer{base: base{ID: text}, Inner: &Inner{Deep: text}, Level: level(take())}
	case 7:
		return errors.New(text)
	case 8:
		return fmt.Errorf("a: %w", failure{func() string { return text }})
	case 9:
		return stringer{func() string { return text }, text}
	case 10:
		return marshaler{func() ([]byte, error) { return json.Marshal(text) }}
	case 11:
		return &ptrJSON{text}
	case 12:
		return http.Header{"X": {text}, text: {"v"}}
	case 13:
		return &url.URL{Scheme: "https", Host: "h", Path: "/" + text}
	case 14:
		return time.Unix(int64(take()), 0).UTC()
	case 15:
		return []byte(text)
	case 16:
		return map[any]any{1: more(), base{text, "n"}: text, 2.5: nil}
	case 17:
		return options{A: text, D: text, E: map[string]string{text: text}, H: []string{text}}
	case 18:
		x := more()
		return &x
	case 19:
		return json.RawMessage(`{"k":"` + text + `"}`)
	case 20:
		return [2]any{more(), nil}
	case 21:
		return struct {
			V any `json:"v,omitempty"`
			W any
			x any
		}{more(), more(), more()}
	case 22:
		return nil
	case 23:
		return gostring{text}
	case 24:
		return tagged{Open: text, H: text, D: text}
	case 25:
		return []error{errors.New(text), nil}
	case 26:
		return map[level]any{level(take()): more()}
	case 27:
		return formatter{func() string { return text }}
	case 28:
		return struct{ *Inner }{&Inner{Deep: text}}
	}
	return text
}

func FuzzValue(f *testing.F) {
	for i := range 30 {
		f.Add([]byte{byte(i), byte(i + 1), 3, byte(i), 2, 21, byte(i), 9, 5}, uint8(3))
	}
	f.Fuzz(func(t *testing.T, in []byte, depth uint8) {
		if len(in) > 200 {
			return
		}
		w, p := New(Config{}), &fake{}
		a, b := in, in
		out, changed := w.Value(p, Scope{}, build(&a, canary, int(depth%5)))
		if changed {
			closed(t, out, true)
		}
		leakFree(t, out)
		again, _ := New(Config{StableTypes: true}).Value(p, Scope{}, build(&b, canary, int(depth%5)))
		leakFree(t, again)
		if p.fails.Load() != 0 {
			t.Error("a placeholder for a failure")
		}

		clean := in
		out, changed = w.Value(p, Scope{}, build(&clean, "plain", int(depth%5)))
		if s := jsonOf(out); changed && strings.Contains(s, "[T]") {
			t.Errorf("clean text replaced: %s", s)
		}
	})
}
