package fingerprint

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestQuietNeverLosesAMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	quiet, matched := 0, 0
	for range 20_000 {
		var entries []Entry
		var forms []string
		for id := range 1 + r.IntN(3) {
			f := randomForm(r)
			forms = append(forms, f)
			entries = append(entries, Entry{Form: []byte(f), ID: int32(id), WordBound: r.IntN(3) == 0, Joined: r.IntN(2) == 0})
		}
		s := Build(testSeed, entries...)
		text := randomText(r, r.IntN(60), forms)
		if r.IntN(2) == 0 { // mostly of the kind that is judged at all
			text = strings.Map(func(c rune) rune {
				if c < ' ' || c == '\\' || c >= 0x7f {
					return 'q'
				}
				return c
			}, strings.Join(strings.Fields(text), " ")) + []string{"", "\n"}[r.IntN(2)]
		}
		st := State{whole: true}
		found := sorted(s.Advance(&st, []byte(text), len(text), true, nil))
		switch {
		case !s.Quiet([]byte(text), r.IntN(2) == 0):
		case len(found) > 0:
			t.Fatalf("forms %q, text %q: quiet, but %v", forms, text, found)
		default:
			quiet++
		}
		if len(found) > 0 {
			matched++
		}
	}
	if quiet < 1000 || matched < 1000 {
		t.Errorf("only %d texts were quiet and %d matched", quiet, matched)
	}
}

func TestQuietAtEveryOffset(t *testing.T) {
	const form = "Zq8wKx4Jv2Qb"
	s := Build(testSeed, Entry{Form: []byte(form), ID: 1})
	for n := range 40 {
		text := bytes.Repeat([]byte("-"), n)
		if !s.Quiet(text, false) {
			t.Errorf("%d other bytes are not quiet", n)
		}
		for i := range n + 1 {
			if s.Quiet([]byte(string(text[:i])+form+string(text[i:])), i%2 == 0) {
				t.Errorf("the form is lost at %d of %d", i, n)
			}
		}
	}
}

func TestAlike(t *testing.T) {
	for n := range 30 {
		for i := range n {
			for b := range 256 {
				text := bytes.Repeat([]byte("x"), n)
				text[i] = byte(b)
				if want := b >= ' ' && b < 0x80 && b != '\\'; alike(text) != want {
					t.Fatalf("byte %#x at %d of %d: want %v", b, i, n, want)
				}
			}
			if i > 0 {
				text := bytes.Repeat([]byte("x"), n)
				text[i-1], text[i] = ' ', ' '
				if alike(text) {
					t.Fatalf("two blanks at %d of %d", i, n)
				}
			}
		}
	}
}

// A text that is shorter than every form is quiet, one that is as long as the shortest is not.
func TestQuietOfShortTexts(t *testing.T) {
	const value = "kX7vQ2nB9wLrT4zP"
	for n := MinSymbols; n <= len(value); n++ {
		s := Build(testSeed, Entry{Form: []byte(value + value), ID: 1}, Entry{Form: []byte(value[:n]), ID: 2})
		if s.Quiet([]byte(value[:n]), false) || s.Quiet([]byte(value[:n]), true) {
			t.Errorf("a value of %d bytes is quiet", n)
		}
		if short := []byte(value[:min(n-1, span-1)]); !s.Quiet(short, false) && n >= window {
			t.Errorf("%d bytes are not quiet where %d are a value", len(short), n)
		}
	}
}

func BenchmarkQuiet(b *testing.B) {
	line := "2026-01-02T03:04:05Z INFO request done method=GET path=/api/v1/users/8271 status=200 dur=12.7ms trace=4bf92f3577b34da6a3ce929d0e0e4736 agent=\"Mozilla/5.0 (X11; Linux)\" bytes=5120 peer=10.0.4.17, "
	for _, secrets := range []int{10, 1000} {
		s := Build(testSeed, many(secrets)...)
		for _, size := range []int{20, 200} {
			text := []byte(strings.Repeat(line, 2)[:size])
			b.Run(fmt.Sprintf("secrets=%d/size=%d", secrets, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					if !s.Quiet(text, false) {
						b.Fatal("not quiet")
					}
				}
			})
		}
	}
}
