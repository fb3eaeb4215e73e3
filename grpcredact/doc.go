// Package grpcredact keeps secrets out of what gRPC servers and clients log.
//
//	srv := grpc.NewServer(
//		grpc.ChainUnaryInterceptor(grpcredact.UnaryServer(r), grpcredact.RecoverUnary(r)),
//		grpc.ChainStreamInterceptor(grpcredact.StreamServer(r), grpcredact.RecoverStream(r)),
//	)
//	grpclog.SetLoggerV2(grpcredact.NewLogger(grpclog.NewLoggerV2(os.Stderr, os.Stderr, os.Stderr), r))
//
// # What is redacted
//
// [UnaryServer], [StreamServer], [UnaryClient] and [StreamClient] write one record for
// each call to log/slog: method, code, text and details of the status, duration, and, if
// asked for, metadata and messages. Messages, requests, responses and errors that pass are
// not changed, with one exception that is asked for: [WithStatus]. [RecoverUnary] and
// [RecoverStream] end panics. [NewLogger] redacts gRPC's own log, [NewSink] its binary log.
// [Message] and [Messages] show messages of protocol buffers as values, without the
// fields that are marked debug_redact, which Go's own printing shows.
//
// # channelz
//
// The service channelz shows addresses, targets with their parameters and the text of
// events. Register it on a server that only operators reach, with [RedactResponses]. To print
// an answer, give Value what [Message] makes of it.
//
// # What is not protected
//
// Trailers and headers as others see them, stats handlers, credentials' own errors
// outside of these interceptors, what a handler logs by itself, and the payload of
// a binary log's messages, of which [NewSink] keeps the length alone. A field of
// bytes is searched as text, and a message inside of google.protobuf.Any is shown
// only if its type is linked into the program.
package grpcredact
