package middleware

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Do is c.Do, whose error is redacted: it is still a [*url.Error], with a URL that
// has no user info and no secret in its query, and everything it wraps is what
// [redact.Redactor.Error] returns, so errors.Is, Timeout and Temporary answer as
// before. It knows no patterns: a secret in a path that no detector knows stays in the error, also where
// [WithPathPatterns] tells [NewTransport] of it. A nil c is [http.DefaultClient].
func Do(c *http.Client, req *http.Request, r *redact.Redactor) (*http.Response, error) {
	if c == nil {
		c = http.DefaultClient
	}
	resp, err := c.Do(req)
	return resp, clientError(r, err)
}

// A Client is an [http.Client] whose errors are redacted as those of [Do]. It is
// as safe for concurrent use as the client in it.
type Client struct {
	c *http.Client
	r *redact.Redactor
}

// NewClient returns a Client that sends by c, which is [http.DefaultClient] if nil.
// What it sends is logged if c's Transport is one of [NewTransport].
func NewClient(c *http.Client, r *redact.Redactor) *Client {
	if c == nil {
		c = http.DefaultClient
	}
	return &Client{c, r}
}

// Do is [http.Client.Do].
func (c *Client) Do(req *http.Request) (*http.Response, error) { return Do(c.c, req, c.r) }

// Get is [http.Client.Get].
func (c *Client) Get(url string) (*http.Response, error) {
	resp, err := c.c.Get(url)
	return resp, clientError(c.r, err)
}

// Head is [http.Client.Head].
func (c *Client) Head(url string) (*http.Response, error) {
	resp, err := c.c.Head(url)
	return resp, clientError(c.r, err)
}

// Post is [http.Client.Post].
func (c *Client) Post(url, contentType string, body io.Reader) (*http.Response, error) {
	resp, err := c.c.Post(url, contentType, body)
	return resp, clientError(c.r, err)
}

// PostForm is [http.Client.PostForm].
func (c *Client) PostForm(url string, data url.Values) (*http.Response, error) {
	resp, err := c.c.PostForm(url, data)
	return resp, clientError(c.r, err)
}

// CloseIdleConnections is [http.Client.CloseIdleConnections].
func (c *Client) CloseIdleConnections() { c.c.CloseIdleConnections() }

// clientError redacts an error of http.Client, which is a *url.Error.
func clientError(r *redact.Redactor, err error) error {
	if err == nil {
		return nil
	}
	u, ok := err.(*url.Error)
	if !ok {
		return r.Error(err)
	}
	return &url.Error{Op: r.String(u.Op), URL: errorURL(r, u.URL), Err: inner(r, u.Err)}
}

// inner redacts what a *url.Error wraps.
func inner(r *redact.Redactor, err error) error {
	if err == nil {
		return nil
	}
	err = r.Error(err)
	// url.Parse quotes what it cannot read: half of a password is none by itself.
	for _, p := range []string{"invalid port ", "invalid URL escape ", "invalid character ", "invalid userinfo"} {
		if strings.HasPrefix(err.Error(), "net/url: "+p) || strings.HasPrefix(err.Error(), p) {
			return &fixedError{"the URL is malformed", err}
		}
	}
	if strings.HasPrefix(err.Error(), "failed to parse Location header ") {
		return &fixedError{"the Location is malformed", err}
	}
	return err
}

// A fixedError prints a fixed text in the place of an error.
type fixedError struct {
	text string
	err  error
}

// Error implements error.
func (e *fixedError) Error() string { return e.text }

// Is serves errors.Is.
func (e *fixedError) Is(target error) bool { return errors.Is(e.err, target) }

// errorURL redacts the URL of an error, which need not parse: its user info is
// removed, and what stands in the place of a port and is none.
func errorURL(r *redact.Redactor, s string) string {
	start, end, ok := authority(s)
	if stray := withoutStray(s); !ok || stray != s {
		return r.URL(stray)
	}
	host := s[start:end]
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	if !ported(host) {
		host = "(REDACTED)"
		if i := strings.LastIndexByte(s, '@'); i >= end {
			host, end = "(REDACTED)@", i+1 // a password with a slash in it
		}
	}
	return r.URL(s[:start] + host + s[end:])
}

// authority returns where host and user info of a URL stand.
func authority(s string) (start, end int, ok bool) {
	i := strings.Index(s, "//")
	if i < 0 {
		return 0, 0, false
	}
	start, end = i+2, len(s)
	if j := strings.IndexAny(s[start:], "/?#"); j >= 0 {
		end = start + j
	}
	return start, end, true
}

// ported reports a host that has no port, or a number as one. An address of IPv6
// stands in brackets.
func ported(host string) bool {
	if i := strings.LastIndexByte(host, ']'); i >= 0 && host[0] == '[' {
		host = host[i+1:]
	}
	_, port, _ := strings.Cut(host, ":")
	return strings.Trim(port, "0123456789") == ""
}
