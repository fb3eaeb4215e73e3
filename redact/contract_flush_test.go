package redact_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// flushed writes text, flushes, and writes the rest. It returns what was written by then, and
// in the end.
func flushed(t *testing.T, r *redact.Redactor, text, rest string) (early, all string) {
	t.Helper()
	var out strings.Builder
	w := r.NewStreamWriter(&out)
	for _, s := range []string{text, rest} {
		if _, err := w.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if early == "" {
			early = out.String()
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return early, out.String()
}

// TestContractFlushBehindAValue flushes behind live secrets that count only if no word goes on
// behind them.
func TestContractFlushBehindAValue(t *testing.T) {
	for _, v := range []string{"181117574", "56be65f13f1", "kX7v" + "Q2nB", "kX7vQ2nB9" + "wLrT4zP", "K\x7fi3mDnc\nD", "a%b c" + "7QxT2"} {
		var set redact.SecretSet
		if _, err := set.Set("v", []byte(v)); err != nil {
			t.Fatal(err)
		}
		r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
		for _, form := range []string{v, url.QueryEscape(v)} {
			for _, before := range []string{"x ", "", strings.Repeat("some words ", 9000)} {
				for _, rest := range []string{" y\n", "\n", "", " " + form + "\n"} {
					early, all := flushed(t, r, before+form, rest)
					if early != before+hidden || all != r.String(before+form+rest) {
						t.Errorf("Flush behind %q, then %q: %q, in the end %q", form, rest, early, all)
					}
				}
			}
		}
	}
}

// TestContractFlushBehindTokens flushes behind the hits of the catalogue: what is hidden where
// the text ends there is not shown.
func TestContractFlushBehindTokens(t *testing.T) {
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed(hidden)))
	for _, d := range detectors.Default() {
		for _, hit := range d.Hits {
			before, rest, _ := strings.Cut(strings.ReplaceAll(hit, "¦", ""), "⟦")
			secret, rest, _ := strings.Cut(rest, "⟧")
			if strings.Contains(before+secret+rest, "⟦") || len(secret) < 8 {
				continue
			}
			text := before + secret
			whole := r.String(text)
			early, all := flushed(t, r, text, rest)
			if strings.Contains(early+all, secret) && !strings.Contains(whole, secret) {
				t.Errorf("%s: Flush behind %q shows %q, then %q; String gives %q", d.ID, text, early, all, whole)
			}
		}
	}
}
