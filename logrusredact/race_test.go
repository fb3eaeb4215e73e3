//go:build race

package logrusredact_test

// raceEnabled tells that the race detector is on, under which pools forget.
const raceEnabled = true
