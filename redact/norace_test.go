//go:build !race

package redact_test

const raced = false

func fewer(n int) int { return n }
