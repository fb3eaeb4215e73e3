package quality

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// An encoding writes a secret in an encoded carrier.
type encoding struct {
	name  string
	line  bool
	write func(r rng) Text
}

// encode64 encodes before+s+after and labels the digits: those that carry a bit of
// s must go, the rest of their groups of four may go, all others stay.
func encode64(enc *base64.Encoding, before, s, after string) Text {
	all := enc.EncodeToString([]byte(before + s + after))
	from, to := len(before), len(before)+len(s) // bytes of the secret
	first, last := from*8/6, (to*8+5)/6         // digits that carry them
	lo, hi := first/4*4, min((last+3)/4*4, len(all))
	last = min(last, len(all))
	return join(stay(all[:lo]), either(all[lo:first]), secret(all[first:last]), either(all[last:hi]), stay(all[hi:]))
}

// anyToken draws a secret of a marked format without line breaks or URLs.
func anyToken(r rng) string {
	for {
		k := pick(r, append(forgeKinds(), modelKinds()...))
		if s := k.make(r).String(); !strings.ContainsAny(s, " :/") {
			return s
		}
	}
}

// human draws a password, weak or not.
func human(r rng) string {
	return values()[r.IntN(2)].draw(r, " ")
}

// hexEscape writes every byte that is not a letter or digit as \u00xx.
func hexEscape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(alnum, s[i]) >= 0 {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, `\u%04x`, s[i])
		}
	}
	return b.String()
}

func encodings() []encoding {
	std, url, raw := base64.StdEncoding, base64.URLEncoding, base64.RawURLEncoding
	basic := func(shapes ...string) func(r rng) Text {
		return func(r rng) Text {
			user := pick(r, []string{"ada", "svc-web", "deploy", "x", "j.doe@example.org"}) + ":"
			enc := encode64(std, user, human(r), "")
			for i := range enc { // the user's part may go with the password
				if enc[i].Class == Stay {
					enc[i].Class = Either
				}
			}
			before, after, _ := strings.Cut(pick(r, shapes), "{v}")
			return join(stay(before), enc, stay(after))
		}
	}
	in := func(t Text, r rng, shapes ...string) Text {
		before, after, _ := strings.Cut(pick(r, shapes), "{v}")
		return join(stay(before), t, stay(after))
	}
	bodies := []string{"body={v} n=1", `{"payload":"{v}","n":1}`, "data: {v}", "decoded from {v}", "/v1/x?state={v}&n=1", "{'raw': '{v}'}", "map[raw:{v} n:1]"}
	return []encoding{
		{"Basic in headers", true, basic("Authorization: Basic {v}", "authorization: basic {v}", "> Authorization: Basic {v}", "Proxy-Authorization: Basic {v}", "curl -H 'Authorization: Basic {v}' https://a.example", "authorization=Basic {v}")},
		{"Basic in dumps", false, basic("map[Accept:[*/*] Authorization:[Basic {v}]]", `{"Authorization":"Basic {v}","n":1}`, `{\"Authorization\":\"Basic {v}\",\"n\":1}`, `http.Header{"Authorization":[]string{"Basic {v}"}}`, "{'Authorization': 'Basic {v}', 'n': 1}", `{"HTTP_AUTHORIZATION"=>"Basic {v}"}`)},
		{"Basic in text", false, basic("sent Basic {v} to a.example", `using "Basic {v}"`, "auth Basic {v}, n=1")},
		{"registry auth", false, basic(`{"auths":{"r.example.org":{"auth":"{v}"}}}`, `"auth": "{v}"`, `{\"auths\":{\"r.example.org\":{\"auth\":\"{v}\"}}}`, "//r.example.org/:_auth={v}")},
		{"Kubernetes Secret, YAML", false, func(r rng) Text {
			name := pick(r, []string{"password", "token", "db-password", "client_secret", "tls.key", "api-key"})
			return join(stay("apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ntype: Opaque\ndata:\n  "+name+": "), secret(std.EncodeToString([]byte(human(r)+r.text(alnum, 4)))), stay("\n"))
		}},
		{"Kubernetes Secret, JSON", false, func(r rng) Text {
			name := pick(r, []string{"password", "token", "db-password", "client_secret", "url", "config"})
			return join(stay(`{"apiVersion":"v1","data":{"`+name+`":"`), secret(std.EncodeToString([]byte(human(r)+r.text(alnum, 6)))), stay(`"},"kind":"Secret","metadata":{"name":"app"},"type":"Opaque"}`))
		}},
		{"Kubernetes Secret, harmless names", false, func(r rng) Text {
			return join(stay("kind: Secret\ndata:\n  "+pick(r, []string{"config", "value", "app.conf"})+": "), secret(std.EncodeToString([]byte(human(r)+r.text(alnum, 10)))), stay("\ntype: Opaque"))
		}},
		{"base64 under a sensitive name", false, func(r rng) Text {
			v := secret(std.EncodeToString([]byte(human(r) + r.text(alnum, 6))))
			return in(v, r, "password={v} n=1", `{"client_secret":"{v}"}`, "DB_PASSWORD_B64={v}", `{"password_base64":"{v}","n":1}`, "secretBase64: {v}")
		}},
		{"base64 of a token", false, func(r rng) Text { return in(encode64(std, "", anyToken(r), ""), r, bodies...) }},
		{"base64 of a token in text", false, func(r rng) Text {
			before := pick(r, []string{"=", ": ", "key ", `{"id":7,"value":"`, "export REF=", "https://git.example/?v="})
			return in(encode64(std, before, anyToken(r), pick(r, []string{"", "\n", `","n":1}`, " rest of it"})), r, bodies...)
		}},
		{"base64 of an assignment", false, func(r rng) Text {
			before := pick(r, []string{`{"user":"ada","password":"`, `{"n":1,"client_secret":"`, "user=ada password=", "postgres://app:"})
			after := map[byte]string{'{': `","n":1}`, 'u': " n=1", 'p': "@db-1/shop"}[before[0]]
			return in(encode64(std, before, human(r), after), r, bodies...)
		}},
		{"base64url of a token", false, func(r rng) Text {
			return in(encode64(raw, pick(r, []string{"", "=", "bc?>"}), anyToken(r), ""), r, bodies...)
		}},
		{"base64url, padded", false, func(r rng) Text {
			return in(encode64(url, pick(r, []string{"", "=", "bc?>"}), anyToken(r), ""), r, bodies...)
		}},
		{"base64 of base64", false, func(r rng) Text {
			return in(secret(std.EncodeToString([]byte(std.EncodeToString([]byte(anyToken(r)))))), r, bodies...)
		}},
		{"base64 of a private key", false, func(r rng) Text {
			return in(secret(std.EncodeToString([]byte(pem(pick(r, []string{"RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"}), 300)(r).String()+"\n"))), r, bodies...)
		}},
		{"base64 with escaped slashes", false, func(r rng) Text {
			return in(encode64(std, pick(r, []string{"", "=", "a?"}), anyToken(r), "").each(slashJSON), r, `{"payload":"{v}","n":1}`)
		}},
		{"base64, percent-encoded", false, func(r rng) Text {
			return in(encode64(std, "", anyToken(r), "").each(percent), r, "/x?v={v}&n=1", "v={v}&n=1")
		}},
		{"percent-encoded token", false, func(r rng) Text {
			// Every byte encoded, as strict encoders do with _ - and .
			t := secret(anyToken(r)).each(func(s string) string {
				return strings.NewReplacer("_", "%5F", "-", "%2D", ".", "%2E", "~", "%7E").Replace(percent(s))
			})
			return in(t, r, "/x?v={v}&n=1", "v={v}&n=1", `{"q":"v={v}"}`)
		}},
		{"percent-encoded JSON", false, func(r rng) Text {
			t := join(stay(`{"user":"ada","`+pick(r, []string{"password", "clientSecret", "api_key"})+`":"`), secret(human(r)), stay(`","n":1}`)).each(percent)
			return join(stay("/x?filter="), t, stay("&n=1"))
		}},
		{"percent-encoded twice", false, func(r rng) Text {
			t := join(stay(`https://a.example/cb?x=1&`+pick(r, []string{"access_token", "client_secret", "password"})+`=`), secret(percent(r.text(alnum+"+/", 24))), stay(`&n=1`)).each(percent).each(percent)
			return join(stay("/login?next="), t, stay("&n=1"))
		}},
		{"percent-encoded userinfo", false, func(r rng) Text {
			return join(stay("/proxy?url="), join(stay("https://ada:"), secret(r.text(alnum, 12)), stay("@a.example/v1")).each(percent), stay("&n=1"))
		}},
		{"JSON escapes in a token", false, func(r rng) Text { return in(secret(hexEscape(anyToken(r))), r, `{"payload":"{v}","n":1}`, `x="{v}"`) }},
		{"JSON escapes around a value", false, func(r rng) Text {
			t := join(stay(`{"user":"ada","`+pick(r, []string{"password", "clientSecret", "api_key"})+`":"`), secret(r.text(alnum, 12)), stay(`","n":1}`))
			return join(stay(`{"body":"`), t.each(func(s string) string { return strings.ReplaceAll(s, `"`, `\u0022`) }), stay(`","n":2}`))
		}},
		{"HTML escapes around a value", false, func(r rng) Text {
			t := join(stay(`{"user":"ada","`+pick(r, []string{"password", "clientSecret", "api_key"})+`":"`), secret(r.text(alnum, 12)), stay(`","n":1}`))
			return join(stay("<pre>"), t.each(func(s string) string { return strings.ReplaceAll(s, `"`, pick(r, []string{"&quot;", "&#34;"})) }), stay("</pre>"))
		}},
	}
}
