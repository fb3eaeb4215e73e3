//go:build tacitfault

// Package fault marks the boundaries between the stages of the engine, so that
// tests built with the tag tacitfault can make each of them fail.
package fault

import (
	"sync"
	"sync/atomic"
)

// On tells that points can fail.
const On = true

var (
	armed     atomic.Pointer[string]
	recording atomic.Bool
	seen      sync.Map
)

// Point panics if its name is armed. The panic carries text that must not reach
// any output.
func Point(name string) {
	if p := armed.Load(); p != nil && *p == name {
		panic("injected fault at " + name)
	}
	if recording.Load() {
		seen.Store(name, true)
	}
}

// Record begins or ends to note the points that are passed.
func Record(on bool) { recording.Store(on) }

// Arm makes the point called name panic; an empty name disarms.
func Arm(name string) {
	if name == "" {
		armed.Store(nil)
		return
	}
	armed.Store(&name)
}

// Seen returns the names of the points that were passed while recording.
func Seen() (names []string) {
	seen.Range(func(k, _ any) bool {
		names = append(names, k.(string))
		return true
	})
	return names
}
