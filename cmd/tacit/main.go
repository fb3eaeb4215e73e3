// Command tacit takes secrets out of text.
//
//	some-command 2>&1 | tacit          # standard input to standard output
//	tacit redact app.log               # files to standard output
//	tacit redact --in-place *.log.gz   # files, plain or gzip, atomically
//	tacit scan --format jsonl /var/log # where secrets are, never what they are
//	tacit scan --format sarif --baseline known.json . # for CI: what is new
//	tacit explain app.log              # why text is or is not redacted
//	tacit run -- make test             # a command, its output redacted live
//	tacit detectors                    # what is looked for
//	tacit fingerprint                  # the keyed token of a value
//	tacit policy check policy.yaml     # what a policy does, or what is wrong with it
//
// # Exit status
//
// 0 is success, and no finding of scan. 1 is a finding of scan. 2 is an error:
// usage, a file that cannot be read or written, an output that was closed; it
// wins over 1. 130 and 143 mean an end by SIGINT and SIGTERM, after what redact
// held back has been written redacted; a second signal ends at once. run has the
// status of the command that it ran, and passes signals on to it.
//
// # Limits
//
// Memory does not grow with the input. redact holds back what the library's
// StreamWriter holds back. redact --json takes JSON documents of up to 4 MiB as
// JSON and longer ones as text. scan works in windows of 1 MiB that overlap by
// 256 KiB: a match and the name or header that it needs must stand within
// 128 KiB. What archives and compressed files may unpack to is bounded; behind a bound,
// and for what is damaged, encrypted or compressed by an unknown method, the status is 2.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	brokenPipesAreErrors()
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-signals
		signal.Stop(signals) // the next one ends the process
		cancel(signalError{s})
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
