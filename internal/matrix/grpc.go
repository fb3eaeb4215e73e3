package matrix

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"

	"google.golang.org/grpc"
	"google.golang.org/grpc/binarylog"
	pb "google.golang.org/grpc/binarylog/grpc_binarylog_v1"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/grpclog"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/tacit-go/tacit/grpcredact"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// calls is a service of gRPC that logs what it gets, answers and fails with. Nothing is
// between its two ends: grpcredact tries a connection.
type calls struct {
	r      *redact.Redactor
	out    io.Writer
	server grpc.UnaryServerInterceptor
	ends   grpc.UnaryServerInterceptor
	stream grpc.StreamServerInterceptor
	client grpc.UnaryClientInterceptor
	log    grpclog.DepthLoggerV2
	binary binarylog.Sink
}

func newCalls(s redacttest.Sinks, r *redact.Redactor, guarded bool) *calls {
	opts := []grpcredact.Option{
		grpcredact.WithLogger(slog.New(slog.NewJSONHandler(s.Records, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
			if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == "duration" || a.Key == "stack") {
				return slog.Attr{}
			}
			return a
		}}))),
		grpcredact.WithMetadata(), grpcredact.WithMessages(),
	}
	c := &calls{
		r: r, out: s.Records,
		server: grpcredact.UnaryServer(r, opts...), ends: grpcredact.RecoverUnary(r, opts...),
		stream: grpcredact.StreamServer(r, opts...), client: grpcredact.UnaryClient(r, opts...),
		log: grpcredact.NewLogger(lineLogger{w: s.Records}, r), binary: printedSink{s.Records},
	}
	if guarded {
		c.binary = grpcredact.NewSink(c.binary, r)
	}
	return c
}

// lineLogger is a logger of gRPC that writes lines without a time.
type lineLogger struct {
	grpclog.LoggerV2
	w io.Writer
}

func (l lineLogger) Info(args ...any)    { fmt.Fprintln(l.w, fmt.Sprint(args...)) }
func (l lineLogger) Warning(args ...any) { fmt.Fprintln(l.w, fmt.Sprint(args...)) }
func (l lineLogger) Errorln(args ...any) { fmt.Fprintln(l.w, args...) }

// printedSink is a binary log that prints names and values of metadata, and texts.
type printedSink struct{ w io.Writer }

func (s printedSink) Close() error { return nil }
func (s printedSink) Write(e *pb.GrpcLogEntry) error {
	h := e.GetClientHeader()
	fmt.Fprintf(s.w, "%q %q %q", h.GetMethodName(), e.GetTrailer().GetStatusMessage(), e.GetMessage().GetData())
	for _, m := range h.GetMetadata().GetEntry() {
		fmt.Fprintf(s.w, " %s=%s", m.Key, bytes.TrimSpace(m.Value))
	}
	_, err := fmt.Fprintln(s.w)
	return err
}

// serve is a unary call with metadata, a request, a response and an error.
func (c *calls) serve(md metadata.MD, req, resp any, err error) {
	ctx := metadata.NewIncomingContext(context.Background(), md)
	_, _ = c.server(ctx, req, &grpc.UnaryServerInfo{FullMethod: "/shop.Orders/Get"}, func(context.Context, any) (any, error) { return resp, err })
}

func (c *calls) fail(with any) {
	_, _ = c.ends(context.Background(), nil, &grpc.UnaryServerInfo{FullMethod: "/shop.Orders/Get"}, func(context.Context, any) (any, error) { panic(with) })
}

// aStream is one that only has a context.
type aStream struct {
	grpc.ServerStream
	ctx context.Context
}

func (s aStream) Context() context.Context { return s.ctx }

func structOf(k, v string) *structpb.Struct {
	return &structpb.Struct{Fields: map[string]*structpb.Value{k: structpb.NewStringValue(v), "n": structpb.NewNumberValue(1)}}
}

func grpcAdapter() redacttest.Adapter[*calls] {
	type L = *calls
	return redacttest.Adapter[L]{
		Open:  func(s redacttest.Sinks) L { return newCalls(s, s.Redactor, true) },
		Plain: func(s redacttest.Sinks) L { return newCalls(s, blind(), false) },
		Entries: []redacttest.Entry[L]{
			redacttest.EntryOf("metadata", func(c L, k string, v string) { c.serve(metadata.MD{k: {"a", v}}, nil, nil, nil) }),
			redacttest.EntryOf("request", func(c L, k string, v string) { c.serve(nil, structOf(k, v), nil, nil) }),
			redacttest.EntryOf("response", func(c L, k string, v string) { c.serve(nil, nil, structOf(k, v), nil) }),
			redacttest.EntryOf("details of a status", func(c L, k string, v string) {
				st, err := status.New(codes.PermissionDenied, "denied").WithDetails(structOf(k, v))
				if err != nil {
					fmt.Fprintln(c.out, err)
				}
				c.serve(nil, nil, nil, st.Err())
			}),
			redacttest.EntryOf("metadata of a stream", func(c L, k string, v string) {
				_ = c.stream(nil, aStream{ctx: metadata.NewIncomingContext(context.Background(), metadata.MD{k: {v}})},
					&grpc.StreamServerInfo{FullMethod: "/shop.Orders/Watch"}, func(any, grpc.ServerStream) error { return nil })
			}),
			redacttest.EntryOf("metadata of a client", func(c L, k string, v string) {
				_ = c.client(metadata.NewOutgoingContext(context.Background(), metadata.MD{k: {v}}), "/shop.Orders/Get", nil, nil, nil,
					func(context.Context, string, any, any, *grpc.ClientConn, ...grpc.CallOption) error { return nil })
			}),
			redacttest.EntryOf("binary log", func(c L, k string, v string) {
				_ = c.binary.Write(&pb.GrpcLogEntry{Payload: &pb.GrpcLogEntry_ClientHeader{ClientHeader: &pb.ClientHeader{
					MethodName: "/shop.Orders/Get", Metadata: &pb.Metadata{Entry: []*pb.MetadataEntry{{Key: k, Value: []byte(v)}}}}}})
			}),
			redacttest.TextOf("status of the binary log", func(c L, v string) {
				_ = c.binary.Write(&pb.GrpcLogEntry{Payload: &pb.GrpcLogEntry_Trailer{Trailer: &pb.Trailer{StatusMessage: v}}})
			}),
			redacttest.TextOf("status", func(c L, v string) { c.serve(nil, nil, nil, status.Error(codes.Internal, "it says "+v)) }),
			redacttest.TextOf("error", func(c L, v error) { c.serve(nil, nil, nil, v) }),
			redacttest.TextOf("panic", func(c L, v string) { c.fail(v) }),
			redacttest.TextOf("panic with an error", func(c L, v error) { c.fail(v) }),
			redacttest.TextOf("logger", func(c L, v string) { c.log.Info("it says ", v) }),
			redacttest.TextOf("logger by depth", func(c L, v error) { c.log.ErrorDepth(0, "it says", v) }),
		},
		Owned: []redacttest.Owned[L]{{
			Name: "metadata",
			Args: func(k, v string) any { return metadata.MD{k: {v}, "x-other": {"a", v}} },
			Log:  func(c L, args any) { c.serve(args.(metadata.MD), nil, nil, nil) },
		}},
		Scripts: []redacttest.Script[L]{
			{Name: "calls", Run: func(c L) {
				c.serve(metadata.MD{"x-route": {"/orders"}}, structOf("a", "b"), structOf("c", "d"), nil)
				c.serve(nil, nil, nil, context.DeadlineExceeded)
				c.log.Warningf("%d of %d", 1, 2)
			}},
		},
		Lacks: map[string]string{
			"groups": "a call has none", "levels": "the logger behind it has them",
			"keys/metadata*/*/live-unicode": "the names of metadata are in lower case, which makes another value of a live one",

			"deny/*binary log/*": "the binary log is no log of records, and what replays it needs its frames", "deny/panic*/*": httpTold, "deny/logger*/*": httpTold,

			"bound": "nothing is bound to a call", "late": "nothing is bound to a call", "policy": "nothing is bound to a call",
		},
	}
}
