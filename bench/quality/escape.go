package quality

import (
	"fmt"
	"strings"
)

// jsonEscape writes text as it stands inside a JSON string.
func jsonEscape(s string) string {
	var b strings.Builder
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ':
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// goJSON escapes as encoding/json does by default, <, > and & too.
func goJSON(s string) string {
	return strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`).Replace(jsonEscape(s))
}

// slashJSON escapes as PHP and others do, with \/ too.
func slashJSON(s string) string { return strings.ReplaceAll(jsonEscape(s), "/", `\/`) }

// single escapes inside single quotes of Python, Ruby, PHP and JavaScript.
func single(s string) string {
	return strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`).Replace(s)
}

// doubled escapes inside single quotes of SQL, YAML and CSV.
func doubled(s string) string { return strings.ReplaceAll(s, `'`, `''`) }

func xmlEscape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;").Replace(s)
}

// percent encodes everything but the unreserved characters of RFC 3986.
func percent(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if strings.IndexByte(alnum+"-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// form encodes a value of a form body: like percent, with + for a blank.
func form(s string) string { return strings.ReplaceAll(percent(s), "%20", "+") }

// userinfo encodes what url.UserPassword encodes.
func userinfo(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if strings.IndexByte(alnum+"-._~$&+,;=!*'()", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
