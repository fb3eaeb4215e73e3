package logrredact

import (
	"context"
	"runtime"

	"github.com/tacit-go/tacit/redact"
)

// called returns the scope of a record and what is bound to it, with the call of Info or
// Error that has logged it if somebody observes events. It is called by these.
func (r *root) called(b *state) (redact.Scope, *state) {
	if !r.scope.Observed() {
		return r.scope, b
	}
	var pc [1]uintptr
	runtime.Callers(3+int(r.depth.Load())+b.depth, pc[:]) // Callers, called and Info
	return r.from(b, redact.Origin{PC: pc[0]})
}

// from returns the scope of a record that comes from o, and what is bound to it.
func (r *root) from(b *state, o redact.Origin) (redact.Scope, *state) {
	own := *b
	own.scope = b.scope.From(o)
	return r.scope.From(o), &own
}

func (r *root) traceID(ctx context.Context) (id [16]byte) {
	if r.trace == nil {
		return id
	}
	defer func() { _ = recover() }() // a function of the user
	return r.trace(ctx)
}
