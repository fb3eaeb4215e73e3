package slogredact_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// Plans are replaced and secrets are added while loggers derived from one parent
// log. No record may be lost or show a secret.
func TestConcurrent(t *testing.T) {
	const workers, rounds = 4, 100
	var set redact.SecretSet
	plans := []*redact.Redactor{
		newRedactor(t, redact.WithSecrets(&set)),
		newRedactor(t, redact.WithSecrets(&set), redact.WithReplacement(redact.Fixed("***")), redact.WithNames("colour")),
	}
	r := newRedactor(t, redact.WithSecrets(&set))
	var b bytes.Buffer
	parent := slog.New(slogredact.NewHandler(slog.NewJSONHandler(&b, noTime), r)).
		With("password", password, "a", token).WithGroup("g").With("m", map[string]string{"x": token})

	var logging, changing sync.WaitGroup
	done := make(chan struct{})
	changing.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
			}
			r.Replace(plans[i%2])
			_, _ = set.Set("late", []byte(fmt.Sprintf("zK7-quartz-lemon-%d", i%50)))
		}
	})
	for w := range workers {
		logging.Go(func() {
			own := parent.With("w", w, "key", stripe)
			for i := range rounds {
				parent.Info("p "+token, "n", i)
				own.Info("clean", "n", i)
				own.With("t", token).WithGroup("h").Info("m", slog.Group("x", "password", password))
			}
		})
	}
	logging.Wait()
	close(done)
	changing.Wait()

	out := b.String()
	mustHide(t, out, token, stripe, password)
	if n := strings.Count(out, "\n"); n != 3*workers*rounds {
		t.Errorf("%d records, want %d", n, 3*workers*rounds)
	}
	for line := range strings.Lines(out) {
		fields(t, line)
	}
}

// A secret is hidden when Set returns, in every logger, whoever re-binds first.
func TestConcurrentSet(t *testing.T) {
	var set redact.SecretSet
	r := newRedactor(t, redact.WithSecrets(&set))
	for i := range 30 {
		secret := fmt.Sprintf("zK7-quartz-%d-lemon-41", 100+i)
		var b bytes.Buffer
		l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(&b, noTime), r)).With("a", secret)
		mustSet(t, &set, "late", secret)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() { l.Info("m") })
		}
		wg.Wait()
		mustHide(t, b.String(), secret)
	}
}

// Branches of a fan-out have the same slices and records, and each its own policy.
func TestConcurrentSiblings(t *testing.T) {
	strict, drop := newRedactor(t, redact.WithStrict("w", "g.n")), newRedactor(t, redact.WithPath("**.key", redact.DropField))
	var a, b, c bytes.Buffer
	parent := slog.New(slog.NewMultiHandler(
		slogredact.NewHandler(slog.NewJSONHandler(&a, noTime), strict),
		slogredact.NewHandler(slog.NewTextHandler(&b, noTime), drop),
		slog.NewJSONHandler(&c, noTime))).With("key", token, "note", "zebra")
	shared := []any{"key", stripe, slog.Group("g", "n", 7, "password", password)}
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			own := parent.With("w", w)
			for range 20 {
				own.Info("m "+token, shared...)
				own.WithGroup("h").With(shared...).Info("m", shared...)
			}
		})
	}
	wg.Wait()
	mustHide(t, a.String(), token, stripe, password, "zebra")
	mustHide(t, b.String(), token, stripe, password, "key=")
	for _, out := range []*bytes.Buffer{&a, &b, &c} {
		if n := strings.Count(out.String(), "\n"); n != 160 {
			t.Errorf("%d records", n)
		}
	}
	if n := strings.Count(c.String(), stripe); n != 240 {
		t.Errorf("the branch without a redactor shows %d of 240 values", n)
	}
}
