//go:build !hyperscan || !cgo

package peers

// Missing says what is not compiled in.
const Missing = "Hyperscan: build with cgo and `-tags hyperscan`"

func hyperscans() []Peer { return nil }

// HyperscanValues returns a search for exact values, or nil where it is not compiled in.
func HyperscanValues([][]byte) func(text []byte) { return nil }
