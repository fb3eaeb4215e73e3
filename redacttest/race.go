//go:build race

package redacttest

const raceEnabled = true
