// Package house holds no code: its tests keep the rules of this repository.
//
// They read the source tree, nested modules included, and check what a compiler
// does not: who may import whom, that the core depends on nothing, that modules
// move in lockstep, that exported symbols are documented and that no example
// secret stands whole in a file.
package house
