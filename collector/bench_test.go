package collector_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor/processortest"

	"github.com/tacit-go/tacit/collector"
)

// records are log records with bodies of about 190 bytes and five attributes, of which
// one in ten has a secret.
func records(n int, dirty bool) plog.Logs {
	ld := plog.NewLogs()
	rl := ld.ResourceLogs().AppendEmpty()
	rl.Resource().Attributes().PutStr("service.name", "checkout")
	list := rl.ScopeLogs().AppendEmpty().LogRecords()
	for i := range n {
		rec := list.AppendEmpty()
		body := fmt.Sprintf("2026-11-26T12:%02d:00Z order %d of customer c-%d placed: 3 items from warehouse lisbon-2, total 41.70 EUR, payment accepted by the provider after 2 tries in 183 ms", i%60, i, i*7)
		body += strings.Repeat(".", max(0, 190-len(body)))
		m := rec.Attributes()
		m.PutStr("http.request.method", "POST")
		m.PutStr("url.path", "/api/orders")
		m.PutInt("http.response.status_code", 201)
		m.PutStr("client.region", "eu-west-1")
		m.PutDouble("duration", 0.183)
		if dirty && i%10 == 0 {
			switch i / 10 % 3 {
			case 0:
				body = body[:120] + " " + token + " " + body[:28]
			case 1:
				m.PutStr("client.region", named)
			case 2:
				body = body[:140] + " " + inURL + body[:18]
			}
		}
		rec.Body().SetStr(body)
	}
	return ld
}

func BenchmarkLogs(b *testing.B) {
	f, ctx := collector.NewFactory(), context.Background()
	for _, c := range []struct {
		name  string
		dirty bool
		yaml  string
	}{{"clean", false, "{}"}, {"mixed", true, "{}"}, {"mixed-pii", true, "{detectors: {pii: [cards, emails]}}"}} {
		b.Run("input="+c.name, func(b *testing.B) {
			next := new(consumertest.LogsSink)
			p, err := f.CreateLogs(ctx, processortest.NewNopSettings(f.Type()), mustConfig(b, c.yaml), next)
			if err != nil {
				b.Fatal(err)
			}
			const n = 1000
			in := records(n, c.dirty)
			if err := p.ConsumeLogs(ctx, copyOf(in)); err != nil {
				b.Fatal(err)
			}
			hidden := strings.Count(wire(b, next.AllLogs()[0]), "REDACTED") / 2
			if want := map[bool]int{true: n / 10}[c.dirty]; hidden != want {
				b.Fatalf("%d secrets hidden, want %d", hidden, want)
			}
			next.Reset()
			b.ReportAllocs()
			b.SetBytes(190 * n)
			for b.Loop() {
				b.StopTimer()
				work := copyOf(in)
				b.StartTimer()
				_ = p.ConsumeLogs(ctx, work)
				b.StopTimer()
				next.Reset()
				b.StartTimer()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/record")
		})
	}
}

func copyOf(ld plog.Logs) plog.Logs {
	out := plog.NewLogs()
	ld.CopyTo(out)
	return out
}
