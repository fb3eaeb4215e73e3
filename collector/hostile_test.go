package collector_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// Work is linear in the data, also where keys become equal by the thousand.
func TestManyKeysThatBecomeEqual(t *testing.T) {
	p := newPipes(t, "{}")
	took := func(n int) time.Duration {
		ld := newLogs()
		m := recordOf(ld).Attributes()
		raw := map[string]any{}
		for i := range n {
			raw[fmt.Sprintf("%s%05d", token[:len(token)-5], i)] = int64(i)
		}
		if err := m.FromRaw(raw); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		out := p.throughLogs(t, ld)
		d := time.Since(start)
		seen := map[string]bool{}
		for key := range recordOf(out).Attributes().All() {
			seen[key] = true
			if strings.Contains(key, token[4:20]) {
				t.Fatal("a key is left")
			}
		}
		if len(seen) != n {
			t.Errorf("%d keys of %d", len(seen), n)
		}
		return d
	}
	took(100)
	t.Log(took(4000), took(8000)) // not judged: machines differ
}

func TestManyAllowedParts(t *testing.T) {
	p := newPipes(t, `{allow_all_keys: true, blocked_values: ['[a-z]+@[a-z]+'], allowed_values: ['ok@[a-z]+']}`)
	ld := newLogs()
	recordOf(ld).Body().SetStr(strings.Repeat("ok@corp no@corp ", 20_000))
	if got := recordOf(p.throughLogs(t, ld)).Body().Str(); got != strings.Repeat("ok@corp **** ", 20_000) {
		t.Error("wrong parts")
	}
}

func TestRulesOfKeysAlone(t *testing.T) {
	ld := newLogs()
	recordOf(ld).Attributes().PutStr("a", "x "+token)
	recordOf(ld).Attributes().PutStr("b", "y")
	out := recordOf(newPipes(t, "{detectors: {presets: []}, blocked_key_patterns: [b], allow_all_keys: true}").throughLogs(t, ld))
	if got := out.Attributes().AsRaw(); got["a"] != "x "+token || got["b"] != "****" {
		t.Error(got)
	}
}

func TestOrderOfKeysStays(t *testing.T) {
	ld := newLogs()
	for _, key := range []string{"z", token, "a", "gone", "m"} {
		recordOf(ld).Attributes().PutStr(key, "x")
	}
	var got []string
	for key := range recordOf(newPipes(t, "{paths: [{path: gone, action: drop_field}]}").throughLogs(t, ld)).Attributes().All() {
		got = append(got, key)
	}
	if s := strings.Join(got, " "); s != "z [REDACTED:github-personal-access-token] a m" {
		t.Error(s)
	}
}

func TestConcurrentUse(t *testing.T) {
	p := newPipes(t, "{summary: debug, blocked_values: ['x.*?y'], allow_all_keys: true}")
	p.throughLogs(t, newLogs()) // starts it
	p.throughMetrics(t, newStreams())
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 20 {
				ld, md := newLogs(), newStreams()
				putAll(recordOf(ld).Attributes(), planted[i].text)
				putAll(streamsOf(md).At(1).Sum().DataPoints().At(0).Attributes(), planted[i].text)
				if err := p.logs.ConsumeLogs(t.Context(), ld); err != nil {
					t.Error(err)
				}
				if err := p.metrics.ConsumeMetrics(t.Context(), md); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for _, ld := range p.records.AllLogs() {
		mustHide(t, ld)
	}
	for _, md := range p.streams.AllMetrics() {
		mustHide(t, md)
	}
	if n := len(p.records.AllLogs()); n != 81 {
		t.Errorf("%d batches", n)
	}
}
