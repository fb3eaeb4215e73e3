package crashguard_test

import (
	"expvar"
	"fmt"
	"log"
	"net/http"
	"net/http/pprof"

	"github.com/tacit-go/tacit/crashguard"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

var example = redact.MustNew(redact.WithDetectors(detectors.Default()...))

func ExampleCrashes() {
	guard, err := crashguard.Crashes(example, crashguard.WithCrashFile("/var/log/svc.crash", 0o600))
	if err != nil {
		log.Fatal(err)
	}
	defer guard.Close()
}

func ExampleRecover() {
	work := func() {
		defer crashguard.Recover(example, func(p *crashguard.Panic) { fmt.Println("failed:", p) })
		panic("dial postgres://app:s3cr3t-pw@db/orders")
	}
	work()
	// Output: failed: dial postgres://app:(REDACTED:url-userinfo)@db/orders
}

func ExampleDebug() {
	mux := http.NewServeMux()
	mux.Handle("/debug/pprof/", crashguard.Debug(example, http.HandlerFunc(pprof.Index)))
	mux.Handle("/debug/pprof/cmdline", crashguard.Debug(example, http.HandlerFunc(pprof.Cmdline)))
	mux.Handle("/debug/vars", crashguard.Debug(example, expvar.Handler()))
}

func ExampleArgs() {
	fmt.Println(crashguard.Args(example, []string{"svc", "--addr", ":8080", "--password", "s3cr3t-pw"}))
	// Output: [svc --addr :8080 --password [REDACTED:password]]
}
