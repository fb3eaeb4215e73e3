package redact_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

type pathOf struct {
	path string
	act  redact.Action
}

// TestPathRules: the rules decide alike in a Scope, in AppendJSON and in Value.
func TestPathRules(t *testing.T) {
	for _, tt := range []struct {
		reason string
		rules  []pathOf
		path   string // names joined by slashes
		hidden bool
	}{
		{"a rule names each name", []pathOf{{"a.b", redact.Redact}}, "a/b", true},
		{"case does not count", []pathOf{{"a.b", redact.Redact}}, "A/B", true},
		{"a rule begins at the top", []pathOf{{"a.b", redact.Redact}}, "b", false},
		{"a rule begins at the top", []pathOf{{"a.b", redact.Redact}}, "x/a/b", false},
		{"names are whole", []pathOf{{"a.b", redact.Redact}}, "a/bb", false},
		{"what is inside goes with it", []pathOf{{"a.b", redact.Redact}}, "a/b/c", true},
		{"* is any one name", []pathOf{{"a.*", redact.Redact}}, "a/b", true},
		{"* is no more than one name", []pathOf{{"a.*.c", redact.Redact}}, "a/b/b/c", false},
		{"* is no less than one name", []pathOf{{"a.*.c", redact.Redact}}, "a/c", false},
		{"* is any one name", []pathOf{{"a.*.c", redact.Redact}}, "a/b/c", true},
		{"* is not what is before it", []pathOf{{"a.*", redact.Redact}}, "b/a", false},
		{"** is no name", []pathOf{{"**.c", redact.Redact}}, "c", true},
		{"** is any number of names", []pathOf{{"**.c", redact.Redact}}, "a/b/c", true},
		{"** and what is inside", []pathOf{{"**.c", redact.Redact}}, "a/c/b", true},
		{"** between names", []pathOf{{"a.**.c", redact.Redact}}, "a/c", true},
		{"** between names", []pathOf{{"a.**.c", redact.Redact}}, "a/x/y/c", true},
		{"** between names", []pathOf{{"a.**.c", redact.Redact}}, "b/x/c", false},
		{"the last rule counts", []pathOf{{"**.b", redact.Redact}, {"a.b", redact.Scan}}, "a/b", false},
		{"the last rule counts", []pathOf{{"a.b", redact.Scan}, {"**.b", redact.Redact}}, "a/b", true},
		{"a later rule shows a part", []pathOf{{"a", redact.Redact}, {"a.b", redact.Scan}}, "a/b", false},
		{"and no other part", []pathOf{{"a", redact.Redact}, {"a.b", redact.Scan}}, "a/c", true},
		{"an earlier one does not", []pathOf{{"a.b", redact.Scan}, {"a", redact.Redact}}, "a/b", true},
		{"Scan is for one name", []pathOf{{"a", redact.Redact}, {"a.b", redact.Scan}}, "a/b/c", true},
		{"Keep is for what is inside", []pathOf{{"a", redact.Redact}, {"a.b", redact.Keep}}, "a/b/c", false},
		{"Keep wins against a name", []pathOf{{"a.password", redact.Keep}}, "a/password", false},
		{"Keep wins against a name inside", []pathOf{{"a", redact.Keep}}, "a/b/password", false},
		{"Keep is for its path", []pathOf{{"a.password", redact.Keep}}, "b/password", true},
		{"Scan wins against a name", []pathOf{{"a.password", redact.Scan}}, "a/password", false},
		{"Scan leaves names inside alone", []pathOf{{"a", redact.Scan}}, "a/password", true},
		{"a rule shows what a name around hides", []pathOf{{"password.id", redact.Scan}}, "password/id", false},
		{"and no more", []pathOf{{"password.id", redact.Scan}}, "password/x", true},
		{"what is dropped is not there", []pathOf{{"a.b", redact.DropField}}, "a/b", true},
		{"a later rule shows a part of what is dropped", []pathOf{{"a", redact.DropField}, {"a.b", redact.Scan}}, "a/b", false},
		{"and no other part", []pathOf{{"a", redact.DropField}, {"a.b", redact.Scan}}, "a/c", true},
		{"a dot in a name is a border", []pathOf{{"a.b.c", redact.Redact}}, "a.b/c", true},
		{"a dot in a name is a border", []pathOf{{"http.header.*", redact.Redact}}, "http.header.cookie", true},
		{"what is inside goes with it", []pathOf{{"a.b", redact.Redact}}, "a.b.c", true},
		{"* is also a name with dots", []pathOf{{"labels.*", redact.Redact}}, "labels/app.kubernetes.io", true},
		{"* is also a name with dots", []pathOf{{"labels.*.x", redact.Redact}}, "labels/app.kubernetes.io/x", true},
		{"* is not the rest of one", []pathOf{{"labels.*.x", redact.Redact}}, "labels.app.kubernetes.io/x", false},
	} {
		t.Run(fmt.Sprint(tt.reason, " ", tt.rules, " ", tt.path), func(t *testing.T) {
			opts := []redact.Option{redact.WithNames("password")}
			for _, r := range tt.rules {
				opts = append(opts, redact.WithPath(r.path, r.act))
			}
			r := build(t, opts...)
			const value = "vXjQzK7pqW4x"
			names := strings.Split(tt.path, "/")

			s := r.Scope("test")
			for _, name := range names[:len(names)-1] {
				s = s.Enter(name)
			}
			field := s.Field(names[len(names)-1])
			text, list := `"`+value+`"`, `["`+value+`"]`
			var v any = value
			var attr slog.Value
			attr = slog.StringValue(value)
			for i := len(names) - 1; i >= 0; i-- {
				text, list = `{"`+names[i]+`":`+text+`}`, `[{"`+names[i]+`":`+list+`}]`
				v, attr = map[string]any{names[i]: v}, slog.GroupValue(slog.Attr{Key: names[i], Value: attr})
			}
			first, _ := r.Scope("test").Field(names[0]).Value(v.(map[string]any)[names[0]])
			raw, _ := r.Scope("test").Field(names[0]).Value(json.RawMessage(text[len(names[0])+4 : len(text)-1]))
			for call, got := range map[string]string{
				"Scope":               field.String(value),
				"AppendJSON":          string(r.AppendJSON(nil, []byte(text))),
				"AppendJSON of lists": string(r.AppendJSON(nil, []byte(list))),
				"Value":               fmt.Sprint(r.Value(v)),
				"Value of a group":    fmt.Sprint(r.Value(attr)),
				"Field.Value":         fmt.Sprint(first),
				"Field.Value of JSON": fmt.Sprintf("%s", raw),
			} {
				if strings.Contains(got, value) == tt.hidden {
					t.Errorf("%s: %s", call, got)
				}
			}
		})
	}
}

// TestPathActions: what stands in the place of a value, of each kind.
func TestPathActions(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithPath("h", redact.Redact), redact.WithPathReplacement("f", redact.Fixed("***")),
		redact.WithPathReplacement("m", redact.Mask(2, 2)), redact.WithPath("d", redact.DropField), redact.WithPath("e", redact.DropField), redact.WithPath("e.in", redact.Scan),
		redact.WithPathReplacement("*.f", redact.Fixed("***")))
	for _, tt := range []struct{ in, want string }{
		{`{"a":1,"h":"x","b":2}`, `{"a":1,"h":"[REDACTED:path]","b":2}`},
		{`{"h":true}`, `{"h":"[REDACTED:path]"}`},
		{`{"h":12.5}`, `{"h":"[REDACTED:path]"}`},
		{`{"h":{"x":[1,2]}}`, `{"h":"[REDACTED:path]"}`},
		{`{"f":"x"}`, `{"f":"***"}`},
		{`{"o":{"f":17}}`, `{"o":{"f":"***"}}`},
		{`{"m":"0123456789abcdefgh"}`, `{"m":"01********gh"}`},
		{`{"a":1,"d":"x","b":2}`, `{"a":1,"b":2}`},
		{`{"d":"x","b":2}`, `{"b":2}`},
		{`{"a":1,"d":"x"}`, `{"a":1}`},
		{`{"a":1, "d":"x" }`, `{"a":1 }`},
		{`{"d":"x"}`, `{}`},
		{`{ "d" : [1,{"x":"}"}] , "d":null,"b":2}`, `{ "b":2}`},
		{`{"a":"x","d":1,"d":2,"d":3}`, `{"a":"x"}`},
		{`{"password":5,"d":1}`, `{"password":"[REDACTED:name]"}`},
		{`{"d":1,"password":5}`, `{"password":"[REDACTED:name]"}`},
		{`{"e":{"in":1,"x":2},"b":2}`, `{"e":{"in":1},"b":2}`},
		{`{"e":[{"in":1,"x":2},3],"b":2}`, `{"e":[{"in":1},"[REDACTED:path]"],"b":2}`},
		{`{"e":"x","b":2}`, `{"b":2}`},
		{`{"\u0064":"x","a":1}`, `{"a":1}`},
		{`{"\u0068":"x"}`, `{"\u0068":"[REDACTED:path]"}`},
		{`{"a":1,"d":"x`, `{"a":1,"d":"[REDACTED:path]`},
		{`{"a":1,"d":"x" "b"`, `{"a":1,[REDACTED:path]`},
		{`{"h":hunter2, "a":1}`, `{"h":[REDACTED:path]`},
		{`{"h":@,"a":1}` + "\n" + `{"a":1,"f":1}`, `{"h":[REDACTED:path]` + "\n" + `{"a":1,"f":"***"}`},
		{`{"h":[1,@,"a"]}`, `{"h":"[REDACTED:path]"}`},
		{`{"h":[true]}`, `{"h":"[REDACTED:path]"}`},
		{`{"h":{}}`, `{"h":{}}`},
		{`{"e":[@,"a"]}`, `{"e":[[REDACTED:path]`},
		{`{"a":1 ; "h":"x"}` + "\n" + `{"h":1}`, `{"a":1 [REDACTED:path]` + "\n" + `{"h":"[REDACTED:path]"}`},
		{`{"a":{"b":tru, "c":1}}`, `{"a":{"b":tru[REDACTED:path]`},
		{`{"a":"cut of`, `{"a":"cut of`},
		{"[12:00] plain text", "[12:00] plain text"},
		{"plain text\n" + `{"h":1}`, "plain text\n" + `{"h":"[REDACTED:path]"}`},
		{`plain text {"h":1}`, `plain text {"h":1}`},
		{`[1, oops` + "\n" + `{"h":1}`, `[1, oops` + "\n" + `{"h":"[REDACTED:path]"}`},
		{`[{"a":tru,"h":"x"}]`, `[{"a":tru[REDACTED:path]`},
		{`[{"a":1} {"h":"x"}]`, `[{"a":1} [REDACTED:path]`},
		{`{"a":{` + "\n" + `"b":tru,` + "\n" + ` "f":"x"` + "\n" + `}}` + "\n" + `{"a":1}`, `{"a":{` + "\n" + `"b":tru[REDACTED:path]` + "\n" + ` [REDACTED:path]` + "\n" + `[REDACTED:path]` + "\n" + `{"a":1}`},
		{`{"a":tru}` + "\n" + `plain text` + "\n" + `"quoted"`, `{"a":tru[REDACTED:path]` + "\n" + `plain text` + "\n" + `"quoted"`},
	} {
		got := string(r.AppendJSON(nil, []byte(tt.in)))
		if got != tt.want {
			t.Errorf("%s: got %s want %s", tt.in, got, tt.want)
		}
		if json.Valid([]byte(tt.in)) && !json.Valid([]byte(got)) {
			t.Errorf("%s: no JSON: %s", tt.in, got)
		}
		if again := string(r.AppendJSON(nil, []byte(got))); again != got {
			t.Errorf("%s: not idempotent: %s, then %s", tt.in, got, again)
		}
	}
	if got, _ := r.Scope("x").Field("f").Int64(17); got != "***" {
		t.Errorf("a number is replaced by %v", got)
	}
	type pair struct {
		F string `json:"f"`
		D string
		H bool `json:"h"`
	}
	if got, err := json.Marshal(r.Value(map[string]any{"o": pair{"x", "y", true}})); err != nil || string(got) != `{"o":{"f":"***","D":"y","h":true}}` {
		t.Errorf("a struct: %s, %v", got, err)
	}
	if got, err := json.Marshal(r.Value(pair{"x", "y", true})); err != nil || string(got) != `{"f":"***","h":"[REDACTED:path]"}` {
		t.Errorf("a struct: %s, %v", got, err)
	}
}

// TestPathErrors: all problems of all options, each with its place.
func TestPathErrors(t *testing.T) {
	_, err := redact.New(
		redact.WithPath("fine.*", redact.Redact),
		redact.WithPath("hunter2..b", redact.Redact),
		redact.WithPath("a.hunter*.b", redact.Redact),
		redact.WithStrict("ok", "hunter2\n"),
		redact.WithPathReplacement("a.hunter2", nil),
		redact.WithPathReplacement("a.hunter2", redact.Fixed("hunter 2")),
		redact.WithPath("", redact.Redact),
		redact.WithPath("hunter2", redact.Report+1),
	)
	if err == nil {
		t.Fatal("New accepted it")
	}
	for _, want := range []string{
		"WithPath: path 2: offset 8: an empty name",
		"WithPath: path 3: offset 8: * stands for a whole name only",
		"WithStrict: path 2: offset 7: a control character",
		"WithPathReplacement: path 1: the replacement is nil",
		"WithPathReplacement: path 2: Fixed:",
		"WithPath: path 4: it is empty",
		"WithPath: path 5: the action must be",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "hunter") {
		t.Errorf("the error quotes a path:\n%v", err)
	}
}

// TestStrict: only what is listed passes.
func TestStrict(t *testing.T) {
	r := build(t, redact.WithDetectors(), redact.WithNames("password"), redact.WithStrict("status", "user.id", "tags", "http.**"),
		redact.WithPath("gone", redact.DropField), redact.WithPath("audit.**", redact.Keep))
	for _, tt := range []struct{ in, want string }{
		{`{"status":200,"path":"/a","ok":true,"n":null}`, `{"status":200,"path":"[REDACTED:path]","ok":"[REDACTED:path]","n":null}`},
		{`{"user":{"id":7,"email":"a"},"other":{"id":7}}`, `{"user":{"id":7,"email":"[REDACTED:path]"},"other":"[REDACTED:path]"}`},
		{`{"user":"ada"}`, `{"user":"[REDACTED:path]"}`},
		{`{"tags":["a","b",{"x":1}]}`, `{"tags":["a","b",{"x":"[REDACTED:path]"}]}`},
		{`{"http":{"request":{"method":"GET","password":"x"}},"http.response.status":1}`, `{"http":{"request":{"method":"GET","password":"x"}},"http.response.status":1}`},
		{`{"gone":1,"audit":{"by":"x"}}`, `{"audit":{"by":"x"}}`},
		{`{"ada@example.com":1,"Kd83hAs9182jd":2,"":3}`, `{"[REDACTED:path]":"[REDACTED:path]","[REDACTED:path]":"[REDACTED:path]","":"[REDACTED:path]"}`},
		{`"a text with password=hunter2x"`, `"a text with password=[REDACTED:name]"`},
		{"plain text\n" + `{"x":1}`, "[REDACTED:path]\n" + `{"x":"[REDACTED:path]"}`},
		{`{"x": hunter2, "status":1}`, `{"x": [REDACTED:path]`},
		{`{"status": hunter2, "x":1}`, `{"status": hunter2[REDACTED:path]`},
		{`{"status":1} trailing "x":1` + "\r\n", `{"status":1} [REDACTED:path]` + "\r\n"},
		{`[1, x]`, `[1, x[REDACTED:path]`},
	} {
		got := string(r.AppendJSON(nil, []byte(tt.in)))
		if got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
		if again := string(r.AppendJSON(nil, []byte(got))); again != got {
			t.Errorf("%s: not idempotent: %s, then %s", tt.in, got, again)
		}
	}
	if _, err := redact.New(redact.WithStrict()); err != nil {
		t.Error("strict rules alone: ", err)
	}
	s := r.Scope("x")
	if got := s.Text("message"); got != "message" {
		t.Errorf("a message became %q", got)
	}
	if f := s.Field("ada@example.com"); f.Name() != "[REDACTED:path]" || s.Field("size").Name() != "size" {
		t.Error("names of hidden values")
	}
	if got := s.GroupName("ada@example.com"); got != "[REDACTED:path]" {
		t.Errorf("a group is called %q", got)
	}
	type base struct {
		Status int `json:"status"`
		Size   int
	}
	v := struct {
		base
		Tags map[string]string `json:"tags"`
		Mail map[string]int    `json:"mail"`
		Args []string          `json:"http"`
	}{base{1, 2}, map[string]string{"ada@example.com": "x"}, map[string]int{"ada@example.com": 1}, []string{"--color", "red"}}
	got, err := json.Marshal(r.Value(v))
	want := `{"status":1,"Size":"[REDACTED:path]","tags":{"[REDACTED:path]":"[REDACTED:path]"},"mail":"[REDACTED:path]","http":["--color","red"]}`
	if err != nil || string(got) != want {
		t.Errorf("a struct: %v\ngot  %s\nwant %s", err, got, want)
	}
	if got := r.Error(errors.New("a")).Error(); got != "a" {
		t.Errorf("an error became %q", got)
	}
}

// TestRecordWriterPaths: a writer of JSON records keeps to all path rules.
func TestRecordWriterPaths(t *testing.T) {
	r := build(t, redact.WithStrict("n"), redact.WithPath("gone", redact.Deny))
	var out bytes.Buffer
	w := r.NewRecordWriter(&out, redact.AsJSON(), redact.RecordNames("level", "time", "message"))
	for _, line := range []string{
		`{"level":"info","n":1,"x":2,"time":"t","message":"m","o":{"level":"x"}}`,
		`{"level":"info","n":1,"gone":2}`,
		`{"level":"info"}`,
	} {
		if n, err := fmt.Fprintln(w, line); n != len(line)+1 || err != nil {
			t.Errorf("%s: %d, %v", line, n, err)
		}
	}
	want := `{"level":"info","n":1,"x":"[REDACTED:path]","time":"t","message":"m","o":"[REDACTED:path]"}` + "\n" + `{"level":"info","message":"[DENIED:path]"}` + "\n" + `{"level":"info"}` + "\n"
	if out.String() != want {
		t.Errorf("got  %swant %s", &out, want)
	}
}

// TestPathAllocs: a field under path rules costs no allocation.
func TestPathAllocs(t *testing.T) {
	if raced {
		t.Skip("pools forget under the race detector")
	}
	r := build(t, redact.WithNames("password"), redact.WithStrict("status", "http.request.*"), redact.WithPath("db.*.password", redact.Keep), redact.WithPath("**.token", redact.DropField))
	scope := r.Scope("x")
	if n := testing.AllocsPerRun(200, func() {
		s := scope.Enter("http").Enter("request")
		f, g, h := s.Field("method"), scope.Field("http.request.method"), scope.Field("TOKEN")
		if f.Name() != "method" || f.String("GET") != "GET" || g.Name() != "http.request.method" || g.String("GET") != "GET" || h.Action() != redact.DropField {
			t.Error("a field is not as it should be")
		}
		if _, hidden := f.Int64(17); hidden {
			t.Error("a number is hidden")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	line, dst := []byte(`{"status":200,"http":{"request":{"method":"GET"}}}`), make([]byte, 0, 100)
	if n := testing.AllocsPerRun(200, func() { r.AppendJSON(dst, line) }); n != 0 {
		t.Errorf("AppendJSON: %v allocations", n)
	}
}

// TestPathsOfAnotherPlan: a scope that is held keeps to its rules, whatever plan
// comes.
func TestPathsOfAnotherPlan(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithPathReplacement("a.b", redact.Fixed("***")))
	held := r.Scope("x").Enter("a")
	const value = "vXjQzK7pqW4x"
	for _, to := range []*redact.Redactor{
		build(t, redact.WithNames("password")),
		build(t, redact.WithNames("password"), redact.WithPath("**.c", redact.Redact), redact.WithPath("x.y.z.*", redact.Keep)),
	} {
		r.Replace(to)
		if got := held.Field("b").String(value); got != "[REDACTED:path]" {
			t.Errorf("b: %s", got)
		}
		if v, _ := held.Field("b").Value([]string{value}); strings.Contains(fmt.Sprint(v), value) {
			t.Errorf("b: %v", v)
		}
		if got := held.Field("c").String(value); got != value {
			t.Errorf("c: %s", got)
		}
		if got := held.Enter("d").Field("password").String(value); got != "[REDACTED:name]" {
			t.Errorf("d.password: %s", got)
		}
		if got := r.Scope("x").Enter("a").Field("b").String(value); got != value {
			t.Errorf("a new scope: %s", got)
		}
	}
}

// TestStrictBrokenOff: what follows an object that breaks off is not taken for text
// without a name.
func TestStrictBrokenOff(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithStrict("n"))
	in := "{\"x\":[\n\"a\\q\",\n\"vXjQzK\",\n17,\nvXjQzK\n]}\n{\"n\":1}\n\"text\""
	got := string(r.AppendJSON(nil, []byte(in)))
	if strings.Contains(got, "vXjQzK") || strings.Contains(got, "17") || !strings.HasSuffix(got, "\n{\"n\":1}\n\"text\"") {
		t.Error(got)
	}
	if again := string(r.AppendJSON(nil, []byte(got))); again != got {
		t.Errorf("not idempotent: %s, then %s", got, again)
	}
}

// TestStrictBroken: whatever is no JSON in a record, no unlisted value is shown.
func TestStrictBroken(t *testing.T) {
	r := build(t, redact.WithNames("password"), redact.WithStrict("n", "o.n", "o.l"), redact.WithPath("gone", redact.DropField), redact.WithPath("**.k", redact.Keep))
	rng := rand.New(rand.NewPCG(3, 4))
	pieces := []string{`"n"`, `"x"`, `"o"`, `"l"`, `"gone"`, `"k"`, ":", ",", "{", "}", "[", "]", " ", "\n", `"`, `\`, "1", "true", "nul", `\u0`, "#", "[REDACTED:path]"}
	rounds, hidden := 10_000, 0
	if testing.Short() || raced {
		rounds = 500
	}
	for range rounds {
		var b strings.Builder
		secrets := 0
		fmt.Fprintf(&b, `{"n":1,"x":%s,"o":{"n":2,"x":[%s]`, `"vXjQzK-0"`, `"vXjQzK-1"`)
		for range rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
			if rng.IntN(3) == 0 {
				fmt.Fprintf(&b, `,"x":"vXjQzK%d"`, secrets)
				secrets++
			}
		}
		text := b.String()
		got := string(r.AppendJSON(nil, []byte(text)))
		if strings.Contains(got, "vXjQzK-0") || strings.Contains(got, "vXjQzK-1") {
			t.Fatalf("%s\nbecame %s", text, got)
		}
		if again := string(r.AppendJSON(nil, []byte(got))); strings.Count(again, "vXjQzK") > strings.Count(got, "vXjQzK") {
			t.Fatalf("%s\nbecame %s\nbecame %s", text, got, again)
		}
		hidden += strings.Count(text, "vXjQzK") - strings.Count(got, "vXjQzK")
	}
	if hidden < rounds {
		t.Errorf("%d values were hidden", hidden)
	}
}

// TestValueUnderEmptyName: a member that is called "" is a level of a path as others are.
func TestValueUnderEmptyName(t *testing.T) {
	const value = "vXjQzK"
	r := build(t, redact.WithStrict("k", "k.x", "*.y"))
	for name, v := range map[string]any{
		"map":          map[string]any{"k": map[string]any{"": map[string]any{"x": value}}},
		"list":         map[string]any{"k": map[string]any{"": []any{map[string]string{"x": value}}}},
		"struct":       map[string]any{"k": map[string]any{"": struct{ X string }{value}}},
		"JSON":         map[string]any{"k": map[string]any{"": json.RawMessage(`{"x":"` + value + `"}`)}},
		"top":          map[string]any{"": map[string]any{"": map[string]string{"y": value}}},
		"attribute":    slog.GroupValue(slog.Group("k", slog.String("", value))),
		"map in group": slog.GroupValue(slog.Group("k", slog.Any("", map[string]string{"x": value}))),
	} {
		once := r.Value(v)
		if got, _ := json.Marshal(once); strings.Contains(string(got), value) {
			t.Errorf("%s: %s", name, got)
		}
		if name == "JSON" {
			continue
		}
		// A result that another policy made is judged like its source.
		if got, _ := json.Marshal(r.Value(build(t, redact.WithPath("never", redact.Redact)).Value(map[string]any{"k": v, "never": 1}).(redact.Object))); strings.Contains(string(got), value) {
			t.Errorf("%s, walked again: %s", name, got)
		}
	}
	got, _ := json.Marshal(r.Value(map[string]any{"": map[string]string{"y": value}}))
	if !strings.Contains(string(got), value) {
		t.Errorf("a listed value is hidden: %s", got)
	}
}

// TestReportedPaths: a rule that only reports changes nothing and counts each field once.
func TestReportedPaths(t *testing.T) {
	secret := "door_" + "abcdefgh"
	var seen denials
	r := build(t, redact.WithDetectors(redact.Detector{ID: "vault-door", Pattern: `door_[a-z]{8}`}), redact.WithNames("ssn"),
		redact.WithPath("user", redact.Redact), redact.WithPath("user.id", redact.Scan),
		redact.WithPath("**.email", redact.Report), redact.WithPath("*.ssn", redact.Report), redact.WithPath("user.id", redact.Report),
		redact.WithObserver(&seen), redact.WithReportShapes())
	plain := build(t, redact.WithDetectors(redact.Detector{ID: "vault-door", Pattern: `door_[a-z]{8}`}), redact.WithNames("ssn"),
		redact.WithPath("user", redact.Redact), redact.WithPath("user.id", redact.Scan))
	was := map[string]uint64{}
	for _, doc := range []map[string]any{
		{"email": "ada.lovelace@example.org", "n": 1, "a": map[string]any{"email": map[string]any{"x": 1}, "ssn": "078", "b": map[string]any{"email": "short"}}},
		{"user": map[string]any{"id": 7, "name": "ada"}, "a": map[string]any{"ssn": secret}},
		{"n": 1, "emails": "x", "ssn": "078"},
	} {
		text, _ := json.Marshal(doc)
		for name, do := range map[string]func(r *redact.Redactor) string{
			"JSON":  func(r *redact.Redactor) string { return string(r.AppendJSON(nil, text)) },
			"value": func(r *redact.Redactor) string { b, _ := json.Marshal(r.Value(doc)); return string(b) },
			"scope": func(r *redact.Redactor) string {
				var out strings.Builder
				visit(r.Scope("x"), doc, &out)
				return out.String()
			},
		} {
			before := r.Stats()
			if got, want := sortedLines(do(r)), sortedLines(do(plain)); got != want {
				t.Errorf("%s\ngot  %s\nwant %s", name, got, want)
			}
			after, sum := r.Stats(), uint64(0)
			for rule := range after.ReportedPaths {
				n := after.ReportedPaths[rule] - before.ReportedPaths[rule]
				was[name+" "+rule] += n
				sum += n
			}
			if n := after.Reported["path"] - before.Reported["path"]; n != sum {
				t.Errorf("%s: %d, want %d", name, n, sum)
			}
		}
	}
	for _, name := range []string{"JSON", "value", "scope"} {
		for rule, n := range map[string]uint64{"**.email": 3, "*.ssn": 2, "user.id": 1} {
			if was[name+" "+rule] != n {
				t.Errorf("%s: %s: %d, want %d", name, rule, was[name+" "+rule], n)
			}
		}
	}
	shapes := map[string]bool{}
	for _, e := range seen {
		if e.Class == "report" {
			shapes[e.Rule+" "+e.Shape] = true
		}
	}
	want := map[string]bool{"**.email aaa.aaaaaaaa?aaaaaaa.aaa+": true, "**.email ": true, "*.ssn ": true, "*.ssn aaaa_aaaaaaa+": true}
	if !maps.Equal(shapes, want) {
		t.Errorf("shapes %v", shapes)
	}
}

// sortedLines takes the order of a map out of a text.
func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
