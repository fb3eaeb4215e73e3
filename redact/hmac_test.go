package redact_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// A token is fit for every part of a URL: it ends none.
func TestHMACKeepsURLs(t *testing.T) {
	previous := testKey("k2")
	for name, ring := range map[string]redact.KeyRing{
		"one key":  {Current: testKey("k1")},
		"two keys": {Current: testKey("k1"), Previous: &previous},
	} {
		r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.HMAC(ring)))
		form := `REDACTED:[a-z-]+\.k1\.[0-9a-f]{12}`
		if ring.Previous != nil {
			form += `\.k2\.[0-9a-f]{12}`
		}
		token := regexp.MustCompile(`^[(\[]` + form + `[)\]]$`)

		out := r.String("https://u:" + "p4ssw0rd@h.example/x")
		u, err := url.Parse(out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		password, _ := u.User.Password()
		if u.Host != "h.example" || u.Path != "/x" || u.Fragment != "" || !token.MatchString(password) && !token.MatchString(u.User.Username()) {
			t.Errorf("%s: %s: %+v", name, out, u)
		}
		out = r.String("https://h/x?token=" + "abcDEF123xyz&page=2")
		if u, err = url.Parse(out); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if q := u.Query(); q.Get("page") != "2" || u.Fragment != "" || !token.MatchString(q.Get("token")) {
			t.Errorf("%s: %s: %+v", name, out, u)
		}
		for _, in := range []string{"https://u:" + "p4ssw0rd@h.example/x", "https://h/x?token=" + "abcDEF123xyz&page=2", `{"password":"` + "abcDEF123xyz" + `"}`} {
			once := r.String(in)
			if !strings.Contains(once, ".k1.") || r.String(once) != once {
				t.Errorf("%s: %s then %s", name, once, r.String(once))
			}
		}
	}
}

func TestTokensAreHMAC(t *testing.T) {
	key := testKey("k1").Secret[:32]
	for n := range 600 {
		secret := bytes.Repeat([]byte("s"), n)
		mac := hmac.New(sha256.New, key)
		mac.Write(secret)
		if got := redact.HMACOf(key, secret); !bytes.Equal(got[:], mac.Sum(nil)) {
			t.Fatalf("%d bytes: not the HMAC", n)
		}
	}
}
