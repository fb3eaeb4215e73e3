package policy

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

func must(t *testing.T, docs ...string) *Policy {
	t.Helper()
	p, err := parse(day, layers(docs...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func build(t *testing.T, p *Policy, pl Place) *redact.Redactor {
	t.Helper()
	if pl.Now.IsZero() {
		pl.Now = day
	}
	opts, err := p.Options(pl)
	if err != nil {
		t.Fatal(err)
	}
	r, err := redact.New(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const acme = "acme_" + "0a1b2c3d4e5f6g7h8i9j0k1l"

func TestOptions(t *testing.T) {
	relaxed := ", owner: a, reason: r, until: 2026-12-01}"
	for i, c := range []struct {
		name, doc, json, want string
	}{
		{"default", "version: 1", `{"m":"password=hunter2 a@example.com"}`, `{"m":"password=[REDACTED:password] a@example.com"}`},
		{"none", "version: 1\ndetectors: {preset: none}", `{"password":"hunter2"}`, `{"password":"hunter2"}`},
		{"structural", "version: 1\ndetectors: {preset: structural}", `{"password":"hunter2"}`, `{"password":"hunter2"}`},
		{"on", "version: 1\ndetectors: {preset: none, on: [password]}", `{"password":"hunter2"}`, `{"password":"[REDACTED:password]"}`},
		{"off", "version: 1\ndetectors:\n  off:\n  - {detector: password" + relaxed, `{"password":"hunter2"}`, `{"password":"hunter2"}`},
		{"own", own, `{"m":"` + acme + `"}`, `{"m":"[REDACTED:acme-token]"}`},
		{"report-only", own + "report_only:\n  - {detector: acme-token" + relaxed, `{"m":"` + acme + `"}`, `{"m":"` + acme + `"}`},
		{"names", "version: 1\nnames: [badge]", `{"badge":"zq7wx4"}`, `{"badge":"[REDACTED:name]"}`},
		{"pii", "version: 1\npii: [emails]", `{"m":"a@acme.org"}`, `{"m":"[REDACTED:email-address]"}`},
		{"allowed name", "version: 1\nallow:\n  - {name: password" + relaxed, `{"password":"hunter2"}`, `{"password":"hunter2"}`},
		{"allowed value", "version: 1\nallow:\n  - {sha256: f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7" + relaxed, `{"password":"hunter2"}`, `{"password":"hunter2"}`},
		{"allowed path", "version: 1\nallow:\n  - {path: a.password" + relaxed, `{"a":{"password":"hunter2"},"password":"hunter2"}`, `{"a":{"password":"hunter2"},"password":"[REDACTED:password]"}`},
		{"path", "version: 1\npaths:\n  - {path: a.*.b}", `{"a":{"x":{"b":"c"}},"b":"c"}`, `{"a":{"x":{"b":"[REDACTED:path]"}},"b":"c"}`},
		{"path that drops", "version: 1\npaths:\n  - {path: a, action: drop_field}", `{"a":1,"b":2}`, `{"b":2}`},
		{"path with a replacement", "version: 1\npaths:\n  - {path: a, replacement: 'fixed:XX'}", `{"a":"q"}`, `{"a":"XX"}`},
		{"strict", "version: 1\nstrict: {show: [b]}", `{"a":"q","b":"r"}`, `{"a":"[REDACTED:path]","b":"r"}`},
		{"fixed", "version: 1\nreplacement: 'fixed:***'", `{"password":"hunter2"}`, `{"password":"***"}`},
		{"mask", "version: 1\nreplacement: 'mask:2,2'", `{"password":"hunter2hunter2hunter"}`, `{"password":"hu********er"}`},
		{"of one", "version: 1\nreplacements:\n  - {detector: password, replacement: 'fixed:PW'}", `{"password":"hunter2","secret":"hunter2"}`, `{"password":"PW","secret":"[REDACTED:secret]"}`},
	} {
		if testing.Short() && i%6 != 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			got := string(build(t, must(t, c.doc), Place{}).AppendJSON(nil, []byte(c.json)))
			if got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

func TestActionsAndStableTypes(t *testing.T) {
	r := build(t, must(t, "version: 1\nstable_types: true\nactions:\n  - {detector: password, action: drop_field}"), Place{})
	if a := r.Scope("").Field("password").Action(); a != redact.DropField {
		t.Errorf("action %d", a)
	}
	if v, hidden := r.Scope("").Field("secret").Int64(123456789); !hidden || v != int64(0) {
		t.Errorf("%v, %v", v, hidden)
	}
}

// TestDeny: the policy says what denies a record, what marks it, and whether a stub is left.
func TestDeny(t *testing.T) {
	const rules = "version: 1\nactions:\n  - {detector: password, action: deny}\npaths:\n  - {path: internal.*, action: deny}\n"
	for more, want := range map[string][3]string{
		"":                                {`{"message":"[DENIED:password]"}`, `{"message":"[DENIED:path]"}`, `{"message":"[DENIED:password]"}`},
		"deny: {audit_fields: [audit]}\n": {`{"message":"[DENIED:password]"}`, `{"message":"[DENIED:path]"}`, `{"audit":1,"password":"[REDACTED:password]"}`},
		"deny: {without_stubs: true}\n":   {"", "", ""},
	} {
		r := build(t, must(t, rules+more), Place{})
		for i, in := range []string{`{"password":"hunter2"}`, `{"internal":{"a":1}}`, `{"audit":1,"password":"hunter2"}`} {
			if out, changed := r.Scope("").AppendJSON(nil, []byte(in)); string(out) != want[i] || !changed {
				t.Errorf("%s%s: %s, want %s", more, in, out, want[i])
			}
		}
	}
	layers := must(t, rules+"delegate: [action]\n", "version: 1\ndeny: {without_stubs: true, audit_fields: [a]}\n")
	if r := build(t, layers, Place{}); r.Describe().Digest == build(t, must(t, rules), Place{}).Describe().Digest {
		t.Error("the plans are the same")
	}
	must(t, "version: 1\n", "version: 1\ndeny: {without_stubs: true}\n"+strings.TrimPrefix(rules, "version: 1\n"))
}

// TestReportOnlyPaths: a rule that only reports is enforced again when that has lapsed.
func TestReportOnlyPaths(t *testing.T) {
	p := must(t, `version: 1
paths:
  - {path: user.email}
  - {path: user.name, action: drop_field}
  - {path: gone, action: deny}
report_only:
  - {path: user.email, owner: a, reason: r, until: 2026-11-28}
  - {path: user.name, owner: b, reason: r, until: 2026-11-30}
  - {path: gone, owner: b, reason: r, until: 2026-11-30}
`)
	in := []byte(`{"user":{"email":"x","name":"y","password":"hunter2"},"gone":1}`)
	for _, c := range []struct{ at, want, told string }{
		{"2026-11-26", `{"user":{"email":"x","name":"y","password":"[REDACTED:password]"},"gone":1}`, "map[gone:1 user.email:1 user.name:1]"},
		{"2026-11-29", `{"user":{"email":"[REDACTED:path]","name":"y","password":"[REDACTED:password]"},"gone":1}`, "map[gone:1 user.name:1]"},
		{"2026-12-01", `{"message":"[DENIED:path]"}`, "map[]"},
	} {
		now, _ := time.Parse(time.DateOnly, c.at)
		r := build(t, p, Place{Now: now})
		out, _ := r.Scope("").AppendJSON(nil, in)
		if told := fmt.Sprint(r.Stats().ReportedPaths); string(out) != c.want || told != c.told {
			t.Errorf("%s: %s, %s", c.at, out, told)
		}
	}
	if list := p.Relaxed(day); len(list) != 3 || list[0].Kind != "report-only" || list[0].Rule != "user.email" || list[0].Owner != "a" || list[0].Lapsed {
		t.Errorf("%+v", list)
	}
}

func TestLapsed(t *testing.T) {
	p := must(t, own+`report_only:
  - {detector: acme-token, owner: a, reason: r, until: 2026-11-30}
levels:
  - {level: off, sink: debug, owner: a, reason: r, until: 2026-11-27T10:00:00Z}
allow:
  - {name: badge, owner: a, reason: r, until: 2026-11-28}
names: [badge]
`)
	for _, c := range []struct {
		at   string
		sink string
		want string
	}{
		{"2026-11-26T12:00:00Z", "", acme + " badge=zq7wx4vt"},
		{"2026-11-26T12:00:00Z", "debug", acme + " badge=zq7wx4vt password=hunter2"},
		{"2026-11-27T10:00:00Z", "debug", acme + " badge=zq7wx4vt"},
		{"2026-11-28T23:59:59Z", "", acme + " badge=zq7wx4vt"},
		{"2026-11-29T00:00:00Z", "", acme + " badge=[REDACTED:name]"},
		{"2026-12-01T00:00:00Z", "", "[REDACTED:acme-token] badge=[REDACTED:name]"},
	} {
		now, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		in := acme + " badge=zq7wx4vt"
		if strings.Contains(c.want, "password") {
			in += " password=hunter2"
		}
		if got := build(t, p, Place{Now: now, Sink: c.sink}).String(in); got != c.want {
			t.Errorf("%s %s: %s", c.at, c.sink, got)
		}
	}
	next, ok := p.Changes(day)
	if !ok || next.Format(time.RFC3339) != "2026-11-27T10:00:00Z" {
		t.Errorf("changes at %v, %v", next, ok)
	}
	if _, ok := p.Changes(day.AddDate(1, 0, 0)); ok {
		t.Error("something lapses after all has")
	}
}

func TestLevels(t *testing.T) {
	p := must(t, `version: 1
pii: [emails]
paths: [{path: a}]
levels:
  - {level: essential, owner: a, reason: r, until: 2026-12-01}
  - {level: "off", sink: debug, owner: a, reason: r, until: 2026-12-01}
  - {level: full, sink: audit, owner: a, reason: r, until: 2026-12-01}
`)
	set := redact.NewSecretSet()
	if _, err := set.Set("db", []byte("q7We9Rt2Yu#x-1")); err != nil {
		t.Fatal(err)
	}
	in := "password=hunter2 q7We9Rt2Yu#x-1 a@acme.org key=zq7wx4vtp0 ghp_" + strings.Repeat("a", 36)
	for sink, kept := range map[string]string{
		"":      "a@acme.org key=zq7wx4vtp0",
		"debug": in,
		"audit": "",
	} {
		r := build(t, p, Place{Sink: sink, Secrets: set})
		got := r.String(in)
		for _, part := range strings.Fields(in) {
			if shown := strings.Contains(got, part); shown != strings.Contains(kept, part) {
				t.Errorf("sink %q: %s is shown: %v", sink, part, shown)
			}
		}
		want := `{"a":"[REDACTED:path]"}`
		if sink == "debug" {
			want = `{"a":"q"}`
		}
		if got := string(r.AppendJSON(nil, []byte(`{"a":"q"}`))); got != want {
			t.Errorf("sink %q: %s", sink, got)
		}
		level := map[string]string{"": "/essential", "debug": "/off", "audit": ""}[sink]
		if got := r.Describe().Policy; got != p.Digest()+level {
			t.Errorf("sink %q: the Redactor tells of %s", sink, got)
		}
	}
}

func TestShare(t *testing.T) {
	doc := func(share string) *Policy {
		return must(t, "version: 1\nlevels:\n  - {level: essential, share: "+share+", owner: a, reason: r, until: 2026-12-01}\n")
	}
	small, large := doc("10"), doc("40")
	inSmall, inLarge := 0, 0
	for i := range 1000 {
		pl := Place{Now: day, Instance: "pod-" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + time.Duration(i).String()}
		s, l := small.Level(pl) == Essential, large.Level(pl) == Essential
		if s {
			inSmall++
		}
		if l {
			inLarge++
		}
		if s && !l {
			t.Error("an instance left when the share grew")
		}
	}
	if inSmall < 60 || inSmall > 150 || inLarge < 330 || inLarge > 470 {
		t.Errorf("%d and %d of 1000 instances", inSmall, inLarge)
	}
	if large.Level(Place{Now: day}) != Full {
		t.Error("an instance without a name is in a share")
	}
}

func TestLayersAdd(t *testing.T) {
	p := must(t, "version: 1\ndelegate: [report-only]\npii: [emails]\n",
		own+"names: [badge]\n",
		"version: 1\nreplacement: 'fixed:XX'\n")
	got := build(t, p, Place{}).String("a@acme.org " + acme + " badge=zq7wx4")
	if got != "XX XX badge=XX" {
		t.Error(got)
	}
}

func TestDelegated(t *testing.T) {
	p := must(t, "version: 1\ndelegate: [report-only, allow, off, level, replacement]\n",
		"version: 1\nreplacement: 'mask:1,1'\nreport_only:\n  - {detector: password, owner: a, reason: r, until: 2026-12-01}\ndetectors:\n  off:\n    - {detector: pin, owner: a, reason: r, until: 2026-12-01}\n")
	if got := build(t, p, Place{}).String("password=hunter2"); got != "password=hunter2" {
		t.Error(got)
	}
}

func TestOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"a", "b", false}, {"a", "A", true}, {"a", "a.b", true}, {"a.b", "a.c", false}, {"*.c", "a.b", true},
		{"**.password", "db", true}, {"*", "x.y.z", true}, {"a.*.c", "a.b.d", true}, {"a.b.c", "a.b.d", false},
		{"**", "q", true}, {"a.**.z", "b.**", false},
	} {
		if overlap(c.a, c.b) != c.want || overlap(c.b, c.a) != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, !c.want)
		}
	}
}

func TestKeyRings(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "key"), []byte(strings.Repeat("k", 32)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	doc := "version: 1\nreplacement: hmac:a\nkey_rings:\n  - name: a\n    current: {id: k2, file: key}\n    previous: {id: k1, env: OLD}\n"
	p, err := parse(day, []Layer{{Name: "p.yaml", Dir: dir, Data: []byte(doc)}})
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"OLD=" + strings.Repeat("o", 40)}
	got := build(t, p, Place{Env: env}).String("password=hunter2")
	if !strings.Contains(got, ".k2.") || !strings.Contains(got, "k1") || strings.Contains(got, "hunter2") {
		t.Error(got)
	}
	_, err = p.Options(Place{Env: []string{"OLD=short-value"}})
	if err == nil || !strings.Contains(err.Error(), "p.yaml:6:29: key_rings[1].previous.env: the key has 11 bytes, want 32") || strings.Contains(err.Error(), "short-value") {
		t.Error(err)
	}
	os.Remove(filepath.Join(dir, "key"))
	if _, err = p.Options(Place{Env: env}); err == nil || !strings.Contains(err.Error(), "p.yaml:5:29: key_rings[1].current.file: the key cannot be read") {
		t.Error(err)
	}
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"s/db": "q7We9Rt2Yu#x-1", ".env": "A_KEY=q7We9Rt2Yu#x-2\nB=q7We9Rt2Yu#x-9\n"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	doc := "version: 1\nsecrets:\n  - {dir: s}\n  - {dotenv: .env, patterns: ['*_KEY']}\n  - {env: ['*_TOKEN']}\n"
	p, err := parse(day, []Layer{{Dir: dir, Data: []byte(doc)}})
	if err != nil {
		t.Fatal(err)
	}
	set := redact.NewSecretSet()
	if err := secretsource.New(set, p.Sources([]string{"X_TOKEN=q7We9Rt2Yu#x-3", "Y=q7We9Rt2Yu#x-8"})...).Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	r := build(t, p, Place{Secrets: set})
	for i, hidden := range map[string]bool{"1": true, "2": true, "3": true, "8": false, "9": false} {
		if v := "q7We9Rt2Yu#x-" + i; strings.Contains(r.String("at "+v), v) == hidden {
			t.Errorf("value %s: hidden is not %v", i, hidden)
		}
	}
}

func TestDigest(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the whole catalogue many times")
	}
	base := must(t, own).Digest()
	if d := must(t, "# a comment\n"+own+"\n").Digest(); d != base {
		t.Error("a comment changes the digest")
	}
	flow, err := json.Marshal(whole(t))
	if err != nil {
		t.Fatal(err)
	}
	block, err := os.ReadFile("testdata/whole.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if must(t, string(flow)).Digest() != must(t, string(block)).Digest() {
		t.Error("the order of keys or the style changes the digest")
	}
	for _, other := range []string{own + "names: []\n", strings.Replace(own, "{24}", "{23,24}", 1), own + "semconv: false\n"} {
		if p, err := parse(day, layers(other)); err == nil && p.Digest() == base {
			t.Errorf("the same digest for\n%s", other)
		}
	}
	if !strings.HasPrefix(base, "sha256:") || len(base) != 71 {
		t.Error(base)
	}
}

// What a lower layer adds takes nothing from a floor.
func TestLowerLayersTakeNothing(t *testing.T) {
	relaxed := ", owner: a, reason: r, until: 2026-12-01}\n"
	names := "version: 1\ndetectors:\n  own:\n    - {id: a, names: [password], hits: ['password=⟦zq7w¦x4vt2⟧']"
	for _, c := range []struct{ name, floor, team, want string }{
		{"a weak name", "version: 1\n", names + ", weak: true}\n", `{"password":"[REDACTED:a]"}`},
		{"a name that only reports", "version: 1\n", names + "}\nreport_only:\n  - {detector: a" + relaxed, `{"password":"[REDACTED:password]"}`},
		{"a name that is delegated", "version: 1\ndelegate: [action]\nactions:\n  - {detector: password, action: drop_field}\n", names + "}\n", `{}`},
		{"on what is off", "version: 1\ndetectors:\n  off:\n    - {detector: password" + relaxed, "version: 1\ndetectors: {on: [password]}\n", `{"password":"[REDACTED:password]"}`},
		{"a name that is hidden already", "version: 1\n", "version: 1\nnames: [password, db_password]\n", `{"password":"[REDACTED:name]"}`},
	} {
		r := build(t, must(t, c.floor, c.team), Place{})
		if got := string(r.AppendJSON(nil, []byte(`{"password":"12345"}`))); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// File names are no formats.
func TestNamesOfFilesAreNoFormats(t *testing.T) {
	_, err := parse(day, []Layer{{Name: "100%s.yaml", Data: []byte("version: 1\n")}, {Name: "b", Data: []byte("version: 1\nstrict: {show: [a]}\n")}})
	if err == nil || !strings.Contains(err.Error(), "weakens 100%s.yaml: what") {
		t.Error(err)
	}
}

// Of a key file that has no end little is read.
func TestKeyFileIsBounded(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "key"), []byte(strings.Repeat("k", maxKey+3)), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := parse(day, []Layer{{Name: "a", Dir: dir, Data: []byte("version: 1\nreplacement: hmac:a\nkey_rings: [{name: a, current: {id: k1, file: key}}]\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Options(Place{Now: day}); err == nil || !strings.Contains(err.Error(), "the key has more than 65536 bytes") {
		t.Error(err)
	}
	opts, err := p.Options(Place{Now: day, Labels: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := redact.MustNew(opts...).String("password=hunter2"); got != "password=[REDACTED:password]" {
		t.Error(got)
	}
}
