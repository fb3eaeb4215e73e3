package grpcredact

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/tacit-go/tacit/redact"
)

// RedactResponses returns an interceptor that gives clients redacted copies of responses,
// and redacts the text of a status: for services whose answers are for people, such as
// channelz. Text, bytes and names in maps are redacted, each judged by the name of its
// field; a number that is to be hidden, and a field marked debug_redact, is left out. A
// message inside of google.protobuf.Any whose type is not linked into the program is left
// out too, and so are unknown fields and what lies deeper than 64 messages; the URL of its
// type is text. If that fails, the client gets
// codes.Internal. It copies each response.
func RedactResponses(r *redact.Redactor) grpc.UnaryServerInterceptor {
	c := &call{r, newConfig([]Option{WithStatus()})}
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		resp, err := handler(ctx, req)
		if err != nil {
			return nil, c.rewritten(err)
		}
		m, ok := resp.(proto.Message)
		if !ok || m == nil || !m.ProtoReflect().IsValid() {
			return resp, nil
		}
		return c.response(m)
	}
}

func (c *call) response(m proto.Message) (resp any, err error) {
	defer func() {
		if recover() != nil {
			resp, err = nil, status.Error(codes.Internal, "[REDACTED:error]")
		}
	}()
	m = proto.Clone(m)
	rewrite(c.r.Scope(sink), m.ProtoReflect(), 0)
	return m, nil
}

// rewrite redacts m in place.
func rewrite(s redact.Scope, m protoreflect.Message, depth int) {
	m.SetUnknown(nil)
	if a := anyOf(m); a != nil {
		if url := s.Text(a.GetTypeUrl()); url != a.GetTypeUrl() {
			m.Set(m.Descriptor().Fields().ByNumber(1), protoreflect.ValueOfString(url))
		}
		inner, err := a.UnmarshalNew()
		if err != nil || depth > maxDepth {
			m.Clear(m.Descriptor().Fields().ByNumber(2))
			return
		}
		rewrite(s, inner.ProtoReflect(), depth+1)
		b, err := proto.Marshal(inner)
		if err != nil {
			panic(err)
		}
		m.Set(m.Descriptor().Fields().ByNumber(2), protoreflect.ValueOfBytes(b))
		return
	}
	if fd, ok := holds(m); ok && fd != nil { // at the top, without a name
		fields(s, m, fd, depth)
		return
	}
	m.Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		fields(s, m, fd, depth)
		return true
	})
}

// fields redacts one field of m, which is set.
func fields(s redact.Scope, m protoreflect.Message, fd protoreflect.FieldDescriptor, depth int) {
	f := s.Field(string(fd.Name()))
	if o, _ := fd.Options().(*descriptorpb.FieldOptions); o.GetDebugRedact() || depth > maxDepth || f.Action() == redact.DropField {
		m.Clear(fd)
		return
	}
	field(f, m, fd, depth)
}

// field redacts what m has in fd as the value of f.
func field(f redact.Field, m protoreflect.Message, fd protoreflect.FieldDescriptor, depth int) {
	switch {
	case fd.IsMap():
		entries, out := m.Get(fd).Map(), m.NewField(fd).Map()
		entries.Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
			g := f.Scope().Field(k.String())
			if fd.MapKey().Kind() == protoreflect.StringKind {
				k = protoreflect.ValueOfString(g.Name()).MapKey()
			}
			if v, ok := value(g, fd.MapValue(), v, depth); ok {
				out.Set(k, v)
			}
			return true
		})
		m.Set(fd, protoreflect.ValueOfMap(out))
	case fd.IsList():
		list, out := m.Get(fd).List(), m.NewField(fd).List()
		for i := range list.Len() {
			if v, ok := value(f, fd, list.Get(i), depth); ok {
				out.Append(v)
			}
		}
		m.Set(fd, protoreflect.ValueOfList(out))
	default:
		if v, ok := value(f, fd, m.Get(fd), depth); ok {
			m.Set(fd, v)
		} else {
			m.Clear(fd)
		}
	}
}

// value returns the redacted form of v, or false if there is none of its type.
func value(f redact.Field, fd protoreflect.FieldDescriptor, v protoreflect.Value, depth int) (protoreflect.Value, bool) {
	switch fd.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(f.String(v.String())), true
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes(f.Bytes(v.Bytes())), true
	case protoreflect.MessageKind, protoreflect.GroupKind:
		m := v.Message()
		m.SetUnknown(nil)
		switch inner, ok := holds(m); {
		case depth > maxDepth:
			return v, false
		case ok && inner != nil:
			field(f, m, inner, depth+1)
		case !ok:
			rewrite(f.Scope(), m, depth+1)
		}
		return v, true
	case protoreflect.EnumKind:
		return v, true
	case protoreflect.BoolKind:
		_, hidden := f.Bool(v.Bool())
		return v, !hidden
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		_, hidden := f.Float64(v.Float())
		return v, !hidden
	case protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.Fixed32Kind, protoreflect.Fixed64Kind:
		_, hidden := f.Uint64(v.Uint())
		return v, !hidden
	}
	_, hidden := f.Int64(v.Int())
	return v, !hidden
}
