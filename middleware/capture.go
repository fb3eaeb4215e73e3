package middleware

import (
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strings"
	"sync"

	"github.com/tacit-go/tacit/redact"
)

// A capture keeps the first bytes of a body. The methods do nothing on nil.
type capture struct {
	mu      sync.Mutex // a client's transport reads a body on a goroutine of its own
	max     int
	buf     []byte
	size    int64 // of all that passed
	length  int64 // that the sender declares, or -1
	ended   bool  // all of the body has passed
	refused bool  // a part of it has not
	form    form
	coding  string // "", "gzip" or "deflate"
	bound   string // of a multipart body
	sniff   bool   // the form is not known yet
	omitted string // why the body is not logged
}

// A form is how a body is written.
type form uint8

const (
	formNone form = iota
	formJSON
	formURL
	formMultipart
	formText
)

func newCapture(limit int) *capture {
	if limit == 0 {
		return nil
	}
	return &capture{max: limit, length: -1}
}

// kind decides by its headers whether a body of that length, -1 if it is unknown, is kept.
func (c *capture) kind(h http.Header, length int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.length = length
	c.decide(first(h, "Content-Type"), first(h, "Content-Encoding"))
}

// omit decides that it is not.
func (c *capture) omit(why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.omitted = why
}

func (c *capture) decide(ctype, coding string) {
	switch c.coding = strings.ToLower(strings.TrimSpace(coding)); c.coding {
	case "identity":
		c.coding = ""
	case "x-gzip":
		c.coding = "gzip"
	case "", "gzip", "deflate":
	default:
		c.omitted = "content encoding"
		return
	}
	if ctype == "" {
		c.sniff = true
		return
	}
	t, params, err := mime.ParseMediaType(ctype)
	if err != nil && t == "" {
		c.omitted = "content type"
		return
	}
	if cs := strings.ToLower(params["charset"]); strings.HasPrefix(cs, "utf-16") || strings.HasPrefix(cs, "utf-32") || strings.HasPrefix(cs, "ucs-") || cs == "utf-7" {
		c.omitted = "character set"
		return
	}
	c.bound = params["boundary"]
	if c.form = formOf(t); c.form == formNone {
		c.omitted = "content type"
	}
}

// formOf tells how a media type is written.
func formOf(t string) form {
	switch {
	case t == "application/json", strings.HasSuffix(t, "+json"), t == "application/x-ndjson", t == "application/jsonl", t == "text/json":
		return formJSON
	case t == "application/x-www-form-urlencoded":
		return formURL
	case strings.HasPrefix(t, "multipart/"):
		return formMultipart
	case strings.HasPrefix(t, "text/"), t == "application/xml", strings.HasSuffix(t, "+xml"), strings.HasSuffix(t, "+yaml"),
		t == "application/yaml", t == "application/x-yaml", t == "application/javascript", t == "application/graphql":
		return formText
	}
	return formNone
}

// add keeps what still fits. It does not keep p itself.
func (c *capture) add(p []byte) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.size += int64(len(p))
	if n := min(len(p), c.max-len(c.buf)); n > 0 && c.omitted == "" {
		c.buf = append(c.buf, p[:n]...)
	}
}

// Write implements io.Writer; it never fails.
func (c *capture) Write(p []byte) (int, error) {
	c.add(p)
	return len(p), nil
}

// end notes that the body has come to its end, or that a part of it was refused.
func (c *capture) end(refused bool) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended, c.refused = true, refused
}

// part reports that what passed may not be all of the body: whoever reads or writes it may have
// stopped before its end.
func (c *capture) part() bool {
	return c.refused || c.size < c.length || c.length < 0 && !c.ended
}

// reset forgets what was kept, when a body is sent again.
func (c *capture) reset() {
	c.cut(0)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = false
}

// passed returns the length of all that passed.
func (c *capture) passed() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.size
}

// cut forgets what passed from an offset on.
func (c *capture) cut(size int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.size = min(c.size, size)
	c.buf = c.buf[:min(int64(len(c.buf)), size)]
}

// append appends the redacted body as a group, if any of it has passed.
func (c *capture) append(dst []slog.Attr, r *redact.Redactor, s redact.Scope, sink, name string) []slog.Attr {
	if c == nil {
		return dst
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size == 0 {
		return dst
	}
	f := s.Field(name)
	if f.Action() == redact.DropField {
		return dst
	}
	text, cut := c.render(r, f.Scope(), sink)
	attrs := []slog.Attr{slog.Int64("bytes", c.size)}
	if c.omitted != "" {
		attrs = append(attrs, slog.String("omitted", c.omitted))
	} else {
		attrs = append(attrs, slog.String("text", text))
		if cut {
			attrs = append(attrs, slog.Bool("truncated", true))
		}
	}
	return append(dst, slog.Attr{Key: name, Value: slog.GroupValue(attrs...)})
}

// A teeBody is a body that is captured while it is read.
type teeBody struct {
	io.ReadCloser
	to   *capture
	done func() // at the end of the body or its Close, once; may be nil
}

// Read implements io.Reader.
func (b *teeBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 && n <= len(p) {
		b.to.add(p[:n])
	}
	if err == io.EOF {
		b.to.end(false)
	}
	if err != nil && b.done != nil {
		b.done()
	}
	return n, err
}

// Close implements io.Closer.
func (b *teeBody) Close() error {
	err := b.ReadCloser.Close()
	if b.done != nil {
		b.done()
	}
	return err
}
