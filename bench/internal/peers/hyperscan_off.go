//go:build !hyperscan || !cgo

package peers

// Missing says what is not compiled in.
const Missing = "Hyperscan: build with cgo and `-tags hyperscan`"

func hyperscans() []Peer { return nil }
