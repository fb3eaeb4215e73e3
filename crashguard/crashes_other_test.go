//go:build !linux

package crashguard_test

import (
	"errors"
	"testing"

	"github.com/tacit-go/tacit/crashguard"
)

// Where there is no monitor it is said, and standard error is left alone.
func TestCrashesElsewhere(t *testing.T) {
	g, err := crashguard.Crashes(redactor(t))
	if g != nil || !errors.Is(err, errors.ErrUnsupported) || err.Error() != "crashguard: Crashes: unsupported operation" {
		t.Error(g, err)
	}
	if err := crashguard.Monitor(redactor(t)); !errors.Is(err, crashguard.ErrNoMonitor) {
		t.Error(err)
	}
	if err := crashguard.HardenProcess(); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
}

// Repanic is what remains: the value and the argument words are redacted.
func TestRecoverElsewhere(t *testing.T) {
	p := recovered(t, func() { panic("got " + token) })
	clean(t, p.Error()+p.Stack())
	wants(t, p.Error(), "got [REDACTED:")
}
