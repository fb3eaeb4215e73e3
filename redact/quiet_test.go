package redact_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// exampleTexts are what texts for the comparison of the short and the long way are made
// of: examples of the detectors, live secrets, what escapes begin and end with.
func exampleTexts(live ...string) []string {
	all := []string{"", " ", "\n", `\`, `\n`, `\u00`, `\u006`, "%", "%2", "%25", "\x1b[", "\x1b[0", "\x7f", "\x00", "\xe2", "\xe2\x80", "\x8b", "=", `"`, `"}`, ": ", "{", "7", "25", "61", "m", "/",
		"request done", "path=/v1/orders/42", "shipping pin", "ship", "opping", "https://", "login\"", "docker\",\"", "max_tokens=4", "@host/p", "pass", "word", "[REDACTED:api-key]", "api_key]", " token ", "token: ", "password\n", "secret[1]", "secret, ", "pass_word", "pass_word=hunter2x9", `{"pass_word":"hunter2x9"}`, `{"national__id":"x9y8z7"}`, `{"a":[1,{"national/id":12345678}]}`,
		`{"keep":{"password":"hunter2x9"}}`, `{"hide":{"a":"x"}}`, `{"a":{"b":{"c":{"d":[[[1]]]}}}}`, `{"a":`, "status", "9999999999"}
	all = append(all, examplesOf(detectors.Default())...)
	for range 30 {
		all = append(all, live...)
		all = append(all, "", "request done", "42 of 99", "cached", "GET ", "a b c")
	}
	return all
}

func examplesOf(ds []redact.Detector) (all []string) {
	for _, d := range ds {
		for _, example := range slices.Concat(d.Hits, d.Misses) {
			all = append(all, strings.NewReplacer("⟦", "", "⟧", "", "¦", "").Replace(example))
		}
	}
	return all
}

// piiTexts are texts for which the detectors of personal data must look twice.
func piiTexts() []string {
	all := examplesOf(detectors.PII())
	for _, d := range detectors.PII() {
		all = append(all, d.Near...)
	}
	for range 40 {
		all = append(all, "1.1", "0.72.0", "bytes=5123 ", "2026-11-27T00:15:02.726Z", "4bf92f3577b34da6", " at ", "call ", "\\n", "%2", "é", ", ", "+1 (", "@")
	}
	return all
}

func randomOf(r *rand.Rand, pieces []string) string {
	var b strings.Builder
	for range 1 + r.IntN(3) {
		p := pieces[r.IntN(len(pieces))]
		switch r.IntN(4) {
		case 0:
			p = p[r.IntN(len(p)+1):]
		case 1:
			p = p[:r.IntN(len(p)+1)]
		}
		b.WriteString(p)
	}
	return b.String()
}

// two returns two Redactors with the same options, of which the second knows no
// short way.
func two(t *testing.T, opts ...redact.Option) (short, long *redact.Redactor) {
	t.Helper()
	opts = append(opts, redact.WithDetectors(detectors.Default()...))
	short, long = build(t, opts...), build(t, opts...)
	redact.GoTheLongWay(long)
	return short, long
}

var livePieces = []string{"Zq8wKx4Jv2QbLive", "lime-kiln_42", "two words here", "k\x7f9x\x7fQz7"}

func liveSet(t *testing.T) *redact.SecretSet {
	t.Helper()
	set := &redact.SecretSet{}
	for i, s := range livePieces {
		if _, err := set.Set(fmt.Sprint("live", i), []byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	return set
}

// TestTheShortWayChangesNothing compares every call with and without its short way.
func TestTheShortWayChangesNothing(t *testing.T) {
	alone(t)
	rng := rand.New(rand.NewPCG(5, 6))
	all := exampleTexts(livePieces...)
	names := []string{"note", "password", "token", "keep", "hide", "pass_word", "user_id", "", livePieces[1], "Zq8wKx4Jv2QbLive"}
	for name, opts := range map[string][]redact.Option{
		"default": nil,
		"names":   {redact.WithNames("national_id")},
		"paths":   {redact.WithPath("**.keep", redact.Keep), redact.WithPath("keep.**", redact.Keep), redact.WithPath("**.hide", redact.Redact)},
		"live":    {redact.WithSecrets(liveSet(t))},
		"report":  {redact.WithAction("password", redact.Report), redact.WithAction("github-personal-access-token", redact.Report)},
		"depth":   {redact.WithLimits(redact.Limits{MaxDepth: 4})},
		"pii":     {redact.WithDetectors(detectors.PII()...)},
	} {
		t.Run(name, func(t *testing.T) {
			short, long := two(t, opts...)
			same, all := 0, all
			if name == "pii" {
				all = piiTexts()
			}
			for range 3000 {
				text, field := randomOf(rng, all), names[rng.IntN(len(names))]
				for call, do := range map[string]func(r *redact.Redactor) string{
					"String":       func(r *redact.Redactor) string { return r.String(text) },
					"Bytes":        func(r *redact.Redactor) string { return string(r.Bytes([]byte(text))) },
					"AppendJSON":   func(r *redact.Redactor) string { return string(r.AppendJSON([]byte("x"), []byte(text))) },
					"Matches":      func(r *redact.Redactor) string { return fmt.Sprint(r.AppendMatches(nil, []byte(text))) },
					"Field.String": func(r *redact.Redactor) string { return r.Scope("x").Field(field).String(text) },
					"Field.Name":   func(r *redact.Redactor) string { return r.Scope("x").Field(field).Name() },
					"Scope.Text":   func(r *redact.Redactor) string { return r.Scope("x").Enter(field).Text(text) },
					"RecordWriter": func(r *redact.Redactor) string {
						var out bytes.Buffer
						_, _ = r.NewRecordWriter(&out).Write([]byte(text))
						return out.String()
					},
				} {
					got, want := do(short), do(long)
					if got != want {
						t.Fatalf("%s of %q under %q: %q, the long way %q", call, text, field, got, want)
					}
					if call == "String" && got == text {
						same++
					}
				}
			}
			a, b := short.Stats(), long.Stats()
			if fmt.Sprint(a) != fmt.Sprint(b) {
				t.Errorf("counters differ:\n%v\n%v", a, b)
			}
			if same < 300 {
				t.Errorf("only %d texts were clean", same)
			}
		})
	}
}

// TestASecretIsHiddenFromTheNextCall: no short way may outlive a change of a set.
func TestASecretIsHiddenFromTheNextCall(t *testing.T) {
	set := &redact.SecretSet{}
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithSecrets(set))
	scope := r.Scope("x")
	const name = "harmless-word"
	for range 100 {
		if f := scope.Field(name); f.Name() != name || f.String(name) != name {
			t.Fatal("hidden too early")
		}
	}
	if _, err := set.Set("s", []byte(name)); err != nil {
		t.Fatal(err)
	}
	batch := scope.Batch()
	batch.Field(name)
	if f := scope.Field(name); f.Name() == name || f.String(name) == name || r.String(name) == name || batch.Clean() {
		t.Error("a live secret is shown")
	}
}

// Lines with literals that lead to nothing are quiet, and those in which one may are not.
func TestQuietSparesWhatLeadsToNothing(t *testing.T) {
	r := build(t, redact.WithDetectors(detectors.Default()...))
	for _, line := range []string{
		"shipping of order 17 is mapped to passengers in compass mode",
		`{"msg":"login","partition_key":"user","max_tokens":4096,"idempotency_key":"ord-1"}`,
		"GET https://api.example.org/v1/orders?page=2 200 12ms",
		"session opened for user ada by api-gateway",
		"the secretary of the author signs", "pat the cat, in re_mote places", "",
	} {
		if text := []byte(line); !redact.QuietOnly(r, text) {
			t.Errorf("%q is not quiet", line)
		}
		if n := testing.AllocsPerRun(20, func() { r.String(line) }); n > 0 && !raced {
			t.Errorf("%q: %v allocations", line, n)
		}
	}
	pii := build(t, redact.WithDetectors(detectors.All()...))
	for _, line := range []string{
		"version 1.1 or 0.72.0 of 2026-11-27T00:15:02.726Z", "id=48213 status=200 bytes=5123 in 12.5 ms",
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "trace 4bf92f3577b34da6a3ce929d0e0e4736", "phone call ended", "a@b, c",
	} {
		if text := []byte(line); !redact.QuietOnly(pii, text) {
			t.Errorf("%q is not quiet for personal data", line)
		}
	}
	for _, line := range []string{
		"password=hunter2x9", "pin: 4711", "my session=hunter2x9", "https://ada:hunter2x9@example.org/", "redis://:hunter2x9@db/0",
		`shipping_pin=4711`, `{"args":["docker","login","-p","hunter2x9"]}`, "Shipping\\npin=4711", "x%2fpin=4711", "\x1b[0mpin=4711",
	} {
		if redact.QuietOnly(r, []byte(line)) || r.String(line) == line {
			t.Errorf("%q is taken for clean", line)
		}
	}
}

// TestIdleRunsChangeNothing compares texts that are mostly runs of base64: of secrets, of
// nothing, and of patterns that are looked for where a run begins.
func TestIdleRunsChangeNothing(t *testing.T) {
	short, long := two(t)
	rng := rand.New(rand.NewPCG(7, 8))
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
	seps := []string{"", "", "", ".", "-", "_", "/", "+", " ", "=", "==", `\`, `\n`, "%2F", "%2e", `"`, `":"`, "[", ";", "\x1b[1m", "0.", "ion_", "ak-", "as-", "\n", "\x00", "é", "apiVersion: v1\ndata:\n  k: ", "kind: Secret\ndata:\n  k: "}
	var holds []string
	for _, d := range detectors.Default() {
		for _, hit := range d.Hits {
			hit = strings.NewReplacer("⟦", "", "⟧", "", "¦", "").Replace(hit)
			if len(d.Run) > 0 {
				holds = append(holds, hit, hit)
			}
			holds = append(holds, base64.StdEncoding.EncodeToString([]byte(hit)))
		}
	}
	for _, text := range []string{"svc:3c9303O9SR1zvNUll", `{"alg":"HS256","typ":"JWT"}`, "a sentence of many words, which tells of nothing", "der Schlüssel – größer"} {
		for i := range 3 {
			holds = append(holds, base64.StdEncoding.EncodeToString([]byte(text[i:])), base64.RawURLEncoding.EncodeToString([]byte(text[i:])))
		}
	}
	rounds := 10_000
	if testing.Short() {
		rounds = 2_000
	}
	hidden := 0
	for range rounds {
		var b strings.Builder
		for range 1 + rng.IntN(6) {
			switch rng.IntN(8) {
			case 0:
				b.WriteString(holds[rng.IntN(len(holds))])
			case 1:
				piece := holds[rng.IntN(len(holds))]
				b.WriteString(piece[rng.IntN(len(piece)):])
			default:
				for range rng.IntN(40) {
					b.WriteByte(digits[rng.IntN(len(digits)-4*rng.IntN(2))])
				}
			}
			b.WriteString(seps[rng.IntN(len(seps))])
		}
		text := b.String()
		got, want := short.String(text), long.String(text)
		if got != want {
			t.Fatalf("%q:\n got %q\nwant %q", text, got, want)
		}
		if got != text {
			hidden++
		}
	}
	if hidden < rounds/10 {
		t.Fatalf("%d of %d texts hold something", hidden, rounds)
	}
}

// TestHarmlessValuesChangeNothing compares texts of names with short values, of which
// many are spared.
func TestHarmlessValuesChangeNothing(t *testing.T) {
	alone(t)
	short, long := two(t)
	rng := rand.New(rand.NewPCG(9, 10))
	names := []string{"token", "password", "pin", "key", "session", "Secret", "pass", "pwd", "auth", "creds", "api_key", "user_token", "sig", "jwt", "otp", "cvv", "key_id", "curl", "mysql", "docker login", "name", "n"}
	seps := []string{":", ": ", "=", " = ", " is ", " ", "", ":\t", "->", "=>", `":"`, `":`, `='`, `="`, `=[`, `={`, `=(`, `\":\"`, ": {", "/", ".", " -p", " -u ", " --password ", ">", "]="}
	values := []string{"expired", "invalid", "hunter2x9", "no such host", "true", "null", "", "4", "4711", "12345678", "12ms", "i/o timeout", "prod/eu", "${TOKEN}", "****", "[REDACTED:password]", "8.9.1", "user:Zq8wKx4Jv", "ok", "v1.2.3", "cannot be blank", "a b c d e f g h", "x,", "Zq8wKx4Jv2Qb"}
	ends := []string{"", " ", ",", ";", `"`, `",`, "'", "}", "]", ")", "\n", "&", ` "`, "<", `\n`}
	pick := func(of []string) string { return of[rng.IntN(len(of))] }
	rounds := 30_000
	if testing.Short() {
		rounds = 3_000
	}
	hidden := 0
	for range rounds {
		var b strings.Builder
		if rng.IntN(3) == 0 {
			b.WriteString(pick([]string{`{"msg":"`, `msg="`, `{"a":`, `{`, "W0302 ", "[", "<"}))
		}
		for range 1 + rng.IntN(5) {
			if rng.IntN(3) == 0 {
				b.WriteString(`"`)
			}
			b.WriteString(pick(names) + pick(seps) + pick(values) + pick(ends))
		}
		text := b.String()
		got, want := short.String(text), long.String(text)
		if got != want {
			t.Fatalf("%q:\n got %q\nwant %q", text, got, want)
		}
		if a, b := short.AppendJSON(nil, []byte(text)), long.AppendJSON(nil, []byte(text)); !bytes.Equal(a, b) {
			t.Fatalf("JSON %q:\n got %q\nwant %q", text, a, b)
		}
		if got != text {
			hidden++
		}
	}
	if hidden < rounds/10 || hidden == rounds {
		t.Fatalf("%d of %d texts hold something", hidden, rounds)
	}
}
