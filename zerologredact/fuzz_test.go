package zerologredact_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/zerologredact"
)

// FuzzWriter plants a token in events of both encodings: it does not come out, and
// valid JSON stays an object.
func FuzzWriter(f *testing.F) {
	f.Add([]byte(`{"level":"info","a":`), []byte(`,"b":[1]}`))
	f.Add([]byte("\xbf\x61a"), []byte("\xff"))
	f.Add([]byte("\xbf\x61a\xd9\x01\x06\x58\x2e{\"a\":"), []byte("}\xff"))
	r := newRedactor(f)
	f.Fuzz(func(t *testing.T, before, after []byte) {
		const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
		if len(after) > 0 && strings.IndexByte(letters, after[0]) >= 0 || strings.Contains(string(before)+string(after), token[4:12]) {
			t.Skip("the token would be another word")
		}
		src := bytes.Join([][]byte{before, []byte(token), after}, []byte(`"`))
		if len(before) > 0 && before[0] == 0xbf {
			src = bytes.Join([][]byte{before, {0x78, byte(len(token))}, []byte(token), after}, nil)
		}
		var out bytes.Buffer
		if n, err := zerologredact.NewWriter(&out, r).Write(src); n != len(src) || err != nil {
			t.Fatalf("Write = %d, %v", n, err)
		}
		if bytes.Contains(out.Bytes(), []byte(token[4:])) {
			t.Errorf("%q shows %q", src, out.Bytes())
		}
		if json.Valid(src) && !json.Valid(out.Bytes()) {
			t.Errorf("%q is no JSON any more: %q", src, out.Bytes())
		}
	})
}
