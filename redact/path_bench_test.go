package redact_test

import (
	"fmt"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// BenchmarkPaths is a field in a group, and a record of JSON, under ever more rules.
func BenchmarkPaths(b *testing.B) {
	line := []byte(`{"level":"info","http":{"request":{"method":"GET","path":"/v1/orders/17"},"status":200},"msg":"served"}`)
	for _, n := range []int{0, 1, 10, 100, 1000} {
		opts := []redact.Option{redact.WithNames("password")}
		for i := range n {
			opts = append(opts, redact.WithPath(fmt.Sprintf("**.secret%d.*", i), redact.Redact))
		}
		r := build(b, opts...)
		b.Run(fmt.Sprintf("call=field/rules=%d", n), func(b *testing.B) {
			s := r.Scope("x").Enter("http").Enter("request")
			b.ReportAllocs()
			for b.Loop() {
				if f := s.Field("method"); f.Name() != "method" || f.String("GET") != "GET" {
					b.Fatal("the field is not clean")
				}
			}
		})
		b.Run(fmt.Sprintf("call=json/rules=%d", n), func(b *testing.B) {
			dst := make([]byte, 0, 2*len(line))
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			for b.Loop() {
				if out := r.AppendJSON(dst, line); len(out) != len(line) {
					b.Fatal("the record is not clean")
				}
			}
		})
	}
}
