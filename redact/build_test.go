package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func TestNewReportsABadReplacementOnce(t *testing.T) {
	all := redact.WithDetectors(detectors.Default()...)
	for name, rep := range map[string]redact.Replacement{
		"Fixed": redact.Fixed("no spaces here"),
		"Mask":  redact.Mask(3, 3),
		"HMAC":  redact.HMAC(redact.KeyRing{Current: redact.Key{ID: "k1", Secret: []byte("short")}}),
	} {
		_, err := redact.New(all, redact.WithReplacement(rep))
		if err == nil || strings.Count(err.Error(), name+":") != 1 || !strings.Contains(err.Error(), "WithReplacement") {
			t.Errorf("%s: %v", name, err)
		}
		_, err = redact.New(all, redact.WithDetectorReplacement("password", rep))
		if err == nil || strings.Count(err.Error(), name+":") != 1 || !strings.Contains(err.Error(), `"password"`) {
			t.Errorf("%s of one detector: %v", name, err)
		}
	}
}
