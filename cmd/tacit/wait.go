package main

import (
	"context"
	"os"
)

// within returns what f returns, or at the end of ctx its error: a pipe can make f wait for
// its other end for as long as it likes. f then goes on by itself.
func within[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		v   T
		err error
	}
	done := make(chan result, 1)
	go func() {
		v, err := f()
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-ctx.Done():
		var none T
		return none, ended(ctx)
	}
}

// openFile is os.Open that ends with ctx.
func openFile(ctx context.Context, name string) (*os.File, error) {
	return within(ctx, func() (*os.File, error) {
		f, err := os.Open(name)
		if err == nil && ctx.Err() != nil {
			f.Close() // nobody may be there to do it
			return nil, ended(ctx)
		}
		return f, err
	})
}
