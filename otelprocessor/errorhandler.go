package otelprocessor

import (
	"errors"

	"go.opentelemetry.io/otel"

	"github.com/tacit-go/tacit/redact"
)

// ErrorHandler returns a handler that passes redacted errors to next, which must not
// be nil: the SDK reports URLs of collectors with what they answered, and what it could
// not parse in OTEL_RESOURCE_ATTRIBUTES.
//
//	otel.SetErrorHandler(otelprocessor.ErrorHandler(next, r))
//
// The errors are those of [redact.Redactor.Error].
func ErrorHandler(next otel.ErrorHandler, r *redact.Redactor) otel.ErrorHandler {
	if next == nil {
		panic("otelprocessor: ErrorHandler: nil handler")
	}
	return otel.ErrorHandlerFunc(func(err error) { next.Handle(safeError(r, err)) })
}

// safeError never returns err itself if it cannot be redacted.
func safeError(r *redact.Redactor, err error) (out error) {
	defer func() {
		if recover() != nil {
			out = errors.New(failMark)
		}
	}()
	return r.Error(err)
}
