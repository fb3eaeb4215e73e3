package middleware

import (
	"net/http"
	"sync"
)

// A servedBody is the body of a copy of a request that a server has made. What is read of it may
// set the trailers of the server's own request.
type servedBody struct {
	teeBody
	req, copy *http.Request

	mu   sync.Mutex
	busy int  // calls that go on
	over bool // the server has its request back
}

// captured returns a copy of req whose body is captured. net/http looks at the
// body of its own request, so that must stay what it is.
func captured(req *http.Request, c *capture) (*http.Request, *servedBody) {
	if req.Body == nil || req.Body == http.NoBody {
		return req, nil
	}
	c.kind(req.Header, req.ContentLength)
	if c.omitted != "" {
		// It is not logged, but its size is.
		c.buf = nil
	}
	out := *req
	b := &servedBody{teeBody: teeBody{ReadCloser: req.Body, to: c}, req: req, copy: &out}
	out.Body = b
	return &out, b
}

// Read implements io.Reader.
func (b *servedBody) Read(p []byte) (n int, err error) {
	b.enter()
	defer func() { b.leave(err != nil) }()
	return b.teeBody.Read(p)
}

// Close implements io.Closer.
func (b *servedBody) Close() error {
	b.enter()
	defer b.leave(true)
	return b.teeBody.Close()
}

func (b *servedBody) enter() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.busy++
}

// leave hands on the trailers, which are all there when the body has ended.
func (b *servedBody) leave(ended bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.busy--; ended && b.busy == 0 && !b.over && b.copy.Trailer == nil {
		b.copy.Trailer = b.req.Trailer // those that were not announced
	}
}

// handBack leaves in the request what a handler has set in its copy: the route, the parsed
// forms, whose files the server removes. A handler that goes on when its time is up, as within
// http.TimeoutHandler, may read the body at the same time: then it is these alone.
func (b *servedBody) handBack() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
	req, in := b.req, b.copy
	if b.busy > 0 {
		req.Pattern, req.Form, req.PostForm, req.MultipartForm = in.Pattern, in.Form, in.PostForm, in.MultipartForm
		return
	}
	body, trailer := req.Body, req.Trailer
	*req = *in
	if req.Body = body; req.Trailer == nil {
		req.Trailer = trailer
	}
}
