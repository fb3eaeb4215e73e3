//go:build !race

package logrredact_test

const raceEnabled = false
