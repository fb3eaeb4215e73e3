package redact_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestBatchIsCleanOnlyIfAllIs compares a Batch with its parts.
func TestBatchIsCleanOnlyIfAllIs(t *testing.T) {
	alone(t)
	rng := rand.New(rand.NewPCG(7, 8))
	all := exampleTexts(livePieces...)
	names := []string{"note", "status", "user_id", "password", "pass_word", "", "http.request.method", "path", "national id", livePieces[1], "token", "value", "http", "request", "request.body", "http.request.body"}
	for name, opts := range map[string][]redact.Option{
		"default": nil, "live": {redact.WithSecrets(liveSet(t))}, "names": {redact.WithNames("national_id")},
		"paths":  {redact.WithPath("http.request.body", redact.Redact), redact.WithPath("note.*.path", redact.DropField), redact.WithPath("status", redact.Keep)},
		"deep":   {redact.WithPath("**.body", redact.Redact)},
		"strict": {redact.WithStrict(), redact.WithPath("note", redact.Scan), redact.WithPath("status.**", redact.Scan)},
	} {
		t.Run(name, func(t *testing.T) {
			short, long := two(t, opts...)
			clean := 0
			for range 20_000 {
				scope, batch, dirty := long.Scope("x"), short.Scope("x").Batch(), ""
				for range 1 + rng.IntN(3) {
					text, key := randomOf(rng, all), names[rng.IntN(len(names))]
					n := rng.Int64N(1 << (1 + rng.IntN(62)))
					batch.Text(text)
					f := scope.Field(key)
					if batch.Field(key); rng.IntN(3) == 0 {
						inner := names[rng.IntN(len(names))]
						if f.Name() != key || f.Group() != redact.Scan {
							dirty += fmt.Sprintf("%q; ", key)
						}
						batch.Field(inner)
						f, key = f.Scope().Field(inner), inner
					}
					batch.Int64(n)
					if _, hidden := f.Int64(n); hidden || f.Name() != key || f.Action() != redact.Scan || f.String(text) != text {
						dirty += fmt.Sprintf("%q: %q, %d; ", key, text, n)
					}
				}
				if batch.Clean() {
					if clean++; dirty != "" {
						t.Fatalf("clean with %s", dirty)
					}
				}
			}
			if clean < 500 && name != "deep" && name != "strict" {
				t.Errorf("only %d batches were clean", clean)
			}
		})
	}
}

func TestBatchBounds(t *testing.T) {
	r := defaults(t)
	if b := r.Scope("x").Batch(); b.Text(strings.Repeat("x", 1<<20)) || b.Text("y") || b.Clean() {
		t.Error("a batch takes any size")
	}
	for name, s := range map[string]redact.Scope{
		"nil":    (*redact.Redactor)(nil).Scope("x"),
		"hidden": r.Scope("x").Enter("password"),
		"weak":   r.Scope("x").Enter("token"),
		"paths":  redact.MustNew(redact.WithPath("a.b", redact.Redact)).Scope("x").Enter("a"),
	} {
		if b := s.Batch(); b.Text("x") || b.Field("x") || b.Int64(1) || b.Uint64(1<<60) || b.Clean() {
			t.Errorf("%s: a batch where nothing is clean", name)
		}
	}
	b := r.Scope("x").Batch()
	if !b.Text("x") || !b.Clean() || b.Text("x") || b.Clean() {
		t.Error("a batch must end with Clean")
	}
}

func ExampleBatch() {
	r := redact.MustNew(redact.WithNames("password"))
	record := []struct{ key, value string }{{"user", "bob"}, {"method", "GET"}}
	batch := r.Scope("example").Batch()
	batch.Text("request done")
	for _, f := range record {
		if !batch.Field(f.key) || !batch.Text(f.value) {
			break
		}
	}
	fmt.Println(batch.Clean())
	// Output: true
}
