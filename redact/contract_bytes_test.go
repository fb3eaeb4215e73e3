package redact_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestContractBytesInStringsOfJSON has a live secret as a list of bytes in JSON that is text
// of JSON: quotes around its replacement have the escapes of that place.
func TestContractBytesInStringsOfJSON(t *testing.T) {
	value := "rjeBeQ9h" + "KFbejrxkI6h7WaD"
	var s redact.SecretSet
	if _, err := s.Set("a", []byte(value)); err != nil {
		t.Fatal(err)
	}
	r := build(t, redact.WithSecrets(&s), redact.WithReplacement(redact.Fixed(hidden)))
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint([]byte(value)), " ", ","), "[]")
	far := strings.Repeat("de ad be ef ", 50)
	for in, want := range map[string]string{
		`{"a":[%]}`:         `{"a":["%"]}`,
		`[[%]]`:             "",
		`x [[%]]`:           "",
		`[1,%]`:             "",
		`["a",%]`:           "",
		`[{},%]`:            "",
		`[[1],%]`:           "",
		`[{"a":"b \""},%]`:  `[{"a":"b \""},"%"]`,
		`[{"a":"b"}, [1,%]`: `[{"a":"b"}, [1,"%"]`,
		`}, %`:              "",
		far + `, [%]`:       far + `, [%]`,
	} {
		in = strings.ReplaceAll(in, "%", list)
		for range 3 {
			got, of := r.String(in), string(r.AppendJSON(nil, []byte(in)))
			if strings.Contains(got, list) || json.Valid([]byte(in)) && (!json.Valid([]byte(got)) || got != of) {
				t.Errorf("%s: String gives %s, AppendJSON %s", in, got, of)
			}
			if want = strings.ReplaceAll(want, "%", hidden); want != "" && got != want {
				t.Errorf("%s: got %s, want %s", in, got, want)
			}
			if stream := streamed(t, r, singles(in)...); stream != got {
				t.Errorf("%s: got %s, in a stream %s", in, got, stream)
			}
			outer, err := json.Marshal(map[string]string{"m": in})
			if err != nil {
				t.Fatal(err)
			}
			if in = string(outer); want != "" {
				outer, _ = json.Marshal(map[string]string{"m": want})
				want = string(outer)
			}
		}
	}
}

// White space at any place among the first symbols of a value is found in what its bytes are
// printed as, whatever stands beside it.
func TestContractWhiteSpaceInPrintedBytes(t *testing.T) {
	values := []string{"\\rn5NDxFJ.kCUiA\rqQ\x1b.F7X3", "\\tQvvHXQHt\xc349.n\n4pQ98A'r3", "\\nQvvHXQ=t349.n\n4pQ98A'r3", "CegU\x7f\nt6B/T\nPkohWvGn"}
	for _, blank := range []string{" ", "\t", "\n", "\r", "\r\n", "\n\t"} {
		for _, sign := range []string{"", "=", "\x7f", "\x1b", "\\", "%", `\n`, `\r`, `\t`, `\\n`} {
			for at := 1; at < 10; at++ {
				for beside := range 8 {
					value := "AbcdEfH9jKm2"
					value = value[:at] + blank + value[at:]
					values = append(values, value[:beside]+sign+value[beside:])
				}
			}
		}
	}
	for _, value := range values {
		set := redact.NewSecretSet()
		if _, err := set.Set("v", []byte(value)); err != nil {
			t.Fatal(err)
		}
		r := build(t, redact.WithSecrets(set))
		for _, format := range []string{"%x", "%X", "% x", "%v"} {
			text := fmt.Sprintf("retry with "+format+" once", []byte(value))
			if got := r.String(text); got != "retry with [REDACTED:live-secret] once" && got != "retry with [[REDACTED:live-secret]] once" {
				t.Errorf("%q, %s: %s", value, format, got)
			}
		}
	}
}
