package redact_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// quietLines are lines without a secret, of which most hold a name with a harmless value.
func quietLines(rng *rand.Rand, size int) string {
	lines := []string{"GET /v1/orders/42 took 37 ms\n", "token: 5 s\n", `{"level":"info","password":null,"key":"prod/eu"}` + "\n", "retry in 5 s, session=none; secret: yes\n", "password:\n  none\n", `{"token_count":7,"msg":"auth=false"}` + "\n"}
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(lines[rng.IntN(len(lines))])
	}
	return b.String()
}

// TestContractLongWholeEqualsStream compares calls on whole text, which emit what is decided
// every wholeStep bytes, with a stream. Each text has something where they do.
func TestContractLongWholeEqualsStream(t *testing.T) {
	alone(t)
	const wholeStep = 16 << 10
	r := build(t, redact.WithDetectors(detectors.Default()...))
	rng := random(1)
	pieces := exampleTexts()
	rng.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
	pieces = slices.Concat(pieces[:200], slices.Repeat([]string{"key=/srv/data/of/gh" + "p_" + rare(rng, 36) + "/x", "password:\n  " + rare(rng, 20)}, 12))
	for n, piece := range pieces {
		if len(piece) < 2 {
			continue
		}
		text := ""
		if n%3 > 0 {
			text = "password=" + rare(rng, 12) + "\n"
		}
		text += quietLines(rng, 2*wholeStep-600-len(text))
		before := 2*wholeStep - 1 - rng.IntN(min(len(piece), 300)-1) - len(text)
		text += strings.Repeat(".", before-1) + []string{"\n", " ", "\""}[n/3%3] + piece + []string{"\n", "", ": "}[n/9%3] + quietLines(rng, wholeStep)
		var want bytes.Buffer
		w := r.NewStreamWriter(&want)
		for rest := text; len(rest) > 0; {
			k := min(len(rest), 1+rng.IntN(9000))
			if _, err := io.WriteString(w, rest[:k]); err != nil {
				t.Fatal(err)
			}
			rest = rest[k:]
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		check := func(how, got string) {
			if got != want.String() {
				at := differ(got, want.String())
				t.Errorf("piece %d, %s: differs at byte %d: got %q, want %q", n, how, at, near(got, at), near(want.String(), at))
			}
		}
		check("String", r.String(text))
		check("Bytes", string(r.Bytes([]byte(text))))
		check("Append", string(r.Append([]byte("before"), []byte(text))[len("before"):]))
		matches, at := "", 0
		for _, m := range r.AppendMatches(nil, []byte(text)) {
			if m.Start < at || m.End <= m.Start {
				t.Fatalf("piece %d: match %v behind byte %d", n, m, at)
			}
			matches += text[at:m.Start] + "\x00"
			at = m.End
		}
		matches += text[at:]
		// What is between the matches stands in the output, in this order.
		rest := want.String()
		for i, part := range strings.Split(matches, "\x00") {
			k := strings.Index(rest, part)
			if k < 0 || i == 0 && k > 0 {
				t.Fatalf("piece %d: text between matches is missing from the output: %q", n, near(part, 0))
			}
			rest = rest[k+len(part):]
		}
	}
}

// TestContractLongCleanTextAllocatesNothing counts what a clean text of a size costs that
// no look beforehand takes.
func TestContractLongCleanTextAllocatesNothing(t *testing.T) {
	if raced {
		t.Skip("sync.Pool drops things by chance")
	}
	r := build(t, redact.WithDetectors(detectors.Default()...))
	text := quietLines(random(1), 128<<10)
	if out := r.String(text); out != text {
		at := differ(out, text)
		t.Fatalf("changed at byte %d: %q", at, near(out, at))
	}
	// What the garbage collector takes out of the pool now and then is not counted.
	least := func(call func()) float64 {
		n := testing.AllocsPerRun(1, call)
		for range 10 {
			n = min(n, testing.AllocsPerRun(1, call))
		}
		return n
	}
	if n := least(func() { r.String(text) }); n > 0 {
		t.Errorf("String allocates %v times", n)
	}
	src, dst := []byte(text), make([]byte, 0, len(text))
	if n := least(func() { dst = r.Append(dst[:0], src) }); n > 0 {
		t.Errorf("Append allocates %v times", n)
	}
}
