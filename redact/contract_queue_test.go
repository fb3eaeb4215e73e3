package redact_test

import (
	"strings"
	"testing"
)

// Values inside one another are taken in the order of their names, in a stream as in a
// whole text, however many there are.
func TestContractStreamKeepsOrder(t *testing.T) {
	alone(t)
	r := defaults(t)
	for _, text := range []string{
		strings.Repeat("key=", 9) + "n level=info\nb",
		strings.Repeat("p%61ss=", 9) + `p"`,
		strings.Repeat("token=", 7) + "token:key=n x",
		"token=d[token is+token=token=token=[token is [token=pwd=pass:T\"",
		"p%61sswd=p%61ss=key=key=\ufeffp%61ss=key=key=p%61ss=p%61ss=s x",
		"token=t(p%61ssword=0[)]",
		"\"cookie\":{\"\"\"\"{\"\"}\n\"\"\"\"password\":{\"\"\"}\"password=x1 y",
		"secret%3dTF" + "COFF+MEVYQU1QTEVvbmx5MVN5bnQuMEVYQU1QTEVvbmRhdsecret=' f'\"", // touches what the value before grows to
		`key={password='` + strings.Repeat("token=[", 9) + "hunter22" + strings.Repeat("]", 5) + "' x} y\nz",
		strings.Repeat(`{"password":"`, 9) + strings.Repeat(`key=`, 9) + "hunter22\" x\ny",
		strings.Repeat("password: token=", 12) + "hunter22, x\ny",
		strings.Repeat("secret=(key=", 40) + "hunter22) x\ny",
	} {
		want := r.String(text)
		for at := range text {
			if got := streamed(t, r, text[:at], text[at:]); got != want {
				t.Errorf("%q, cut at %d: %q, want %q", text, at, got, want)
				break
			}
		}
		if got := streamed(t, r, singles(text)...); got != want {
			t.Errorf("%q, byte by byte: %q, want %q", text, got, want)
		}
	}
}

// What waits for a value before it is held no longer than a match may be.
func TestContractStreamOrderIsBounded(t *testing.T) {
	alone(t)
	r := defaults(t)
	for _, text := range []string{
		strings.Repeat("key=", 30_000), `password="` + strings.Repeat("token=", 20_000), strings.Repeat(`key=[password="`, 8000),
		`<password a="` + strings.Repeat("key=\u200b", 10_000), `password="` + strings.Repeat("key=x ", 20_000),
	} {
		var out strings.Builder
		w := r.NewStreamWriter(&out)
		shown := 0
		for i, piece := range pieces(text, 500) {
			if _, err := w.Write([]byte(piece)); err != nil {
				t.Fatal(err)
			}
			if n := 500*(i+1) - heldBound; n > 0 && !strings.Contains(out.String(), "REDACTED") {
				t.Fatalf("%.20q: nothing is replaced after %d bytes", text, n+heldBound)
			}
			shown = out.Len()
		}
		if err := w.Close(); err != nil || strings.Contains(out.String(), "error") || out.Len() < shown {
			t.Errorf("%.20q: %v, %.200q", text, err, out.String())
		}
	}
}

// A word of any length behind the name of a program ends where it does in a whole text.
func TestContractStreamLongWords(t *testing.T) {
	alone(t)
	r := defaults(t)
	for _, head := range []string{"curl ", "mysql ", "sqlplus ", "pgp_sym_encrypt('", "pgp_sym_encrypt(x, ", "aes_encrypt(a,'", "curl -"} {
		for _, long := range []string{strings.Repeat("Ab", 3000), strings.Repeat("\u200b", 2000), strings.Repeat(" ", 3000)} {
			text := head + long + ", 'hunter22') -u bob:hunter22 x\ny"
			want := r.String(text)
			for _, size := range []int{1, 100, 4096} {
				if got := streamed(t, r, pieces(text, size)...); got != want {
					at := differ(got, want)
					t.Errorf("%s%.6q…, pieces of %d: %q, want %q", head, long, size, near(got, at), near(want, at))
				}
			}
		}
	}
}
