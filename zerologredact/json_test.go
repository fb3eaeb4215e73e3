//go:build !binary_log

package zerologredact_test

const binary = false
