// Linked holds the whole catalogue, for a test that looks into its binary.
package main

import (
	"os"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func main() {
	r := redact.MustNew(redact.WithDetectors(detectors.All()...))
	if len(os.Args) > 1 {
		_, _ = os.Stdout.WriteString(r.String(os.Args[1]) + "\n")
	}
}
