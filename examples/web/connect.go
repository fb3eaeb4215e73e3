package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

type (
	rpcRequest  = connect.Request[structpb.Struct]
	rpcResponse = connect.Response[structpb.Struct]
)

func newConnect(r *redact.Redactor, out io.Writer) http.Handler {
	panics := middleware.ErrorWriter(out, r)
	opts := []connect.HandlerOption{
		connect.WithInterceptors(logErrors(r, out)),
		connect.WithRecover(func(_ context.Context, _ connect.Spec, _ http.Header, v any) error {
			_, _ = fmt.Fprintf(panics, "panic: %v\n%s", v, debug.Stack())
			return connect.NewError(connect.CodeInternal, errors.New("internal error"))
		}),
	}
	mux := http.NewServeMux()
	handle := func(name string, do func() error) {
		mux.Handle(name, connect.NewUnaryHandler(name, func(context.Context, *rpcRequest) (*rpcResponse, error) {
			if err := do(); err != nil {
				return nil, err
			}
			return connect.NewResponse(&structpb.Struct{}), nil
		}, opts...))
	}
	handle("/shop.v1.Shop/Login", func() error { return nil })
	handle("/shop.v1.Shop/Fail", func() error { return connect.NewError(connect.CodeUnavailable, errDatabase) })
	handle("/shop.v1.Shop/Panic", func() error { fails(key); return nil })

	return middleware.AccessLog(r, middleware.WithLogger(newLogger(out)), middleware.WithAllHeaders(),
		middleware.WithRequestBody(0), middleware.WithResponseBody(0))(mux)
}

// logErrors logs messages and errors, and sends the error's redacted text to the
// client: connect sends what an error says.
func logErrors(r *redact.Redactor, out io.Writer) connect.UnaryInterceptorFunc {
	log := newSlog(r, out)
	return func(next connect.UnaryFunc) connect.UnaryFunc {
		return func(ctx context.Context, req connect.AnyRequest) (connect.AnyResponse, error) {
			resp, err := next(ctx, req)
			if err != nil {
				msg, _ := req.Any().(*structpb.Struct)
				log.Error("call failed", "procedure", req.Spec().Procedure, "headers", req.Header(), "message", msg.AsMap(), "err", err)
				return nil, connect.NewError(connect.CodeOf(err), r.Error(err))
			}
			return resp, nil
		}
	}
}
