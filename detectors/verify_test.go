package detectors

import (
	"bytes"
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestVerifyIsPure feeds every check with its own examples, whole, cut and
// damaged, and with noise: no panic, no change of the argument, one answer.
func TestVerifyIsPure(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, d := range All() {
		if d.Verify == nil {
			continue
		}
		var inputs [][]byte
		for _, hit := range d.Hits {
			text, want := parseExample(t, hit)
			secret := []byte(text[want.start:want.end])
			for i := range len(secret) + 1 {
				inputs = append(inputs, secret[:i:i], secret[i:])
			}
			for range 50 {
				broken := bytes.Clone(secret)
				broken[rnd.IntN(len(broken))] = byte(rnd.Uint32())
				inputs = append(inputs, broken)
			}
		}
		for range 200 {
			noise := make([]byte, rnd.IntN(100))
			for i := range noise {
				noise[i] = byte(rnd.Uint32())
			}
			inputs = append(inputs, noise)
		}
		inputs = append(inputs, nil, bytes.Repeat([]byte("_"), 16<<10), bytes.Repeat([]byte("."), 16<<10))
		for _, in := range inputs {
			before := bytes.Clone(in)
			first := d.Verify(in)
			if first > redact.Rejected || d.Verify(in) != first {
				t.Errorf("%s: verdicts of %q differ or are none", d.ID, in)
			}
			if !bytes.Equal(before, in) {
				t.Fatalf("%s: Verify changed its argument", d.ID)
			}
		}
	}
}

// TestOnlyWeakMarksReject lists the detectors whose check may let text through.
// A distinctive prefix must never be on it: a failed check would be a leak.
func TestOnlyWeakMarksReject(t *testing.T) {
	mayReject := map[string]bool{
		"alibaba-sts-key": true, "exoscale-key": true, "ionic-token": true, "modal-token": true, "thunderstore-token": true, "bitcoin-private-key": true, "aws-access-key-id": true, "azure-registry-key": true, "nats-seed": true, "aws-access-key-pair": true, "baseten-key": true, "basic-credentials": true,
		"basic-credentials-encoded": true, "bearer-token": true, "cisco-password": true, "clickhouse-secret": true, "cohere-key": true,
		"crates-io-token": true, "discord-bot-token": true, "fireworks-key": true,
		"ghost-admin-key": true, "infracost-key": true, "jaas-users": true, "json-web-encryption": true, "json-web-key-member": true, "json-web-key-crt": true, "json-web-token": true,
		"lichess-token": true, "linkedin-access-token": true, "live-key": true, "mailchimp-key": true,
		"mailgun-key": true, "mandrill-key": true, "meta-access-token": true, "mysql-duplicate-entry": true, "mongodb-duplicate-key": true, "sqlserver-duplicate-key": true, "notion-legacy-token": true,
		"oauth-code": true, "oauth-code-form": true, "octopus-key": true, "redis-auth": true, "redis-auth-statement": true, "payment-card": true, "payment-card-first": true, "resend-key": true, "secret-in-prose": true,
		"scaleway-access-key": true, "sasl-plain": true, "secret-token-uri": true, "sk-api-key": true, "square-oauth-token": true,
		"statsig-key": true, "telegram-bot-token": true, "twilio-api-key": true, "url-link-token": true, "twitch-chat-token": true,
		"vault-legacy-token": true, "voyage-key": true,
	}
	for _, d := range All() {
		if d.Verify == nil || d.Tier == redact.PII {
			continue // nothing distinguishes a number of a person but its check
		}
		rejects := false
		for _, noise := range []string{"", "a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", strings.Repeat("A", 200), "0000", "\x00\xff", "eyJ\x00.\x00.\x00"} {
			rejects = rejects || d.Verify([]byte(noise)) == redact.Rejected
		}
		if rejects != mayReject[d.ID] {
			t.Errorf("%s: rejects %v, listed %v", d.ID, rejects, mayReject[d.ID])
		}
	}
}

func TestShapes(t *testing.T) {
	b64 := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	for _, c := range []struct {
		name  string
		check func([]byte) redact.Verdict
		text  string
		want  redact.Verdict
	}{
		{"JWT", joseHeader, b64(`{"alg":"none"}`) + "." + b64(`{"sub":"x"}`) + ".", redact.Confirmed},
		{"JWE", joseHeader, b64(`{"enc":"A256GCM"}`) + "..a.b.c", redact.Confirmed},
		{"header with blanks", joseHeader, b64(`{"typ" : "JWT", "alg" : "x"}`) + ".a.b", redact.Confirmed},
		{"JSON without alg", joseHeader, b64(`{"session":"x"}`) + ".a.b", redact.Unknown},
		{"header that is cut", joseHeader, b64(`{"alg":"HS256","ki`) + ".a.b", redact.Unknown},
		{"identifier", joseHeader, "eyJournalArchive.directory.name", redact.Rejected},
		{"header that ends with blanks", joseHeader, b64(`{"alg":"x"}`+strings.Repeat(" \n", 20)) + ".a.b", redact.Confirmed},
		{"header behind blanks", joseHeader, b64(strings.Repeat(" ", 20)+`{"alg":"x"}`) + ".a.b", redact.Confirmed},
		{"null header", joseHeader, b64(`null`) + ".a.b", redact.Unknown},
		{"Basic pair", basicPair, "dXNlcjpwdw==", redact.Confirmed},
		{"Basic pair in UTF-8", basicPair, base64.StdEncoding.EncodeToString([]byte("ü:ß")), redact.Confirmed},
		{"Basic pair with a password of bytes", basicPair, base64.StdEncoding.EncodeToString([]byte("ann:\xff\x00\x01")), redact.Confirmed},
		{"Basic pair that is cut", basicPair, "dXNlcjpwdzEyM", redact.Confirmed},
		{"a long word", basicPair, "internationalisation", redact.Rejected},
		{"a word of the form of an empty user", basicPair, "OpenTelemetry", redact.Rejected},
		{"empty user", basicPair, base64.StdEncoding.EncodeToString([]byte(":0123456789abcdef")), redact.Confirmed},
		{"no colon", basicPair, "dXNlcg==", redact.Rejected},
		{"a word", basicPair, "authentication", redact.Rejected},
		{"snowflake", snowflake, base64.RawStdEncoding.EncodeToString([]byte("102938475610293847")) + ".a.b", redact.Confirmed},
		{"no snowflake", snowflake, "NTLMv2SessionSecurity.Client.x", redact.Rejected},
		{"service token", jsonBody("ops_"), "ops_" + b64(`{"email":"x"}`), redact.Confirmed},
		{"service token, two parts", jsonBody("sntrys_"), "sntrys_" + base64.StdEncoding.EncodeToString([]byte(`{"iat":1}`)) + "_abc", redact.Confirmed},
		{"no JSON", jsonBody("ops_"), "ops_abcdefgh", redact.Unknown},
		{"digits", notWords, "abcdefgh1", redact.Unknown},
		{"random letters", notWords, "aBCdEFgHIjkLMnoPQrSTuV", redact.Unknown},
		{"camel case", notWords, "AuthenticationProviderFactoryBean", redact.Rejected},
		{"snake case", notWords, "authentication_failed_for_user", redact.Rejected},
		{"capitals", notWords, "EXAMPLETOKENGOESHERE", redact.Rejected},
		{"digest", notHex, "0a1b2c3d", redact.Rejected},
		{"no digest", notHex, "0a1b2c3g", redact.Unknown},
		{"number", mixedHexBefore("-us"), "12345678-us1", redact.Rejected},
		{"key", mixedHexBefore("-us"), "1234567a-us1", redact.Unknown},
		{"escape before a key", mixedHexAfter("SK"), "%3DSK1234567a", redact.Unknown},
		{"escape before a number", mixedHexAfter("SK"), "\\u00abSK12345678", redact.Rejected},
	} {
		if got := c.check([]byte(c.text)); got != c.want {
			t.Errorf("%s: %q: verdict %d, want %d", c.name, c.text, got, c.want)
		}
	}
}
