package redacttest

import (
	"encoding/base32"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// Parts of a secret that are shorter than those the Oracle knows are found in every
// encoding, and nothing of them is left by mask.
func TestEncodedFragmentsAreFound(t *testing.T) {
	canaries, oracle := defaultLot()
	in := inspector{oracle: oracle}
	tried := 0
	for _, c := range canaries {
		for _, secret := range c.Secret {
			from, to := 3, 3+11
			for from < len(secret) && !utf8.RuneStart(secret[from]) {
				from++
			}
			for to < len(secret) && !utf8.RuneStart(secret[to]) {
				to++
			}
			if to > len(secret) || strings.Contains(secret[from:to], "\n") {
				continue
			}
			for _, e := range encoders {
				text := "first\n a=" + e.encode("ab"+secret[from:to]+"c") + " b"
				found := in.findings("x", "", []byte(text))
				if len(found) == 0 {
					t.Errorf("%s as %s is not found", c.Name, e.name)
					continue
				}
				if found[0].Offset < 9 || !strings.HasPrefix(found[0].Path, "line 2") && !strings.Contains(text[6:], "\n") {
					t.Errorf("%s as %s: %s", c.Name, e.name, found[0])
				}
				if left := in.findings("x", "", in.mask([]byte(text))); left != nil {
					t.Errorf("%s as %s is masked in part: %s", c.Name, e.name, left[0])
				}
				tried++
			}
		}
	}
	if tried < 200 {
		t.Errorf("%d were tried", tried)
	}
}

// Encodings that only a Capture knows.
func TestFurtherEncodingsAreFound(t *testing.T) {
	canaries, oracle := defaultLot()
	in := inspector{oracle: oracle}
	for _, c := range canaries {
		for _, secret := range c.Secret {
			from, to := 0, min(11, len(secret))
			for to < len(secret) && !utf8.RuneStart(secret[to]) {
				to++
			}
			part := secret[from:to]
			for name, text := range map[string]string{
				"% x":      fmt.Sprintf("% x", "ab"+part+"c"),
				"% X":      fmt.Sprintf("% X", part),
				"colons":   strings.ReplaceAll(fmt.Sprintf("% x", part), " ", ":"),
				"0x, 0x":   fmt.Sprintf("% #x", part),
				"octal":    eachByte(part, `\%03o`),
				"base32":   base32.StdEncoding.EncodeToString([]byte("abc" + part + "d")),
				"unpadded": strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte(part))),
			} {
				line := []byte("first\n a=" + text + " b")
				found := in.findings("x", "", line)
				if len(found) == 0 || !strings.HasPrefix(found[0].Path, "line 2") {
					t.Errorf("%s as %s is not found: %v", c.Name, name, found)
					continue
				}
				if left := in.findings("x", "", in.mask(line)); left != nil {
					t.Errorf("%s as %s is masked in part: %s", c.Name, name, left[0])
				}
			}
		}
	}
}

func TestViewsKeepOrdinaryTextAlone(t *testing.T) {
	_, oracle := defaultLot()
	for _, text := range []string{
		"", "\n", "%", "100 %zz \\", "&amp;&#x41;&unknown;", "=3D=", `\u12`, `\ud83d\ude00 \ud83d`, "0x", "1 2 3 4 5 6 7 8 9", "99999999999999999999",
		"4bf92f3577b34da6a3ce929d0e0e4736", "aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91", "\x00a\x00b", "xxxxxxxxxxxxxxxxx", strings.Repeat("\\", 50),
		`\12`, `\777\400`, "a:b", "12:34:56 12:34:56.789012", "de:ad:be:ef:00:01:02:03:04", "internationalization", "6b 33 4a",
	} {
		if found := oracle.search([]byte(text)); found != nil {
			t.Errorf("%q: %v", text, found)
		}
	}
}
