package middleware

import (
	"crypto/tls"
	"net/http/httptrace"
	"net/textproto"

	"github.com/tacit-go/tacit/redact"
)

// Trace returns a copy of t whose functions are given redacted text: names of
// hosts, headers that were written and those of 1xx responses, and errors. What
// holds no text is passed on as it is; a TLS connection's state too, whose
// certificates are not looked at.
func Trace(t *httptrace.ClientTrace, r *redact.Redactor) *httptrace.ClientTrace {
	if t == nil {
		return &httptrace.ClientTrace{}
	}
	s := r.Scope("httptrace")
	out := *t
	if f := t.GetConn; f != nil {
		out.GetConn = func(hostPort string) { f(s.Text(hostPort)) }
	}
	if f := t.PutIdleConn; f != nil {
		out.PutIdleConn = func(err error) { f(r.Error(err)) }
	}
	if f := t.Got1xxResponse; f != nil {
		out.Got1xxResponse = func(code int, h textproto.MIMEHeader) error {
			shown := make(textproto.MIMEHeader, len(h))
			for name, vs := range h {
				name, vs := values(s, name, vs)
				shown[name] = vs
			}
			return f(code, shown)
		}
	}
	if f := t.DNSStart; f != nil {
		out.DNSStart = func(i httptrace.DNSStartInfo) { i.Host = s.Text(i.Host); f(i) }
	}
	if f := t.DNSDone; f != nil {
		out.DNSDone = func(i httptrace.DNSDoneInfo) { i.Err = r.Error(i.Err); f(i) }
	}
	if f := t.ConnectStart; f != nil {
		out.ConnectStart = func(network, addr string) { f(network, s.Text(addr)) }
	}
	if f := t.ConnectDone; f != nil {
		out.ConnectDone = func(network, addr string, err error) { f(network, s.Text(addr), r.Error(err)) }
	}
	if f := t.TLSHandshakeDone; f != nil {
		out.TLSHandshakeDone = func(c tls.ConnectionState, err error) { f(c, r.Error(err)) }
	}
	if f := t.WroteHeaderField; f != nil {
		out.WroteHeaderField = func(name string, vs []string) { f(values(s, name, vs)) }
	}
	if f := t.WroteRequest; f != nil {
		out.WroteRequest = func(i httptrace.WroteRequestInfo) { i.Err = r.Error(i.Err); f(i) }
	}
	return &out
}

// values redacts a header of several values. A dropped one has none.
func values(s redact.Scope, name string, vs []string) (string, []string) {
	out := make([]string, 0, len(vs))
	shown := s.Field(name).Name()
	for _, v := range vs {
		if h, ok := header(s, field{name, withoutUsers(s, field{name, v})}); ok {
			out = append(out, h.value)
		}
	}
	return shown, out
}
