package main

import (
	"os"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func Example() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	work(newLogger(os.Stdout, r))
	// Output:
	// {"@level":"info","@message":"signed in","@module":"plugin","password":"[REDACTED:password]","user":"ada"}
	// {"@level":"error","@message":"query failed","@module":"plugin.db","attempt":3,"dsn":"postgres://app:(REDACTED:url-userinfo)@db/orders"}
	// {"@level":"debug","@message":"token=[REDACTED:github-personal-access-token]","@module":"plugin"}
}
