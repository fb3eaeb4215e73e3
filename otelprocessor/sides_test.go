package otelprocessor_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/baggage"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/trace"

	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

func TestErrorHandler(t *testing.T) {
	var got error
	h := otelprocessor.ErrorHandler(otel.ErrorHandlerFunc(func(err error) { got = err }), preset())
	plain := errors.New("nothing of note")
	cause := errors.New("refused")
	h.Handle(&url.Error{Op: "Post", URL: "https://u:" + password + "@collector/v1/traces", Err: cause})
	if strings.Contains(got.Error(), password) || !errors.Is(got, cause) {
		t.Errorf("got %v", got)
	}
	if h.Handle(plain); got.Error() != plain.Error() {
		t.Errorf("got %v", got)
	}
	otelprocessor.ErrorHandler(otel.ErrorHandlerFunc(func(err error) { got = err }), nil).Handle(plain)
	if strings.Contains(got.Error(), "note") {
		t.Errorf("got %v", got)
	}
}

func TestResource(t *testing.T) {
	for _, c := range plants().some() {
		in := resource.NewWithAttributes("https://example.org/"+c.Value, append(kinds(c.Value), attribute.String("service.name", "shop"))...)
		mustHide(t, dump(otelprocessor.Resource(in, plants().r)), "shop")
	}
	if in := resource.NewSchemaless(attribute.String("service.name", "shop")); otelprocessor.Resource(in, preset()) != in || otelprocessor.Resource(nil, preset()) != nil {
		t.Error("a clean resource is another one")
	}
}

func TestPropagator(t *testing.T) {
	all := propagation.NewCompositeTextMapPropagator(propagation.TraceContext{}, propagation.Baggage{})
	inject := func(p propagation.TextMapPropagator, ctx context.Context) propagation.MapCarrier {
		c := propagation.MapCarrier{}
		p.Inject(ctx, c)
		return c
	}
	for _, c := range plants().some() {
		props := func(ps ...baggage.Property) []baggage.Property { return ps }
		prop, err := baggage.NewKeyValuePropertyRaw("p", c.Value)
		if err != nil {
			t.Fatal(err)
		}
		clean, _ := baggage.NewKeyProperty("flag")
		var members []baggage.Member
		for _, m := range []struct {
			key, value string
			props      []baggage.Property
		}{{"tenant", "acme", props(clean)}, {"note", "before " + c.Value, nil}, {"third", "x", props(prop, clean)}, {c.Value, "v", nil}} {
			if member, err := baggage.NewMemberRaw(m.key, m.value, m.props...); err == nil {
				members = append(members, member)
			}
		}
		bag, err := baggage.New(members...)
		if err != nil {
			t.Fatal(err)
		}
		ctx := baggage.ContextWithBaggage(trace.ContextWithSpanContext(context.Background(), spanContext(1, tracestate(c.Value))), bag)
		got := inject(otelprocessor.Propagator(all, plants().r), ctx)
		out, err := url.PathUnescape(got["baggage"])
		if err != nil {
			t.Fatal(err)
		}
		mustHide(t, dump(got["baggage"])+out+got["tracestate"]+got["traceparent"], "tenant=acme;flag", "note=before", "one=1", "third=x;p=")
		if got["traceparent"] != inject(all, ctx)["traceparent"] {
			t.Error("the traceparent is another")
		}
		if _, err := baggage.Parse(got["baggage"]); err != nil {
			t.Error(err)
		}
		if baggage.FromContext(ctx).Member("note").Value() != bag.Member("note").Value() {
			t.Error("the program's baggage is another")
		}
	}

	p := otelprocessor.Propagator(all, newRedactor(t, redact.WithPath("user", redact.DropField)))
	bag, _ := baggage.Parse("user=ann,tenant=acme;x=1,password=abcdef12")
	ctx := baggage.ContextWithBaggage(context.Background(), bag)
	if got := inject(p, ctx)["baggage"]; strings.Contains(got, "ann") || strings.Contains(got, "abcdef12") || !strings.Contains(got, "tenant=acme;x=1") {
		t.Errorf("got %s", got)
	}
	back := p.Extract(context.Background(), propagation.MapCarrier{"baggage": "password=abcdef12"})
	if baggage.FromContext(back).Member("password").Value() != "abcdef12" || len(p.Fields()) != 3 {
		t.Error("what is received is another")
	}
	if got := inject(otelprocessor.Propagator(all, nil), ctx)["baggage"]; strings.Contains(got, "acme") {
		t.Errorf("got %s", got)
	}
}
