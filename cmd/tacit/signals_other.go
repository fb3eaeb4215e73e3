//go:build !unix

package main

import "os"

// passedOn are the signals that "tacit run" passes on.
var passedOn = []os.Signal{os.Interrupt}
