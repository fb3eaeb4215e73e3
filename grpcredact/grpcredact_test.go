package grpcredact_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	pb "google.golang.org/grpc/binarylog/grpc_binarylog_v1"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/grpclog"
	health "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/grpcredact"
	"github.com/tacit-go/tacit/redact"
)

const (
	token    = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	password = "corr3ct" + "-horse-b4ttery"
)

var preset = sync.OnceValue(func() *redact.Redactor {
	return redact.MustNew(redact.WithDetectors(detectors.Default()...), grpcredact.Messages())
})

// clean fails if text holds eight bytes of a canary.
func clean(t *testing.T, text string) {
	t.Helper()
	for _, c := range []string{token, password} {
		for i := 0; i+8 <= len(c); i++ {
			if strings.Contains(text, c[i:i+8]) {
				t.Fatalf("a canary is in\n%s", text)
			}
		}
	}
}

func wants(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in\n%s", p, text)
		}
	}
}

type server struct {
	health.UnimplementedHealthServer
}

func fails(service string) error {
	switch service {
	case "panic":
		panic(fmt.Errorf("dial postgres://app:%s@db/x", password))
	case "error":
		st, err := status.New(codes.PermissionDenied, "denied for "+token).WithDetails(
			&errdetails.ErrorInfo{Reason: "TOKEN", Metadata: map[string]string{"password": password, "route": "/x"}})
		if err != nil {
			panic(err)
		}
		return st.Err()
	case "plain":
		return fmt.Errorf("dial postgres://app:%s@db/x: %w", password, context.DeadlineExceeded)
	}
	return nil
}

func (server) Check(ctx context.Context, req *health.HealthCheckRequest) (*health.HealthCheckResponse, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	if md.Get("authorization")[0] != "Bearer "+token {
		return nil, status.Error(codes.Unauthenticated, "metadata was changed")
	}
	if err := fails(req.GetService()); err != nil {
		return nil, err
	}
	return &health.HealthCheckResponse{Status: health.HealthCheckResponse_SERVING}, nil
}

func (server) Watch(req *health.HealthCheckRequest, s health.Health_WatchServer) error {
	if err := s.Send(&health.HealthCheckResponse{}); err != nil {
		return err
	}
	return fails(req.GetService())
}

// safeBuffer is a buffer for a logger of several goroutines.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *safeBuffer) take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.b.Reset()
	return b.b.String()
}

// connect starts a server on loopback and returns a client, and what both log.
func connect(t *testing.T, more ...grpcredact.Option) (health.HealthClient, *safeBuffer) {
	t.Helper()
	r, log := preset(), &safeBuffer{}
	opts := append([]grpcredact.Option{grpcredact.WithLogger(slog.New(slog.NewJSONHandler(log, nil))),
		grpcredact.WithMetadata(), grpcredact.WithMessages()}, more...)
	srv := grpc.NewServer(
		grpc.ChainUnaryInterceptor(grpcredact.UnaryServer(r, opts...), grpcredact.RecoverUnary(r, opts...)),
		grpc.ChainStreamInterceptor(grpcredact.StreamServer(r, opts...), grpcredact.RecoverStream(r, opts...)))
	health.RegisterHealthServer(srv, server{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go srv.Serve(l)
	conn, err := grpc.NewClient(l.Addr().String(), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithChainUnaryInterceptor(grpcredact.UnaryClient(r, opts...)), grpc.WithChainStreamInterceptor(grpcredact.StreamClient(r, opts...)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(); srv.Stop() })
	return health.NewHealthClient(conn), log
}

func outgoing() context.Context {
	return metadata.AppendToOutgoingContext(context.Background(), "authorization", "Bearer "+token, "x-note", "with "+token,
		"x-route", "/orders", "key-bin", "\x00"+password)
}

func TestUnary(t *testing.T) {
	c, log := connect(t)
	for service, want := range map[string]*status.Status{
		"good":  status.New(codes.OK, ""),
		"error": status.New(codes.PermissionDenied, "denied for "+token),
		"panic": status.New(codes.Internal, "internal error"),
		"plain": status.New(codes.DeadlineExceeded, "dial postgres://app:"+password+"@db/x: context deadline exceeded"),
	} {
		_, err := c.Check(outgoing(), &health.HealthCheckRequest{Service: service})
		if st := status.Convert(err); st.Code() != want.Code() || st.Message() != want.Message() {
			t.Errorf("%s: %v", service, err)
		} else if service == "error" && len(st.Details()) != 1 {
			t.Error("details were lost")
		}
		out := log.take()
		clean(t, out)
		wants(t, out, `"msg":"server call"`, `"msg":"client call"`, `"method":"/grpc.health.v1.Health/Check"`, `"x-route":"/orders"`,
			`"authorization":"[REDACTED:`, `"key-bin":"22 bytes"`, `"request":{"service":"`+service+`"}`, `"code":"`+want.Code().String())
		switch service {
		case "good":
			wants(t, out, `"response":{"status":"SERVING"}`)
		case "error":
			wants(t, out, `denied for [REDACTED:`, `google.rpc.ErrorInfo`, `"route":"/x"`)
		case "panic":
			wants(t, out, `"msg":"panic"`, "@db/x", "grpcredact_test.fails(...)")
		}
	}
}

// TestDeny: what a call carries denies its record, and metadata marks none.
func TestDeny(t *testing.T) {
	ctx := metadata.NewIncomingContext(context.Background(), metadata.Pairs("audit", "1"))
	for _, stubs := range []bool{true, false} {
		opts := []redact.Option{redact.WithPath("request.service", redact.Deny), redact.WithAuditFields("audit"), grpcredact.Messages()}
		if !stubs {
			opts = append(opts, redact.WithoutStubs())
		}
		var log bytes.Buffer
		call := grpcredact.UnaryServer(redact.MustNew(opts...), grpcredact.WithMessages(), grpcredact.WithMetadata(),
			grpcredact.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
		_, err := call(ctx, &health.HealthCheckRequest{Service: "x-1"}, &grpc.UnaryServerInfo{FullMethod: "/a/b"},
			func(context.Context, any) (any, error) { return nil, nil })
		if out := log.String(); err != nil || strings.HasSuffix(out, "level=INFO msg=[DENIED:path]\n") != stubs || strings.Contains(out, "x-1") || stubs != (out != "") {
			t.Errorf("stubs %t: %v, %s", stubs, err, out)
		}
	}
}

func TestStream(t *testing.T) {
	c, log := connect(t)
	for _, service := range []string{"good", "error", "panic"} {
		s, err := c.Watch(outgoing(), &health.HealthCheckRequest{Service: service})
		for err == nil {
			_, err = s.Recv()
		}
		if code := status.Code(err); service == "error" && code != codes.PermissionDenied || service == "panic" && status.Convert(err).Message() != "internal error" {
			t.Errorf("%s: %v", service, err)
		}
		out := log.take()
		clean(t, out)
		wants(t, out, `"msg":"server stream"`, `"msg":"client stream"`)
	}
}

func TestWithStatus(t *testing.T) {
	c, _ := connect(t, grpcredact.WithStatus())
	for service, want := range map[string]codes.Code{"error": codes.PermissionDenied, "plain": codes.DeadlineExceeded} {
		_, err := c.Check(outgoing(), &health.HealthCheckRequest{Service: service})
		st := status.Convert(err)
		clean(t, st.Message())
		if st.Code() != want || service == "error" && len(st.Details()) != 1 {
			t.Errorf("%s: %v", service, err)
		}
	}
}

// failing panics when it is asked what it is.
type failing struct{}

func (failing) Error() string { panic(token) }

func TestErrorThatPanics(t *testing.T) {
	var log safeBuffer
	f := grpcredact.UnaryServer(preset(), grpcredact.WithStatus(), grpcredact.WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
	_, err := f(context.Background(), nil, &grpc.UnaryServerInfo{FullMethod: "/s/m"}, func(context.Context, any) (any, error) { return nil, failing{} })
	if st := status.Convert(err); st.Code() != codes.Unknown || st.Message() != "[REDACTED:error]" {
		t.Error(st)
	}
	wants(t, log.take(), `"method":"/s/m","code":"Unknown"`, `"error":"[REDACTED:error]"`)
}

// annotated builds a message with a field that is marked debug_redact.
func annotated(t *testing.T) *dynamicpb.Message {
	str, opt := descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum(), descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum()
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("t.proto"), Syntax: proto.String("proto3"), Package: proto.String("t"),
		MessageType: []*descriptorpb.DescriptorProto{{Name: proto.String("M"), Field: []*descriptorpb.FieldDescriptorProto{
			{Name: proto.String("name"), Number: proto.Int32(1), Type: str, Label: opt},
			{Name: proto.String("ssn"), Number: proto.Int32(2), Type: str, Label: opt, Options: &descriptorpb.FieldOptions{DebugRedact: proto.Bool(true)}},
			{Name: proto.String("password"), Number: proto.Int32(3), Type: str, Label: opt},
			{Name: proto.String("data"), Number: proto.Int32(4), Type: descriptorpb.FieldDescriptorProto_TYPE_BYTES.Enum(), Label: opt},
			{Name: proto.String("next"), Number: proto.Int32(5), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), TypeName: proto.String(".t.M"), Label: opt},
		}}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := dynamicpb.NewMessage(file.Messages().Get(0))
	set := func(name protoreflect.Name, v any) {
		m.Set(m.Descriptor().Fields().ByName(name), protoreflect.ValueOf(v))
	}
	set("name", "Ada")
	set("ssn", "078-05-1120")
	set("password", password)
	set("data", []byte("x "+token))
	return m
}

func TestMessage(t *testing.T) {
	r := preset()
	m := annotated(t)
	any1, _ := anypb.New(&errdetails.ErrorInfo{Reason: "r", Metadata: map[string]string{"password": password}})
	st, _ := structpb.NewStruct(map[string]any{"token": password, "n": 1, "nested": map[string]any{"token": []any{password}},
		"list": []any{map[string]any{"name": "password", "value": password}}})
	any2 := dynamicpb.NewMessage(any1.ProtoReflect().Descriptor())
	inner, _ := anypb.New(st)
	proto.Merge(any2, inner)
	for _, msg := range []proto.Message{m, any1, &anypb.Any{TypeUrl: "x/y", Value: []byte(token)}, st, inner, any2} {
		out := fmt.Sprintf("%v %+v", r.Value(msg), r.Value(map[string]any{"m": msg}))
		clean(t, out)
	}
	for _, c := range []struct {
		m    proto.Message
		want string
	}{
		{structpb.NewStringValue("a"), "a"}, {structpb.NewNullValue(), "<nil>"}, {&structpb.Value{}, "<nil>"},
		{wrapperspb.String(""), ""}, {wrapperspb.Int64(5), "5"}, {wrapperspb.Bytes([]byte("b")), "[98]"}, {&structpb.ListValue{}, "[]"},
		{&structpb.Struct{Fields: map[string]*structpb.Value{"a": structpb.NewBoolValue(true)}}, "map[a:true]"},
	} {
		if got := fmt.Sprint(grpcredact.Message(c.m)); got != c.want {
			t.Errorf("%v: %s, want %s", c.m, got, c.want)
		}
	}
	out := fmt.Sprint(r.Value(m))
	wants(t, out, "Ada", "[REDACTED:debug-redact]", "[REDACTED:password]")
	if strings.Contains(out, "078-05") {
		t.Error("a field marked debug_redact is shown")
	}
	if !strings.Contains(fmt.Sprint(m), "078-05") {
		t.Error("Go's printing honours debug_redact now")
	}
	if grpcredact.Message(nil) != nil || grpcredact.Message((*errdetails.ErrorInfo)(nil)) != nil {
		t.Error("nil is something")
	}
}

func TestMessageLimits(t *testing.T) {
	m := annotated(t)
	next := m.Descriptor().Fields().ByName("next")
	for range 100 {
		outer := dynamicpb.NewMessage(m.Descriptor())
		outer.Set(next, protoreflect.ValueOfMessage(m))
		m = outer
	}
	out := fmt.Sprint(grpcredact.Message(m))
	wants(t, out, "[REDACTED:limit]")
	clean(t, out)
	list := &structpb.ListValue{}
	for range 20_000 {
		list.Values = append(list.Values, structpb.NewStringValue("x"))
	}
	if n := strings.Count(fmt.Sprint(grpcredact.Message(list)), "x"); n == 0 || n > 10_000 {
		t.Errorf("%d values", n)
	}
}

func TestLogger(t *testing.T) {
	var b bytes.Buffer
	l := grpcredact.NewLogger(grpclog.NewLoggerV2WithVerbosity(&b, &b, &b, 2), preset())
	text := "dial postgres://app:" + password + "@db/x"
	for _, f := range []func(...any){l.Info, l.Infoln, l.Warning, l.Warningln, l.Error, l.Errorln} {
		f("a", text, token)
	}
	for _, f := range []func(string, ...any){l.Infof, l.Warningf, l.Errorf} {
		f("b %s %d%%", text, 5)
	}
	for _, f := range []func(int, ...any){l.InfoDepth, l.WarningDepth, l.ErrorDepth} {
		f(0, "c", text)
	}
	clean(t, b.String())
	if n := strings.Count(b.String(), "@db/x"); n < 12 || !l.V(2) || l.V(3) {
		t.Errorf("%d lines\n%s", n, b.String())
	}
	wants(t, b.String(), "5%")
}

type kept struct{ entries []*pb.GrpcLogEntry }

func (k *kept) Write(e *pb.GrpcLogEntry) error { k.entries = append(k.entries, e); return nil }
func (k *kept) Close() error                   { return nil }

func TestSink(t *testing.T) {
	md := &pb.Metadata{Entry: []*pb.MetadataEntry{{Key: "authorization", Value: []byte("Bearer " + token)}, {Key: "k-bin", Value: []byte(password)}, {Key: "-bin", Value: []byte(password)}, {Key: "x-route", Value: []byte("/orders")}, {Key: ":authority", Value: []byte("ada:" + password + "@host:1")}}}
	entries := []*pb.GrpcLogEntry{
		{Payload: &pb.GrpcLogEntry_ClientHeader{ClientHeader: &pb.ClientHeader{Metadata: md, MethodName: "/s/" + token, Authority: "ada:" + password + "@host:2"}}},
		{Payload: &pb.GrpcLogEntry_ServerHeader{ServerHeader: &pb.ServerHeader{Metadata: md}}},
		{Payload: &pb.GrpcLogEntry_Message{Message: &pb.Message{Length: 40, Data: []byte(token)}}},
		{Payload: &pb.GrpcLogEntry_Trailer{Trailer: &pb.Trailer{Metadata: md, StatusMessage: "with " + token, StatusDetails: []byte(token)}}},
		{Payload: &pb.GrpcLogEntry_Trailer{}}, {}, {Peer: &pb.Address{Address: "/run/" + token}},
	}
	k := &kept{}
	s := grpcredact.NewSink(k, preset())
	for _, e := range entries {
		before := proto.Clone(e)
		if err := s.Write(e); err != nil || !proto.Equal(before, e) {
			t.Error("the entry was changed", err)
		}
	}
	if s.Write(nil) != nil || s.Close() != nil || len(k.entries) != len(entries) {
		t.Errorf("%d entries", len(k.entries))
	}
	for i, e := range k.entries {
		b, err := proto.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		clean(t, string(b))
		if i == 0 {
			wants(t, string(b), "/orders", "host:1", "host:2")
		}
		if i == 2 && (e.GetMessage().GetLength() != 40 || !e.GetPayloadTruncated()) {
			t.Errorf("%v", e)
		}
	}
}

// TestAuthority: what a client puts before the host is no part of it.
func TestAuthority(t *testing.T) {
	var b bytes.Buffer
	ctx := metadata.NewIncomingContext(context.Background(), metadata.Pairs(":authority", "ada:"+password+"@host:1"))
	_, _ = grpcredact.UnaryServer(preset(), grpcredact.WithMetadata(), grpcredact.WithLogger(slog.New(slog.NewJSONHandler(&b, nil))))(ctx, nil,
		&grpc.UnaryServerInfo{FullMethod: "/s/m"}, func(context.Context, any) (any, error) { return nil, nil })
	clean(t, b.String())
	wants(t, b.String(), `":authority":"host:1"`)
}

func Example() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), grpcredact.Messages())
	info := &errdetails.ErrorInfo{Reason: "DENIED", Metadata: map[string]string{"password": "s3cr3t-pw"}}
	fmt.Println(r.Value(info))
	// Output: map[metadata:map[password:[REDACTED:password]] reason:DENIED]
}

type traces struct{ ids map[[16]byte]int }

func (s *traces) Observe(e redact.Event) { s.ids[e.Origin.TraceID]++ }

// Events tell the trace of the call.
func TestTraceID(t *testing.T) {
	type key struct{}
	seen := &traces{map[[16]byte]int{}}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithObserver(seen))
	opts := []grpcredact.Option{grpcredact.WithLogger(slog.New(slog.NewTextHandler(io.Discard, nil))),
		grpcredact.WithTraceID(func(ctx context.Context) [16]byte { return ctx.Value(key{}).([16]byte) })}
	info := &grpc.UnaryServerInfo{FullMethod: "/s/m"}
	fail := func(context.Context, any) (any, error) { return nil, status.Error(codes.NotFound, "no "+token) }
	for name, do := range map[string]func(context.Context){
		"call": func(ctx context.Context) { _, _ = grpcredact.UnaryServer(r, opts...)(ctx, nil, info, fail) },
		"panic": func(ctx context.Context) {
			_, _ = grpcredact.RecoverUnary(r, opts...)(ctx, nil, info, func(context.Context, any) (any, error) { panic("with " + token) })
		},
	} {
		clear(seen.ids)
		if do(context.WithValue(context.Background(), key{}, [16]byte{7})); seen.ids[[16]byte{7}] == 0 || len(seen.ids) != 1 {
			t.Errorf("%s: %v", name, seen.ids)
		}
		clear(seen.ids)
		if do(context.Background()); seen.ids[[16]byte{}] == 0 || len(seen.ids) != 1 {
			t.Errorf("%s, without a trace: %v", name, seen.ids)
		}
	}
}
