package slogredact_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

func TestReplaceAttr(t *testing.T) {
	r := newRedactor(t, redact.WithPath("req.body", redact.DropField), redact.WithPath("gone", redact.Deny))
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) {
			var b bytes.Buffer
			l := slog.New(f.new(&b, &slog.HandlerOptions{AddSource: true, ReplaceAttr: slogredact.ReplaceAttr(r)}))
			l.With("password", password).WithGroup("req").Info("got "+token, "k", token, token, 1, "body", "x",
				"v", logValue{token}, "l", []any{logValue{token}}, slog.Group("secret", "a", "zebra"), "status", 200)
			l.Info("m", "gone", "lemur")
			out := b.String()
			mustHide(t, out, token, password, "zebra", "body", "lemur")
			for _, want := range []string{"INFO", "time", "replaceattr_test.go", "200"} {
				if !strings.Contains(out, want) {
					t.Errorf("%s is missing: %s", want, out)
				}
			}
		})
	}
}

func TestReplaceAttrKeepsRecord(t *testing.T) {
	var with, without bytes.Buffer
	l := slog.New(slog.NewMultiHandler(
		slog.NewJSONHandler(&with, &slog.HandlerOptions{AddSource: true, ReplaceAttr: slogredact.ReplaceAttr(newRedactor(t))}),
		slog.NewJSONHandler(&without, &slog.HandlerOptions{AddSource: true})))
	l.Warn("nothing to hide", "level", "high", "n", 1, slog.Group("g", "time", 5))
	if with.String() != without.String() {
		t.Errorf("with    %swithout %s", &with, &without)
	}
}

// Strict rules leave what log/slog itself writes.
func TestReplaceAttrStrict(t *testing.T) {
	r := newRedactor(t, redact.WithStrict("n", "http.status"))
	for _, f := range formats {
		var b bytes.Buffer
		l := slog.New(f.new(&b, &slog.HandlerOptions{AddSource: true, ReplaceAttr: slogredact.ReplaceAttr(r)}))
		l.Warn("served", "n", 5, "x", "zebra", slog.Group("http", "status", 200, "agent", "lemur", "msg", "okapi"))
		mustHide(t, b.String(), "zebra", "lemur", "okapi")
		if f.name == "json" && !strings.Contains(b.String(), `"source":{"function":"github.com/tacit-go/tacit/slogredact_test.TestReplaceAttrStrict","file":`) ||
			f.name == "text" && !strings.Contains(b.String(), "replaceattr_test.go:") {
			t.Errorf("the source is another one: %s", &b)
		}
		for _, want := range []string{"served", "WARN", "time", "replaceattr_test.go", "5", "200"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s is missing: %s", want, &b)
			}
		}
	}
}
