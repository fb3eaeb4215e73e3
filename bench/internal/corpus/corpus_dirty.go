package corpus

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
)

// A Planted line holds one invented secret, at Secret.
type Planted struct {
	Kind   string
	Line   []byte
	Secret Span
}

// A plant makes the secret of one kind and says how it stands in its line, with
// %s in its place.
type plant struct {
	kind   string
	secret func(r rng) string
	line   []string
}

// token returns a maker of a prefix and a run. Prefixes are given in two parts,
// so that no file holds one that a scanner takes for the real thing.
func token(a, b, alphabet string, n int) func(rng) string {
	return func(r rng) string { return a + b + r.text(alphabet, n) }
}

// password makes what a generator of passwords makes, with nothing that ends a
// value in logfmt, JSON, URLs or connection strings.
func password(r rng) string {
	p := r.text(base62, r.between(12, 18))
	return p + pick(r, []string{"!", "-", "_", "+", "*"}) + r.text(digits, 2) + "x"
}

func webToken(r rng) string {
	enc := base64.RawURLEncoding
	head := enc.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`))
	body := enc.EncodeToString(fmt.Appendf(nil, `{"sub":"%s","iat":17%s}`, r.text(digits, 8), r.text(digits, 8)))
	return head + "." + body + "." + r.text(base62+"-_", 43)
}

func plants() []plant {
	opaque := func(n int) func(rng) string { return token("", "", base62, n) }
	return []plant{
		{"github token", token("gh", "p_", base62, 36), []string{`clone failed, token %s rejected`, `git remote add origin https://%s@github.example/shop/cart.git`}},
		{"github fine-grained token", token("github_", "pat_", base62, 82), []string{`using %s for api.github.example`}},
		{"gitlab token", token("glp", "at-", base62, 20), []string{`PRIVATE-TOKEN: %s`, `pushed with %s`}},
		{"aws secret key", token("", "", base62+"/+", 40), []string{`aws_secret_access_key=%s region=eu-central-1`, `"secretAccessKey":"%s"`}},
		{"slack token", func(r rng) string {
			return "xo" + "xb-" + r.text(digits, 12) + "-" + r.text(digits, 12) + "-" + r.text(base62, 24)
		}, []string{`posting to slack with %s`}},
		{"stripe key", token("sk_", "live_", base62, 24), []string{`stripe client made, key %s`, `STRIPE=%s`}},
		{"openai key", token("sk-", "proj-", base62+"-_", 74), []string{`model call failed: Incorrect API key provided: %s`}},
		{"anthropic key", func(r rng) string { return "sk-" + "ant-api03-" + r.text(base62+"-_", 93) + "AA" }, []string{`x-api-key: %s`}},
		{"google api key", token("AI", "za", base62, 35), []string{`GET /maps/api/geocode?address=x&key=%s 200`}},
		{"sendgrid key", func(r rng) string { return "SG" + "." + r.text(base62, 22) + "." + r.text(base62, 43) }, []string{`smtp auth with %s`}},
		{"npm token", token("npm", "_", base62, 36), []string{`//registry.npm.example/:_authToken=%s`}},
		{"hugging face token", token("h", "f_", upper+lower, 34), []string{`loading model with %s`}},
		{"shopify token", token("shp", "at_", hexes, 32), []string{`shop call with %s`}},
		{"digitalocean token", token("dop_", "v1_", hexes, 64), []string{`doctl auth %s`}},
		{"json web token", webToken, []string{`rejected %s: expired`, `cookie sid=%s; path=/`}},
		{"password, logfmt", password, []string{`msg="config loaded" db_user=app db_password=%s pool=20`, `user=ada password=%s ip=192.168.4.7`}},
		{"password, JSON", password, []string{`{"level":"info","msg":"bad login","user":"ada","password":"%s"}`, `{"db":{"host":"db-1","passwd":"%s","port":5432}}`}},
		{"password, JSON in a string", password, []string{`{"msg":"bad login","body":"{\"user\":\"ada\",\"password\":\"%s\"}"}`}},
		{"password, URL", password, []string{`dial postgres://shop:%s@db-1:5432/shop: refused`, `redis://:%s@cache-3:6379/0 connected`}},
		{"password, connection string", password, []string{`Server=db-1;Database=shop;User Id=app;Password=%s;Encrypt=true`}},
		{"password, struct", password, []string{`loaded {Addr::8080 User:app Password:%s Retries:3}`}},
		{"bearer token", opaque(40), []string{`Authorization: Bearer %s`, `map[Accept:[*/*] Authorization:[Bearer %s]]`}},
		{"basic credentials", func(r rng) string {
			return base64.StdEncoding.EncodeToString([]byte("svc:" + r.text(base62, 17)))
		}, []string{`authorization: Basic %s`}},
		{"api key, name", opaque(32), []string{`"api_key":"%s"`, `calling partner with apiKey=%s`}},
		{"client secret", opaque(36), []string{`grant_type=client_credentials&client_id=shop&client_secret=%s`}},
		{"access token, query", opaque(28), []string{`GET /callback?state=ok&access_token=%s 302`}},
	}
}

// PlantedKinds returns the names of the kinds of planted secret.
func PlantedKinds() []string {
	var names []string
	for _, p := range plants() {
		names = append(names, p.kind)
	}
	return names
}

// Dirty returns n lines, each with one invented secret. The kinds take turns.
// Every second line is in the middle of a clean one, as a message is in a record.
func Dirty(seed uint64, n int) []Planted {
	g := newGen(seed, "dirty")
	kinds := plants()
	head := parse(`{ts} {lvl} {host} {svc}[{pid}] `)
	var planted []Planted
	for i := range n {
		g.tick()
		p := kinds[i%len(kinds)]
		shape := pick(g.rng, p.line)
		secret := p.secret(g.rng)
		before, after, ok := strings.Cut(shape, "%s")
		if !ok {
			panic("corpus: no place for the secret of " + p.kind)
		}
		var line []byte
		if before[0] != '{' {
			line = head.append(nil, g)
		}
		line = append(line, before...)
		at := len(line)
		line = append(append(line, secret...), after...)
		planted = append(planted, Planted{p.kind, line, Span{at, at + len(secret)}})
	}
	return planted
}

// Join returns the lines of a planted corpus as one text.
func Join(lines []Planted) []byte {
	parts := make([][]byte, len(lines), len(lines)+1)
	for i := range lines {
		parts[i] = lines[i].Line
	}
	return bytes.Join(append(parts, nil), []byte("\n"))
}
