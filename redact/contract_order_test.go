package redact_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// Contract 9: order never changes the output; and a Redactor is shared and
// swapped under load.

func TestContractOrderOfDetectors(t *testing.T) {
	alone(t)
	all := append(slices.Clone(detectors.Default()), synthetic...)
	// One text for all: the letters of the synthetic detectors occur in labels.
	text := redact.WithReplacement(redact.Fixed(hidden))
	want := build(t, text, redact.WithDetectors(all...))
	rng := random(1)
	for round := range 5 {
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		// Several options of detectors are the same as one.
		half := rng.IntN(len(all))
		r := build(t, redact.WithDetectors(all[:half]...), text, redact.WithDetectors(all[half:]...))
		for seed := range uint64(30) {
			text, _ := corpus(random(seed), 10)
			text += string(modelText([]byte(text)))
			if got := r.String(text); got != want.String(text) {
				at := differ(got, want.String(text))
				t.Fatalf("round %d, text %d: output depends on the order at byte %d: %q", round, seed, at, near(got, at))
			}
			if !slices.Equal(r.AppendMatches(nil, []byte(text)), want.AppendMatches(nil, []byte(text))) {
				t.Fatalf("round %d, text %d: matches depend on the order", round, seed)
			}
		}
	}
}

func TestContractBuiltTwiceIsTheSame(t *testing.T) {
	a, b := build(t, redact.WithDetectors(detectors.Default()...)), build(t, redact.WithDetectors(detectors.Default()...))
	for seed := range uint64(50) {
		text, _ := corpus(random(seed), 10)
		if a.String(text) != b.String(text) {
			t.Fatalf("text %d: two builds differ", seed)
		}
	}
	if got, want := fmt.Sprint(a.Describe()), fmt.Sprint(b.Describe()); got != want {
		t.Error("two builds describe themselves in two ways")
	}
}

// TestContractConcurrentReplace swaps two plans while every call runs. Each
// output is that of one plan or the other.
func TestContractConcurrentReplace(t *testing.T) {
	plans := []*redact.Redactor{
		build(t, redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed("[A]"))),
		build(t, redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed("[B]"))),
	}
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed("[A]")))
	secret := rare(random(1), 20)
	in := "user=bob password=" + secret + " n=1"
	jsonIn := `{"user":"bob","password":"` + secret + `","n":1}`
	text := func(mark string) string { return "user=bob password=" + mark + " n=1" }
	check := func(call, got string, want func(string) string) {
		if got != want("[A]") && got != want("[B]") {
			t.Errorf("%s: %q is the output of neither plan", call, got)
		}
	}
	stop := make(chan struct{})
	var swaps, work sync.WaitGroup
	swaps.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				r.Replace(plans[i%2])
			}
		}
	})
	shared := r.NewStreamWriter(io.Discard)
	for range 4 {
		work.Go(func() {
			for range 100 {
				check("String", r.String(in), text)
				check("Append", string(r.Append(nil, []byte(in))), text)
				check("AppendJSON", string(r.AppendJSON(nil, []byte(jsonIn))), func(mark string) string {
					return `{"user":"bob","password":"` + mark + `","n":1}`
				})
				if n := len(r.AppendMatches(nil, []byte(in))); n != 1 {
					t.Errorf("AppendMatches found %d", n)
				}
				// A stream may take the new plan over at a line end only.
				for line := range strings.Lines(streamed(t, r, in, "\n", in, "\n")) {
					check("stream", strings.TrimSuffix(line, "\n"), text)
				}
				if _, err := io.WriteString(shared, in+"\n"); err != nil {
					t.Error(err)
				}
				if f := r.Scope("test").Field("password"); f.Action() == redact.Redact {
					if got := f.String(secret); got == secret {
						t.Error("Field leaks")
					}
				}
				_ = r.Stats()
				_ = r.Describe()
			}
		})
	}
	work.Wait()
	close(stop)
	swaps.Wait()
}

func TestContractReplaceByNothing(t *testing.T) {
	for name, from := range map[string]*redact.Redactor{"nil": nil, "zero": {}} {
		r := build(t, redact.WithNames("password"))
		r.Replace(from)
		if got := r.String("ordinary text"); strings.Contains(got, "ordinary") {
			t.Errorf("after Replace(%s): %q, want everything replaced", name, got)
		}
	}
}
