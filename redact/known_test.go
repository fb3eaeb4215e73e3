package redact_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// TestKnownMarks tries the labels of all detectors of the catalogue, without what their
// functions reject, and compares the result with what is known of them.
func TestKnownMarks(t *testing.T) {
	alone(t)
	const file = "known.bin"
	ds := detectors.All()
	want := redact.KnownOf(ds)
	if *update {
		write(t, file, want)
	}
	const few = 20 // of so many one is tried by New
	sums := slices.Collect(slices.Chunk(want, redact.SumSize))
	has := slices.Collect(slices.Chunk(read(t, file), redact.SumSize))
	for _, sum := range has {
		if !slices.ContainsFunc(sums, func(s []byte) bool { return bytes.Equal(s, sum) }) {
			t.Fatalf("%s: it has a detector that the catalogue has not; run this test with -update", file)
		}
	}
	if len(has) > len(sums) || len(sums)-len(has) > len(sums)/few {
		t.Errorf("%s: of %d detectors it has %d; run this test with -update", file, len(sums), len(has))
	}
	for i := range ds {
		ds[i].Verify = nil
	}
	errs, tried := redact.MarkErrors(nil, redact.WithDetectors(ds...))
	if len(errs) > 0 || tried < len(ds) {
		t.Errorf("%d marks tried: %v", tried, errors.Join(errs...))
	}
	if errs, tried := redact.MarkErrors(want, redact.WithDetectors(ds...)); len(errs) > 0 || tried > 0 {
		t.Errorf("%d marks tried: %v", tried, errors.Join(errs...))
	}
}

// TestMarksOfChoice compares what is wrong with marks with and without what is known, for
// choices of the catalogue and detectors of a user's own.
func TestMarksOfChoice(t *testing.T) {
	alone(t)
	all := detectors.All()
	known := redact.KnownOf(all)
	rng := rand.New(rand.NewPCG(5, 6))
	pick := func(list []string) string { return list[rng.IntN(len(list))] }
	patterns := []string{
		`mytok_[a-z0-9]{20}`, `redacted:[a-z]+`, `(?i:REDACTED)`, `github-[a-z]+`, `\[REDACTED:a[a-z-]*\]`, `[a-z]{3}-key`, `x\[RED`, `D:[a-z]+-secret-key`,
		`"[^"]*REDACTED[^"]*"`, `https://u:[^@]+@h`, `a=[^&]+&b`, `-(?:token|key)[\])]`, `zzz[a-z]+`, `(?i:aws)`, `%22[^%]+%22`, `\n a.+`, `live-[a-z]+`, `[A-Z]{8}:`,
	}
	names := []string{"a", "b", "x", "u", "redacted", "github", "github_token", "REDACTED", "aws_access", "foo_bar", "secretkey", "stripesecret", "live", "limit", "h"}
	ids := []string{"aaa", "own", "ghp-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "my-password", "my-token-x", "zzz-zzz", "0", "akia"}
	failed, spared := 0, 0
	for trial := range 60 {
		var ds []redact.Detector
		share := rng.Float64()
		for _, d := range all {
			if rng.Float64() < share*share {
				ds = append(ds, d)
			}
		}
		opts := []redact.Option{}
		for i := range rng.IntN(4) {
			d := redact.Detector{ID: fmt.Sprint(pick(ids), i), Doc: "A token of a user's own."}
			switch rng.IntN(4) {
			case 0:
				d.Names, d.Weak = []string{pick(names)}, rng.IntN(2) == 0
			default:
				d.Pattern = pick(patterns)
			}
			ds = append(ds, d)
		}
		if rng.IntN(3) == 0 {
			opts = append(opts, redact.WithNames(pick(names)))
		}
		if rng.IntN(4) == 0 && len(ds) > 0 {
			opts = append(opts, redact.WithAction(ds[rng.IntN(len(ds))].ID, redact.Report))
		}
		switch rng.IntN(8) {
		case 0:
			opts = append(opts, redact.WithReplacement(redact.Mask(2, 2)))
		case 1:
			opts = append(opts, redact.WithReplacement(redact.Fixed(pick([]string{"***", "a", "redacted", "x:y", "(x)"}))))
		case 2:
			var set redact.SecretSet
			if _, err := set.Set("s", []byte(pick([]string{"hunter2hunter2", "REDACTED:stripe-secret-key", "D:aws-acc", "aws-access-key"}))); err != nil {
				t.Fatal(err)
			}
			opts = append(opts, redact.WithSecrets(&set))
		}
		opts = append(opts, redact.WithDetectors(ds...))
		want, all := redact.MarkErrors(nil, opts...)
		got, some := redact.MarkErrors(known, opts...)
		if !slices.EqualFunc(got, want, func(x, y error) bool { return x.Error() == y.Error() }) {
			t.Errorf("trial %d: %v, want %v", trial, errors.Join(got...), errors.Join(want...))
		}
		if len(want) > 0 {
			failed++
		}
		if some < all {
			spared++
		}
	}
	if failed < 10 || spared < 10 {
		t.Errorf("%d fail, %d try less: too few to tell", failed, spared)
	}
}
