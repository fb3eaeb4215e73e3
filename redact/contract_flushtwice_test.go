package redact_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// TestContractFlushTwice flushes inside of what is a match if the text ends behind it, and then
// there: only what the first Flush showed is shown.
func TestContractFlushTwice(t *testing.T) {
	var set redact.SecretSet
	values := []string{"181117574", "kX7v" + "Q2nB", "kX7v Q2nB" + " 9w", "K\x7fi3mDnc\nD", "kX7vQ2nB9" + "wLrT4zPq8"}
	for i, v := range values {
		if _, err := set.Set(string(rune('a'+i)), []byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
	secrets := append(values, "ghp_"+"0EXAMPLEonly1Synthetic20EXAMPLEonly1",
		base64.StdEncoding.EncodeToString([]byte("kX7vQ2nB9"+"wLrT4zPq8")), base64.StdEncoding.EncodeToString([]byte(" ghp_"+"0EXAMPLEonly1Synthetic20EXAMPLEonly1")))
	for _, secret := range secrets {
		for at := 1; at < len(secret); at++ {
			out := new(strings.Builder)
			w := r.NewStreamWriter(out)
			var shown [2]string
			for i, part := range []string{"x " + secret[:at], secret[at:]} {
				if _, err := w.Write([]byte(part)); err != nil {
					t.Fatal(err)
				}
				if err := w.Flush(); err != nil {
					t.Fatal(err)
				}
				shown[i] = out.String()
			}
			if rest := strings.TrimPrefix(shown[1], shown[0]); strings.Contains(shown[1], secret) || strings.Contains(rest, secret[at:]) && len(secret)-at > 2 {
				t.Errorf("%q, first Flush behind %d: %q, then %q", secret, at, shown[0], rest)
			}
		}
	}
}

// TestContractFlushBehindRelease does the same behind a Release, which shows six bytes at most.
func TestContractFlushBehindRelease(t *testing.T) {
	for _, v := range []string{"kX7 Q" + "2n9", "kX7vQ " + "Bn9wr", "18 111" + "7574", "kX7\nQ" + "2n9", "kX7 Q2n9" + "wLrT4zPq8"} {
		var set redact.SecretSet
		if _, err := set.Set("v", []byte(v)); err != nil {
			t.Fatal(err)
		}
		r := build(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
		for at := 1; at < len(v); at++ {
			var out strings.Builder
			w := r.NewStreamWriter(&out)
			if _, err := w.Write([]byte("x " + v[:at])); err != nil {
				t.Fatal(err)
			}
			if err := w.Release(); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(v[at:])); err != nil {
				t.Fatal(err)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if got := out.String(); strings.Contains(got, v) || strings.Contains(got, v[:min(7, len(v))]) {
				t.Errorf("%q, Release behind %d: %q", v, at, got)
			}
		}
	}
}

// TestContractFlushBehindSet flushes behind text that was held for other reasons when a value in it
// was set.
func TestContractFlushBehindSet(t *testing.T) {
	const v = "fLwQ9nRt" + "2VbX"
	held := 0
	for _, before := range []string{"x ", "call http://", "curl -u ", `user: "`} {
		var set redact.SecretSet
		r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed(hidden)))
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		if _, err := w.Write([]byte(before + v)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), v) {
			continue
		}
		held++
		if _, err := set.Set("v", []byte(v)); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), v) {
			t.Errorf("%q: %q", before, out.String())
		}
	}
	if held == 0 {
		t.Error("nothing was held")
	}
}
