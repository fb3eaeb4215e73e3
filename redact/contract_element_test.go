package redact_test

import (
	"strings"
	"testing"
)

// A < that somebody did not escape is part of the value of an element, if that closes by
// its name; one that begins another element is not.
func TestContractElementsWithSigns(t *testing.T) {
	r := fixed(t)
	for in, want := range map[string]string{
		`<password>a<b</password> z`:                                    `<password>[HIDDEN]</password> z`,
		`<password>x<y2!</password> z`:                                  `<password>[HIDDEN]</password> z`,
		`<password>x < y <<9</password> z`:                              `<password>[HIDDEN]</password> z`,
		`<pwd>key=<s</pwd>`:                                             `<pwd>[HIDDEN]</pwd>`,
		`{"a":"<password>x<9y<\/password>"}`:                            `{"a":"<password>[HIDDEN]<\/password>"}`,
		`{"a":"\u003cpassword\u003ex\u003c9y\u003c/password\u003e"}`:    `{"a":"\u003cpassword\u003e[HIDDEN]\u003c/password\u003e"}`,
		`&lt;password&gt;x&lt;9y&lt;/password&gt;`:                      `&lt;password&gt;[HIDDEN]&lt;/password&gt;`,
		`<password>x<y z</password> z`:                                  `<password>[HIDDEN]</password> z`,
		`<password>x<y z<w q/</password> z`:                             `<password>[HIDDEN]</password> z`,
		`<password>x<yz/q</password> z`:                                 `<password>[HIDDEN]</password> z`,
		`<password>x<!b q</password> z`:                                 `<password>[HIDDEN]</password> z`,
		`<password>x<` + strings.Repeat("y", 99) + `</password> z`:      `<password>[HIDDEN]</password> z`,
		`<db:password>x<y z</db:password> z`:                            `<db:password>[HIDDEN]</db:password> z`,
		`{"a":"<password>x<y z<\/password>"}`:                           `{"a":"<password>[HIDDEN]<\/password>"}`,
		`{"a":"<password>x<y z"} </password>`:                           `{"a":"<password>x<y z"} </password>`,
		`<credentials>x<b c="d">y</b></credentials>`:                    `<credentials>x<b c="d">y</b></credentials>`,
		`<credentials>x<b c="d"/></credentials>`:                        `<credentials>x<b c="d"/></credentials>`,
		`<credentials><user>x</user></credentials>`:                     `<credentials><user>x</user></credentials>`,
		`<credentials>x<b>y</b></credentials>`:                          `<credentials>x<b>y</b></credentials>`,
		`<credentials>x<!-- none --></credentials>`:                     `<credentials>x<!-- none --></credentials>`,
		`usage: login <user> <password> where a < b </pre>`:             `usage: login <user> <password> where a < b </pre>`,
		`usage: login <user> <password> where a < b, see <credentials>`: `usage: login <user> <password> where a < b, see <credentials>`,
	} {
		got := r.String(in)
		if got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
		if again := r.String(got); again != got {
			t.Errorf("%s became %s, and again %s", in, got, again)
		}
		for at := range in {
			if got := streamed(t, r, in[:at], in[at:]); got != want {
				t.Errorf("%s, cut at %d: %s, want %s", in, at, got, want)
			}
		}
	}
}
