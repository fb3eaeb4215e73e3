package redact_test

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"mime/quotedprintable"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/tacit-go/tacit/redact"
)

func jsonOf(s string) string { b, _ := json.Marshal(s); return string(b) }

func wrapAt(s string, n int, end string) string {
	var b strings.Builder
	for ; len(s) > n; s = s[n:] {
		b.WriteString(s[:n] + end)
	}
	return b.String() + s
}

func utf16Of(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func each(s, sep string, f func(c byte) string) string {
	var parts []string
	for i := range len(s) {
		parts = append(parts, f(s[i]))
	}
	return strings.Join(parts, sep)
}

// matrixForms are the ways in which a value is written, by the standard library or
// by hand, and not by the engine.
var matrixForms = map[string]func(v string) string{
	"raw":                  func(v string) string { return v },
	"base64":               func(v string) string { return base64.StdEncoding.EncodeToString([]byte(v)) },
	"base64 raw":           func(v string) string { return base64.RawStdEncoding.EncodeToString([]byte(v)) },
	"base64 url":           func(v string) string { return base64.URLEncoding.EncodeToString([]byte(v)) },
	"base64 url raw":       func(v string) string { return base64.RawURLEncoding.EncodeToString([]byte(v)) },
	"base64 with newline":  func(v string) string { return base64.StdEncoding.EncodeToString([]byte(v + "\n")) },
	"base64 of user:v":     func(v string) string { return base64.StdEncoding.EncodeToString([]byte("user:" + v)) },
	"base64 of users:v":    func(v string) string { return base64.URLEncoding.EncodeToString([]byte("users:" + v)) },
	"base64 wrapped at 64": func(v string) string { return wrapAt(base64.StdEncoding.EncodeToString([]byte("u:"+v)), 64, "\n") },
	"base64 wrapped at 76": func(v string) string { return wrapAt(base64.StdEncoding.EncodeToString([]byte(v)), 76, "\r\n") },
	"base64 in a query":    func(v string) string { return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(v))) },
	"base64 of base64": func(v string) string {
		return base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(v))))
	},
	"base64 of JSON": func(v string) string {
		return base64.StdEncoding.EncodeToString([]byte(`{"k":` + jsonOf(v) + `}`))
	},
	"base64 of UTF-16": func(v string) string {
		return base64.StdEncoding.EncodeToString([]byte(utf16Of("run "+v, binary.LittleEndian)))
	},
	"base64 of hex":     func(v string) string { return base64.StdEncoding.EncodeToString([]byte(hex.EncodeToString([]byte(v)))) },
	"base64 of percent": func(v string) string { return base64.StdEncoding.EncodeToString([]byte("q=" + url.QueryEscape(v))) },
	"base32":            func(v string) string { return base32.StdEncoding.EncodeToString([]byte(v)) },
	"base32 of user:v":  func(v string) string { return base32.StdEncoding.EncodeToString([]byte("user:" + v)) },
	"base32 lower":      func(v string) string { return strings.ToLower(base32.StdEncoding.EncodeToString([]byte(v))) },
	"hex":               func(v string) string { return hex.EncodeToString([]byte(v)) },
	"HEX":               func(v string) string { return fmt.Sprintf("%X", v) },
	"% x":               func(v string) string { return fmt.Sprintf("% x", v) },
	"% X":               func(v string) string { return fmt.Sprintf("% X", v) },
	"%# x":              func(v string) string { return fmt.Sprintf("%# x", v) },
	"hex with colons":   func(v string) string { return strings.ReplaceAll(fmt.Sprintf("% x", v), " ", ":") },
	"HEX with dashes":   func(v string) string { return strings.ReplaceAll(fmt.Sprintf("% X", v), " ", "-") },
	"hex.Dump":          func(v string) string { return strings.TrimSpace(hex.Dump([]byte(v))) },
	"hex.Dump, offset":  func(v string) string { return strings.TrimSpace(hex.Dump([]byte("some other text " + v))) },
	"hex of base64":     func(v string) string { return hex.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte(v)))) },
	"% x of base64":     func(v string) string { return fmt.Sprintf("% x", base64.StdEncoding.EncodeToString([]byte(v))) },
	"%#v of bytes":      func(v string) string { return fmt.Sprintf("%#v", []byte(v)) },
	"%v of bytes":       func(v string) string { return fmt.Sprintf("%v", []byte(v)) },
	"decimal, JSON": func(v string) string {
		return "[" + each(v, ",", func(c byte) string { return strconv.Itoa(int(c)) }) + "]"
	},
	"decimal, list":      func(v string) string { return each(v, ", ", func(c byte) string { return strconv.Itoa(int(c)) }) },
	"decimal of JSON":    func(v string) string { return fmt.Sprintf("%v", []byte(jsonOf(v))) },
	"percent":            url.QueryEscape,
	"percent, path":      url.PathEscape,
	"percent, all":       func(v string) string { return each(v, "", func(c byte) string { return fmt.Sprintf("%%%02X", c) }) },
	"percent, lower":     func(v string) string { return each(v, "", func(c byte) string { return fmt.Sprintf("%%%02x", c) }) },
	"percent of percent": func(v string) string { return url.QueryEscape(url.QueryEscape(v)) },
	"percent, some": func(v string) string {
		return each(v, "", func(c byte) string {
			if c < '0' {
				return fmt.Sprintf("%%%02X", c)
			}
			return string(rune(c))
		})
	},
	"JSON":                    func(v string) string { s := jsonOf(v); return s[1 : len(s)-1] },
	"JSON, slash":             func(v string) string { s := strings.ReplaceAll(jsonOf(v), "/", `\/`); return s[1 : len(s)-1] },
	`JSON, all \u`:            func(v string) string { return each(v, "", func(c byte) string { return fmt.Sprintf(`\u%04x`, c) }) },
	"JSON in JSON":            func(v string) string { s := jsonOf(jsonOf(v)); return s[3 : len(s)-3] },
	"JSON in JSON in JSON":    func(v string) string { s := jsonOf(jsonOf(jsonOf(v))); return s[1 : len(s)-1] },
	"%q":                      func(v string) string { return fmt.Sprintf("%q", v) },
	"%+q":                     func(v string) string { return fmt.Sprintf("%+q", v) },
	"%q of JSON":              func(v string) string { return fmt.Sprintf("%q", jsonOf(v)) },
	"XML":                     func(v string) string { var b bytes.Buffer; xml.EscapeText(&b, []byte(v)); return b.String() },
	"HTML":                    html.EscapeString,
	"XML, hexadecimal":        func(v string) string { return each(v, "", func(c byte) string { return fmt.Sprintf("&#x%x;", c) }) },
	"XML, decimal references": func(v string) string { return each(v, "", func(c byte) string { return fmt.Sprintf("&#%d;", c) }) },
	"bash, single quotes":     func(v string) string { return strings.ReplaceAll(v, "'", `'\''`) },
	"bash, double quotes": func(v string) string {
		return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`").Replace(v)
	},
	"cmd": func(v string) string {
		return each(v, "", func(c byte) string {
			if strings.IndexByte(`&|<>^()"`, c) >= 0 {
				return "^" + string(rune(c))
			}
			return string(rune(c))
		})
	},
	"PowerShell, single quotes": func(v string) string { return strings.ReplaceAll(v, "'", "''") },
	"PowerShell, double quotes": func(v string) string { return strings.NewReplacer("`", "``", `"`, "`\"", "$", "`$").Replace(v) },
	"UTF-16 LE":                 func(v string) string { return utf16Of(v, binary.LittleEndian) },
	"UTF-16 BE":                 func(v string) string { return utf16Of(v, binary.BigEndian) },
	"quoted-printable": func(v string) string {
		var b bytes.Buffer
		w := quotedprintable.NewWriter(&b)
		w.Write([]byte(v))
		w.Close()
		return b.String()
	},
	"base64 of base64 of base64": func(v string) string {
		s := v
		for range 3 {
			s = base64.StdEncoding.EncodeToString([]byte(s))
		}
		return s
	},
	"ANSI inside":             func(v string) string { return v[:5] + "\x1b[1;31m" + v[5:] },
	"zero-width space inside": func(v string) string { return v[:4] + "\u200b" + v[4:] },
}

// matrixPlaces are where a form stands.
var matrixPlaces = map[string][2]string{
	"alone":     {"", ""},
	"in text":   {"2026-11-26 12:00:00 level=info msg=failed with ", " at once"},
	"in quotes": {`{"k":"`, `","n":5}`},
	"in a URL":  {"https://db.example.com/x?q=", "&z=1"},
	"in lines":  {"first line\n", "\nlast line\n"},
}

// matrixMisses are the forms that are not found in every place and at every length:
// the published misses.
var matrixMisses = []string{
	"base32 lower",
	"percent, some",
}

func matrixValues() map[string]string {
	out := map[string]string{}
	for _, n := range []int{12, 13, 17, 32, 50, 300} {
		plain, special := strings.Builder{}, strings.Builder{}
		x := uint32(n) * 2654435761
		for range n {
			x = x*1664525 + 1013904223
			plain.WriteByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[x>>16%62])
			special.WriteByte(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+'"\<>&%$^|!`[x>>16%75])
		}
		out[fmt.Sprintf("alphanumeric, %d", n)] = plain.String()
		out[fmt.Sprintf("special, %d", n)] = special.String()
	}
	return out
}

// shown tells whether out still has a piece of the form or, in the plainest forms,
// of the value.
func shownIn(out, form, value string) bool {
	if !strings.Contains(form, "  ") { // all but dumps
		for i := 0; i+12 <= len(form); i++ {
			if strings.Contains(out, form[i:i+12]) {
				return true
			}
		}
	}
	for i := 0; i+6 <= len(value); i++ {
		if v := value[i : i+6]; strings.Contains(out, v) || strings.Contains(out, fmt.Sprintf("% x", v)) {
			return true
		}
	}
	return false
}

func TestSecretSetMatrix(t *testing.T) {
	alone(t)
	cells, misses := 0, map[string]int{}
	for name, value := range matrixValues() {
		set := redact.NewSecretSet()
		if _, err := set.Set("v", []byte(value)); err != nil {
			t.Fatal(name, err)
		}
		r := redact.MustNew(redact.WithSecrets(set))
		for form, write := range matrixForms {
			for place, around := range matrixPlaces {
				text := around[0] + write(value) + around[1]
				cells++
				out := r.String(text)
				if shownIn(out, write(value), value) {
					if misses[form]++; !slices.Contains(matrixMisses, form) {
						t.Errorf("%s, %s, %s: %.150q gives %.150q", name, form, place, text, out)
					}
					continue
				}
				if !strings.HasPrefix(out, around[0]) || !strings.HasSuffix(out, around[1]) {
					t.Errorf("%s, %s, %s: the text around is gone: %.150q", name, form, place, out)
				}
				var stream strings.Builder
				w := r.NewStreamWriter(&stream)
				for i := 0; i < len(text); i += 7 {
					w.Write([]byte(text[i:min(i+7, len(text))]))
				}
				w.Close()
				if stream.String() != out {
					t.Errorf("%s, %s, %s: a stream gives %.150q, not %.150q", name, form, place, stream.String(), out)
				}
			}
		}
	}
	total := 0
	for form, n := range misses {
		total += n
		t.Logf("missed: %s: %d of %d", form, n, cells/len(matrixForms))
	}
	for _, form := range matrixMisses {
		if misses[form] == 0 {
			t.Errorf("%s is found: it is no published miss any more", form)
		}
	}
	t.Logf("%d forms, %d cells, %d misses", len(matrixForms), cells, total)
}

// TestSecretSetSelectedEscapes lists published misses: SECURITY.md names them. All characters
// escaped are found, but octal digits, which no view reads.
func TestSecretSetSelectedEscapes(t *testing.T) {
	const value = "k3J9x7Qm" + "2Zb8Wn4T"
	set := redact.NewSecretSet()
	if _, err := set.Set("v", []byte(value)); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithSecrets(set))
	for _, escape := range []string{`\u%04x`, `\x%02x`, `\%03o`, "&#%d;", "&#x%x;", "%%%02x"} {
		one := value[:8] + fmt.Sprintf(escape, value[8]) + value[9:]
		all := ""
		for i := range len(value) {
			all += fmt.Sprintf(escape, value[i])
		}
		for _, around := range []string{"%s", `{"a":"%s"}`} {
			text := fmt.Sprintf(around, one)
			if r.String(text) != text || string(r.AppendJSON(nil, []byte(text))) != text {
				t.Errorf("%s is found: it is no published miss any more", text)
			}
			text = fmt.Sprintf(around, all)
			if octal := escape == `\%03o`; octal && r.String(text) != text {
				t.Errorf("%s is found: it is no published miss any more", text)
			} else if octal {
				continue
			}
			if strings.Contains(r.String(text), all) || strings.Contains(string(r.AppendJSON(nil, []byte(text))), all) {
				t.Errorf("%s is shown", text)
			}
		}
	}
}

// TestSecretSetOtherEncoders: what upstream services, proxies and templates print of a value with signs.
func TestSecretSetOtherEncoders(t *testing.T) {
	for value, texts := range map[string][]string{
		"it's-a+Sec" + "ret99":   {`it&#x27;s-a+Secret99`, `it&#039;s-a+Secret99`, `it\u0027s-a+Secret99`, `it\u0027s-a\u002BSecret99`, `{"body":"{\"p\":\"it\\u0027s-a+Secret99\"}"}`},
		`a"b<c>` + `&d-Secret99`: {`a\u0022b\u003cc\u003e\u0026d-Secret99`, `a\u0022b\u003Cc\u003E\u0026d-Secret99`, `a&quot;b&lt;c&gt;&amp;d-Secret99`, `"a""b<c>&d-Secret99",1`, `a\x22b<c>&d-Secret99`},
		"päswörd" + "42grün":     {`b'p\xc3\xa4sw\xc3\xb6rd42gr\xc3\xbcn'`, `p\xC3\xA4sw\xC3\xB6rd42gr\xC3\xBCn`, `'p\xe4sw\xf6rd42gr\xfcn'`, `"p\303\244sw\303\266rd42gr\303\274n"`, `p&#228;sw&#246;rd42gr&#252;n`},
	} {
		set := redact.NewSecretSet()
		if _, err := set.Set("v", []byte(value)); err != nil {
			t.Fatal(err)
		}
		r := redact.MustNew(redact.WithSecrets(set))
		for _, text := range texts {
			for call, got := range map[string]string{"String": r.String(text), "AppendJSON": string(r.AppendJSON(nil, []byte(text))), "stream": streamed(t, r, singles(text)...)} {
				if strings.Contains(got, "Secret99") || strings.Contains(got, "d42gr") || !strings.Contains(got, "[REDACTED:live-secret]") {
					t.Errorf("%s of %s is %s", call, text, got)
				}
			}
		}
	}
}

// What views undo is undone twice, also where nothing but digits is left in between.
func TestSecretSetNested(t *testing.T) {
	alone(t)
	views := []string{"base64 of JSON", "base32", "hex", "HEX", "% x", "%v of bytes", "decimal, JSON", "percent, all"}
	for name, value := range matrixValues() {
		set := redact.NewSecretSet()
		if _, err := set.Set("v", []byte(value)); err != nil {
			t.Fatal(name, err)
		}
		r := redact.MustNew(redact.WithSecrets(set))
		for _, inner := range views {
			for _, outer := range views {
				text := `{"k":"` + matrixForms[outer](matrixForms[inner](value)) + `","n":5}`
				if out := r.String(text); !strings.Contains(out, "[REDACTED:live-secret]") {
					t.Errorf("%s: %s of %s: %.150q gives %.150q", name, outer, inner, text, out)
				}
			}
		}
	}
}

// What a lane reads otherwise than the value is written does not hide it.
func TestSecretSetOddForms(t *testing.T) {
	for value, forms := range map[string][]string{
		`CORP\tom-78Q+'Xb`:     {"raw", "UTF-16 LE", "UTF-16 BE", "base64 of UTF-16", "JSON", "%q"},
		`aS vO1G".=3fPmjxap_W`: {"raw", "quoted-printable", "UTF-16 LE", "JSON"},
	} {
		set := redact.NewSecretSet()
		if _, err := set.Set("v", []byte(value)); err != nil {
			t.Fatal(err)
		}
		r := redact.MustNew(redact.WithSecrets(set))
		for _, form := range forms {
			text := "; " + matrixForms[form](value) + "; "
			if out := r.String(text); shownIn(out, matrixForms[form](value), value) || !strings.HasPrefix(out, "; ") {
				t.Errorf("%s: %q gives %q", form, text, out)
			}
		}
	}
}
