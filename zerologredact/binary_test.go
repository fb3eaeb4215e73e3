//go:build binary_log

package zerologredact_test

// binary tells that zerolog writes CBOR.
const binary = true
