package redact_test

import (
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

type collected []redact.Event

func (c *collected) Observe(e redact.Event) { *c = append(*c, e) }

func TestReportShapes(t *testing.T) {
	d := redact.Detector{ID: "acme", Pattern: `acme[-_A-Za-z0-9é]{1,80}`}
	for in, want := range map[string]string{
		"acme-12":                          "", // too short to tell anything of it
		"acme-1234-ABcd":                   "aaaa-9999-AA+",
		"acme-1234-ABcdx":                  "aaaa-9999-AA+",
		"acme_é" + strings.Repeat("7", 70): "aaaa_??" + strings.Repeat("9", 57) + "+",
	} {
		for _, on := range []bool{true, false} {
			var got collected
			opts := []redact.Option{redact.WithDetectors(d), redact.WithAction("acme", redact.Report), redact.WithObserver(&got)}
			if on {
				opts = append(opts, redact.WithReportShapes())
			} else {
				want = ""
			}
			r := redact.MustNew(opts...)
			if out := r.String("at " + in + " end"); out != "at "+in+" end" {
				t.Errorf("changed: %s", out)
			}
			if len(got) != 1 || got[0].Class != "report" || got[0].Shape != want {
				t.Errorf("%s, shapes %v: %+v, want %q", in, on, got, want)
			}
			if n := r.Stats().Reported["acme"]; n != 1 {
				t.Errorf("%d reported", n)
			}
		}
	}
}

func TestOnlyReportsHaveShapes(t *testing.T) {
	var got collected
	set := redact.NewSecretSet()
	if _, err := set.Set("db", []byte("q7We9Rt2Yu#x-1")); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithNames("password"), redact.WithSecrets(set), redact.WithObserver(&got), redact.WithReportShapes())
	r.String("password=hunter2hunter2 q7We9Rt2Yu#x-1")
	if len(got) < 2 {
		t.Fatalf("%d events", len(got))
	}
	for _, e := range got {
		if e.Shape != "" {
			t.Errorf("%+v", e)
		}
	}
}

func TestShape(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"short-12345":        "",
		"short-123456":       "aaaaa-999999+",
		"short-12345678":     "aaaaa-999999+",
		"Ab9_.:/+= \x1bé~!x": "Aa9_.:/+= ?????a+",
	} {
		if got := redact.Shape([]byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := redact.Shape(make([]byte, 500)); len(got) != 65 {
		t.Errorf("%d bytes", len(got))
	}
}
