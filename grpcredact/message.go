package grpcredact

import (
	"encoding/base64"
	"reflect"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/tacit-go/tacit/redact"
)

// Bounds of Message.
const (
	maxDepth = 64
	maxNodes = 10_000
)

const (
	markDebug = "[REDACTED:debug-redact]"
	markLimit = "[REDACTED:limit]"
)

// Message returns m as maps, lists and plain values under the names of its
// fields, for [redact.Redactor.Value]. Struct, Value, ListValue and the wrappers of
// google.protobuf are shown as what they hold. Fields marked debug_redact become
// [REDACTED:debug-redact]; what lies deeper than 64 messages, or behind 10,000
// values, [REDACTED:limit]. Unknown fields are left out. Nothing else is
// redacted yet. It copies what it shows.
func Message(m proto.Message) any {
	if m == nil || !m.ProtoReflect().IsValid() {
		return nil
	}
	v := view{nodes: maxNodes}
	return v.message(m.ProtoReflect(), 0)
}

// Messages makes Value, and all adapters with it, show messages of protocol
// buffers as [Message] does.
func Messages() redact.Option {
	is := reflect.TypeFor[proto.Message]()
	return redact.WithForeign(
		func(t reflect.Type) bool { return t.Implements(is) },
		func(v any) any { return Message(v.(proto.Message)) },
	)
}

type view struct{ nodes int }

func (v *view) message(m protoreflect.Message, depth int) any {
	if depth > maxDepth {
		return markLimit
	}
	if fd, ok := holds(m); ok {
		if fd == nil {
			return nil
		}
		return v.field(fd, m.Get(fd), depth)
	}
	if a := anyOf(m); a != nil {
		out := map[string]any{"type_url": a.GetTypeUrl()}
		if inner, err := a.UnmarshalNew(); err == nil {
			out["value"] = v.message(inner.ProtoReflect(), depth+1)
		} else {
			out["bytes"] = len(a.GetValue())
		}
		return out
	}
	out := map[string]any{}
	m.Range(func(fd protoreflect.FieldDescriptor, x protoreflect.Value) bool {
		name := string(fd.Name())
		if o, _ := fd.Options().(*descriptorpb.FieldOptions); o.GetDebugRedact() {
			out[name] = markDebug
		} else {
			out[name] = v.field(fd, x, depth)
		}
		if v.nodes <= 0 {
			out[name] = markLimit
		}
		return v.nodes > 0
	})
	return out
}

func (v *view) field(fd protoreflect.FieldDescriptor, x protoreflect.Value, depth int) any {
	switch {
	case fd.IsMap():
		entries := map[string]any{}
		x.Map().Range(func(k protoreflect.MapKey, e protoreflect.Value) bool {
			entries[k.String()] = v.value(fd.MapValue(), e, depth+1)
			return v.nodes > 0
		})
		return entries
	case fd.IsList():
		var list []any
		for i := 0; i < x.List().Len() && v.nodes > 0; i++ {
			list = append(list, v.value(fd, x.List().Get(i), depth+1))
		}
		return list
	}
	return v.value(fd, x, depth+1)
}

// holds returns the field that a message stands for, if it is one of those that wrap a
// value: with a message in between, what a sensitive name says of the value would be lost.
// A Value may hold nothing.
func holds(m protoreflect.Message) (fd protoreflect.FieldDescriptor, ok bool) {
	d := m.Descriptor()
	switch d.FullName() {
	case "google.protobuf.Value":
		if d.Oneofs().Len() != 1 {
			return nil, false
		}
		fd = m.WhichOneof(d.Oneofs().Get(0))
		if fd != nil && fd.Kind() == protoreflect.EnumKind { // null
			fd = nil
		}
		return fd, true
	case "google.protobuf.Struct", "google.protobuf.ListValue",
		"google.protobuf.DoubleValue", "google.protobuf.FloatValue", "google.protobuf.Int64Value", "google.protobuf.UInt64Value",
		"google.protobuf.Int32Value", "google.protobuf.UInt32Value", "google.protobuf.BoolValue", "google.protobuf.StringValue",
		"google.protobuf.BytesValue":
		fd = d.Fields().ByNumber(1)
		return fd, fd != nil
	}
	return nil, false
}

// anyOf returns m if it is an Any, of whatever Go type.
func anyOf(m protoreflect.Message) *anypb.Any {
	if a, ok := m.Interface().(*anypb.Any); ok {
		return a
	}
	if m.Descriptor().FullName() != "google.protobuf.Any" {
		return nil
	}
	url, value := m.Descriptor().Fields().ByNumber(1), m.Descriptor().Fields().ByNumber(2)
	if url == nil || value == nil || url.Kind() != protoreflect.StringKind || value.Kind() != protoreflect.BytesKind || url.IsList() || value.IsList() {
		return nil
	}
	return &anypb.Any{TypeUrl: m.Get(url).String(), Value: m.Get(value).Bytes()}
}

func (v *view) value(fd protoreflect.FieldDescriptor, x protoreflect.Value, depth int) any {
	if v.nodes--; v.nodes <= 0 {
		return markLimit
	}
	switch fd.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return v.message(x.Message(), depth)
	case protoreflect.EnumKind:
		if e := fd.Enum().Values().ByNumber(x.Enum()); e != nil {
			return string(e.Name())
		}
		return int64(x.Enum())
	case protoreflect.BytesKind:
		return append([]byte(nil), x.Bytes()...)
	}
	return x.Interface()
}

// authority returns a host without the user info before it.
func authority(host string) string { return host[strings.LastIndexByte(host, '@')+1:] }

// fieldText is a value of metadata, which is binary if its name says so. That of an authority has no
// user info.
func fieldText(name, value string) (text string, binary bool) {
	if name == ":authority" || name == "host" {
		return authority(value), false
	}
	if strings.HasSuffix(name, "-bin") {
		return base64.StdEncoding.EncodeToString([]byte(value)), true
	}
	return value, false
}
