//go:build race

package redact_test

import "testing"

// raced tells that the race detector is on. It makes package regexp fifty times slower,
// and a comparison in one goroutine has no races to find.
const raced = true

// fewer is how often such a comparison is made.
func fewer(n int) int { return n / 32 }

// alone skips a long test that has one goroutine.
func alone(t *testing.T) { t.Skip("one goroutine has no races") }
