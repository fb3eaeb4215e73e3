package audit_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/tacit-go/tacit/audit"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// withoutTime leaves the time out of records, for examples.
var withoutTime = &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey || a.Key == "site" {
		return slog.Attr{}
	}
	return a
}}

func ExampleLog() {
	var set redact.SecretSet
	set.Set("db", []byte("zK7-quartz-lemon-41"))

	log := audit.NewLog(slog.NewTextHandler(os.Stdout, withoutTime), audit.WithPager(func(p audit.Page) {
		fmt.Println("page:", p.Event.Secret, p.Event.Class)
	}))
	r := redact.MustNew(redact.WithSecrets(&set), redact.WithNames("password"), redact.WithObserver(log))
	log.Start(r)

	// A logger tells the call site too.
	r.Scope("http").Text("connecting with zK7-quartz-lemon-41")
	log.Close()
	// Output:
	// page: db match
	// level=ERROR msg="tacit event" class=match kind=live detector=live-secret name=db generation=1 sink=http count=1 page=true
}

func ExampleHeartbeat() {
	var set redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&set))
	h, err := audit.NewHeartbeat(&set)
	if err != nil {
		panic(err)
	}
	var logger *slog.Logger
	tap := h.Sink("slog", func(ctx context.Context, b audit.Beat) error {
		logger.InfoContext(ctx, b.Text, "value", b.Canary)
		return nil
	})
	file, _ := os.Open(os.DevNull) // stands for the log file
	logger = slog.New(slogredact.NewHandler(slog.NewJSONHandler(tap.Writer(file), nil), r))

	fmt.Println(h.Check(context.Background()))
	fmt.Println(h.Results()[0].State)
	// Output:
	// <nil>
	// hidden
}

func ExampleSubject() {
	r := redact.MustNew(redact.WithNames("password"))
	s := audit.Subject{Redactor: r}.Status()
	fmt.Println(len(s.Policy), s.Live.Coverage())
	// Output: 16 1
}
