package detectors

import (
	"encoding/base64"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestKeyMembers writes JSON Web Keys in the order of their members and as encoders with
// other blanks do, with numbers of which a zero at the front is left out, in strings of
// strings.
func TestKeyMembers(t *testing.T) {
	r := engine(t, Structural()...)
	random := rand.NewChaCha8([32]byte{1})
	number := func(n int) string {
		b := make([]byte, n)
		random.Read(b)
		return base64.RawURLEncoding.EncodeToString(b)
	}
	var keys []map[string]string
	for _, bits := range []int{1024, 1536, 2048, 3072, 4096} {
		for short := range 2 {
			d, prime := bits/8-short, bits/16-short
			keys = append(keys, map[string]string{
				"alg": "RS256", "kty": "RSA", "n": number(bits / 8), "e": "AQAB", "kid": "1", "use": "sig",
				"d": number(d), "p": number(bits / 16), "q": number(bits / 16), "dp": number(prime), "dq": number(prime), "qi": number(prime),
			})
		}
	}
	for _, curve := range []string{"EC", "OKP"} {
		keys = append(keys, map[string]string{"alg": "ES256", "crv": "P-256", "kty": curve, "x": number(32), "y": number(32), "d": number(32), "kid": "1", "use": "sig"})
	}
	for _, n := range []int{32, 48, 64} {
		keys = append(keys, map[string]string{"alg": "HS256", "k": number(n), "kid": strings.Repeat("long-id-", 12), "kty": "oct", "use": "sig"})
	}
	for _, key := range keys {
		compact, _ := json.Marshal(key)
		indented, _ := json.MarshalIndent(key, "", "  ")
		blanks := strings.ReplaceAll(strings.ReplaceAll(string(compact), `":"`, `": "`), `","`, `", "`)
		for _, text := range []string{string(compact), string(indented), blanks} {
			for level := range 4 {
				in, _ := nest(text, level, func(s string) string { return jsonString(s, true) })
				out := r.String(in)
				for name, value := range key {
					private := strings.Contains(" d p q dp dq qi k ", " "+name+" ")
					if shown := strings.Contains(out, value); shown == private {
						t.Errorf("level %d: %s: shown %v: %s", level, name, shown, out)
					}
				}
			}
		}
	}
}

// TestKeyBeforeItsType has a symmetric key of any length before its type.
func TestKeyBeforeItsType(t *testing.T) {
	r := engine(t, Structural()...)
	const digits = "0EXAMPLE-only_1Synthetic20EXAMPLE-only_1Synthetic"
	for _, n := range []int{16, 22, 32, 39, 43, len(digits)} {
		for _, text := range []string{`{"k":"`, `{"alg":"HS256","k":"`} {
			text += digits[:n] + `","kty":"oct"}`
			for _, text := range []string{text, strings.ReplaceAll(strings.ReplaceAll(text, `":"`, `": "`), `","`, `", "`)} {
				if out := r.String(text); strings.Contains(out, digits[:n]) || !strings.HasSuffix(out, `"oct"}`) {
					t.Errorf("%s: got %s", text, out)
				}
			}
		}
	}
}
