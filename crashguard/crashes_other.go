//go:build !linux

package crashguard

import (
	"errors"
	"fmt"

	"github.com/tacit-go/tacit/redact"
)

// A Guard is a monitor that runs, see [Crashes].
type Guard struct{}

// Status returns what g has seen.
func (g *Guard) Status() Status { return Status{} }

// Close ends the redirection.
func (g *Guard) Close() error { return nil }

func isMonitor() bool { return false }

func monitor(*redact.Redactor, *config) int { return 2 }

func start(*redact.Redactor, *config) (*Guard, error) {
	return nil, fmt.Errorf("crashguard: Crashes: %w", errors.ErrUnsupported)
}
