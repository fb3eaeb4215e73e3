// Command tacitvet reports secrets that flow into logs, errors, traces, metrics,
// command lines and other places where they are seen. What it looks for is told
// in [github.com/tacit-go/tacit/cmd/tacitvet/secretflow].
//
//	go install github.com/tacit-go/tacit/cmd/tacitvet@latest
//	go vet -vettool=$(which tacitvet) ./...   # cached, as vet is
//	tacitvet ./...                            # by itself
//	tacitvet -fix ./...                       # applies what it suggests
//	tacitvet -safe ./...                      # lists uses of redact.Safe as well
//
// The exit status is that of vet: 0 if nothing was found.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/tacit-go/tacit/cmd/tacitvet/secretflow"
)

func main() { singlechecker.Main(secretflow.New()) }
