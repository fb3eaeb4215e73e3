package quality

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math/big"
	"strconv"
	"strings"
)

// checked returns a kind with a check. Half of what it draws fails the check, as
// most published and test tokens do.
func checked(provider, name string, draw func(r rng, valid bool) string) kind {
	return kind{provider: provider, kind: name, make: func(r rng) Text { return secret(draw(r, r.IntN(2) == 0)) }}
}

// base writes n in an alphabet, padded with its zero to width.
func base(n uint64, alphabet string, width int) string {
	var b []byte
	for n > 0 {
		b = append([]byte{alphabet[n%uint64(len(alphabet))]}, b...)
		n /= uint64(len(alphabet))
	}
	return strings.Repeat(alphabet[:1], max(0, width-len(b))) + string(b)
}

// crc62 is the form of GitHub and npm: 30 letters and digits and six of a check.
func crc62(a, b string) func(rng, bool) string {
	return func(r rng, valid bool) string {
		body := r.text(alnum, 30)
		check := base(uint64(crc32.ChecksumIEEE([]byte(body))), alnum, 6)
		if !valid {
			check = r.text(alnum, 6)
		}
		return a + b + body + check
	}
}

// crcHex is a body with its CRC-32 as hexadecimal digits.
func crcHex(a, b, alphabet, sep string, n int) func(rng, bool) string {
	return func(r rng, valid bool) string {
		body := r.text(alphabet, n)
		check := fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(body)))
		if !valid {
			check = r.text(hexes, 8)
		}
		return a + b + body + sep + check
	}
}

func raw64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
func std64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

// base58check encodes a payload with the double SHA-256 check of Bitcoin.
func base58check(payload []byte, valid bool) string {
	one := sha256.Sum256(payload)
	two := sha256.Sum256(one[:])
	check := two[:4]
	if !valid {
		check = one[:4]
	}
	n := new(big.Int).SetBytes(append(append([]byte(nil), payload...), check...))
	var out []byte
	mod := new(big.Int)
	for n.Sign() > 0 {
		n.DivMod(n, big.NewInt(58), mod)
		out = append([]byte{base58[mod.Int64()]}, out...)
	}
	return string(out)
}

// bechCheck returns the six letters of a bech32 check (BIP 173).
func bechCheck(hrp, data string) string {
	var values []int
	for _, c := range hrp {
		values = append(values, int(c)>>5)
	}
	values = append(values, 0)
	for _, c := range hrp {
		values = append(values, int(c)&31)
	}
	for _, c := range data {
		values = append(values, strings.IndexRune(bech32, c))
	}
	poly := 1
	for _, v := range append(values, 0, 0, 0, 0, 0, 0) {
		top := poly >> 25
		poly = (poly&0x1ffffff)<<5 ^ v
		for i, g := range []int{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				poly ^= g
			}
		}
	}
	poly ^= 1
	var out []byte
	for i := range 6 {
		out = append(out, bech32[poly>>(5*(5-i))&31])
	}
	return string(out)
}

func bech(hrp string, up bool) func(rng, bool) string {
	return func(r rng, valid bool) string {
		data := r.text(bech32, 52)
		check := bechCheck(hrp, data)
		if !valid {
			check = r.text(bech32, 6)
		}
		token := hrp + "1" + data + check
		if up {
			token = strings.ToUpper(token)
		}
		return token
	}
}

func (r rng) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.IntN(256))
	}
	return b
}

// webToken draws a signed JSON web token. Its header may stay.
func webToken(r rng) Text {
	alg := pick(r, []string{"HS256", "RS256", "ES256", "EdDSA"})
	head := raw64(fmt.Sprintf(pick(r, []string{`{"alg":"%s","typ":"JWT"}`, `{"typ":"JWT","alg":"%s"}`, `{"alg":"%s","kid":"2026-01"}`}), alg))
	body := raw64(fmt.Sprintf(`{"sub":"%s","iss":"https://id.example.org","iat":17%s}`, r.text(digits, 8), r.text(digits, 8)))
	return join(either(head), secret("."+body+"."+r.text(base64us, pick(r, []int{43, 86, 342}))))
}

// pem draws a private key in lines.
func pem(label string, n int) func(rng) Text {
	return func(r rng) Text {
		body := r.text(base64s, n)
		if strings.HasPrefix(label, "OPENSSH") {
			body = "b3BlbnNzaC1rZXktdjEA" + body
		}
		t := either("-----BEGIN " + label + "-----\n")
		for len(body) > 0 {
			cut := min(64, len(body))
			t = join(t, secret(body[:cut]), either("\n"))
			body = body[cut:]
		}
		return join(t, either("-----END "+label+"-----"))
	}
}

// checkedKinds are formats with a checksum or a structure that decodes.
func checkedKinds() []kind {
	return []kind{
		checked("GitHub", "classic token", crc62("gh", "p_")),
		checked("GitHub", "OAuth token", crc62("gh", "o_")),
		checked("GitHub", "user token", crc62("gh", "u_")),
		checked("GitHub", "installation token", crc62("gh", "s_")),
		checked("npm", "access token", crc62("npm", "_")),
		checked("GitLab", "personal token, routable", func(r rng, valid bool) string {
			body := "glp" + "at-" + r.text(base64us, r.between(27, 80)) + "." + r.text(lower+digits, 2) + "." + r.text(lower+digits, 2)
			check := base(uint64(crc32.ChecksumIEEE([]byte(body))), digits+lower, 7)
			if !valid {
				check = r.text(digits+lower, 7)
			}
			return body + check
		}),
		checked("Cloudflare", "user token", crcHex("cfut", "_", alnum, "", 40)),
		checked("Cloudflare", "account token", crcHex("cfat", "_", alnum, "", 40)),
		checked("Cloudflare", "global key", crcHex("cfk", "_", alnum, "", 40)),
		checked("Zuplo", "consumer key", crcHex("zpka", "_", lower+digits, "_", 32)),
		checked("Confluent", "API secret", func(r rng, valid bool) string {
			body := r.text(base64s, 54)
			var sum [4]byte
			binary.LittleEndian.PutUint32(sum[:], crc32.ChecksumIEEE([]byte(body)))
			check := base64.StdEncoding.EncodeToString(sum[:])[:6]
			if !valid {
				check = r.text(base64s, 6)
			}
			return "cf" + "lt" + body + check
		}),
		checked("Atlassian", "API token", func(r rng, valid bool) string {
			body := "ATATT3x" + "FfGF0" + r.text(base64us, r.between(171, 180)) + "="
			check := fmt.Sprintf("%08X", crc32.ChecksumIEEE([]byte(body)))
			if !valid {
				check = r.text(digits+"ABCDEF", 8)
			}
			return body + check
		}),
		marked("Atlassian", "admin token", "ATCTT3xFfGN0{u171-180}={H8}"),
		checked("Discord", "bot token", func(r rng, _ bool) string {
			return base64.RawStdEncoding.EncodeToString([]byte("1"+r.text(digits, r.between(16, 18)))) + "." + r.text(base64us, 6) + "." + r.text(base64us, r.between(27, 38))
		}),
		checked("Grafana", "legacy key", func(r rng, _ bool) string {
			return std64(fmt.Sprintf(`{"k":"%s","n":"ci-%s","id":1}`, r.text(alnum, 32), r.text(lower, 4)))
		}),
		checked("Grafana", "cloud policy token", func(r rng, _ bool) string {
			return "glc" + "_" + std64(fmt.Sprintf(`{"o":"%s","n":"stack-%s-ci","k":"%s","m":{"r":"eu"}}`, r.text(digits, 6), r.text(digits, 5), r.text(alnum, 24)))
		}),
		checked("Sentry", "organisation token", func(r rng, _ bool) string {
			return "sntrys" + "_" + std64(fmt.Sprintf(`{"iat":17%s.5,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"acme"}`, r.text(digits, 8))) + "_" + r.text(base64s, 43)
		}),
		checked("1Password", "service account token", func(r rng, _ bool) string {
			return "ops" + "_" + raw64(fmt.Sprintf(`{"signInAddress":"my.1password.com","email":"%s@1passwordserviceaccounts.com","srpX":"%s","muk":{"k":"%s"}}`, r.text(lower+digits, 12), r.text(hexes, 64), r.text(base64us, 43)))
		}),
		marked("1Password", "secret key", "A3-{AN6}-{AN11}-{AN5}-{AN5}-{AN5}", "A3-{AN6}-{AN6}-{AN5}-{AN5}-{AN5}-{AN5}"),
		checked("PyPI", "upload token", func(r rng, _ bool) string {
			return "py" + "pi-" + raw64("\x02\x01\x08pypi.org\x02\x24"+r.uuid()+"\x00\x02\x2a[3,\""+r.uuid()+"\"]\x00\x00\x06\x20"+string(r.bytes(32)))
		}),
		checked("AWS", "Bedrock key", func(r rng, _ bool) string {
			return "AB" + "SK" + std64("BedrockAPIKey-"+r.text(lower+digits, 4)+"-at-"+r.text(digits, 12)+":"+r.text(base64s, 44))
		}),
		{provider: "JWT", kind: "signed token", make: webToken},
		{provider: "JWT", kind: "encrypted token", make: func(r rng) Text {
			head := raw64(`{"alg":"RSA-OAEP-256","enc":"A256GCM"}`)
			return join(either(head), secret("."+r.text(base64us, 342)+"."+r.text(base64us, 16)+"."+r.text(base64us, 120)+"."+r.text(base64us, 22)))
		}},
		checked("age", "secret key", bech("age-secret-key-", true)),
		checked("Nostr", "private key", bech("nsec", false)),
		checked("Bitcoin", "private key", func(r rng, valid bool) string {
			payload := append([]byte{0x80}, r.bytes(32)...)
			if r.IntN(2) == 0 {
				payload = append(payload, 1)
			}
			return base58check(payload, valid)
		}),
		checked("Bitcoin", "extended private key", func(r rng, valid bool) string {
			payload := append([]byte{0x04, 0x88, 0xad, 0xe4}, r.bytes(74)...)
			payload[45] = 0
			return base58check(payload, valid)
		}),
		marked("NATS", "nkey seed", "SUA{B32:55}", "SAA{B32:55}", "SOA{B32:55}"),
		{provider: "PEM", kind: "RSA private key", lines: true, make: pem("RSA PRIVATE KEY", 800)},
		{provider: "PEM", kind: "private key", lines: true, make: pem("PRIVATE KEY", 180)},
		{provider: "PEM", kind: "EC private key", lines: true, make: pem("EC PRIVATE KEY", 160)},
		{provider: "PEM", kind: "encrypted private key", lines: true, make: pem("ENCRYPTED PRIVATE KEY", 700)},
		{provider: "PEM", kind: "OpenSSH private key", lines: true, make: pem("OPENSSH PRIVATE KEY", 400)},
		{provider: "PEM", kind: "PGP private key", lines: true, make: pem("PGP PRIVATE KEY BLOCK", 700)},
		marked("Password hash", "bcrypt", "$2b$12${an53}"),
		marked("Password hash", "argon2", "$argon2id$v=19$m=65536,t=3,p=4${b22}${b43}"),
		marked("Password hash", "SHA-512 crypt", "$6${an16}${an86}"),
		{provider: "TOTP", kind: "URI", make: func(r rng) Text {
			return join(stay("otpauth://totp/Acme:ada?secret="), secret(r.text(base32, 32)), stay("&issuer=Acme"))
		}},
		{provider: "AWS", kind: "presigned URL", make: func(r rng) Text {
			return join(stay("https://b.s3.amazonaws.com/k.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="), either("ASIA"+r.text(base32, 16)+"%2F20260302%2Fus-east-1%2Fs3%2Faws4_request"),
				stay("&X-Amz-Date=20260302T080000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature="), secret(r.text(hexes, 64)))
		}},
		{provider: "Azure", kind: "SAS URL", make: func(r rng) Text {
			return join(stay("https://acct.blob.core.windows.net/c/f?sv=2024-11-04&se=2026-03-03T08%3A00%3A00Z&sr=b&sp=r&sig="), secret(r.text(alnum, 20)+"%2B"+r.text(alnum, 20)+"%3D"))
		}},
		{provider: "Google", kind: "signed URL", make: func(r rng) Text {
			return join(stay("https://storage.googleapis.com/b/o?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=900&X-Goog-Signature="), secret(r.text(hexes, 256)))
		}},
		{provider: "AWS", kind: "CloudFront URL", make: func(r rng) Text {
			return join(stay("https://d1.cloudfront.net/v.mp4?Expires=1772438400&Signature="), secret(r.text(alnum+"-~", 340)+"__"), stay("&Key-Pair-Id="), either("K"+strconv.Itoa(r.between(100, 999))+r.text(upper, 10)))
		}},
	}
}
