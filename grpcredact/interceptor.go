package grpcredact

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/tacit-go/tacit/redact"
)

const sink = "grpc"

// UnaryServer returns an interceptor that logs each call, redacted by r, at the level
// Info, or Warn if it failed. Put it outside of [RecoverUnary].
func UnaryServer(r *redact.Redactor, opts ...Option) grpc.UnaryServerInterceptor {
	c := &call{r, newConfig(opts)}
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		begin := time.Now()
		resp, err := handler(ctx, req)
		md, _ := metadata.FromIncomingContext(ctx)
		c.record(ctx, "server call", info.FullMethod, begin, err, md, req, resp)
		return resp, c.rewritten(err)
	}
}

// StreamServer is [UnaryServer] for streams. A record is written when the handler
// returns; messages are not logged.
func StreamServer(r *redact.Redactor, opts ...Option) grpc.StreamServerInterceptor {
	c := &call{r, newConfig(opts)}
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		begin := time.Now()
		err := handler(srv, ss)
		md, _ := metadata.FromIncomingContext(ss.Context())
		c.record(ss.Context(), "server stream", info.FullMethod, begin, err, md, nil, nil)
		return c.rewritten(err)
	}
}

// UnaryClient returns an interceptor that logs each call of a client. The caller gets
// the error as it is; see [redact.Redactor.Error].
func UnaryClient(r *redact.Redactor, opts ...Option) grpc.UnaryClientInterceptor {
	c := &call{r, newConfig(opts)}
	return func(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
		begin := time.Now()
		err := invoke(ctx, method, req, reply, cc, opts...)
		md, _ := metadata.FromOutgoingContext(ctx)
		c.record(ctx, "client call", method, begin, err, md, req, reply)
		return err
	}
}

// StreamClient is [UnaryClient] for streams. A record is written when the stream could
// not be opened, or when receiving first fails or ends.
func StreamClient(r *redact.Redactor, opts ...Option) grpc.StreamClientInterceptor {
	c := &call{r, newConfig(opts)}
	return func(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, open grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
		begin := time.Now()
		md, _ := metadata.FromOutgoingContext(ctx)
		s, err := open(ctx, desc, cc, method, opts...)
		if err != nil {
			c.record(ctx, "client stream", method, begin, err, md, nil, nil)
			return nil, err
		}
		end := func(err error) {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			c.record(ctx, "client stream", method, begin, err, md, nil, nil)
		}
		return &clientStream{ClientStream: s, end: end, single: !desc.ServerStreams}, nil
	}
}

type clientStream struct {
	grpc.ClientStream
	end    func(error)
	single bool // the server sends one message
	once   sync.Once
}

// RecvMsg implements grpc.ClientStream.
func (s *clientStream) RecvMsg(m any) error {
	err := s.ClientStream.RecvMsg(m)
	if err != nil || s.single {
		s.once.Do(func() { s.end(err) })
	}
	return err
}

type call struct {
	r *redact.Redactor
	*config
}

// scope begins a record.
func (c *call) scope(ctx context.Context) redact.Scope {
	s := c.r.Scope(sink)
	if c.trace == nil || !s.Observed() {
		return s
	}
	return s.From(redact.Origin{TraceID: c.traceID(ctx)})
}

func (c *call) traceID(ctx context.Context) (id [16]byte) {
	defer func() { _ = recover() }() // a function of the user
	return c.trace(ctx)
}

// record writes the record of a call. It must not add a panic to one.
func (c *call) record(ctx context.Context, msg, method string, begin time.Time, err error, md metadata.MD, req, resp any) {
	defer func() { _ = recover() }()
	l, level := c.log(), slog.LevelInfo
	if err != nil {
		level = slog.LevelWarn
	}
	if !l.Enabled(ctx, level) {
		return
	}
	s := c.scope(ctx)
	rec := s.Record()
	s = s.Of(rec)
	st, _ := statusOf(err)
	attrs := []slog.Attr{
		slog.String("method", s.Text(method)),
		slog.String("code", st.Code().String()),
		slog.Duration("duration", time.Since(begin)),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", s.Text(st.Message())))
		var details []any
		for _, d := range st.Details() {
			if m, ok := d.(proto.Message); ok {
				details = append(details, map[string]any{string(m.ProtoReflect().Descriptor().FullName()): Message(m)})
			}
		}
		if details != nil {
			attrs = append(attrs, c.value(s, "details", details))
		}
	}
	if c.metadata && len(md) > 0 {
		attrs = append(attrs, slog.Attr{Key: "metadata", Value: slog.GroupValue(c.view(s.Enter("metadata"), md)...)})
	}
	if err != nil {
		resp = nil
	}
	if c.messages {
		for _, x := range []struct {
			name string
			m    any
		}{{"request", req}, {"response", resp}} {
			if m, ok := x.m.(proto.Message); ok && m != nil {
				attrs = append(attrs, c.value(s, x.name, Message(m)))
			}
		}
	}
	stub, denied := rec.Denied()
	switch {
	case denied && stub == "":
	case denied:
		l.LogAttrs(ctx, level, stub)
	default:
		l.LogAttrs(ctx, level, msg, attrs...)
	}
}

func (c *call) value(s redact.Scope, name string, v any) slog.Attr {
	v, _ = s.Field(name).Value(v)
	return slog.Any(name, v)
}

// view lists metadata in the order of the names.
func (c *call) view(s redact.Scope, md metadata.MD) (attrs []slog.Attr) {
	names := make([]string, 0, len(md))
	for name := range md {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f := s.Field(name)
		for _, v := range md[name] {
			text, binary := fieldText(name, v)
			if binary {
				text = strconv.Itoa(len(v)) + " bytes"
			} else {
				text = f.String(text)
			}
			attrs = append(attrs, slog.String(s.GroupName(name), text))
		}
	}
	return attrs
}

// statusOf is what a server makes of an error, and false if that panics.
func statusOf(err error) (st *status.Status, ok bool) {
	defer func() {
		if recover() != nil {
			st, ok = status.New(codes.Unknown, "[REDACTED:error]"), false
		}
	}()
	if st, ok = status.FromError(err); !ok {
		st = status.FromContextError(err)
	}
	return st, true
}

// rewritten is err with its text redacted, if that was asked for.
func (c *call) rewritten(err error) error {
	if err == nil || !c.status {
		return err
	}
	st, ok := statusOf(err)
	p := st.Proto()
	if text := c.r.Scope(sink).Text(p.GetMessage()); !ok || text != p.GetMessage() {
		p.Message = text
		return status.FromProto(p).Err()
	}
	return err
}
