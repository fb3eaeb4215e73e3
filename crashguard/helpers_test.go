package crashguard_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// Canaries that the default preset finds, and one that is known only as a live secret.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	live     = "Vq7-opaque" + "-9fLx2mZtK4"
	password = "corr3ct" + "-horse-b4ttery"
)

var preset = sync.OnceValue(func() *redact.Redactor {
	return redact.MustNew(redact.WithDetectors(detectors.Default()...))
})

func redactor(testing.TB) *redact.Redactor { return preset() }

// clean fails if text holds a canary, or eight bytes of one.
func clean(t testing.TB, text string) {
	t.Helper()
	for _, c := range []string{token, live, password} {
		for i := 0; i+8 <= len(c); i++ {
			if strings.Contains(text, c[i:i+8]) {
				at := strings.Index(text, c[i:i+8])
				t.Fatalf("a canary is in %q", text[max(0, at-200):min(len(text), at+200)])
			}
		}
	}
}

// wants fails unless text holds all of parts.
func wants(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in\n%.2000s", p, text)
		}
	}
}
