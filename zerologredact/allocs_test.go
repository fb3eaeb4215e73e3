package zerologredact_test

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

var (
	errPlain   = errors.New("connection reset")
	errWrapped = fmt.Errorf("query orders: %w", errPlain)
)

// inputs are the events of the allocation tests and the benchmarks.
var inputs = []struct {
	name  string
	clean bool
	bind  func(zerolog.Logger) zerolog.Logger
	log   func(*zerolog.Logger)
}{
	{"scalars", true, nil, func(l *zerolog.Logger) {
		l.Info().Str("verb", "GET").Str("route", "/v1/orders/17").Int("status", 200).Dur("took", 1234567).
			Int("bytes", 5120).Str("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736").Msg("request done")
	}},
	{"types", true, nil, func(l *zerolog.Logger) {
		l.Info().Bool("cached", false).Float64("ratio", 0.5).Uint64("bytes", 5120).Strs("tags", tags).
			Time("at", time.Unix(1_700_000_000, 0).UTC()).Bytes("raw", rawBytes).Msg("request done")
	}},
	{"dict", true, nil, func(l *zerolog.Logger) {
		l.Info().Dict("http", zerolog.Dict().Str("method", "GET").Int("status", 200)).Msg("request done")
	}},
	{"errors", true, nil, func(l *zerolog.Logger) { l.Error().Err(errWrapped).AnErr("cause", errPlain).Msg("request failed") }},
	{"with", true, func(l zerolog.Logger) zerolog.Logger {
		return l.With().Str("service", "billing").Str("region", "eu-west-1").Int("shard", 3).Logger()
	}, func(l *zerolog.Logger) { l.Info().Int("status", 200).Msg("request done") }},
	{"dirty-message", false, nil, func(l *zerolog.Logger) { l.Info().Int("status", 200).Msg("request with " + token) }},
	{"dirty-field", false, nil, func(l *zerolog.Logger) { l.Info().Int("status", 200).Str("password", password).Msg("signed in") }},
}

var (
	tags     = []string{"eu", "fast"}
	rawBytes = []byte("a few bytes")
)

func bound(l zerolog.Logger, bind func(zerolog.Logger) zerolog.Logger) *zerolog.Logger {
	if bind != nil {
		l = bind(l)
	}
	return &l
}

// policies are Redactors whose cost on clean events is bounded.
func policies(t testing.TB) map[string]*redact.Redactor {
	var set redact.SecretSet
	if _, err := set.Set("db", []byte("zK7-quartz-lemon-41")); err != nil {
		t.Fatal(err)
	}
	return map[string]*redact.Redactor{
		"default": newRedactor(t),
		"secrets": newRedactor(t, redact.WithSecrets(&set)),
		"paths":   newRedactor(t, redact.WithPath("a.*.b", redact.Redact)),
	}
}

func TestAllocs(t *testing.T) {
	if raceEnabled || binary {
		t.Skip("pools forget under the race detector; names of CBOR are copied")
	}
	for policy, r := range policies(t) {
		for _, in := range inputs {
			if !in.clean {
				continue
			}
			measure := func(w io.Writer) float64 {
				l := bound(zerolog.New(w), in.bind)
				return testing.AllocsPerRun(200, func() { in.log(l) })
			}
			if with, without := measure(zerologredact.NewWriter(io.Discard, r)), measure(io.Discard); with > without {
				t.Errorf("%s/%s: %v allocations, %v without", policy, in.name, with, without)
			}
		}
	}
}

func TestAllocsOfWith(t *testing.T) {
	measure := func(w io.Writer) float64 {
		l := zerolog.New(w)
		return testing.AllocsPerRun(200, func() { _ = l.With().Str("service", "billing").Int("shard", 3).Logger() })
	}
	if with, without := measure(zerologredact.NewWriter(io.Discard, newRedactor(t))), measure(io.Discard); with > without {
		t.Errorf("%v allocations, %v without", with, without)
	}
}

func BenchmarkWriter(b *testing.B) {
	for _, secrets := range []int{0, 10} {
		var set redact.SecretSet
		for i := range secrets {
			if _, err := set.Set(fmt.Sprint("s", i), fmt.Append(nil, "zK7-quartz-lemon-", i)); err != nil {
				b.Fatal(err)
			}
		}
		r := newRedactor(b, redact.WithSecrets(&set))
		for _, in := range inputs {
			for _, mode := range []string{"plain", "redacted"} {
				b.Run(fmt.Sprintf("secrets=%d/input=%s/mode=%s", secrets, in.name, mode), func(b *testing.B) {
					var size counter
					var w io.Writer = &size
					if mode == "redacted" {
						w = zerologredact.NewWriter(&size, r)
					}
					l := bound(zerolog.New(w), in.bind)
					before := r.Stats()
					b.ReportAllocs()
					for b.Loop() {
						in.log(l)
					}
					b.SetBytes(size.n / size.writes)
					if hits := len(r.Stats().Matches) > len(before.Matches); hits && in.clean {
						b.Error("a clean input was not clean")
					}
				})
			}
		}
	}
}

// counter counts what is written.
type counter struct{ n, writes int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	c.writes++
	return len(p), nil
}
