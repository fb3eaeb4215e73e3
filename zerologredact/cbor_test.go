package zerologredact_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

func str(s string) string {
	if len(s) < 24 {
		return string(rune(0x60+len(s))) + s
	}
	return "\x78" + string([]byte{byte(len(s))}) + s
}

// CBOR is known by its first byte, in every build.
func TestCBOR(t *testing.T) {
	r := newRedactor(t, redact.WithPath("**.gone", redact.DropField))
	stable := newRedactor(t, redact.WithStableTypes())
	const mark, named = "[REDACTED:github-personal-access-token]", "[REDACTED:password]"
	long := strings.Repeat("word ", 60) // needs two bytes of length
	longHead := func(s string) string { return "\x79" + string([]byte{byte(len(s) >> 8), byte(len(s))}) + s }
	for name, c := range map[string]struct {
		r        *redact.Redactor
		in, want string // between the marks of the map; "" is the same, "!" replaced whole
	}{
		"clean":            {r, str("a") + "\x01" + str("b") + "\x9f\x20\xf5\xf6\xff", ""},
		"text":             {r, str("a") + str("x "+token+" y"), str("a") + str("x "+mark+" y")},
		"short to long":    {r, str("password") + str("hunter2-x"), str("password") + str(named)},
		"long text":        {r, str("a") + longHead(long+token), str("a") + longHead(long+mark)},
		"bytes":            {r, str("a") + "\x58\x28" + token, str("a") + str(mark)},
		"name":             {r, str(token) + "\x01", str(mark) + "\x01"},
		"uint":             {r, str("password") + "\x1a\x00\x0d\xf3\x11", str("password") + str(named)},
		"negative":         {r, str("password") + "\x3a\x00\x0d\xf3\x11", str("password") + str(named)},
		"huge negative":    {r, str("password") + "\x3b\xff\xff\xff\xff\xff\xff\xff\xff", str("password") + str(named)},
		"float":            {r, str("password") + "\xfb\x40\x8c\xb2\xf1\xa9\xfb\xe7\x6d", str("password") + str(named)},
		"float32":          {r, str("password") + "\xfa\x44\x65\x97\x8d", str("password") + str(named)},
		"stable":           {stable, str("password") + "\x1a\x00\x0d\xf3\x11", str("password") + "\x00"},
		"stable float":     {stable, str("password") + "\xfb\x40\x8c\xb2\xf1\xa9\xfb\xe7\x6d", str("password") + "\xfb\x00\x00\x00\x00\x00\x00\x00\x00"},
		"bool":             {r, str("password") + "\xf5", ""},
		"half":             {r, str("a") + "\xf9\x7e\x00", ""},
		"array":            {r, str("a") + "\x82\x01" + str(token), str("a") + "\x82\x01" + str(mark)},
		"map":              {r, str("a") + "\xa1" + str("password") + str(password), str("a") + "\xa1" + str("password") + str(named)},
		"time":             {r, str("a") + "\xc1\x1a\x65\x53\xf1\x00", ""},
		"named time":       {r, str("password") + "\xc1\x1a\x65\x53\xf1\x00", str("password") + str(named)},
		"unknown tag":      {r, str("a") + "\xd8\x20" + str("x"+token[:3]), ""},
		"hidden tagged":    {r, str("a") + "\xd9\x01\x07\x58\x28" + token, str("a") + str(mark)},
		"prefix":           {r, str("a") + "\xd9\x01\x05\xa1\x44\xc0\x00\x02\x00\x18\x18", ""},
		"json":             {r, str("a") + "\xd9\x01\x06\x58\x30" + `{"a":"` + token + `"}`, str("a") + "\xd9\x01\x06\x58\x2f" + `{"a":"` + mark + `"}`},
		"named json":       {r, str("password") + "\xd9\x01\x06\x47" + `{"a":1}`, str("password") + "\xd9\x01\x06\x55" + `"` + named + `"`},
		"dropped":          {r, str("a") + "\x01" + str("gone") + str("x") + str("b") + "\x02", str("a") + "\x01" + str("b") + "\x02"},
		"dropped json":     {r, str("b") + "\x02" + str("gone") + "\xd9\x01\x06\x47" + `{"a":1}`, str("b") + "\x02"},
		"dropped map":      {r, str("gone") + "\xa1\x61a\x01" + str("b") + "\x02", str("b") + "\x02"},
		"kept member":      {r, str("in") + "\xa1" + str("gone") + str("x"), str("in") + "\xa1" + str("gone") + str("[REDACTED:path]")},
		"embedded":         {r, str("a") + "\xd8\x3f\x58\x2d\xa1" + str("a") + str(token), str("a") + "\xd8\x3f\x58\x2c\xa1" + str("a") + str(mark)},
		"broken embedded":  {r, str("a") + "\xd8\x3f\x58\x29\xff" + token, str("a") + str("\xff"+mark)},
		"open string":      {r, str("a") + "\x7f" + str(token) + "\xff", "!"},
		"name of bytes":    {r, "\x41a" + str(token), "!"},
		"cut":              {r, str("a") + "\x78\xff" + token, "!"},
		"cut number":       {r, str("a") + "\x1a\x00" + "\x00", "!"},
		"huge length":      {r, str("a") + "\x7b\xff\xff\xff\xff\xff\xff\xff\xff" + token, "!"},
		"huge array":       {r, str("a") + "\x9b\xff\xff\xff\xff\xff\xff\xff\xff" + str(token), "!"},
		"deep":             {r, str("a") + strings.Repeat("\x9f", 100) + str(token) + strings.Repeat("\xff", 100), "!"},
		"something behind": {r, "\xff" + str(token), "!"},
		"reserved":         {r, str("a") + "\x1c", "!"},
		"bad prefix":       {r, str("a") + "\xd9\x01\x05" + str(token), "!"},
		"tag at the end":   {r, str("a") + "\xc1", "!"},
	} {
		t.Run(name, func(t *testing.T) {
			in := "\xbf" + c.in + "\xff"
			src := []byte(in)
			var out bytes.Buffer
			if n, err := zerologredact.NewWriter(&out, c.r).Write(src); n != len(in) || err != nil {
				t.Fatalf("Write = %d, %v", n, err)
			}
			if string(src) != in {
				t.Error("the event was written to")
			}
			got := out.String()
			mustHide(t, got, token, password)
			switch {
			case c.want == "!":
				if !strings.Contains(got, "[REDACTED:error]") {
					t.Errorf("got %q", got)
				}
			case c.want == "":
				if got != in {
					t.Errorf("got  %s\nwant %s", hex.EncodeToString([]byte(got)), hex.EncodeToString(src))
				}
			case got != "\xbf"+c.want+"\xff":
				t.Errorf("got  %q\nwant %q", got, "\xbf"+c.want+"\xff")
			}
			var again bytes.Buffer
			_, _ = zerologredact.NewWriter(&again, c.r).Write(out.Bytes())
			if again.String() != got && c.want != "!" {
				t.Errorf("twice gives %q, once %q", again.String(), got)
			}
		})
	}
}
