package middleware

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A field is a name and its value, in the caller's text.
type field struct{ name, value string }

// hidden stands for a credential that the Redactor has no rule for.
const hidden = "[REDACTED]"

// credential reports headers whose value is a credential by their specification,
// whatever it looks like.
func credential(name string) bool {
	switch name {
	case "Authorization", "Proxy-Authorization", // RFC 9110
		"Cookie", "Set-Cookie", // RFC 6265
		"Authentication-Info", "Proxy-Authentication-Info", // RFC 9110
		"Dpop",                      // RFC 9449
		"Sec-Websocket-Key",         // RFC 6455
		"Sec-Websocket-Protocol",    // bearer tokens of browsers, which can set no other
		"X-Api-Key", "X-Auth-Token", // by custom
		"X-Amz-Security-Token",                       // AWS Signature Version 4
		"X-Forwarded-Client-Cert", "Ssl-Client-Cert", // certificates that proxies hand on
		"X-Amzn-Oidc-Data", "X-Amzn-Oidc-Accesstoken", "X-Goog-Iap-Jwt-Assertion", "Cf-Access-Jwt-Assertion", // tokens of proxies that sign users in
		"X-Goog-Iam-Authorization-Token", "X-Csrf-Token", "X-Xsrf-Token",
		"X-Vault-Token", "X-Consul-Token", "Private-Token", "Job-Token":
		return true
	}
	return false
}

// credential reports a header whose value is one, however its name is spelled.
func (h field) credential() bool { return h.value != "" && credential(canonicalName(h.name)) }

// take appends the headers of h that are to be logged.
func (c *config) take(dst []field, h http.Header, names []string) []field {
	if c.all {
		names = slices.Sorted(maps.Keys(h))
	}
	for _, n := range names {
		switch vs := h[n]; len(vs) {
		case 0:
		case 1:
			dst = append(dst, field{n, vs[0]})
		default:
			dst = append(dst, field{n, strings.Join(vs, ", ")})
		}
	}
	return dst
}

// all returns the values of a header under each spelling of its name, as a handler may have put it.
func all(h http.Header, name string) (vs []string) {
	for k, v := range h {
		if canonicalName(k) == name {
			vs = append(vs, v...)
		}
	}
	return vs
}

// first returns the first value of a header.
func first(h http.Header, name string) string {
	vs := h[name]
	if len(vs) == 0 {
		vs = all(h, name)
	}
	if len(vs) == 0 {
		return ""
	}
	return vs[0]
}

// header returns the redacted value of a header. ok is false where the policy
// drops it.
func header(s redact.Scope, h field) (out field, ok bool) {
	f := s.Field(h.name)
	if f.Action() == redact.DropField {
		return field{}, false
	}
	v := f.String(h.value)
	if v == h.value && f.Action() != redact.Keep && h.credential() {
		v = hidden
	}
	return field{f.Name(), v}, true
}
