//go:build race

package redact_test

import "testing"

// raced tells that the race detector is on. It makes package regexp fifty times slower,
// and a comparison in one goroutine has no races to find.
const raced = true

// alone skips a long test that has one goroutine and leaves none behind.
func alone(t *testing.T) { t.Skip("one goroutine has no races") }
