package bench

import (
	"testing"

	"github.com/tacit-go/tacit/bench/internal/peers"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// BenchmarkHTTP is one clean request without bodies, see [peers.Requests].
func BenchmarkHTTP(b *testing.B) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for _, c := range peers.Requests(r) {
		b.Run("logger="+c.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Serve()
			}
		})
	}
	if len(r.Stats().Matches) > 0 {
		b.Error("the request is not clean")
	}
}
