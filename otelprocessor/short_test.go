package otelprocessor_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/log"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// draw makes attributes of pieces of all examples.
type draw struct {
	*rand.Rand
	pieces, names []string
}

func newDraw() draw {
	d := draw{Rand: rand.New(rand.NewPCG(3, 4)), names: []string{"name", "Key", "value", "Value", "name", "value", "note", "password", "token", "db_password", "http.request.header.x",
		"rpc.request.metadata", "rpc.request.metadata.a", "db", "db.query.parameter.0", "process", "url.path", "process.command_args"}}
	unmark := strings.NewReplacer("⟦", "", "⟧", "", "¦", "")
	for _, det := range detectors.All() {
		for _, list := range [][]string{det.Hits, det.Misses, det.Near, det.Names} {
			for _, x := range list {
				d.pieces = append(d.pieces, unmark.Replace(x))
			}
		}
	}
	return d
}

func (d draw) name() string { return d.names[d.IntN(len(d.names))] }

func (d draw) text() string {
	p := d.pieces[d.IntN(len(d.pieces))]
	switch d.IntN(4) {
	case 0:
		return p[d.IntN(len(p)+1):]
	case 1:
		return p[:d.IntN(len(p)+1)]
	case 2:
		return d.name()
	}
	return p
}

func (d draw) attr(depth int) attribute.KeyValue {
	return attribute.KeyValue{Key: attribute.Key(d.name()), Value: d.value(depth)}
}

func (d draw) value(depth int) attribute.Value {
	switch n := d.IntN(9); {
	case n == 0:
		return attribute.Int64Value(d.Int64N(1 << (1 + d.IntN(60))))
	case n == 1:
		return attribute.StringSliceValue([]string{d.text(), d.text()})
	case n == 2:
		return attribute.ByteSliceValue([]byte(d.text()))
	case n == 3 && depth < 3:
		return attribute.MapValue(d.attr(depth+1), d.attr(depth+1))
	case n == 4 && depth < 3:
		return attribute.SliceValue(d.value(depth+1), d.value(depth+1))
	}
	return attribute.StringValue(d.text())
}

// TestTheShortWayChangesNothing compares what comes of spans and records with what comes of
// them part by part, as a rule that says nothing of any makes them go.
func TestTheShortWayChangesNothing(t *testing.T) {
	n := 1500
	if testing.Short() || raceEnabled {
		n = 150
	}
	d := newDraw()
	for name, opts := range map[string][]redact.Option{
		"default": {redact.WithDetectors(detectors.Default()...)},
		"all":     {redact.WithDetectors(detectors.All()...)},
		"semconv": append(otelprocessor.SemConv(), redact.WithDetectors(detectors.Default()...)),
	} {
		short := redact.MustNew(opts...)
		long := redact.MustNew(append(opts, redact.WithPath("**.never", redact.Redact))...)
		clean := 0
		for range n {
			s := tracetest.SpanStub{Name: d.text()}
			for range 1 + d.IntN(3) {
				s.Attributes = append(s.Attributes, d.attr(0))
			}
			var rec log.Record
			rec.AddAttributes(s.Attributes...)
			rec.SetBody(s.Attributes[0].Value)
			var spans, records [2]string
			for i, r := range []*redact.Redactor{short, long} {
				sink := tracetest.NewInMemoryExporter()
				if err := otelprocessor.NewSpanExporter(sink, r).ExportSpans(context.Background(), []sdktrace.ReadOnlySpan{s.Snapshot()}); err != nil {
					t.Fatal(err)
				}
				spans[i], records[i] = dump(sink.GetSpans()), dumpRecord(*emitted(r, rec), false)
			}
			if spans[0] != spans[1] || records[0] != records[1] {
				t.Fatalf("%s: %v became\n%s\n%s, the long way\n%s\n%s", name, s.Attributes, spans[0], records[0], spans[1], records[1])
			}
			if spans[0] == dump(tracetest.SpanStubs{s}) {
				clean++
			}
		}
		if clean < n/10 {
			t.Errorf("%s: only %d spans were clean", name, clean)
		}
	}
}
