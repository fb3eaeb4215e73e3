package redact_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// denying denies what an invented token, the name "ssn" and a path are found in.
func denying(t *testing.T, more ...redact.Option) *redact.Redactor {
	t.Helper()
	return build(t, append([]redact.Option{
		redact.WithDetectors(redact.Detector{ID: "vault-door", Pattern: `door_[a-z]{8}`},
			redact.Detector{ID: "other", Pattern: `x=door_[a-z]{4}`}),
		redact.WithNames("ssn"), redact.WithAction("name", redact.Deny),
		redact.WithAction("vault-door", redact.Deny), redact.WithPath("debug.*", redact.Deny),
	}, more...)...)
}

const door = "door_" + "abcdefgh"

// denials keeps what an observer is told.
type denials []redact.Event

func (e *denials) Observe(x redact.Event) { *e = append(*e, x) }

// TestDenyRecords: a record that is denied becomes a stub, which is counted and told.
func TestDenyRecords(t *testing.T) {
	jsons := [][2]string{
		{`{"level":"info","time":"t","msg":"m","n":1}`, `{"level":"info","time":"t","msg":"m","n":1}`},
		{`{"level":"info","time":"t","msg":"m ` + door + `","n":1}`, `{"level":"info","time":"t","msg":"[DENIED:vault-door]"}`},
		{`{"time":"t","msg":"m","n":"` + door + `"}`, `{"time":"t","msg":"[DENIED:vault-door]"}`},
		{`{"msg":"m","n":{"ssn":"078"},"level":"info"}`, `{"level":"info","msg":"[DENIED:name]"}`},
		{`{"msg":"m","debug":{"x":""},"level":{"of":"info"}}`, `{"level":{"of":"info"},"msg":"[DENIED:path]"}`},
		{`{"msg":"m","debug":{},"ssn":""}`, `{"msg":"m","debug":{},"ssn":""}`},
		{`{"Level":"` + strings.Repeat("long ", 60) + `","debug":{"x":1}}`, `{"message":"[DENIED:path]"}`},
		{`{"level":"info","broken":"` + door + `"`, `{"level":"info","message":"[DENIED:vault-door]"}`},
		{`"` + door + `"`, `{"message":"[DENIED:vault-door]"}`},
		{`{"level":"` + door + `","msg":"x=` + door + `"}`, `{"level":"[REDACTED:vault-door]","msg":"[DENIED:vault-door]"}`},
		{`{"msg":"m","ssn":"078","n":"` + door + `"}`, `{"msg":"[DENIED:name]"}`}, // the first by ID
	}
	texts := [][2]string{
		{"2026/01/02 03:04:05 m\n", "2026/01/02 03:04:05 m\n"},
		{"2026/01/02 03:04:05 m " + door + "\n", "2026/01/02 03:04:05 [DENIED:vault-door]\n"},
		{"INFO: 2026/01/02 03:04:05.123456 /a/b.go:12: m " + door, "INFO: 2026/01/02 03:04:05.123456 /a/b.go:12: [DENIED:vault-door]"},
		{"b.go:12: ssn=078\n", "b.go:12: [DENIED:name]\n"},
		{"ada " + door + " 03:04:05 m\n", "[DENIED:vault-door]\n"},
		{"ada lovelace: " + door + "\n", "[DENIED:vault-door]\n"},
		{door + " 2026/01/02 m\n", "[DENIED:vault-door]\n"},
		{"x=" + door + "\n", "[DENIED:vault-door]\n"}, // the group begins with another match
	}
	for _, stubs := range []bool{true, false} {
		var seen denials
		opts := []redact.Option{redact.WithObserver(&seen)}
		if !stubs {
			opts = append(opts, redact.WithoutStubs())
		}
		r := denying(t, opts...)
		for i, cases := range [][][2]string{jsons, texts} {
			wo := []redact.WriterOption{redact.ForSink("log")}
			if i == 0 {
				wo = append(wo, redact.AsJSON(), redact.RecordNames("time", "level", "msg"))
			}
			for _, c := range cases {
				var out bytes.Buffer
				seen = nil
				was := r.Stats()
				if n, err := r.NewRecordWriter(&out, wo...).Write([]byte(c[0])); n != len(c[0]) || err != nil {
					t.Errorf("%s: %d, %v", c[0], n, err)
				}
				want, id := c[1], ""
				if i := strings.Index(want, "[DENIED:"); i >= 0 {
					if id, _, _ = strings.Cut(want[i+len("[DENIED:"):], "]"); !stubs {
						want = ""
					}
				}
				if out.String() != want {
					t.Errorf("stubs %t: %s\ngot  %q\nwant %q", stubs, c[0], &out, want)
				}
				if again := string(r.Bytes(out.Bytes())); again != out.String() {
					t.Errorf("%q became %q when it was redacted again", &out, again)
				}
				checkDenial(t, r, was, seen, id, stubs)
			}
		}
	}
}

func checkDenial(t *testing.T, r *redact.Redactor, was redact.Stats, seen denials, id string, stubs bool) {
	t.Helper()
	is, told, dropped := r.Stats(), denials{}, uint64(0)
	for _, e := range seen {
		if e.Class == "deny" || e.Class == "drop" {
			told = append(told, e)
		}
	}
	if id == "" {
		if len(told) > 0 || fmt.Sprint(was.Denied) != fmt.Sprint(is.Denied) {
			t.Errorf("denied, told %v", told)
		}
		return
	}
	class := "deny"
	if !stubs {
		class, dropped = "drop", 1
	}
	if is.Denied[id] != was.Denied[id]+1 || is.Dropped != was.Dropped+dropped {
		t.Errorf("%s: denied %v, dropped %d", id, is.Denied, is.Dropped)
	}
	if len(told) != 1 || told[0].Class != class || told[0].Detector != id || told[0].Sink != "log" || told[0].Kind == "" {
		t.Errorf("%s: told %+v", id, told)
	}
}

// TestDenyAudit: what marks a record of an audit log keeps it, with secrets replaced.
func TestDenyAudit(t *testing.T) {
	r := denying(t, redact.WithAuditFields("audit", "log.kind"), redact.WithoutStubs())
	for in, want := range map[string]string{
		`{"audit":true,"m":"` + door + `"}`:                    `{"audit":true,"m":"[REDACTED:vault-door]"}`,
		`{"m":"` + door + `","Log.Kind":"audit"}`:              `{"m":"[REDACTED:vault-door]","Log.Kind":"audit"}`,
		`{"audit":false,"debug":{"x":1}}`:                      `{"audit":false,"debug":{"x":"[REDACTED:path]"}}`,
		`{"m":{"audit":true},"ssn":"078"}`:                     "",
		`{"m":"audit=true \"audit\":true","ssn":"078"}`:        "",
		`{"audits":1,"ssn":"078"}`:                             "",
		`{"audit":"` + door + `","ssn":"078","debug":{"x":1}}`: `{"audit":"[REDACTED:vault-door]","ssn":"[REDACTED:name]","debug":{"x":"[REDACTED:path]"}}`,
	} {
		out, changed := r.Scope("log").AppendJSON(nil, []byte(in))
		if string(out) != want || !changed {
			t.Errorf("%s\ngot  %s\nwant %s", in, out, want)
		}
	}
	if _, err := redact.New(redact.WithNames("ssn"), redact.WithAuditFields("a", "")); err == nil || !strings.Contains(err.Error(), "WithAuditFields") {
		t.Errorf("an empty name: %v", err)
	}
	if _, err := redact.New(redact.WithNames("ssn"), redact.WithAuditFields(make([]string, 17)...)); err == nil {
		t.Error("17 names pass")
	}
}

// TestDenyByScope: what an adapter finds in any value of a record denies it.
func TestDenyByScope(t *testing.T) {
	r := denying(t, redact.WithAuditFields("audit"))
	plain := r.Scope("log")
	for name, find := range map[string]func(s redact.Scope){
		"message":      func(s redact.Scope) { s.Text("m " + door) },
		"value":        func(s redact.Scope) { s.Field("x").String(door) },
		"name":         func(s redact.Scope) { s.Field("ssn").Value([]int{1}) },
		"name of one":  func(s redact.Scope) { s.Field(door).Name() },
		"path":         func(s redact.Scope) { s.Field("debug.x") },
		"path, later":  func(s redact.Scope) { s.Enter("debug").Field("x") },
		"in a value":   func(s redact.Scope) { s.Field("a").Value(map[string]any{"b": door}) },
		"path inside":  func(s redact.Scope) { s.Field("debug").Value(map[string]any{"x": nil}) },
		"named inside": func(s redact.Scope) { s.Field("a").Value(struct{ SSN string }{"078"}) },
		"an error":     func(s redact.Scope) { s.Field("a").Value(fmt.Errorf("no %s: %w", door, io.EOF)) },
		"JSON":         func(s redact.Scope) { s.AppendJSON(nil, []byte(`{"a":"`+door+`"}`)) },
	} {
		t.Run(name, func(t *testing.T) {
			rec := plain.Record()
			find(plain.Of(rec))
			if !rec.WillDeny() {
				t.Fatal("not denied")
			}
			later := plain.Record(rec)
			plain.Of(later).Field("audit")
			if _, denied := later.Denied(); denied {
				t.Error("a record of an audit log is denied")
			}
			if _, denied := plain.Record(later).Denied(); denied {
				t.Error("the mark is not bound")
			}
			if stub, denied := plain.Record(rec).Denied(); !denied || !strings.HasPrefix(stub, "[DENIED:") {
				t.Errorf("what is bound does not deny: %q, %t", stub, denied)
			}
		})
	}
	rec := plain.Record()
	s := plain.Of(rec)
	s.Text("m")
	s.Field("ssn").String("")
	s.Field("debugs").Value(map[string]any{"x": 1})
	s.Field("a").Scope().Field("audit")
	plain.Text(door) // another record
	if stub, denied := rec.Denied(); denied || stub != "" {
		t.Errorf("denied: %q", stub)
	}
}

// TestDenyOutsideRecords: where there is no record, Deny is Redact.
func TestDenyOutsideRecords(t *testing.T) {
	r := denying(t)
	var stream bytes.Buffer
	w := r.NewStreamWriter(&stream)
	fmt.Fprintf(w, "a %s b", door)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		r.String("a " + door + " b"): "a [REDACTED:vault-door] b",
		stream.String():              "a [REDACTED:vault-door] b",
		string(r.AppendJSON(nil, []byte(`{"ssn":"078","debug":{"x":1}}`))): `{"ssn":"[REDACTED:name]","debug":{"x":"[REDACTED:path]"}}`,
		fmt.Sprint(r.Value(map[string]any{"ssn": "078"})):                  "map[ssn:[REDACTED:name]]",
	} {
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if n := len(r.Stats().Denied); n > 0 {
		t.Errorf("%d detectors have denied", n)
	}
}

// TestDropFieldInJSON: a detector that decides by a name leaves the member out.
func TestDropFieldInJSON(t *testing.T) {
	r := build(t, redact.WithNames("ssn"), redact.WithAction("name", redact.DropField))
	for in, want := range map[string]string{
		`{"a":1,"ssn":"078","b":2}`:   `{"a":1,"b":2}`,
		`{"ssn":{"x":[1,2]}}`:         `{}`,
		`{"a":{"ssn":078},"SSN":"x"}`: `{"a":{}}`,
		`{"\u0073sn":"078", "b":2}`:   `{"b":2}`,
		`{"b":2,"ssn":[]}`:            `{"b":2}`,
		`{"ssn":"a","value":"x"}`:     `{"value":"x"}`,
		`{"msg":"ssn=078"}`:           `{"msg":"ssn=[REDACTED:name]"}`,
	} {
		out := r.AppendJSON(nil, []byte(in))
		if string(out) != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, out, want)
		}
		if again := r.AppendJSON(nil, out); !bytes.Equal(again, out) {
			t.Errorf("%s\nagain %s", out, again)
		}
	}
}

// TestDenyAllocs: clean records cost no allocation where records may be denied.
func TestDenyAllocs(t *testing.T) {
	if raced {
		t.Skip("pools drop things by chance")
	}
	r := denying(t, redact.WithAuditFields("audit"))
	buf := make([]byte, 0, 1024)
	line, object := []byte("a clean line of a log"), []byte(`{"level":"info","msg":"a clean line","n":12}`)
	s := r.Scope("log")
	if n := testing.AllocsPerRun(100, func() {
		s.Append(buf, line)
		s.AppendJSON(buf, object)
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// What is hidden by the name of a group denies the record as a field of that name does,
// also where the group was opened before.
func TestGroupDenies(t *testing.T) {
	for action, want := range map[redact.Action]string{redact.Deny: "[DENIED:name]", redact.Redact: ""} {
		r := redact.MustNew(redact.WithNames("ssn"), redact.WithPath("ssn.shown", redact.Scan),
			redact.WithAction("name", action))
		for name, write := range map[string]func(s redact.Scope){
			"field":  func(s redact.Scope) { s.Field("y").String("val") },
			"number": func(s redact.Scope) { s.Field("y").Int64(4711) },
			"value":  func(s redact.Scope) { s.Field("y").Value([]string{"val"}) },
			"inner":  func(s redact.Scope) { s.Enter("z").Field("y").String("val") },
			"text":   func(s redact.Scope) { s.Text("val") },
			"JSON":   func(s redact.Scope) { s.Enter("z").AppendJSON(nil, []byte(`{"y":"val"}`)) },
		} {
			s := r.Scope("test")
			rec := s.Record()
			write(s.Of(rec).Enter("ssn"))
			if stub, _ := rec.Denied(); stub != want {
				t.Errorf("%s: %q", name, stub)
			}
			s = s.Enter("ssn")
			rec = s.Record()
			write(s.Of(rec))
			if stub, _ := rec.Denied(); stub != want {
				t.Errorf("%s, opened before: %q", name, stub)
			}
		}
		s := r.Scope("test")
		rec := s.Record()
		s.Of(rec).Enter("ssn").Field("shown").String("val")
		if stub, denied := rec.Denied(); denied {
			t.Errorf("nothing is hidden: %q", stub)
		}
	}
}
