package redact_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestQuietJSON compares JSON that may be passed by its names alone with the same JSON
// and a member beside it that has to be read.
func TestQuietJSON(t *testing.T) {
	alone(t)
	const beside = `"\u0071":0,`
	values := []string{
		`"v"`, "1", "123456", `{"a":1}`, `{"a":{"b":"c"}}`, `["x"]`, `["x","y"]`, "[]", "{}", `"ok"`, "true", "null", `"hunter2xyz"`, `"prod/eu"`, `"a b c"`,
		"-5", "1.5", `""`, `"12ms"`, `"${NAME}"`, `[1,{"a":"b"}]`, `"a\nb"`,
	}
	rnd := rand.New(rand.NewPCG(3, 4))
	for _, r := range []*redact.Redactor{defaults(t), build(t, redact.WithNames("x", "ab", "zq", "national_id", "pin", "api_key"))} {
		names := []string{"status", "author", "passwordless", "token_count", "secretary", "kid", "sessions", "spin", "keys"}
		for _, n := range r.Describe().Names {
			names = append(names, n, n+"s", "my"+n, n+"x", "db"+n, n+"id", "x"+n+"y", n[:len(n)/2]+"_"+n[len(n)/2:])
		}
		rounds := 60_000
		if testing.Short() {
			rounds = 10_000
		}
		for range rounds {
			blank := strings.Repeat(" ", rnd.IntN(2))
			member := fmt.Sprintf(`"level":"info","%s"%s:%s%s,"msg":"done"}`, names[rnd.IntN(len(names))], blank, blank, values[rnd.IntN(len(values))])
			got, want := string(r.AppendJSON(nil, []byte("{"+member))), string(r.AppendJSON(nil, []byte("{"+beside+member)))
			if want = strings.Replace(want, beside, "", 1); got != want {
				t.Fatalf("{%s gives %s, beside another member %s", member, got, want)
			}
		}
	}
}
