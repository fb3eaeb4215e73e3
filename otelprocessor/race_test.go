//go:build race

package otelprocessor_test

const raceEnabled = true
