package encode

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
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func marshal(s string) string { b, _ := json.Marshal(s); return string(b) }

// inner takes off the quotes.
func inner(s string) string { return s[1 : len(s)-1] }

func forms(value string, choice Choice) map[string]string {
	m := map[string]string{}
	Visit([]byte(value), choice, func(f Form) {
		if f.Joined && m[string(f.Text)] != "" {
			return
		}
		if _, dup := m[string(f.Text)]; dup {
			panic("form given twice")
		}
		m[string(f.Text)] = f.Kind
	})
	return m
}

var values = []string{
	"plainvalue42X",
	`p@ss/w"ord\<&>'+ =?#%`,
	"zwei Wörter 日本 \U0001F511 end",
	"line one\nline two\r\n\ttab\x00\x01\x7f\a\v",
	"\xff\xfe\x80binary\xc3",
	"\u2028 separators \u2029 here",
}

func TestFormsAgreeWithStandardLibrary(t *testing.T) {
	for _, v := range values {
		got := forms(v, All)
		want := map[string]string{"raw": v}
		want["QueryEscape"] = url.QueryEscape(v)
		want["PathEscape"] = url.PathEscape(v)
		lowerPercent := []byte(url.QueryEscape(v))
		for i, c := range lowerPercent {
			if c == '%' {
				copy(lowerPercent[i+1:i+3], bytes.ToLower(lowerPercent[i+1:i+3]))
			}
		}
		want["QueryEscape lower"] = string(lowerPercent)
		j, _ := json.Marshal(v)
		want["json"] = string(j[1 : len(j)-1])
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		_ = e.Encode(v)
		want["json plain"] = strings.TrimSpace(b.String())[1 : b.Len()-2]
		want["json slash"] = strings.ReplaceAll(want["json plain"], "/", `\/`)
		want["quote"] = strings.TrimSuffix(strconv.Quote(v)[1:], `"`)
		want["quote ascii"] = strings.TrimSuffix(strconv.QuoteToASCII(v)[1:], `"`)
		want["JSON in JSON"] = inner(marshal(marshal(v)))
		want["JSON in JSON"] = want["JSON in JSON"][2 : len(want["JSON in JSON"])-2] // \"…\"
		want["%q of JSON"] = strings.Trim(strconv.Quote(want["json plain"]), `"`)
		want["percent twice"] = url.QueryEscape(url.QueryEscape(v))
		want["path twice"] = url.PathEscape(url.PathEscape(v))
		if utf8.ValidString(v) {
			for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
				var b []byte
				for _, u := range utf16.Encode([]rune(v)) {
					b = order.AppendUint16(b, u)
				}
				want["UTF-16 "+order.String()] = strings.ReplaceAll(string(b), "\x00", "")
			}
		}
		var q bytes.Buffer
		w := quotedprintable.NewWriter(&q)
		_, _ = w.Write([]byte(v))
		_ = w.Close()
		if !strings.Contains(v, "\n") { // those become \r\n, and white space counts for nothing
			want["quoted-printable"] = strings.ReplaceAll(q.String(), "=\r\n", "")
		}
		want["bash"] = strings.ReplaceAll(v, "'", `'\''`)
		want["powershell"] = strings.ReplaceAll(v, "'", "''")
		want["base32"] = strings.TrimRight(base32.StdEncoding.EncodeToString([]byte(v)), "=")
		if n := 8 * len(v) % 5; n != 0 {
			want["base32"] = want["base32"][:len(want["base32"])-1]
		}
		want["html"] = html.EscapeString(v)
		want["hex"] = hex.EncodeToString([]byte(v))
		want["HEX"] = strings.ToUpper(want["hex"])
		want["decimal"] = strings.Trim(fmt.Sprintf("%v", []byte(v)), "[]")
		if v != values[3] && v != values[4] { // encoding/xml replaces what XML cannot hold
			var x bytes.Buffer
			_ = xml.EscapeText(&x, []byte(v))
			want["xml"] = x.String()
		}
		for name, text := range want {
			if _, ok := got[text]; !ok {
				t.Errorf("%q: no form for %s: %q", v, name, text)
			}
		}
	}
}

// TestFormsOfOtherLanguages: what encoders print that escape other characters than Go's do.
func TestFormsOfOtherLanguages(t *testing.T) {
	const value = `it's "a"+b=c<d>&/\é日` + "\U0001F511"
	got := forms(value, All)
	for name, text := range map[string]string{
		"Gson":             `it\u0027s \"a\"+b\u003dc\u003cd\u003e\u0026/\\é日` + "\U0001F511",
		"Flask":            `it\u0027s \"a\"+b=c\u003cd\u003e\u0026/\\\u00e9\u65e5\ud83d\udd11`,
		"Django":           `it's \"a\"+b=c\u003Cd\u003E\u0026/\\\u00E9\u65E5\uD83D\uDD11`,
		"System.Text.Json": `it\u0027s \u0022a\u0022\u002Bb=c\u003Cd\u003E\u0026/\\\u00E9\u65E5\uD83D\uDD11`,
		"html/template":    `it\u0027s \u0022a\u0022\u002bb=c\u003cd\u003e\u0026\/\\é日` + "\U0001F511",
		"in JSON":          `it\\u0027s \\u0022a\\u0022\\u002Bb=c\\u003Cd\\u003E\\u0026/\\\\\\u00E9\\u65E5\\uD83D\\uDD11`,
		"html.escape":      `it&#x27;s &quot;a&quot;+b=c&lt;d&gt;&amp;/\é日` + "\U0001F511",
		"htmlspecialchars": `it&#039;s &quot;a&quot;+b=c&lt;d&gt;&amp;/\é日` + "\U0001F511",
		"CGI.escapeHTML":   `it&#39;s &quot;a&quot;+b=c&lt;d&gt;&amp;/\é日` + "\U0001F511",
		"OWASP":            `it&#x27;s &quot;a&quot;+b=c&lt;d&gt;&amp;&#x2F;\é日` + "\U0001F511",
		"charrefreplace":   `it's "a"+b=c&lt;d&gt;&amp;/\&#233;&#26085;&#128273;`,
		"repr of bytes":    `it\'s "a"+b=c<d>&/\\\xc3\xa9\xe6\x97\xa5\xf0\x9f\x94\x91`,
		"ascii":            `it's "a"+b=c<d>&/\\\xe9\u65e5\U0001f511`,
		"Apache":           `it's \"a\"+b=c<d>&/\\\xc3\xa9\xe6\x97\xa5\xf0\x9f\x94\x91`,
		"nginx":            `it's \x22a\x22+b=c<d>&/\x5C\xC3\xA9\xE6\x97\xA5\xF0\x9F\x94\x91`,
		"git":              `it's \"a\"+b=c<d>&/\\\303\251\346\227\245\360\237\224\221`,
		"MySQL":            `it\'s \"a\"+b=c<d>&/\\\xc3\xa9\xe6\x97\xa5\xf0\x9f\x94\x91`,
		"repr in JSON":     `it\\'s \"a\"+b=c<d>&/\\\\\\xc3\\xa9\\xe6\\x97\\xa5\\xf0\\x9f\\x94\\x91`,
		"html in JSON":     `it&#x27;s &quot;a&quot;+b=c&lt;d&gt;&amp;/\\é日` + "\U0001F511",
		"quote of Python":  `it%27s%20%22a%22%2Bb%3Dc%3Cd%3E%26/%5C%C3%A9%E6%97%A5%F0%9F%94%91`,
		"CSV":              `it's ""a""+b=c<d>&/\é日` + "\U0001F511",
	} {
		if _, ok := got[text]; !ok {
			t.Errorf("no form for %s: %s", name, text)
		}
	}
}

// A form that is longer than the buffers would be built in another one, which nothing clears.
func TestFormsFitTheirBuffers(t *testing.T) {
	for _, v := range append(values, strings.Repeat("\xff", 200), strings.Repeat("é", 100), strings.Repeat("'\"/<", 50), strings.Repeat("\U0001F511", 50), strings.Repeat("\\", 200), strings.Repeat("\x01", 200)) {
		for _, choice := range []Choice{All, Own, Few} {
			Visit([]byte(v), choice, func(f Form) {
				if len(f.Text) > maxForm(len(v)) {
					t.Errorf("%q as %s has %d bytes, at most %d fit", v, f.Kind, len(f.Text), maxForm(len(v)))
				}
			})
		}
	}
}

func TestBase64AtEveryAlignment(t *testing.T) {
	for _, v := range values {
		for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding} {
			for k := range 7 {
				for tail := range 4 {
					text := enc.EncodeToString([]byte(strings.Repeat("\xa7", k) + v + strings.Repeat("\x5c", tail)))
					var covered int
					Visit([]byte(v), All, func(f Form) {
						i := strings.Index(text, string(f.Text))
						if f.Kind != "base64" || i < 0 {
							return
						}
						if (i-int(f.Before))%4 != 0 || (i+len(f.Text)+int(f.After))%4 != 0 {
							t.Errorf("%q k=%d: Before and After do not reach the group's borders", v, k)
						}
						covered++
					})
					if covered == 0 {
						t.Errorf("%q at offset %d, tail %d: not found", v, k, tail)
					}
				}
			}
		}
	}
}

func TestBase32AtEveryAlignment(t *testing.T) {
	for _, v := range values {
		for k := range 11 {
			for tail := range 6 {
				text := base32.StdEncoding.EncodeToString([]byte(strings.Repeat("\xa7", k) + v + strings.Repeat("\x5c", tail)))
				found := false
				Visit([]byte(v), All, func(f Form) {
					i := strings.Index(text, string(f.Text))
					if f.Kind != "base32" || i < 0 {
						return
					}
					from, to := i-int(f.Before), i+len(f.Text)+int(f.After)
					if 5*from > 8*k || 5*to < 8*(k+len(v)) {
						t.Errorf("%q k=%d: digits that carry bits of it are left", v, k)
					}
					found = true
				})
				if !found {
					t.Errorf("%q at offset %d, tail %d: not found", v, k, tail)
				}
			}
		}
	}
}

func TestFewForms(t *testing.T) {
	got := forms(`p/"<d`, Few)
	for text, kind := range got {
		switch kind {
		case "hex", "base64", "decimal", "quoted-printable":
			t.Errorf("form %q of kind %s", text, kind)
		}
	}
	for _, text := range []string{`p/\"<d`, `p\/\"<d`, `p/\"\u003cd`, `p/\\\"<d`, "p/&quot;&lt;d", "p/&#34;&lt;d"} {
		if _, ok := got[text]; !ok {
			t.Errorf("no form %q", text)
		}
	}
}

func TestBoundsAndScratch(t *testing.T) {
	for _, n := range []int{0, MaxValue + 1} {
		Visit(make([]byte, n), All, func(Form) { t.Errorf("a value of %d bytes has a form", n) })
	}
	value := bytes.Repeat([]byte("\x01\"<"), 1000)
	var kept [][]byte
	Visit(value, All, func(f Form) {
		if len(f.Text) > 7*len(value)+16 {
			t.Errorf("%s form has %d bytes", f.Kind, len(f.Text))
		}
		if f.Kind != "raw" {
			kept = append(kept, f.Text)
		}
	})
	for _, k := range kept {
		if len(bytes.Trim(k, "\x00")) != 0 {
			t.Fatal("scratch is not cleared")
		}
	}
}

// What Own leaves out is what a search can undo, and no more.
func TestOwnForms(t *testing.T) {
	for _, v := range values {
		own, named := map[string]bool{}, map[string]bool{}
		Visit([]byte(v), Own, func(f Form) {
			if f.Text == nil {
				named[f.Kind] = true
			}
			own[string(f.Text)] = true
		})
		Visit([]byte(v), All, func(f Form) {
			switch f.Kind {
			case "hex", "base32", "decimal":
				if own[string(f.Text)] || !named[f.Kind] {
					t.Errorf("%q: %s is not left out and named", v, f.Kind)
				}
			case "percent", "json":
				if !own[string(f.Text)] && (!named[f.Kind] || len(bytes.Trim(f.Text, `%\u0123456789abcdefABCDEF`)) > 0) {
					t.Errorf("%q: no %s: %q", v, f.Kind, f.Text)
				}
			default:
				if !own[string(f.Text)] {
					t.Errorf("%q: no %s: %q", v, f.Kind, f.Text)
				}
			}
		})
	}
}
