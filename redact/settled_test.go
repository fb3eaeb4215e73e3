package redact_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// secretLine makes a line of a few secrets and what looks like some, in the ways of logs.
func secretLine(rng *rand.Rand, values []string) string {
	names := []string{"password", "token", "api_key", "Authorization", "auth", "cookie", "pwd", "pass", "key", "secret", "user", "dbPassword", "client_secret", "max_tokens", "session", "pin", "passphrase", "url", "accessToken", "stringData", "mot de passe", "passe"}
	forms := []string{`"NAME":"VALUE"`, `"NAME": "VALUE"`, `NAME=VALUE`, `NAME="VALUE"`, `NAME: VALUE`, `NAME:VALUE`, `?NAME=VALUE&a=b`, `{NAME:VALUE Other:1}`, `<NAME>VALUE</NAME>`, `--NAME VALUE`,
		`"name":"NAME","value":"VALUE"`, `NAME VALUE`, `VALUE`, `"msg":"NAME VALUE refused"`, `"msg":"NAME=VALUE"`, `"msg":"{\"NAME\":\"VALUE\"}"`, `map[NAME:VALUE a:b]`, `https://ada:VALUE@host/p`, `"NAME":VALUE`, `[NAME] VALUE`,
		`NAME='VALUE'`, `"NAME":["VALUE"]`, `NAME=[VALUE]`, `NAME=NAME=VALUE`, `"value":"VALUE","name":"NAME"`, "curl -u ada:VALUE", "NAME=\n", `"Bearer VALUE"`, `x=VALUE`}
	between := []string{",", ", ", " ", "\n", ";", "&", " and ", "\t", "", `\n`}
	var b strings.Builder
	json := rng.IntN(2) == 0
	if json {
		b.WriteString(`{"level":"info",`)
	}
	sep := between[rng.IntN(len(between))]
	for i := range 1 + rng.IntN(3) {
		if i > 0 {
			b.WriteString(sep)
		}
		name, value := names[rng.IntN(len(names))], values[rng.IntN(len(values))]
		form := forms[rng.IntN(len(forms))]
		if rng.IntN(8) == 0 {
			form = form[:rng.IntN(len(form)+1)]
		}
		b.WriteString(strings.NewReplacer("NAME", name, "VALUE", value).Replace(form))
	}
	if json {
		b.WriteString(`,"took":"12ms"}`)
	}
	if rng.IntN(6) == 0 {
		b.WriteString(strings.Repeat(" and nothing else", 40))
	}
	return b.String()
}

// TestSettledTextsAreWhatTheMachineFinds compares texts of which a quick look tells all with
// and without it: output, matches, events and counters, for replacements that see how many
// matches there are and what stands beside them.
func TestSettledTextsAreWhatTheMachineFinds(t *testing.T) {
	alone(t)
	rng := rand.New(rand.NewPCG(21, 22))
	values := []string{"hunter2", "correct-horse-41x", "", "x", "null", "[REDACTED:password]", "[REDACTED:hunter2]", "12345678", "1234", "true", "${NAME}", "a b c", "failed", "expired", "Basic YWRhOmh1bnRlcjI=", "Basic c3ZjOjNjOTMwM085U1IxenZOVWxw", "gh" + "p_mmNFLNeZJ2TUH1MTSL0w6mnI6Mmoixc2y6Qt", "gh" + "p_h6d1e97tp69JAOhFmKuSxC9F2aAhTqxhyfYs",
		"Bearer abc.def.ghi", "vault:db/pw", "*****", "prod/eu", "30m", "deny-all", "it's", "a,b", "a;b", `a\"b`, "é", "%68unter2", `\u0068unter2`, "1e9", "-1.5", "//", "v1.2.3", "f(x)", "{}", "[]", "NAME", "ａｂｃ", strings.Repeat("Zq8wKx4J", 140), "sha256:" + strings.Repeat("9f86d081", 8)}
	for _, d := range detectors.Default() {
		for _, example := range slices.Concat(d.Hits, d.Misses) {
			v := strings.NewReplacer("⟦", "", "⟧", "", "¦", "").Replace(example)
			if len(v) < 200 && strings.Count(v, "\n") == 0 {
				values = append(values, v, "hunter2", "Zq8wKx4Jv2QbHunter")
			}
		}
	}
	for name, opts := range map[string][]redact.Option{
		"label":  nil,
		"mask":   {redact.WithReplacement(redact.Mask(2, 2))},
		"hmac":   {redact.WithReplacement(redact.HMAC(eventKeys))},
		"fixed":  {redact.WithReplacement(redact.Fixed("x"))},
		"report": {redact.WithAction("password", redact.Report), redact.WithAction("github-personal-access-token", redact.Report)},
		"allow":  {redact.WithAllowed(sha256.Sum256([]byte("hunter2")))},
		"live":   {redact.WithSecrets(liveSet(t))},
		"words":  {redact.WithNames("mot de passe", "passe")},
		"avx2":   {redact.WithKernel(redact.KernelAVX2)},
		"go":     {redact.WithKernel(redact.KernelGo)},
		"short":  {redact.WithLimits(redact.Limits{MaxMatch: 1024})},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := redact.New(opts...); name == "avx2" && err != nil {
				t.Skip(err)
			}
			var a, b eventList
			short := build(t, append(opts, redact.WithDetectors(detectors.Default()...), redact.WithObserver(&a))...)
			long := build(t, append(opts, redact.WithDetectors(detectors.Default()...), redact.WithObserver(&b))...)
			redact.GoTheLongWay(long)
			plain := build(t, append(opts, redact.WithDetectors(detectors.Default()...))...) // nobody is told
			settled, singles := 0, 0
			for range 1500 {
				text := secretLine(rng, values)
				if redact.Settles(short, []byte(text)) {
					settled++
				}
				if redact.IsSingle(plain, []byte(text)) {
					singles++
				}
				for call, do := range map[string]func(r *redact.Redactor) string{
					"Append":     func(r *redact.Redactor) string { return string(r.Append(nil, []byte(text))) },
					"AppendJSON": func(r *redact.Redactor) string { return string(r.AppendJSON(nil, []byte(text))) },
					"String":     func(r *redact.Redactor) string { return r.String(text) },
					"Bytes":      func(r *redact.Redactor) string { return string(r.Bytes([]byte(text))) },
					"Matches":    func(r *redact.Redactor) string { return fmt.Sprint(r.AppendMatches(nil, []byte(text))) },
					"Field":      func(r *redact.Redactor) string { return r.Scope("x").Field("token").String(text) },
				} {
					if got, want := do(short), do(long); got != want {
						t.Fatalf("%s of %q: %q, the machine %q", call, text, got, want)
					} else if got := do(plain); got != want {
						t.Fatalf("%s of %q: %q without an observer, the machine %q", call, text, got, want)
					}
				}
				if got, want := fmt.Sprint(a.take()), fmt.Sprint(b.take()); got != want {
					t.Fatalf("events of %q: %s, the machine %s", text, got, want)
				}
			}
			if x, y := short.Stats(), long.Stats(); fmt.Sprint(x) != fmt.Sprint(y) {
				t.Errorf("counters differ:\n%v\n%v", x, y)
			} else if x := plain.Stats(); fmt.Sprint(x) != fmt.Sprint(y) {
				t.Errorf("counters differ without an observer:\n%v\n%v", x, y)
			}
			if singles < 100 && name != "report" && !redact.Faulty {
				t.Errorf("only %d texts had one secret", singles)
			}
			if settled < 300 {
				t.Errorf("only %d texts were settled", settled)
			}
		})
	}
}

// eventList keeps the events of a text.
type eventList struct{ seen []redact.Event }

func (r *eventList) Observe(e redact.Event) {
	e.Time = time.Time{}
	r.seen = append(r.seen, e)
}

func (r *eventList) take() (seen []redact.Event) {
	seen, r.seen = r.seen, nil
	return seen
}
