//go:build race

package redact_test

// raced tells that the race detector is on. It makes package regexp fifty times slower,
// and a comparison in one goroutine has no races to find.
const raced = true

// fewer is how often such a comparison is made.
func fewer(n int) int { return n / 8 }
