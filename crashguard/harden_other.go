//go:build !linux

package crashguard

import (
	"errors"
	"fmt"
)

// HardenProcess is for Linux only. Elsewhere it does nothing and returns an error that
// is errors.ErrUnsupported.
func HardenProcess() error {
	return fmt.Errorf("crashguard: HardenProcess: %w", errors.ErrUnsupported)
}
