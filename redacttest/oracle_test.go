package redacttest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"mime/quotedprintable"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"
)

// encoders are written without the forms of encode.go: they are what a program
// would call.
var encoders = []struct {
	name, form string // form is what the oracle calls it
	encode     func(s string) string
}{
	{"raw", "raw", func(s string) string { return s }},
	{"percent", "percent", url.PathEscape},
	{"percent, query", "percent-query", url.QueryEscape},
	{"percent, lower case", "percent-lower", func(s string) string { return lower(url.PathEscape(s)) }},
	{"percent, query, lower case", "percent-query-lower", func(s string) string { return lower(url.QueryEscape(s)) }},
	{"percent, every byte", "percent-full", func(s string) string { return strings.ReplaceAll(fmt.Sprintf(" % X", s), " ", "%") }},
	{"percent, every byte, lower case", "percent-full-lower", func(s string) string { return strings.ReplaceAll(fmt.Sprintf(" % x", s), " ", "%") }},
	{"percent, twice", "percent-twice", func(s string) string { return url.PathEscape(url.PathEscape(s)) }},
	{"JSON", "json", func(s string) string { b, _ := json.Marshal(s); return string(b) }},
	{"JSON, no HTML", "json-plain", plainJSON},
	{"JSON, slashes", "json-slash", func(s string) string { return strings.ReplaceAll(plainJSON(s), "/", `\/`) }},
	{"JSON in JSON", "json-twice", func(s string) string { return plainJSON(plainJSON(s)) }},
	{"JSON, escaped units", "json-unicode", func(s string) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune(s)) {
			b.WriteString(`\u` + hex.EncodeToString([]byte{byte(u >> 8), byte(u)}))
		}
		return b.String()
	}},
	{"%q", "go-quote", strconv.Quote},
	{"%+q", "go-quote-ascii", strconv.QuoteToASCII},
	{"XML", "xml", func(s string) string { b, _ := xml.Marshal(s); return string(b) }},
	{"quoted-printable", "quoted-printable", func(s string) string {
		var b bytes.Buffer
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write([]byte(s))
		_ = w.Close()
		return strings.ReplaceAll(b.String(), "=\r\n", "") // as a client joins it
	}},
	{"%x", "hex", func(s string) string { return fmt.Sprintf("%x", s) }},
	{"%X", "hex-upper", func(s string) string { return fmt.Sprintf("%X", s) }},
	{"base64", "base64/0", func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }},
	{"base64 of echo", "base64/0", func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s + "\n")) }},
	{"base64 behind 1", "base64/1", func(s string) string { return base64.StdEncoding.EncodeToString([]byte("u" + s + "t")) }},
	{"base64 behind 2", "base64/2", func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte("u:" + s)) }},
	{"base64url", "base64url/0", func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) }},
	{"base64url behind 4", "base64url/1", func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("user" + s + ".")) }},
	{"base64url behind 5", "base64url/2", func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte("user:" + s)) }},
	{"UTF-16LE", "utf-16le", func(s string) string { return utf16Bytes(s, 0, 8) }},
	{"UTF-16BE", "utf-16be", func(s string) string { return utf16Bytes(s, 8, 0) }},
	{"%v of bytes", "decimal-bytes", func(s string) string { return fmt.Sprint([]byte(s)) }},
	{"%#v of bytes", "hex-bytes", func(s string) string { return fmt.Sprintf("%#v", []byte(s)) }},
	{"JSON array of bytes", "decimal-bytes-json", func(s string) string {
		n := make([]int, len(s))
		for i := range n {
			n[i] = int(s[i])
		}
		b, _ := json.Marshal(n)
		return string(b)
	}},
}

func plainJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)
	return strings.TrimSpace(b.String())
}

// lower writes the two characters behind each percent sign in lower case.
func lower(s string) string {
	parts := strings.Split(s, "%")
	for i := 1; i < len(parts); i++ {
		parts[i] = strings.ToLower(parts[i][:2]) + parts[i][2:]
	}
	return strings.Join(parts, "%")
}

func utf16Bytes(s string, first, second int) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>first), byte(u>>second))
	}
	return string(b)
}

// TestOracleFindsEveryEncoding is the negative control: an oracle that finds
// nothing would let every other test pass.
func TestOracleFindsEveryEncoding(t *testing.T) {
	for _, c := range Canaries(t, 7) {
		o := NewOracle(c)
		for _, e := range encoders {
			for _, secret := range c.Secret {
				const before = "level=info msg=ok "
				leaks := o.Leaks([]byte(before + e.encode(secret) + " done"))
				if len(leaks) == 0 {
					t.Errorf("%s as %s: not found", c.Name, e.name)
				} else if l := leaks[0]; l.Canary != c.Name || l.Offset < len(before) {
					t.Errorf("%s as %s: found %v", c.Name, e.name, l)
				}
			}
		}
	}
}

// TestOracleKnowsEncodingsApart has a secret that looks different in every
// encoding, so that no other form finds it by chance.
func TestOracleKnowsEncodingsApart(t *testing.T) {
	const dense = "<?????<é/\"\x01 &ß\\'+%ξ=>\tż~?\x7f/&é\"@ \\<ß"
	o := NewOracle(newCanary("dense", Password, dense, dense))
	known := map[string]bool{}
	for _, e := range encoders {
		known[e.form] = true
		leaks := o.Leaks([]byte("a " + e.encode(dense) + " b"))
		if !slices.ContainsFunc(leaks, func(l Leak) bool { return l.Encoding == e.form }) {
			t.Errorf("%s: found %v, want %s", e.name, leaks, e.form)
		}
	}
	for _, f := range forms(dense) {
		if !known[f.encoding] {
			t.Errorf("no encoder checks the form %s", f.encoding)
		}
	}
}

func TestOracleFindsFragments(t *testing.T) {
	for _, c := range Canaries(t, 8) {
		o := NewOracle(c)
		for _, f := range c.Fragments {
			leaks := o.Leaks([]byte("[REDACTED]" + f))
			if len(f) != 8 || !slices.ContainsFunc(leaks, func(l Leak) bool { return l.Offset == 10 }) {
				t.Errorf("%s: fragment gave %v", c.Name, leaks)
			}
		}
		if len(o.Leaks([]byte(c.Fragments[0][:7]))) != 0 {
			t.Errorf("%s: seven bytes count as a leak", c.Name)
		}
	}
}

func TestOracleFindsPartsInEveryEncoding(t *testing.T) {
	c := Canaries(t, 9)[4] // long: a tail that was left is two blocks
	tail := c.Secret[0][len(c.Secret[0])-2*blockLen:]
	o := NewOracle(c)
	for _, e := range encoders {
		if len(o.Leaks([]byte(e.encode(tail)))) == 0 {
			t.Errorf("tail as %s: not found", e.name)
		}
	}
}

func TestOracleLeavesOrdinaryTextAlone(t *testing.T) {
	text, err := os.ReadFile("oracle_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		if leaks := Leaks(text, Canaries(t, seed)...); len(leaks) != 0 {
			t.Errorf("seed %d: %v", seed, leaks)
		}
	}
	if leaks := Leaks(nil, Canaries(t, 1)[0]); leaks != nil {
		t.Errorf("empty output: %v", leaks)
	}
	if leaks := Leaks(text); leaks != nil {
		t.Errorf("no canaries: %v", leaks)
	}
}

func TestOracleIsConcurrent(t *testing.T) {
	c := Canaries(t, 3)[0]
	o := NewOracle(c)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for range 200 {
				if got := len(o.Leaks([]byte("x "+c.Value))) > 0; !got {
					t.Errorf("worker %d: leak missed", i)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestLeakHoldsNoSecret(t *testing.T) {
	for _, c := range Canaries(t, 5) {
		o := NewOracle(c)
		for _, l := range o.Leaks([]byte(c.Value)) {
			if again := o.Leaks(fmt.Appendf(nil, "%v %+v %#v", l, l, l)); len(again) != 0 {
				t.Errorf("%s: report leaks: %v", c.Name, again)
			}
		}
	}
}
