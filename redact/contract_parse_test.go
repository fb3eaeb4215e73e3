package redact_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// TestContractParseErrors: net/url quotes the URL that it does not take, whatever of it is a password.
func TestContractParseErrors(t *testing.T) {
	const val = "Zb8Wn4kQ7x"
	r := defaults(t)
	for _, scheme := range []string{"http", "postgres", "redis"} {
		for _, user := range []string{"u:", ":", "u\n:", "ada%40x:"} {
			for _, password := range []string{
				val + "\n", val + "\r\n", "\n" + val, "x\n" + val + "\ny", val + "\n\n", val + "#x", "#" + val, val + "/x", val + "?x", "a b" + val, val + "%zz", "x\t" + val,
				`x"` + val, "x\x7f" + val, val + `\`, val + "\x00", "1\n" + val, "12345\n" + val,
			} {
				raw := scheme + "://" + user + password + "@h:1/db?x=y"
				_, err := url.Parse(raw)
				if err == nil {
					continue
				}
				text := err.Error()
				line, _ := json.Marshal(map[string]string{"err": text})
				for name, in := range map[string]string{"text": text, "JSON": string(line)} {
					for call, got := range map[string]string{"String": r.String(in), "AppendJSON": string(r.AppendJSON(nil, []byte(in))), "stream": streamed(t, r, singles(in)...)} {
						if strings.Contains(got, val[:6]) || strings.Contains(got, val[4:]) {
							t.Errorf("%s, %s: %q gives %q", name, call, in, got)
						}
						if again := r.String(got); again != got {
							t.Errorf("%s: %q gives %q", name, got, again)
						}
					}
				}
			}
		}
	}
	for in, want := range map[string]string{
		"dial postgres://u:" + val + "\n@h/db":                       "dial postgres://u:(HIDDEN)\n@h/db",
		`{"dsn":"postgres://u:` + val + `\r\n@h/db"}`:                `{"dsn":"postgres://u:(HIDDEN)\r\n@h/db"}`,
		"redis://:12345678\n@h":                                      "redis://:(HIDDEN)\n@h",
		`parse "http://h:8o8o/x": invalid port ":8o8o" after host`:   `parse "http://h:(HIDDEN)/x": invalid port ":[HIDDEN]" after host`,
		`parse "http://h:a'b/": invalid port ":a'b" after host`:      `parse "http://h:(HIDDEN)/": invalid port ":[HIDDEN]" after host`,
		"see http://h:name\nnext @ada":                               "",
		`parse "http://h:80/x": invalid URL escape "%zz"`:            "",
		`parse "http://h/a\n@b": net/url: invalid control character`: "",
		`cannot parse "http://h:name"`:                               "",
	} {
		if want == "" {
			want = in
		}
		for call, got := range map[string]string{"String": fixed(t).String(in), "stream": streamed(t, fixed(t), singles(in)...)} {
			if got != want {
				t.Errorf("%s of %q is %q, want %q", call, in, got, want)
			}
		}
	}
}
