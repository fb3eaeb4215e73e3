package redacttest_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// In a test, t is the test's own.
var t = &testing.T{}

func ExampleLeaks() {
	canary := redacttest.Canaries(t, 1)[0]

	output := fmt.Sprintf("msg=login password=%x", canary.Value)
	for _, leak := range redacttest.Leaks([]byte(output), canary) {
		fmt.Println(leak)
	}
	fmt.Println(redacttest.Leaks([]byte("msg=login password=[REDACTED]"), canary))
	// Output:
	// canary password leaked as hex at byte 19
	// []
}

// The sinks of a service are given writers of a Capture; the test fails by itself for
// each finding.
func ExampleNewCapture() {
	c := redacttest.NewCapture(t, redacttest.WithoutStdio())

	l := slog.New(slog.NewJSONHandler(c.Writer("app log"), &slog.HandlerOptions{ReplaceAttr: noTime}))
	l.Info("login", "user", "ada")
	l.Info("retry", slog.Group("req", "url", "https://api.example.org/?key="+c.Canary(redacttest.Hex)))

	for _, f := range c.Findings() {
		fmt.Println(f)
	}
	// Output:
	// app log, line 2, $.req.url: canary hex as raw at byte 117
}

func noTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

func ExampleAssertClean() {
	r := redact.MustNew(redact.WithNames("password"))
	redacttest.AssertClean(t, r, []byte("user=ada password=[REDACTED:name]\n"))
	fmt.Println(t.Failed())
	// Output: false
}

// What a recorder saves is cleaned in its hook; here a type as recorders have it.
func ExampleRecording() {
	var interaction struct {
		URL    string
		Header http.Header
		Body   string
	}
	interaction.URL = "https://api.example.org/orders?password=hunter2-prod"
	interaction.Header = http.Header{"Authorization": {"Bearer 7Qx2mZ0cLr9VtB4n"}}
	interaction.Body = `{"password":"hunter2-prod","page":2}`

	r := redact.MustNew(redact.WithNames("password", "authorization"))
	redacttest.Recording{
		URLs:    []*string{&interaction.URL},
		Headers: []http.Header{interaction.Header},
		Bodies:  []*string{&interaction.Body},
	}.Clean(r)
	fmt.Println(interaction)
	// Output: {https://api.example.org/orders?password=[REDACTED:name] map[Authorization:[[REDACTED:name]]] {"password":"[REDACTED:name]","page":2}}
}

func ExamplePartitions() {
	r := redact.MustNew(redact.WithDetectors(redact.Detector{
		ID:      "shop-key",
		Doc:     "Keys of the shop.",
		Pattern: `shop_[0-9a-z]{12}`,
	}))
	redacttest.Partitions(t, func(w io.Writer) io.WriteCloser {
		return r.NewStreamWriter(w)
	}, []byte("order 7 key shop_"+"q7x2k9v4j1z8 done\n"))
	fmt.Println(t.Failed())
	// Output: false
}

func ExampleRotate() {
	var secrets redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&secrets))
	redacttest.Rotate(t, &secrets, func(w io.Writer, bound string) redacttest.Logger {
		l := log.New(r.NewRecordWriter(w), bound+": ", log.LstdFlags)
		return redacttest.Logger{Log: func(text string) { l.Println(text) }}
	})
	fmt.Println(t.Failed())
	// Output: false
}

// An adapter for log/slog, in the fewest words. A real one lists every function by
// which a value gets into a record.
func ExampleCheckAdapter() {
	type L = *slog.Logger
	plain := func(s redacttest.Sinks) slog.Handler {
		return slog.NewTextHandler(s.Records, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}})
	}
	report := redacttest.CheckAdapter(redacttest.Adapter[L]{
		Open:  func(s redacttest.Sinks) L { return slog.New(messageOnly{plain(s), s.Redactor}) },
		Plain: func(s redacttest.Sinks) L { return slog.New(plain(s)) },
		Entries: []redacttest.Entry[L]{
			redacttest.TextOf("message", func(l L, text string) { l.Info(text) }),
			redacttest.EntryOf("attribute", func(l L, key, text string) { l.Info("m", key, text) }),
		},
	}, "values")
	first := report.Failures[0]
	fmt.Println(first.Case, "fails:", first.Reason)
	fmt.Println(strings.HasPrefix(first.Cell, "values/attribute/string/raw/"), report.Failed("keys"))
	// Output:
	// values fails: a secret in a value must not get out, whatever the value is and however the secret is encoded
	// true false
}

// messageOnly redacts messages and forgets attributes.
type messageOnly struct {
	slog.Handler
	r *redact.Redactor
}

func (h messageOnly) Handle(ctx context.Context, rec slog.Record) error {
	rec.Message = h.r.String(rec.Message)
	return h.Handler.Handle(ctx, rec)
}
