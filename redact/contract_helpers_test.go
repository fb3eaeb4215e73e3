package redact_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// hidden stands for every secret in tables of exact output.
const hidden = "[HIDDEN]"

func build(t testing.TB, opts ...redact.Option) *redact.Redactor {
	t.Helper()
	r, err := redact.New(opts...)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return r
}

var preset = sync.OnceValues(func() (*redact.Redactor, error) {
	return redact.New(redact.WithDetectors(detectors.Default()...))
})

// defaults returns the default preset with labels, built once.
func defaults(t testing.TB) *redact.Redactor {
	t.Helper()
	r, err := preset()
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return r
}

var fixedPreset = sync.OnceValues(func() (*redact.Redactor, error) {
	return redact.New(redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed(hidden)))
})

// fixed returns the default preset that writes [HIDDEN] for everything.
func fixed(t testing.TB) *redact.Redactor {
	t.Helper()
	r, err := fixedPreset()
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return r
}

// streamed returns the output of a stream that gets one Write for each chunk.
func streamed(t testing.TB, r *redact.Redactor, chunks ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := r.NewStreamWriter(&out)
	for i, c := range chunks {
		if n, err := io.WriteString(w, c); n != len(c) || err != nil {
			t.Fatalf("Write %d returned %d, %v; want %d, nil", i, n, err, len(c))
		}
	}
	if err := w.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	return out.String()
}

// cut splits s at the given positions, which are taken modulo the length.
func cut(s string, at ...int) []string {
	if s == "" {
		return nil
	}
	for i := range at {
		at[i] %= len(s)
	}
	slices.Sort(at)
	var chunks []string
	from := 0
	for _, to := range at {
		chunks = append(chunks, s[from:to])
		from = to
	}
	return append(chunks, s[from:])
}

func singles(s string) []string {
	chunks := make([]string, len(s))
	for i := range chunks {
		chunks[i] = s[i : i+1]
	}
	return chunks
}

// leaked returns where 8 consecutive bytes of secret stand in out, or all of a
// shorter secret; -1 if nowhere. It is an oracle that shares nothing with the
// engine.
func leaked(out, secret string) int {
	n := min(8, len(secret))
	for i := 0; i+n <= len(secret); i++ {
		if at := strings.Index(out, secret[i:i+n]); at >= 0 {
			return at
		}
	}
	return -1
}

// near returns the neighbourhood of a position, for failure messages.
func near(s string, at int) string { return s[max(0, min(at-20, len(s))):min(len(s), at+20)] }

// differ returns the first position at which two texts differ.
func differ(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 42)) }

var rarePairs = strings.Fields("qX zJ vQ jK xZ Qw Wv kQ Zx Jq Vz Xj wQ Kz qG Hx Jv zW Qk pZ xQ jX Gq Yx Zq vJ Xw Kx fQ qV bX Wz")

// rare returns a synthetic secret of n letters, whose parts do not occur in
// ordinary text.
func rare(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(rarePairs[r.IntN(len(rarePairs))])
	}
	return b.String()[:n]
}

// Parts of synthetic secrets, split so that no source line holds a whole one.
const (
	ghPrefix  = "gh" + "p_"
	pemKind   = "PRIVATE" + " KEY-----"
	pemBegin  = "-----BEGIN " + pemKind
	pemEnd    = "-----END " + pemKind
	jwtHeader = "eyJhbGciOiJIUzI1NiIsInR5" + "cCI6IkpXVCJ9"
)

// A planting puts a secret of 36 letters into a context in which it has to be
// hidden. JSON contexts are valid JSON texts.
type planting struct {
	name string
	json bool
	put  func(secret string) string
}

func around(before, after string) func(string) string {
	return func(s string) string { return before + s + after }
}

var plantings = []planting{
	{"JSON", true, around(`{"level":"info","password":"`, `","n":1}`)},
	{"JSON, spaced", true, around(`{ "user" : "bob", "client_secret" : "`, `" , "n" : [1, 2.50e1] }`)},
	{"JSON, array", true, around(`{"api_key":["a","`, `"],"n":1}`)},
	{"JSON, nested object", true, around(`{"password":{"value":"`, `"},"n":1}`)},
	{"JSON in a JSON string", true, around(`{"body":"{\"user\":\"bob\",\"password\":\"`, `\"}","n":1}`)},
	{"JSON in JSON in JSON", true, around(`{"a":"{\"b\":\"{\\\"password\\\":\\\"`, `\\\"}\"}"}`)},
	{"JSON, token in a message", true, around(`{"msg":"got `+ghPrefix, ` from git"}`)},
	{"JSON, token as a key", true, around(`{"`+ghPrefix, `":1}`)},
	{"JSON, escaped name", true, around(`{"pass\u0077ord":"`, `"}`)},
	{"JSON, URL in a string", true, around(`{"dsn":"postgres:\/\/app:`, `@db\/orders","n":1}`)},
	{"escaped JSON in logfmt", false, around(`level=info body="{\"client_secret\":\"`, `\",\"n\":1}" n=1`)},
	{"logfmt", false, around(`level=info password=`, ` user=bob`)},
	{"logfmt, quoted", false, around(`level=info password="two words `, `" user=bob`)},
	{"logfmt, escaped quote", false, around(`password="a\"`, `" user=bob`)},
	{"%+v", false, around(`cfg={User:bob Password:`, ` Port:5432}`)},
	{"%+v, pointer", false, around(`&{User:bob APIKey:`, `}`)},
	{"%#v", false, around(`main.Config{User:"bob", Password:"`, `", Port:5432}`)},
	{"%v of a map", false, around(`map[password:`, ` user:bob]`)},
	{"YAML", false, around("db:\n  user: bob\n  password: ", "\n  port: 5432")},
	{"YAML, quoted", false, around("  password: '", "'\n  port: 5432")},
	{"bearer header", false, around("Authorization: Bearer ", "\r\nAccept: */*")},
	{"header", false, around("X-Api-Key: ", "\r\nAccept: */*")},
	{"cookie", false, around("Cookie: theme=dark; session=", "; lang=en\r\nAccept: */*")},
	{"%v of a header", false, around("map[Accept:[*/*] Authorization:[Bearer ", "]]")},
	{"query", false, around("GET /cb?access_token=", "&page=2 HTTP/1.1")},
	{"query, percent in the name", false, around("GET /cb?access%5Ftoken=", "&page=2 HTTP/1.1")},
	{"query in a query", false, around("/go?u=https%3A%2F%2Fx.example%2F%3Faccess_token%3D", "%26a%3D1&b=2")},
	{"userinfo", false, around("dial https://bob:", "@example.org:8443/path?x=1 failed")},
	{"token as user name", false, around("clone https://"+ghPrefix, "@example.org/a.git")},
	{"DSN", false, around("open bob:", "@tcp(db:3306)/orders?parseTime=true")},
	{"DSN, words", false, around("host=db user=bob password=", " dbname=orders sslmode=require")},
	{"DSN, semicolons", false, around("Server=db;User Id=bob;Password=", ";Encrypt=true")},
	{"SQL", false, around("ALTER USER bob PASSWORD '", "'")},
	{"SQL, identified by", false, around("CREATE USER bob IDENTIFIED BY '", "' REQUIRE SSL")},
	{"command line", false, around("exec: mysql --user bob --password ", " --host db")},
	{"command line, =", false, around("exec: mysql --user=bob --password=", " --host=db")},
	{"environment", false, around("env DB_PASSWORD=", " PATH=/bin")},
	{"PEM", false, around(pemBegin+"\n", "\n"+pemEnd)},
	{"PEM, escaped", false, around(`key="`+pemBegin+`\n`, `\n`+pemEnd+`\n" n=1`)},
	{"XML", false, around("<user>bob</user><password>", "</password>")},
	{"XML attribute", false, around(`<db user="bob" password="`, `"/>`)},
	{"token in prose", false, around("got "+ghPrefix, " from git")},
	{"token in brackets", false, around("tokens ["+ghPrefix, "]")},
	{"JWT", false, around("auth "+jwtHeader+".eyJzdWIiOiI0MiIsIm4iOjF9.", " ok")},
}

// harmless lines and openers that could swallow what follows.
var (
	cleanLines = []string{
		`2026-11-24T10:00:00Z INFO server started addr=:8080 pid=4211`,
		`level=info msg="request done" method=GET path=/orders/17 status=200 dur=3.2ms`,
		`{"time":"2026-11-24T10:00:00Z","level":"INFO","msg":"ok","items":[1,2,3],"ratio":0.25}`,
		`goroutine 17 [chan receive]: main.worker(0xc000102000)`,
		`naïve café 漢字 – fine`,
		``,
	}
	openers = []string{
		`password="unclosed`, `{"password":`, `{"password":"`, `Authorization: `, `https://bob:`, `password=`,
		pemBegin, `<password>`, `secret='`, `msg="{\"token\":\"`, `[[[[[[{{{{{{((((((`, ghPrefix + "short",
		jwtHeader, `AKIA`, `token: [`, "\x00\xff\xfe", `%5B%22password%22%3A`, "pwd=`", `map[password:`,
	}
)

// corpus returns a text of about n lines that mixes every syntax, and the
// secrets in it.
func corpus(r *rand.Rand, n int) (text string, secrets []string) {
	var b strings.Builder
	for range n {
		switch k := r.IntN(10); {
		case k < 3:
			b.WriteString(cleanLines[r.IntN(len(cleanLines))])
		case k < 5:
			b.WriteString(openers[r.IntN(len(openers))])
		default:
			s := rare(r, 36)
			secrets = append(secrets, s)
			b.WriteString(plantings[r.IntN(len(plantings))].put(s))
		}
		b.WriteByte('\n')
	}
	return b.String(), secrets
}

// marked returns a line without its guillemets, and the line with the replacement in the
// place of what stands between them.
func marked(line string) (in, want string) {
	want = line
	for {
		a, b := strings.Index(want, "«"), strings.Index(want, "»")
		if a < 0 {
			return strings.NewReplacer("«", "", "»", "").Replace(line), want
		}
		want = want[:a] + hidden + want[b+len("»"):]
	}
}
