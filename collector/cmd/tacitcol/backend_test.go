package main

import (
	"context"
	"encoding/json"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"go.opentelemetry.io/collector/pdata/plog/plogotlp"
	"go.opentelemetry.io/collector/pdata/pmetric/pmetricotlp"
	"go.opentelemetry.io/collector/pdata/ptrace/ptraceotlp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A backend keeps what it gets, as OTLP JSON.
type backend struct {
	addr string
	down atomic.Bool

	mu   sync.Mutex
	got  []byte           // one document a line
	docs []map[string]any // the same, parsed
}

type (
	traceServer struct {
		ptraceotlp.UnimplementedGRPCServer
		*backend
	}
	metricServer struct {
		pmetricotlp.UnimplementedGRPCServer
		*backend
	}
	logServer struct {
		plogotlp.UnimplementedGRPCServer
		*backend
	}
)

func newBackend(t *testing.T) *backend {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b, s := &backend{addr: l.Addr().String()}, grpc.NewServer()
	ptraceotlp.RegisterGRPCServer(s, &traceServer{backend: b})
	pmetricotlp.RegisterGRPCServer(s, &metricServer{backend: b})
	plogotlp.RegisterGRPCServer(s, &logServer{backend: b})
	go func() { _ = s.Serve(l) }()
	t.Cleanup(s.Stop)
	return b
}

func (b *backend) take(doc []byte, err error) error {
	if err != nil {
		return err
	}
	if b.down.Load() {
		return status.Error(codes.Unavailable, "down")
	}
	var parsed map[string]any
	if err := json.Unmarshal(doc, &parsed); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.got = append(append(b.got, doc...), '\n')
	b.docs = append(b.docs, parsed)
	return nil
}

func (s traceServer) Export(_ context.Context, r ptraceotlp.ExportRequest) (ptraceotlp.ExportResponse, error) {
	return ptraceotlp.NewExportResponse(), s.take(r.MarshalJSON())
}

func (s metricServer) Export(_ context.Context, r pmetricotlp.ExportRequest) (pmetricotlp.ExportResponse, error) {
	return pmetricotlp.NewExportResponse(), s.take(r.MarshalJSON())
}

func (s logServer) Export(_ context.Context, r plogotlp.ExportRequest) (plogotlp.ExportResponse, error) {
	return plogotlp.NewExportResponse(), s.take(r.MarshalJSON())
}

// all returns the documents so far.
func (b *backend) all() []map[string]any {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.docs[:len(b.docs):len(b.docs)]
}

// text returns all bytes so far.
func (b *backend) text() []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.got[:len(b.got):len(b.got)]
}

// list returns the members of an array.
func list(doc any, key string) []any {
	m, _ := doc.(map[string]any)
	l, _ := m[key].([]any)
	return l
}

// records returns spans by their ids, log records by the attribute seq and metrics by
// their names, each with its resource and scope.
func records(docs []map[string]any) map[string]map[string]any {
	out := map[string]map[string]any{}
	for _, doc := range docs {
		for _, kind := range [][3]string{{"resourceSpans", "scopeSpans", "spans"}, {"resourceLogs", "scopeLogs", "logRecords"}, {"resourceMetrics", "scopeMetrics", "metrics"}} {
			for _, res := range list(doc, kind[0]) {
				for _, lib := range list(res, kind[1]) {
					for _, rec := range list(lib, kind[2]) {
						m := rec.(map[string]any)
						key, _ := m["spanId"].(string)
						if kind[2] != "spans" {
							key, _ = m["name"].(string)
						}
						for _, a := range list(m, "attributes") {
							if kv := a.(map[string]any); kind[2] == "logRecords" && kv["key"] == "seq" {
								key = kv["value"].(map[string]any)["intValue"].(string)
							}
						}
						for _, data := range m {
							// Readers tell points in any order.
							slices.SortFunc(list(data, "dataPoints"), func(a, b any) int { return len(list(a, "attributes")) - len(list(b, "attributes")) })
						}
						out[kind[2]+" "+key] = map[string]any{"resource": res.(map[string]any)["resource"], "scope": lib.(map[string]any)["scope"], "record": m}
					}
				}
			}
		}
	}
	return out
}
