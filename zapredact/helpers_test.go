package zapredact_test

import (
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// Synthetic secrets, split so that no scanner takes them for real ones.
const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	password = "hunter2-correct-horse"
)

func newRedactor(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	r, err := redact.New(append([]redact.Option{redact.WithDetectors(detectors.Default()...)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
