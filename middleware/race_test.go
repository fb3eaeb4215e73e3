//go:build race

package middleware

// raceEnabled tells that the race detector is on, under which pools forget.
const raceEnabled = true
