package slogredact_test

import (
	"bytes"
	"context"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// TestCleanRecordsTakeAShortWay logs records with and without the short way for
// those in which nothing is to be hidden: a path rule, even one that is never met,
// closes it.
func TestCleanRecordsTakeAShortWay(t *testing.T) {
	var set redact.SecretSet
	mustSet(t, &set, "db", "zK7-quartz-lemon-41")
	mustSet(t, &set, "account", "77120934511")
	mustSet(t, &set, "name", "lime-kiln_42")
	with := redact.WithSecrets(&set)
	short, long := newRedactor(t, with), newRedactor(t, with, redact.WithPath("never.met", redact.Redact))

	rng := rand.New(rand.NewPCG(1, 2))
	keys := []string{"status", "path", "user_id", "note", "", "http.request.method", "password", "pass_word", "lime-kiln_42", "x" + token}
	texts := []string{"", "GET", "request served", "/v1/orders/17", "eu-west-1", "a\nb", "password=", "hunter2x9", "zK7-quartz-", "lemon-41", "zK7-quartz-lemon-41", token, "ghp_", token[4:], "77120934511"}
	var value func(depth int) slog.Value
	attr := func(depth int) slog.Attr {
		return slog.Attr{Key: keys[rng.IntN(len(keys))>>rng.IntN(3)], Value: value(depth)}
	}
	value = func(depth int) slog.Value {
		switch rng.IntN(12) {
		case 0:
			return slog.Int64Value(rng.Int64N(1 << (1 + rng.IntN(62))))
		case 1:
			return slog.Uint64Value([]uint64{7, 77120934511}[rng.IntN(2)])
		case 2:
			return slog.BoolValue(true)
		case 3:
			return slog.Float64Value(rng.Float64())
		case 4:
			return slog.TimeValue(time.Unix(rng.Int64N(1<<33), 0).UTC())
		case 5:
			return slog.DurationValue(time.Duration(rng.Int64N(1 << 40)))
		case 6:
			if depth < 3 {
				return slog.GroupValue(attr(depth+1), attr(depth+1))
			}
		case 7:
			return slog.AnyValue([]string{texts[rng.IntN(len(texts))]})
		}
		return slog.StringValue(texts[rng.IntN(len(texts))>>rng.IntN(3)])
	}
	at := time.Unix(1_700_000_000, 0).UTC()
	records, clean := 20_000, 0
	if raceEnabled {
		records = 2000 // one goroutine has no races to find
	}
	for range records {
		rec := slog.NewRecord(at, slog.LevelInfo, texts[rng.IntN(len(texts))>>rng.IntN(3)], 0)
		for range rng.IntN(7) {
			rec.AddAttrs(attr(0))
		}
		handle := func(r *redact.Redactor) string {
			var out bytes.Buffer
			h := slog.Handler(slog.NewJSONHandler(&out, nil))
			if r != nil {
				h = slogredact.NewHandler(h, r)
			}
			if err := h.Handle(context.Background(), rec.Clone()); err != nil {
				t.Fatal(err)
			}
			return out.String()
		}
		got, want := handle(short), handle(long)
		if got != want {
			t.Fatalf("got  %swant %s", got, want)
		}
		if got == handle(nil) {
			clean++
		}
	}
	if a, b := short.Stats(), long.Stats(); len(a.Matches) != len(b.Matches) || a.Errors != b.Errors {
		t.Errorf("counters differ: %v, %v", a, b)
	}
	if clean < records/10 || clean > records*9/10 {
		t.Errorf("%d records of %d were clean", clean, records)
	}
}
