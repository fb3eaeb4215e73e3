package logrusredact_test

import (
	"testing"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// A float is printed by its digits, so it is looked at as an integer is, also where
// nothing else of the record calls for it.
func TestFloats(t *testing.T) {
	set := redact.NewSecretSet()
	if _, err := set.Set("account", []byte("49291232")); err != nil {
		t.Fatal(err)
	}
	r := newRedactor(t, redact.WithSecrets(set))
	for _, v := range []any{float64(49291232), float32(49291232)} {
		out := logged("JSON", r, func(l *logrus.Logger) { l.WithField("n", v).Info("m") })
		if got := fields(t, out)["n"]; got != "[REDACTED:live-secret]" {
			t.Errorf("%T: %v", v, got)
		}
	}
}
