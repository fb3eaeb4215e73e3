package grpcredact

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/tacit-go/tacit/redact"
)

// RecoverUnary returns an interceptor that ends a panic of a handler: the client gets
// codes.Internal with the fixed text "internal error"; value and stack are logged,
// redacted and without argument words. runtime.Goexit goes on.
func RecoverUnary(r *redact.Redactor, opts ...Option) grpc.UnaryServerInterceptor {
	c := &call{r, newConfig(opts)}
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
		defer func() {
			if v := recover(); v != nil {
				resp, err = nil, c.panicked(ctx, info.FullMethod, v)
			}
		}()
		return handler(ctx, req)
	}
}

// RecoverStream is [RecoverUnary] for streams.
func RecoverStream(r *redact.Redactor, opts ...Option) grpc.StreamServerInterceptor {
	c := &call{r, newConfig(opts)}
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) (err error) {
		defer func() {
			if v := recover(); v != nil {
				err = c.panicked(ss.Context(), info.FullMethod, v)
			}
		}()
		return handler(srv, ss)
	}
}

func (c *call) panicked(ctx context.Context, method string, v any) error {
	stack := debug.Stack()
	func() {
		defer func() { _ = recover() }() // of a logger
		c.log().LogAttrs(ctx, slog.LevelError, "panic",
			slog.String("method", c.scope(ctx).Text(method)),
			slog.String("panic", c.panicText(ctx, v)),
			slog.String("stack", string(c.r.AppendTrace(nil, stack))))
	}()
	return status.Error(codes.Internal, "internal error")
}

// panicText renders the value of a panic once.
func (c *call) panicText(ctx context.Context, v any) (text string) {
	defer func() {
		if recover() != nil {
			text = "[REDACTED:error]"
		}
	}()
	s := c.scope(ctx)
	if err, ok := v.(error); ok {
		return s.Text(c.r.Error(err).Error())
	}
	v, _ = s.Field("panic").Value(v)
	return s.Text(fmt.Sprint(v))
}
