//go:build !race

package logrusredact_test

const raceEnabled = false
