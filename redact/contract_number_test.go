package redact_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A live secret of digits is found in numbers, wherever they are.
func TestContractLiveNumbers(t *testing.T) {
	const digits = "8783647938469559"
	n := int64(8783647938469559)
	var set redact.SecretSet
	if _, err := set.Set("card", []byte(digits)); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithSecrets(&set))
	var decoded any
	if err := json.Unmarshal([]byte(`{"a":[1,8783647938469559]}`), &decoded); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]any{
		"int": int(n), "int64": n, "uint64": uint64(n), "float64": float64(n), "struct": struct{ N, M int64 }{1, n},
		"slice": []int64{1, n}, "map": map[string]int{"k": int(n)}, "pointer": &n, "any": []any{1, n}, "decoded": decoded, "key": map[int64]bool{n: true},
	} {
		out, err := json.Marshal(r.Value(v))
		if text := fmt.Sprint(r.Value(v)); err != nil || strings.Contains(string(out), digits) || strings.Contains(text, digits[1:]) {
			t.Errorf("%s: %s %s %v", name, out, text, err)
		}
	}
	f := r.Scope("x").Field("k")
	for name, hidden := range map[string]bool{
		"Int64":   second(f.Int64(n)),
		"Uint64":  second(f.Uint64(uint64(n))),
		"Float64": second(f.Float64(float64(n))),
	} {
		if !hidden {
			t.Errorf("Field.%s shows it", name)
		}
	}
	b := r.Scope("x").Batch()
	if b.Float64(float64(n)) && b.Clean() {
		t.Error("a batch with it is clean")
	}

	// Other numbers stay what they are, in any number.
	many := make([]int64, 50_000)
	for i := range many {
		many[i] = n + 1 + int64(i)
	}
	for name, v := range map[string]any{"many": many, "floats": []float64{1.5, 1e300, -1e17, math.Pi, 12345678}, "small": []int{1, 2}, "bytes": [2]uint8{1, 2}} {
		if got, want := fmt.Sprint(r.Value(v)), fmt.Sprint(v); got != want {
			t.Errorf("%s: got %.100s, want %.100s", name, got, want)
		}
	}
	if again, hidden := f.Float64(1.5e10); hidden {
		t.Errorf("1.5e10 became %v", again)
	}
}

func second(_ any, hidden bool) bool { return hidden }

// Numbers in an array of JSON, and a list of them that is a text, are replaced by a
// string; in a string nothing is put into quote marks.
func TestContractNumbersStayJSON(t *testing.T) {
	const digits, word = "8783647938469559", "Qm7-xT2pLw9z"
	set := redact.NewSecretSet()
	for name, v := range map[string]string{"digits": digits, "word": word} {
		if _, err := set.Set(name, []byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	r := redact.MustNew(redact.WithSecrets(set))
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint([]byte(word)), " ", ","), "[]")
	for _, secret := range []string{digits, list, strings.ReplaceAll(list, ",", ", ")} {
		for _, text := range []string{
			`[%s]`, `{"k":[%s]}`, `{"k":[1,%s,2]}`, `["a",%s,5]`, `["", %s]`, `["a","b,:", %s]`, `[[1],%s]`, `[{"a":1}, %s]`, `[null,%s]`,
			`{"s":"%s"}`, `{"s":"12,%s,5"}`, `{"s":",%s,5"}`, `{"s": ", %s"}`, `["a", ",%s"]`, `{"s":"a \"12,%s,5\" b"}`, `{"s":"[\"a\",%s]"}`, `{"s":"[1,%s]"}`,
		} {
			text = fmt.Sprintf(text, secret)
			out := r.AppendJSON(nil, []byte(text))
			if !json.Valid([]byte(text)) || !json.Valid(out) || strings.Contains(string(out), secret) {
				t.Errorf("%s gives %s", text, out)
			}
			if again := r.AppendJSON(nil, out); string(again) != string(out) {
				t.Errorf("%s gives %s the second time", out, again)
			}
			var b strings.Builder
			w := r.NewStreamWriter(&b)
			for i := range text {
				if _, err := w.Write([]byte{text[i]}); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil || b.String() != r.String(text) {
				t.Errorf("%s gives %s as a stream, and %s whole", text, b.String(), r.String(text))
			}
		}
	}
}

// A number of JSON is replaced whole where a live secret is its end, also where it came in
// other writes.
func TestContractNumberAroundLiveSecret(t *testing.T) {
	alone(t)
	const value = "59d10216e5680ff82163"
	middle, long := "e263edd686063409a85ca7c137ec4522-3ed", strings.Repeat("59d1x216e5680ff82163", 9)
	var set redact.SecretSet
	for name, v := range map[string]string{"a": value, "b": middle, "c": long} {
		if _, err := set.Set(name, []byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	plain, catalogue := build(t, redact.WithSecrets(&set)), benchRedactor(t, redact.WithSecrets(&set))
	for _, v := range []string{value, middle, long} {
		text := fmt.Sprintf(`{"s":"x","count":22%x,"x":1}`, v)
		for _, r := range []*redact.Redactor{plain, catalogue} {
			whole := r.String(text)
			if !json.Valid([]byte(whole)) || strings.Contains(whole, "22") {
				t.Fatalf("%s", whole)
			}
			for i := range len(text) {
				if out := streamed(t, r, text[:i], text[i:]); out != whole {
					t.Fatalf("cut at %d: %s, whole %s", i, out, whole)
				}
			}
		}
	}
}
