package bench_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/consumer"
	"go.opentelemetry.io/collector/pdata/plog"

	"github.com/tacit-go/tacit/bench/internal/collectors"
)

// BenchmarkCollector is the processor alone, for log records of 190 bytes and five
// attributes of which one in ten holds a token.
func BenchmarkCollector(b *testing.B) {
	ctx := context.Background()
	const n = 1000
	in := plog.NewLogs()
	list := in.ResourceLogs().AppendEmpty().ScopeLogs().AppendEmpty().LogRecords()
	for i := range n {
		rec := list.AppendEmpty()
		body := fmt.Sprintf("order %d of customer c-%d placed: 3 items from warehouse lisbon-2, total 41.70 EUR, accepted by the provider after 2 tries in 183 ms", i, i*7)
		if i%10 == 0 {
			body = body[:100] + " " + collectors.Planted
		}
		rec.Body().SetStr(body + strings.Repeat(".", max(0, 190-len(body))))
		rec.Attributes().PutStr("http.request.method", "POST")
		rec.Attributes().PutStr("url.path", "/api/orders")
		rec.Attributes().PutInt("http.response.status_code", 201)
		rec.Attributes().PutStr("client.region", "eu-west-1")
		rec.Attributes().PutDouble("duration", 0.183)
	}
	for name, of := range collectors.Processors() {
		b.Run("processor="+name, func(b *testing.B) {
			f, cfg := of()
			var got plog.Logs
			next, _ := consumer.NewLogs(func(_ context.Context, ld plog.Logs) error { got = ld; return nil })
			p, err := f.CreateLogs(ctx, collectors.Settings(f), cfg, next)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.SetBytes(190 * n)
			for b.Loop() {
				b.StopTimer()
				work := plog.NewLogs()
				in.CopyTo(work)
				b.StartTimer()
				if err := p.ConsumeLogs(ctx, work); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/record")
			out, err := (&plog.ProtoMarshaler{}).MarshalLogs(got)
			if err != nil || strings.Contains(string(out), collectors.Planted) {
				b.Fatal("a token is left", err)
			}
		})
	}
}
