//go:build !race

package promredact_test

const raceEnabled = false
