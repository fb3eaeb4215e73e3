//go:build !race

package crashguard_test

const race = false
