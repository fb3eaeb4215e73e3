package grpcredact_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/tacit-go/tacit/grpcredact"
)

// answer is what a client gets for a response or an error.
func answer(resp any, err error) (any, error) {
	return grpcredact.RedactResponses(preset())(context.Background(), nil, nil, func(context.Context, any) (any, error) { return resp, err })
}

func TestRedactResponses(t *testing.T) {
	nested, err := structpb.NewStruct(map[string]any{"token": password, "n": 1, "list": []any{map[string]any{"password": password}, "with " + token}})
	if err != nil {
		t.Fatal(err)
	}
	inner, _ := anypb.New(nested)
	unknown := &errdetails.ErrorInfo{Reason: "r"}
	unknown.ProtoReflect().SetUnknown(append(protoreflect.RawFields{0x9a, 0x06, byte(len(token))}, token...))
	card, _ := structpb.NewStruct(map[string]any{"password": 123456789012})
	for name, m := range map[string]proto.Message{
		"annotated": annotated(t),
		"map":       &errdetails.ErrorInfo{Reason: "a " + token, Metadata: map[string]string{"password": password, token: "x", "route": "/x"}},
		"struct":    nested,
		"any":       inner,
		"unlinked":  &anypb.Any{TypeUrl: "x/y", Value: []byte(token)},
		"unknown":   unknown,
		"wrapper":   wrapperspb.String("with " + token),
		"bytes":     wrapperspb.Bytes([]byte("with " + token)),
		"number":    card,
	} {
		before := proto.Clone(m)
		got, err := answer(m, nil)
		if err != nil || !proto.Equal(before, m) {
			t.Fatalf("%s: %v, or the response was changed", name, err)
		}
		wire, err := proto.Marshal(got.(proto.Message))
		if err != nil {
			t.Fatal(name, err)
		}
		text := prototext.Format(got.(proto.Message))
		clean(t, text+string(wire))
		switch name {
		case "annotated":
			if clean(t, text); !hasAll(text, "Ada", "[REDACTED:password]") || hasAll(text, "078-05") {
				t.Error(text)
			}
		case "map":
			wants(t, text, "/x", "[REDACTED:password]", "a [REDACTED:")
		case "number":
			if hasAll(text, "1234567") {
				t.Error(text)
			}
		}
	}
	for _, m := range []proto.Message{&errdetails.ErrorInfo{Reason: "r", Metadata: map[string]string{"a": "b"}}, structpb.NewNumberValue(1), structpb.NewNullValue(), &structpb.Value{}, &structpb.ListValue{}, &anypb.Any{}} {
		if got, err := answer(m, nil); err != nil || !proto.Equal(m, got.(proto.Message)) {
			t.Errorf("%v became %v, %v", m, got, err)
		}
	}
	if got, err := answer(7, nil); got != 7 || err != nil {
		t.Error(got, err)
	}
	_, err = answer(nil, status.Error(codes.NotFound, "no "+token))
	if clean(t, err.Error()); status.Code(err) != codes.NotFound {
		t.Error(err)
	}
	if _, err := answer(nil, errors.New("plain")); err == nil || err.Error() != "plain" {
		t.Error(err)
	}
}

// A chain of messages that is deeper than what is walked ends.
func TestRedactResponsesDeep(t *testing.T) {
	m := annotated(t)
	next := m.Descriptor().Fields().ByName("next")
	for range 100 {
		outer := dynamicpb.NewMessage(m.Descriptor())
		outer.Set(next, protoreflect.ValueOfMessage(m))
		m = outer
	}
	got, err := answer(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	text := prototext.Format(got.(proto.Message))
	if clean(t, text); hasAll(text, "Ada") {
		t.Error("what is too deep is shown")
	}
}

func hasAll(text string, parts ...string) bool {
	for _, p := range parts {
		if !strings.Contains(text, p) {
			return false
		}
	}
	return true
}

// Unknown fields and the URLs of types go no further inside of google.protobuf.Value, Any and the like.
func TestRedactResponsesKnownTypes(t *testing.T) {
	unknown := protowire.AppendString(protowire.AppendTag(nil, 99, protowire.BytesType), token)
	held, wrapped := structpb.NewStringValue("x"), wrapperspb.String("x")
	held.ProtoReflect().SetUnknown(unknown)
	wrapped.ProtoReflect().SetUnknown(unknown)
	packed, err := anypb.New(wrapped)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []proto.Message{
		&structpb.Struct{Fields: map[string]*structpb.Value{"a": held}}, &structpb.ListValue{Values: []*structpb.Value{held}}, wrapped, packed,
		&anypb.Any{TypeUrl: "type.googleapis.com/" + token, Value: []byte("x")}, &anypb.Any{TypeUrl: "https://u:" + token + "@h/google.protobuf.StringValue"},
	} {
		got, err := answer(m, nil)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := proto.Marshal(got.(proto.Message))
		if err != nil {
			t.Fatal(err)
		}
		clean(t, string(raw))
	}
}
