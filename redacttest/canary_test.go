package redacttest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestCanariesAreWhatTheySay(t *testing.T) {
	for seed := range uint64(50) {
		shapes := map[Shape]bool{}
		names := map[string]bool{}
		for _, c := range Canaries(t, seed) {
			if names[c.Name] || shapes[c.Shape] {
				t.Errorf("seed %d: %s or its shape occurs twice", seed, c.Name)
			}
			names[c.Name], shapes[c.Shape] = true, true
			fragments := 0
			for _, s := range c.Secret {
				if !strings.Contains(c.Value, s) {
					t.Errorf("seed %d: %s: value lacks a part of its secret", seed, c.Name)
				}
				fragments += len(s) - fragmentLen + 1
			}
			if len(c.Fragments) == 0 || len(c.Fragments) > fragments {
				t.Errorf("seed %d: %s has %d fragments, want 1 to %d", seed, c.Name, len(c.Fragments), fragments)
			}
		}
		if len(shapes) != int(Numeric)+1 {
			t.Errorf("seed %d: %d shapes, want %d", seed, len(shapes), Numeric+1)
		}
	}
}

func TestCanariesFollowTheSeed(t *testing.T) {
	a, b, other := Canaries(t, 1), Canaries(t, 1), Canaries(t, 2)
	if !reflect.DeepEqual(a, b) {
		t.Error("one seed gave two sets of values")
	}
	for i := range a {
		if a[i].Value == other[i].Value {
			t.Errorf("%s is the same for two seeds", a[i].Name)
		}
	}
}

func TestCanaryPrintsNoValue(t *testing.T) {
	for _, c := range Canaries(t, 1) {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if got, want := fmt.Sprintf(verb, c), "canary "+c.Name; got != want {
				t.Errorf("%s prints %d bytes, want %q", verb, len(got), want)
			}
		}
	}
}

func TestGitHubChecksum(t *testing.T) {
	if got := base62(0); got != "000000" {
		t.Errorf("base62(0) = %s", got)
	}
	if got := base62(61 + 62*10); got != "0000Az" {
		t.Errorf("base62(681) = %s", got)
	}
	if got := base62(1<<32 - 1); got != "4gfFC3" {
		t.Errorf("base62(max) = %s", got)
	}
}
