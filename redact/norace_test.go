//go:build !race

package redact_test

import "testing"

const raced = false

func alone(*testing.T) {}
