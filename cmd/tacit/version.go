package main

import (
	"runtime"
	"runtime/debug"

	"github.com/tacit-go/tacit/detectors"
)

// version describes the build from what the go command has recorded in it.
func version() string {
	v := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return v + " (detectors " + detectors.Version + ", " + runtime.Version() + ")"
}
