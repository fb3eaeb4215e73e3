package detectors

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// numeral writes v with the digits, padded with zeros to width.
func numeral(v uint32, digits string, width int) string {
	out := ""
	for ; v > 0; v /= uint32(len(digits)) {
		out = string(digits[v%uint32(len(digits))]) + out
	}
	return strings.Repeat("0", width-len(out)) + out
}

// sample returns n letters and digits that differ for each seed.
func sample(n, seed int) string {
	var b strings.Builder
	for x := uint32(uint64(seed)*2654435761) + 1; b.Len() < n; x = x*1664525 + 1013904223 {
		b.WriteByte(base62Digits[x>>8%62])
	}
	return b.String()
}

func TestChecksums(t *testing.T) {
	sum := func(s string) uint32 { return crc32.ChecksumIEEE([]byte(s)) }
	for _, c := range []struct {
		id    string
		token func(seed int) string
	}{
		{"github-personal-access-token", func(i int) string {
			body := sample(30, i)
			return "ghp" + "_" + body + numeral(sum(body), base62Digits, 6)
		}},
		{"github-installation-token", func(i int) string {
			body := sample(30, i)
			return "ghs" + "_" + body + numeral(sum(body), base62Digits, 6)
		}},
		{"npm-access-token", func(i int) string {
			body := sample(30, i)
			return "npm" + "_" + body + numeral(sum(body), base62Digits, 6)
		}},
		{"gitlab-personal-access-token", func(i int) string {
			head := "glpat" + "-" + sample(27, i) + ".01.0z"
			return head + numeral(sum(head), base36Digits, 7)
		}},
		{"cloudflare-token", func(i int) string {
			body := sample(40, i)
			return "cfut" + "_" + body + fmt.Sprintf("%08x", sum(body))
		}},
		{"zuplo-key", func(i int) string {
			body := strings.ToLower(sample(32, i))
			return "zpka" + "_" + body + "_" + fmt.Sprintf("%08x", sum(body))
		}},
		{"atlassian-token", func(i int) string {
			head := "ATATT3xFf" + "GF0" + sample(180, i) + "="
			return head + fmt.Sprintf("%08X", sum(head))
		}},
		{"confluent-secret", func(i int) string {
			body := sample(54, i)
			s := sum(body)
			le := []byte{byte(s), byte(s >> 8), byte(s >> 16), byte(s >> 24)}
			return "cf" + "lt" + body + base64.StdEncoding.EncodeToString(le)[:6]
		}},
	} {
		d := byID(t, c.id)
		m := newModel(t, d)
		for seed := range 50 {
			token := c.token(seed)
			if got := d.Verify([]byte(token)); got != redact.Confirmed {
				t.Errorf("%s: %q: verdict %d, want Confirmed", c.id, token, got)
			}
			if got := m.find("v=" + token + " x"); len(got) != 1 || got[0] != (span{2, 2 + len(token)}) {
				t.Errorf("%s: %q found at %v", c.id, token, got)
			}
			// One changed character: the checksum fails, the token stays a match.
			broken := []byte(token)
			at := len(token) / 2
			broken[at] = base36Digits[10+(bytes.IndexByte([]byte(base36Digits), broken[at])+seed)%20]
			if string(broken) == token {
				continue
			}
			if got := d.Verify(broken); got != redact.Unknown {
				t.Errorf("%s: %q: verdict %d, want Unknown", c.id, broken, got)
			}
		}
	}
}

func TestIsNumeral(t *testing.T) {
	for _, c := range []struct {
		text   string
		sum    uint32
		digits string
		want   bool
	}{
		{"000000", 0, base62Digits, true},
		{"00000Z", 35, base62Digits, true},
		{"00000z", 61, base62Digits, true},
		{"000010", 62, base62Digits, true},
		{"4gfFC3", 1<<32 - 1, base62Digits, true},
		{"gfFC3", 1<<32 - 1, base62Digits, false}, // one digit short
		{"00001z", 61, base62Digits, false},
		{"1z141z3", 1<<32 - 1, base36Digits, true},
	} {
		if got := isNumeral([]byte(c.text), c.sum, c.digits); got != c.want {
			t.Errorf("isNumeral(%q, %d) = %v", c.text, c.sum, got)
		}
	}
}

func byID(t *testing.T, id string) redact.Detector {
	t.Helper()
	for _, d := range All() {
		if d.ID == id {
			return d
		}
	}
	t.Fatalf("no detector %s", id)
	return redact.Detector{}
}
