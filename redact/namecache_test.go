package redact_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

func TestNamesAreKnownOnlyIfHarmless(t *testing.T) {
	r := benchRedactor(t, redact.WithSecrets(liveSet(t)))
	scope := r.Scope("x")
	ordinary := []string{"status", "http.request.method", "X-Request-Id", "userAgent", "HTTP_HOST", "v2", "path"}
	others := []string{
		"", "password", "user_password", "apiKey", "lime-kiln_42", // sensitive, live
		"ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a", "AKIA" + "IOSFODNN7EXAMPLE", // tokens
		"hunter2024", "4111111111111111", "aB3xK9zQw1", "zQwXyTrEbNmKlPoI", // what may be anything
		"user 12", "a=b", "naïve", "{", strings.Repeat("a", 40),
	}
	for range 1000 {
		for _, name := range slices.Concat(ordinary, others) {
			scope.Field(name)
		}
	}
	known, _ := redact.KnownNames(r)
	for _, name := range ordinary {
		if !slices.Contains(known, name) {
			t.Errorf("%q is not known", name)
		}
	}
	for _, name := range others {
		if slices.Contains(known, name) {
			t.Errorf("%q is known", name)
		}
	}
}

func TestKnownNamesAreBounded(t *testing.T) {
	r := benchRedactor(t)
	scope := r.Scope("x")
	n := 200_000
	if testing.Short() {
		n = 20_000
	}
	for i := range n {
		if a := scope.Field(hostileName(i)).Action(); a != redact.Scan {
			t.Fatal(a)
		}
	}
	known, most := redact.KnownNames(r)
	if len(known) > most || most > 4096 {
		t.Errorf("%d names are known, of at most %d", len(known), most)
	}
	for range 10_000 { // a name that comes again gets in
		scope.Field("http.request.method")
	}
	if known, _ = redact.KnownNames(r); !slices.Contains(known, "http.request.method") {
		t.Error("a flood keeps other names out")
	}
}

func TestKnownNamesAreConcurrent(t *testing.T) {
	r := benchRedactor(t)
	scope := r.Scope("x")
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 5000 {
				name := hostileName(i * (g + 1) % 3000)
				if f := scope.Field(name); f.Action() != redact.Scan || f.Name() != name {
					t.Errorf("%q: %v, %q", name, f.Action(), f.Name())
				}
				if scope.Field("user_password").Action() != redact.Redact {
					t.Error("a sensitive name is let through")
				}
			}
		})
	}
	wg.Wait()
}

// TestNamesWithOneHash: names that share a slot are told apart.
func TestNamesWithOneHash(t *testing.T) {
	r := benchRedactor(t)
	scope := r.Scope("x")
	// The hash reads the first and the last eight bytes.
	for range 1000 {
		if scope.Field("abcdefgh_colour_stuvwxyz").Action() != redact.Scan || scope.Field("abcdefgh_secret_stuvwxyz").Action() != redact.Redact {
			t.Fatal("one name for the other")
		}
	}
}
