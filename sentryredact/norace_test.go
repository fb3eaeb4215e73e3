//go:build !race

package sentryredact_test

const raceEnabled = false
