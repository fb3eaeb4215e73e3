package redacttest

import (
	"encoding/base64"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"testing"
)

// fragmentLen is the number of consecutive secret bytes that count as a leak.
const fragmentLen = 8

// A Canary is a synthetic secret to plant in input and to look for in output.
// It opens nothing. Formatting it prints its name only.
type Canary struct {
	// Name is unique among the canaries of one call, and is the same for every
	// seed.
	Name string
	// Shape says what the value looks like.
	Shape Shape
	// Value is what to plant, whole: for a URL the URL, for a token the token
	// with its public prefix.
	Value string
	// Secret is the part of Value that must not reach the output, without
	// public prefixes, markers and host names. A JWT has two such parts and a PEM
	// block one for each line; the other shapes have one.
	Secret []string
	// Fragments are all runs of 8 bytes of Secret.
	Fragments []string
}

// String returns the canary's name, never its value.
func (c Canary) String() string { return "canary " + c.Name }

// GoString is like String.
func (c Canary) GoString() string { return c.String() }

// A Shape is a kind of secret.
type Shape uint8

// The shapes that [Canaries] issues, one canary each, and that of [CanaryOf].
const (
	Password        Shape = iota // letters, digits and punctuation of a generated password
	GitHubToken                  // public prefix, random part, valid checksum
	JWT                          // three base64url parts
	Base64                       // 40 characters
	Hex                          // 64 characters
	PEM                          // private key block of several lines
	URLPassword                  // a URL with user name and password
	UnicodePassword              // a password outside ASCII
	QuotedPassword               // a password with quotes, backslashes and newlines
	Numeric                      // 16 digits
	Other                        // from CanaryOf
)

// Canaries returns one canary of each shape. The same seed gives the same
// values; t only marks the call as one of a test, and may be nil in TestMain. The
// random parts are made of pairs of bytes that hardly occur in telemetry, so that a
// fragment found in output is a leak and not chance.
func Canaries(t testing.TB, seed uint64) []Canary {
	if t != nil {
		t.Helper()
	}
	return newGenerator(seed).all()
}

// CanaryOf returns a canary of your own: value is what is planted, secret the parts of
// it that must not get out, all of it if there are none. It panics if a part has
// fewer than 8 bytes, which are found by chance.
func CanaryOf(name, value string, secret ...string) Canary {
	if len(secret) == 0 {
		secret = []string{value}
	}
	for _, s := range secret {
		if len(s) < fragmentLen {
			panic("redacttest: canary " + name + " has a part of fewer than 8 bytes")
		}
	}
	return newCanary(name, Other, value, secret...)
}

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 0x7ac17))} }

// all returns one canary of each shape.
func (g generator) all() []Canary {
	return []Canary{
		g.plain("password", Password, "", g.pick(punctuated, 10)+g.pick(letters, 4)),
		g.github(),
		g.jwt(),
		g.plain("base64", Base64, "", g.pick(base64Pairs, 20)),
		g.plain("hex", Hex, "", g.pick(hexPairs, 32)),
		g.pem(),
		g.url(),
		g.plain("unicode", UnicodePassword, "", g.pick(unicodePairs, 8)+g.pick(letters, 2)),
		g.plain("quoted", QuotedPassword, "", g.pick(letters, 3)+`"`+g.pick(letters, 2)+`\`+g.pick(letters, 2)+"\n"+g.pick(letters, 3)+`'`+g.pick(letters, 3)),
		g.plain("numeric", Numeric, "", g.pick(digitPairs, 8)),
	}
}

var (
	letters      = pairs("qX zJ vQ jK xZ Qw Wv kQ Zx Jq Vz Xj wQ Kz qG Hx Jv zW Qk pZ xQ jX Gq Yx Zq vJ Xw Kx fQ qV bX Wz")
	punctuated   = pairs("q! zJ v# jK x~ Qw W! kQ ~x J# Vz X! wQ Kz q# H! Jv z~ Q! pZ")
	base64Pairs  = append(pairs("q+ z/ +J /v Q+ x/ +Z /k"), letters...)
	hexPairs     = pairs("e7 d9 b3 f1 c6 a8 7e 9d 3b 1f 6c 8a f9 b7 d3 e5 5e 7b 9f c4 4d")
	digitPairs   = pairs("97 83 64 79 38 46 95 59 73 37 86 68")
	unicodePairs = pairs("ßж ξQ żé Ωö жX éя łΞ 鍵ß")
)

func pairs(s string) []string { return strings.Fields(s) }

type generator struct{ *rand.Rand }

func (g generator) pick(from []string, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(from[g.IntN(len(from))])
	}
	return b.String()
}

func (g generator) plain(name string, shape Shape, public, secret string) Canary {
	return newCanary(name, shape, public+secret, secret)
}

func newCanary(name string, shape Shape, value string, secret ...string) Canary {
	c := Canary{Name: name, Shape: shape, Value: value, Secret: secret}
	seen := map[string]bool{}
	for _, s := range secret {
		for i := 0; i+fragmentLen <= len(s); i++ {
			if f := s[i : i+fragmentLen]; !seen[f] {
				seen[f] = true
				c.Fragments = append(c.Fragments, f)
			}
		}
	}
	return c
}

// github makes a token whose last six characters are the CRC-32 of the random
// part in base 62, as GitHub does.
func (g generator) github() Canary {
	body := g.pick(letters, 15)
	return g.plain("github-token", GitHubToken, "gh"+"p_", body+base62(crc32.ChecksumIEEE([]byte(body))))
}

func base62(n uint32) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	out := []byte("000000")
	for i := len(out) - 1; n > 0; i-- {
		out[i] = digits[n%62]
		n /= 62
	}
	return string(out)
}

func (g generator) jwt() Canary {
	const head, foot = `{"sub":"`, `"}`
	header := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`))
	payload := base64.RawURLEncoding.EncodeToString([]byte(head + g.pick(letters, 12) + foot))
	signature := g.pick(letters, 21) + "A"
	// The ends of the payload are the same in many tokens.
	return newCanary("jwt", JWT, header+"."+payload+"."+signature, payload[12:len(payload)-4], signature)
}

func (g generator) pem() Canary {
	lines := []string{g.pick(letters, 32), g.pick(base64Pairs, 32), g.pick(letters, 20)}
	const kind = "PRIVATE" + " KEY-----"
	value := "-----BEGIN " + kind + "\n" + strings.Join(lines, "\n") + "\n-----END " + kind + "\n"
	return newCanary("pem", PEM, value, lines...)
}

func (g generator) url() Canary {
	secret := g.pick(letters, 9)
	return newCanary("url-password", URLPassword, "postgres://app:"+secret+"@db.example.org:5432/orders", secret)
}
