//go:build !tacitfault

// Package fault marks the boundaries between the stages of the engine, so that
// tests built with the tag tacitfault can make each of them fail.
package fault

// On tells that points can fail.
const On = false

// Point marks a boundary. Without the build tag tacitfault it does nothing.
func Point(string) {}
