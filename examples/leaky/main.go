// Leaky is a small service with ten ordinary leaks: nobody logs a password on purpose,
// and here are ten that get out all the same. The service, in shop.go, stays as it is;
// leaky.go sends its logs, traces and metrics on as most services do, fixed.go through
// Tacit.
//
//	go run ./examples/leaky                            what both write
//	LEAKY=1 go test ./examples/leaky -run TestLeaky    fails ten times
//	go test ./examples/leaky                           the fixed version passes
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

// outputs are where the telemetry of the service ends up.
type outputs struct{ log, std, traces, metrics io.Writer }

// open makes all outputs by the names of their sinks.
func open(sink func(name string) io.Writer) outputs {
	return outputs{sink("log"), sink("server log"), sink("traces"), sink("metrics")}
}

func main() {
	// Synthetic secrets, split so that no scanner takes them for real ones.
	s := secrets{
		password: "hunter2-correct-horse",
		apiKey:   "9f2c4e11d0aa47b58c3e71d2",
		token:    "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
		dsn:      "postgres://shop:correct-horse-battery@db.internal:5432/shop",
	}
	for _, version := range []struct {
		name string
		new  func(outputs) (telemetry, error)
	}{{"leaky", leaky}, {"fixed", fixed}} {
		for _, p := range places {
			var b bytes.Buffer
			out := open(func(name string) io.Writer {
				if name == p.sink {
					return &b
				}
				return io.Discard
			})
			if err := p.run(version.new, out, s); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Printf("== %s, %s\n%s\n", version.name, p.name, bytes.TrimSpace(b.Bytes()))
		}
	}
}
