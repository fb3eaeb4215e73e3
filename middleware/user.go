package middleware

import (
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// withoutUsers returns the value of a header without the user info that does not belong there: of a host, and the
// password before one in a URL without a scheme.
func withoutUsers(s redact.Scope, h field) string {
	if strings.IndexByte(h.value, '@') < 0 {
		return h.value
	}
	switch name := canonicalName(h.name); {
	case name == "Host" || name == "X-Forwarded-Host" || name == "X-Original-Host" || name == "X-Host":
		return withoutUserOf(h.value)
	case name == "Forwarded":
		return forwarded(h.value)
	case holdsURL(name):
		return withoutPasswords(s.Field(h.name), h.value)
	}
	return h.value
}

// forwarded cuts user info from the hosts in a header of RFC 7239.
func forwarded(value string) string {
	const host = "host="
	var b strings.Builder
	for {
		i := index(value, host)
		if i < 0 {
			break
		}
		parts := i == 0 || strings.IndexByte(";, \t", value[i-1]) >= 0
		i += len(host)
		b.WriteString(value[:i])
		value = value[i:]
		if !parts {
			continue
		}
		end := `,;`
		if strings.HasPrefix(value, `"`) {
			b.WriteByte('"')
			value, end = value[1:], `"`
		}
		n := strings.IndexAny(value, end)
		if n < 0 {
			n = len(value)
		}
		b.WriteString(withoutUserOf(value[:n]))
		value = value[n:]
	}
	b.WriteString(value)
	return b.String()
}

// withoutPasswords hides the passwords of URLs that begin with two slashes, as those of others are hidden. A
// backslash is a slash, as it is for browsers.
func withoutPasswords(f redact.Field, value string) string {
	slashed := strings.ReplaceAll(value, `\`, "/")
	var b strings.Builder
	done, end, last := 0, -1, -1 // where the URL at hand ends, and its last @ stands
	for at := 0; ; {
		i := strings.Index(slashed[at:], "//")
		if i < 0 {
			break
		}
		from := at + i + len("//")
		at = from
		if from > 2 && strings.IndexByte(" \t,\"'<=", slashed[from-3]) < 0 {
			continue
		}
		if end < from {
			if end = len(slashed); strings.ContainsAny(slashed[from:], endOfUser) {
				end = from + strings.IndexAny(slashed[from:], endOfUser)
			}
			last = from + strings.LastIndexByte(slashed[from:end], '@')
		}
		host, _, _ := strings.Cut(slashed[from:end], "/")
		user := last - from // a password may have a slash in it
		if n := strings.LastIndexByte(host, '@'); n >= 0 || ported(host) {
			user = n
		}
		if user < 0 {
			continue
		}
		at += user
		b.WriteString(value[done:from])
		b.WriteString(shownUser(f, value[from:at]))
		done = at
	}
	if done == 0 {
		return value
	}
	b.WriteString(value[done:])
	return b.String()
}

// endOfUser has the signs that end the URL in which user info is looked for.
const endOfUser = "?#\"<> \t"

// shownUser judges user info as that of a URL.
func shownUser(f redact.Field, user string) string {
	const before, behind = "https://", "@h"
	shown := f.String(before + user + behind)
	if !strings.HasPrefix(shown, before) || !strings.HasSuffix(shown, behind) {
		return "(REDACTED)"
	}
	return shown[len(before) : len(shown)-len(behind)]
}
