package otelprocessor_test

import (
	"strings"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/otelprocessor"
	"github.com/tacit-go/tacit/redact"
)

// What the semantic conventions call sensitive, with the preset for them.
func TestSemanticConventions(t *testing.T) {
	r, err := redact.New(append(otelprocessor.SemConv(), redact.WithDetectors(append(detectors.Default(), detectors.SemConv()...)...))...)
	if err != nil {
		t.Fatal(err)
	}
	const was = "some text of Ann"
	text := func(key string) attribute.KeyValue { return attribute.String(key, was) }
	list := func(key string) attribute.KeyValue { return attribute.StringSlice(key, []string{was}) }
	for _, a := range []attribute.KeyValue{
		list("http.request.header.authorization"), list("http.request.header.cookie"), list("http.response.header.set-cookie"),
		text("http.request.body.content"), text("http.response.body.content"), text("db.query.parameter.name"), text("process.environment_variable.HOME"), list("rpc.request.metadata.x-user"), text("graphql.document"),
		text("gen_ai.input.messages"), text("gen_ai.output.messages"), text("gen_ai.system_instructions"), text("gen_ai.tool.call.arguments"),
		text("gen_ai.tool.call.result"), text("gen_ai.retrieval.query.text"), text("gen_ai.prompt"), text("gen_ai.completion"), text("feature_flag.result.value"),
		text("enduser.id"), text("enduser.pseudo.id"), text("user.id"), text("user.email"), text("user.full_name"), text("device.id"),
		text("client.address"), text("source.address"), text("network.peer.address"), text("user_agent.original"),
		{Key: "gen_ai.input.messages", Value: attribute.SliceValue(attribute.MapValue(attribute.String("role", was), attribute.KeyValue{Key: "parts", Value: attribute.SliceValue(attribute.MapValue(attribute.String("content", was)))}))},
	} {
		got := export(t, r, tracetest.SpanStub{Attributes: []attribute.KeyValue{a}})[0].Attributes
		if out := dump(got); got[0].Key != a.Key || got[0].Value.Type() != a.Value.Type() || strings.Contains(out, "text of") {
			t.Errorf("got %s", out)
		}
	}
	for _, c := range []struct{ key, value, want string }{
		{"url.query", "sig=abcDEF123&x=1", "sig=[REDACTED:signature]&x=1"},
		{"url.full", "https://h/?X-Goog-Signature=0a1b2c3d4e5f&x=1", "https://h/?X-Goog-Signature=[REDACTED:url-signature]&x=1"},
		{"url.original", "https://ann:hunter2-prod@h/", "https://ann:(REDACTED:url-userinfo)@h/"},
		{"process.command_line", "mysql -phunter2prod shop", "mysql -p[REDACTED:password] shop"},
		{"exception.message", "dial postgres://shop:hunter2-prod@db/shop: refused", "dial postgres://shop:(REDACTED:url-userinfo)@db/shop: refused"},
		{"db.query.text", "ALTER USER ann PASSWORD 'hunter2-prod'", "ALTER USER ann PASSWORD '[REDACTED:password]'"},
		{"http.route", "/orders/{id}", "/orders/{id}"},
		{"db.query.text", "SELECT * FROM orders WHERE id = $1", "SELECT * FROM orders WHERE id = $1"},
		{"gen_ai.request.max_tokens", "4096", "4096"},
	} {
		got := export(t, r, tracetest.SpanStub{Attributes: []attribute.KeyValue{attribute.String(c.key, c.value)}})[0].Attributes[0].Value.AsString()
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.key, got, c.want)
		}
	}
}

func TestCommandLines(t *testing.T) {
	for _, c := range []struct{ args, want []string }{
		{[]string{"mysql", "-phunter2prod", "shop"}, []string{"mysql", "-p[REDACTED:password]", "shop"}},
		{[]string{"serve", "--db-password", "hunter2-prod", "--port", "80"}, []string{"serve", "--db-password", "[REDACTED:password]", "--port", "80"}},
		{[]string{"serve", "--token=hunter2-prod-x9"}, []string{"serve", "--token=[REDACTED:token]"}},
		{[]string{"serve", "--name", "two words"}, []string{"serve", "--name", "two words"}},
	} {
		res := resource.NewSchemaless(attribute.StringSlice("process.command_args", c.args))
		got := export(t, preset(), tracetest.SpanStub{Attributes: res.Attributes(), Resource: res})[0]
		if want := attribute.StringSliceValue(c.want); got.Attributes[0].Value != want || got.Resource.Attributes()[0].Value != want {
			t.Errorf("got %s, want %s", got.Attributes[0].Value, want)
		}
		// As an array of any values.
		in := tracetest.SpanStub{Attributes: []attribute.KeyValue{attribute.Slice("process.command_args", anyOf(c.args)...)}}
		if got, want := export(t, preset(), in)[0].Attributes[0].Value, attribute.SliceValue(anyOf(c.want)...); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func anyOf(texts []string) (out []attribute.Value) {
	for _, s := range texts {
		out = append(out, attribute.StringValue(s))
	}
	return out
}
