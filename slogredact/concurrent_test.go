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
