package redacttest

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
)

// deep is behind every limit of a walk.
const deep = 150

// kinds returns the kinds of values that any logger may be given.
func kinds() []Kind {
	out := []Kind{
		{Name: "string", Make: func(s string) any { return s }},
		{Name: "bytes", bytes: true, Make: func(s string) any { return []byte(s) }},
		{Name: "named string", Make: func(s string) any { return namedString(s) }},
		{Name: "error", Make: func(s string) any { return errors.New(s) }},
		{Name: "wrapped error", Make: func(s string) any { return fmt.Errorf("load: %w", &failure{s}) }},
		{Name: "joined error", Make: func(s string) any { return errors.Join(errors.New("one"), &failure{s}) }},
		{Name: "verbose error", Make: func(s string) any { return &verbose{"short", s} }, Loose: true},
		{Name: "error group", Make: func(s string) any { return group{errors.New("one"), &failure{s}} }, Loose: true},
		{Name: "stringer", Make: func(s string) any { return stringer{s} }},
		{Name: "pointer stringer", Make: func(s string) any { return &pointerStringer{s} }},
		{Name: "formatter", Make: func(s string) any { return formatter{s} }, Loose: true},
		{Name: "text marshaler", Make: func(s string) any { return textMarshaler{s} }},
		{Name: "json marshaler", Make: func(s string) any { return jsonMarshaler{s} }},
		{Name: "log valuer", Make: func(s string) any { return logValuer{s} }, Loose: true},
		{Name: "log valuer of a group", Make: func(s string) any { return groupValuer{s} }, Loose: true},
		{Name: "slice of log valuers", Make: func(s string) any { return []any{1, logValuer{s}} }, Loose: true},
		{Name: "MarshalLog", Make: func(s string) any { return marshalLog{s} }, Loose: true},
		{Name: "slog group", Make: func(s string) any { return slog.GroupValue(slog.Int("n", 1), slog.String("s", s)) }, Loose: true},
		{Name: "struct", Make: func(s string) any { return record{ID: 7, Text: s} }},
		{Name: "struct pointer", Make: func(s string) any { return &record{ID: 7, Text: s} }, Loose: true},
		{Name: "unexported field", Make: func(s string) any { return record{ID: 7, hidden: s} }, Loose: true},
		{Name: "nested", Make: func(s string) any {
			return map[string]any{"list": []any{record{Inner: &record{Text: s}}, map[string]string{"k": s}}}
		}, Loose: true},
		{Name: "map", Make: func(s string) any { return map[string]string{"a": "b", "k": s} }},
		{Name: "map key", Make: func(s string) any { return map[string]int{s: 1} }},
		{Name: "slice", Make: func(s string) any { return []string{"a", s} }},
		{Name: "array", Make: func(s string) any { return [2]string{"a", s} }},
		{Name: "slice of errors", Make: func(s string) any { return []error{errors.New("one"), &failure{s}} }, Loose: true},
		{Name: "slice of stringers", Make: func(s string) any { return []fmt.Stringer{stringer{s}} }, Loose: true},
		{Name: "slice of bytes", bytes: true, Make: func(s string) any { return [][]byte{[]byte(s)} }},
		{Name: "pointer", Make: func(s string) any { return &s }, Loose: true},
		{Name: "runes", bytes: true, Make: func(s string) any { return []rune(s) }},
		{Name: "raw json", bytes: true, Make: func(s string) any {
			text, _ := json.Marshal(s)
			return json.RawMessage(`{"a":` + string(text) + `}`)
		}},
		{Name: "broken json", bytes: true, Make: func(s string) any { return json.RawMessage(`{"a":"` + s) }, Hostile: true},
		{Name: "header", Make: func(s string) any { return http.Header{"X-Thing": {s}} }},
		{Name: "url values", Make: func(s string) any { return url.Values{"q": {s}} }},
		{Name: "url", Escapes: true, Make: func(s string) any { return &url.URL{Scheme: "https", Host: "example.org", Path: "/a/" + s} }, Loose: true},
		{Name: "url value", Escapes: true, Make: func(s string) any {
			return url.URL{Scheme: "https", Host: "example.org", Path: "/", RawQuery: "q=" + url.QueryEscape(s)}
		}, Loose: true},
		{Name: "url error", Escapes: true, Make: func(s string) any {
			return &url.Error{Op: "Get", URL: "https://example.org/?q=" + url.QueryEscape(s), Err: errors.New("refused")}
		}},
		{Name: "request", Escapes: true, Make: request, Hostile: true},
		{Name: "cookie", Escapes: true, Make: func(s string) any { return &http.Cookie{Name: "theme", Value: url.QueryEscape(s)} }, Loose: true},
		{Name: "int", Make: func(s string) any { return int(number(s)) }, number: true},
		{Name: "int64", Make: func(s string) any { return number(s) }, number: true},
		{Name: "uint64", Make: func(s string) any { return uint64(number(s)) }, number: true},
		{Name: "number in a map", Make: func(s string) any { return map[string]any{"n": number(s)} }, number: true},
		{Name: "numbers", Make: func(s string) any { return []uint64{1, uint64(number(s))} }, number: true},

		{Name: "map with secret key", Names: true, Make: func(s string) any {
			return map[string]any{"user": "ada", AdapterName: s}
		}},
		{Name: "header with secret key", Names: true, Make: func(s string) any { return http.Header{"Password": {s}} }},
		{Name: "struct with secret field", Names: true, Make: func(s string) any { return login{"ada", s} }},
		{Name: "json with secret key", Names: true, Make: func(s string) any {
			text, _ := json.Marshal(s)
			return json.RawMessage(`{"user":"ada","password":` + string(text) + `}`)
		}},
		{Name: "nested secret key", Names: true, Make: func(s string) any {
			return []any{&record{Any: map[string]any{AdapterName: []string{s}}}}
		}, Loose: true},

		{Name: "cycle", Make: cycle, Hostile: true},
		{Name: "map in itself", Make: loop, Hostile: true},
		{Name: "deep", Make: deepMap, Hostile: true},
		{Name: "failing json", Make: func(s string) any { return failingJSON{s} }, Hostile: true},
		{Name: "failing text", Make: func(s string) any { return failingText{s} }, Hostile: true},
	}
	for name, v := range map[string]func(answer) any{
		"String": func(a answer) any { return callString{a} }, "Error": func(a answer) any { return callError{a} },
		"LogValue": func(a answer) any { return callLogValue{a} }, "MarshalLog": func(a answer) any { return callMarshalLog{a} },
		"MarshalJSON": func(a answer) any { return callMarshalJSON{a} }, "MarshalText": func(a answer) any { return callMarshalText{a} },
		"Format": func(a answer) any { return callFormat{a} },
	} {
		out = append(out,
			Kind{Name: "panicking " + name, Make: func(s string) any { return v(answer{func() string { panic(s) }}) }, Hostile: true},
			Kind{Name: "panicking " + name + " with an error", Make: func(s string) any { return v(answer{func() string { panic(&failure{s}) }}) }, Hostile: true},
			Kind{Name: "changing " + name, Make: func(s string) any { return v(changing(s)) }, Hostile: true})
	}
	return sortedKinds(out)
}

type (
	namedString string
	record      struct {
		ID     int
		Text   string  `json:",omitempty"`
		Inner  *record `json:",omitempty"`
		Any    any     `json:",omitempty"`
		hidden string
	}
	login struct {
		User     string
		Password string
	}
	node struct {
		Text string
		Next *node
	}

	failure         struct{ text string }
	verbose         struct{ short, long string }
	group           []error
	stringer        struct{ text string }
	pointerStringer struct{ text string }
	formatter       struct{ text string }
	textMarshaler   struct{ text string }
	jsonMarshaler   struct{ text string }
	logValuer       struct{ text string }
	groupValuer     struct{ text string }
	marshalLog      struct{ text string }
	failingJSON     struct{ text string }
	failingText     struct{ text string }
)

func (e *failure) Error() string { return e.text }
func (e *verbose) Error() string { return e.short }
func (e *verbose) Format(f fmt.State, verb rune) {
	if f.Flag('+') {
		_, _ = fmt.Fprint(f, e.long)
		return
	}
	_, _ = fmt.Fprint(f, e.short)
}
func (e group) Error() string                        { return e[0].Error() + "; " + e[1].Error() }
func (e group) Errors() []error                      { return e }
func (s stringer) String() string                    { return s.text }
func (s *pointerStringer) String() string            { return s.text }
func (s formatter) Format(f fmt.State, _ rune)       { _, _ = fmt.Fprint(f, s.text) }
func (s textMarshaler) MarshalText() ([]byte, error) { return []byte(s.text), nil }
func (s jsonMarshaler) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"j": s.text})
}
func (s logValuer) LogValue() slog.Value           { return slog.StringValue(s.text) }
func (s groupValuer) LogValue() slog.Value         { return slog.GroupValue(slog.Any("in", logValuer(s))) }
func (s marshalLog) MarshalLog() any               { return map[string]string{"m": s.text} }
func (s failingJSON) MarshalJSON() ([]byte, error) { return nil, &failure{s.text} }
func (s failingText) MarshalText() ([]byte, error) { return nil, &failure{s.text} }

// answer is a method's body.
type answer struct{ call func() string }

// changing answers with something harmless first and with text from then on.
func changing(text string) answer {
	calls := 0
	return answer{func() string {
		if calls++; calls == 1 {
			return "harmless"
		}
		return text
	}}
}

type (
	callString      struct{ answer }
	callError       struct{ answer }
	callLogValue    struct{ answer }
	callMarshalLog  struct{ answer }
	callMarshalJSON struct{ answer }
	callMarshalText struct{ answer }
	callFormat      struct{ answer }
)

func (c callString) String() string                    { return c.call() }
func (c callError) Error() string                      { return c.call() }
func (c callLogValue) LogValue() slog.Value            { return slog.StringValue(c.call()) }
func (c callMarshalLog) MarshalLog() any               { return c.call() }
func (c callMarshalJSON) MarshalJSON() ([]byte, error) { return json.Marshal(c.call()) }
func (c callMarshalText) MarshalText() ([]byte, error) { return []byte(c.call()), nil }
func (c callFormat) Format(f fmt.State, _ rune)        { _, _ = fmt.Fprint(f, c.call()) }

func request(text string) any {
	r, _ := http.NewRequest(http.MethodGet, "https://example.org/?q="+url.QueryEscape(text), nil)
	r.Header.Set("X-Thing", text)
	return r
}

func cycle(text string) any {
	n := &node{Text: text}
	n.Next = &node{Text: text, Next: n}
	return n
}

func loop(text string) any {
	m := map[string]any{"k": text}
	m["m"] = m
	return m
}

func deepMap(text string) any {
	var v any = text
	for range deep {
		v = map[string]any{"k": v}
	}
	return v
}

// number reads the digits of a canary, and makes some of any other text.
func number(text string) int64 {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	return int64(len(text))
}
