package redact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// A name of several words is found alike in a short text, in a long one and in a stream,
// whichever of its words are names too.
func TestContractNamesOfSeveralWords(t *testing.T) {
	r := defaults(t)
	before := strings.Repeat("an ordinary line\n", 300)
	for _, d := range detectors.Default() {
		for _, name := range d.Names {
			for _, sep := range []string{" ", "_", "-"} {
				text := strings.ReplaceAll(name, "_", sep) + ": q9Xw2 kL4m\n"
				want := r.String(text)
				for how, got := range map[string]string{"stream": streamed(t, r, singles(text)...), "two pieces": streamed(t, r, text[:len(text)-8], text[len(text)-8:]),
					"long": strings.TrimPrefix(r.String(before+text), before)} {
					if got != want {
						t.Errorf("%s: %q became %q, want %q", how, text, got, want)
					}
				}
			}
		}
	}
	if got := r.String("mot de passe : hunter22"); strings.Contains(got, "hunter22") {
		t.Error(got)
	}
}

// Names beyond ASCII are found as they are written in the rule, and as JSON escapes them.
func TestContractNamesBeyondASCII(t *testing.T) {
	names := []string{"пароль", "密码", "contraseña", "パスワード", "비밀번호", "aanmeldingswachtwoordé"}
	r := build(t, redact.WithDetectors(detectors.Default()...), redact.WithNames(names...))
	for _, name := range names {
		escaped := ""
		for _, c := range name {
			if c < 0x80 {
				escaped += string(c)
			} else {
				escaped += fmt.Sprintf(`\u%04x`, c)
			}
		}
		twice := strings.ReplaceAll(escaped, `\`, `\\`)
		for _, in := range []string{
			name + "=¦ x", name + ": ¦ x", "new_" + name + "=¦ x", `{"` + name + `":"¦"}`, `{"` + escaped + `":"¦"}`, `{"` + escaped + `": "¦","n":1}`,
			`{"a":{"n":1,"new_` + escaped + `":"¦"}}`, `{"body":"{\"` + twice + `\":\"¦\"}"}`, "<" + name + ">¦</" + name + ">", "map[" + name + ":¦]", "--" + name + "=¦ x",
		} {
			text := strings.ReplaceAll(in, "¦", "hunter22")
			want := strings.ReplaceAll(in, "¦", "[REDACTED:name]")
			got := map[string]string{"String": r.String(text), "stream": streamed(t, r, singles(text)...), "again": r.String(r.String(text))}
			if text[0] == '{' {
				got["AppendJSON"] = string(r.AppendJSON(nil, []byte(text)))
			}
			for call, got := range got {
				if got != want {
					t.Errorf("%s: %s became %s, want %s", call, text, got, want)
				}
			}
		}
		if got := fmt.Sprint(r.Value(map[string]any{name: "hunter22"}), r.Scope("").Field(name).String("hunter22")); strings.Contains(got, "hunter22") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// What JSON escapes before a name is no part of it, unless it is a letter, and then the name
// counts as it does without.
func TestContractEscapesBeforeNames(t *testing.T) {
	r := build(t, redact.WithDetectors(detectors.Default()...))
	if got, want := r.String(`x\u4f7faccessToken=t`), `x\u4f7faccessToken=[REDACTED:access-token]`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, escape := range []string{`\u00a0`, `\u200b`, `\u2028`, `\u3000`, `\u201c`, `\ufe0f`, `\ufeff`, `\\u00a0`, `\u00e9`, `\u4f7f\u7528`} {
		for _, in := range []string{`x` + escape + `key=¦ x`, `{"msg":"` + escape + `key: ¦"}`, `{"n":1,"` + escape + `password":"¦"}`, `x` + escape + `accessToken=¦ x`} {
			text := strings.ReplaceAll(in, "¦", "hunter22")
			got := map[string]string{"String": r.String(text), "stream": streamed(t, r, singles(text)...)}
			for call, got := range got {
				if strings.Contains(got, "hunter22") {
					t.Errorf("%s: %s became %s", call, text, got)
				}
			}
		}
	}
}
