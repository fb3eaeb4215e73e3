package detectors

import (
	"encoding/json"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// hasMember finds what a decoder of JSON finds.
func TestHasMember(t *testing.T) {
	for _, text := range []string{
		`{"alg":"none"}`, ` { "enc" : null } `, `{"typ":"JWT","alg":"HS256"}`, `{"a":{"alg":1}}`, `{"a":["alg"]}`,
		`["alg"]`, `["alg",{"alg":1}]`, `{"alg"}`, `{"alg":1`, `{"alg":1}}`, `{"a":"alg"}`, `{"x":"\"alg\":"}`,
		"{\"\\u0061lg\":1}", `{"Alg":1}`, `{}`, ``, `null`, `"alg"`, `{"a":"}","enc":{}}`, `{"a":"{","b":[{}],"alg":[]}`,
		"{\"alg\"\n\t:\r1}", `{"alg ":1}`, `{"a":1,"a":2,"alg":3}`, "{\"\xff\":1,\"alg\":2}", `{"alg":01}`,
	} {
		var members map[string]json.RawMessage
		want := json.Unmarshal([]byte(text), &members) == nil && (members["alg"] != nil || members["enc"] != nil)
		if got := hasMember([]byte(text), "alg", "enc"); got != want {
			t.Errorf("%q: %v, not %v", text, got, want)
		}
	}
}

func TestJoseHeaderAllocs(t *testing.T) {
	token := []byte("ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey" + "JzdWIiOiI2MzU5In0.UJbNTenVcErnkRAAvBJVI8FSff57")
	if got := joseHeader(token); got != redact.Confirmed {
		t.Fatalf("verdict %v", got)
	}
	if n := testing.AllocsPerRun(100, func() { joseHeader(token) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
