package unit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestAt(t *testing.T) {
	for _, tc := range []struct {
		text string
		kind Kind
		sym  byte
		w    int
	}{
		{"a", Plain, 'a', 1}, {"\x00a", Skip, 0, 1}, {"\\n", Plain, 0, 1}, {`\/`, Sym, '/', 2}, {`\\/`, Sym, '/', 3},
		{`\u0041`, Sym, 'A', 6}, {`\\u0041`, Sym, 'A', 7}, {`\x41`, Sym, 'A', 4}, {`\u200b`, Skip, 0, 6}, {`\u0000`, Skip, 0, 6},
		{`\u00e9`, Plain, 0, 1}, {`\u00zz`, Plain, 0, 1}, {`\u000a`, Plain, 0, 1}, {`\uff41`, Sym, 'a', 6},
		{"%41", Sym, 'A', 3}, {"%2541", Sym, 'A', 5}, {"%25", Sym, '%', 3}, {"%25zz", Sym, '%', 3}, {"%0a", Plain, 0, 1}, {"%00", Skip, 0, 3}, {"%zz", Plain, 0, 1},
		{"\u200bx", Skip, 0, 3}, {"\ufeffx", Skip, 0, 3}, {"\u00adx", Skip, 0, 2}, {"ａ", Sym, 'a', 3}, {"é", Plain, 0, 1}, {"世", Plain, 0, 1},
		{"\u017f", Sym, 's', 2}, {"\u212a", Sym, 'k', 3}, {"\U000e0041", Skip, 0, 4}, {"\xe2\x80", Plain, 0, 1}, {"\xe2(", Plain, 0, 1},
		{"\x1b[0m", Skip, 0, 4}, {"\x1b[01;31m", Skip, 0, 8}, {"\x1b[01234567891m", Plain, 0, 1}, {"\x1b]x", Plain, 0, 1}, {`\u001b[0",3m`, Plain, 0, 1}, {"\x1b[0\"m", Plain, 0, 1}, {`\u001b[0\"`, Plain, 0, 1}, {"\x1b", Plain, 0, 1},
		{`\u001b[0mx`, Skip, 0, 9}, {`\x1B[1;31mx`, Skip, 0, 10}, {`\\u001b[0m`, Skip, 0, 10}, {`\u001bx`, Plain, 0, 1}, {`\u001b`, Plain, 0, 1},
		{"\x1b[38;2;255;100;100mx", Skip, 0, 19}, {`\x1b[38;2;255;100;100mx`, Skip, 0, 22}, {"\x1b[1234;67890;1m", Plain, 0, 1}, {"\x1b[1234;67890m", Skip, 0, 13},
		{"\x1b[111;222;333;444;5;66m", Skip, 0, 23}, {"\x1b[111;222;333;444;5;667m", Plain, 0, 1},
		{`\`, Plain, 0, 1}, {`\u00`, Plain, 0, 1}, {"%", Plain, 0, 1}, {"%4", Plain, 0, 1},
	} {
		kind, sym, w := At([]byte(tc.text), 0, true)
		if kind != tc.kind || w != tc.w || kind == Sym && sym != tc.sym {
			t.Errorf("%q: %v %q %d, want %v %q %d", tc.text, kind, sym, w, tc.kind, tc.sym, tc.w)
		}
	}
}

func TestBefore(t *testing.T) {
	for _, tc := range []struct {
		text string
		w    int
		sym  byte
	}{
		{`a\n`, 2, ' '}, {`a\\n`, 2, ' '}, {`\u003d`, 6, '='}, {`\\u003d`, 6, '='}, {`\x3d`, 4, '='}, {"x%3D", 3, '='}, {"%253D", 5, '='},
		{"\x1b[1;31m", 7, 0}, {`\u001b[32m`, 10, 0}, {`\\u001b[32m`, 11, 0}, {`\\`, 0, 0}, {`a\\\`, 0, 0}, {"plain", 0, 0}, {`\`, 0, 0}, {"", 0, 0}, {"m", 0, 0},
	} {
		w, sym, ok := Before([]byte(tc.text), len(tc.text))
		if !ok {
			w, sym = 0, 0
		}
		if w != tc.w || sym != tc.sym {
			t.Errorf("%q: %d bytes of %q, want %d of %q", tc.text, w, sym, tc.w, tc.sym)
		}
	}
}

// TestPlainBefore compares Before, and Clear, with the loop that reads every byte.
func TestPlainBefore(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"\\", "%", "\x1b", "[", "u", "x", "001b", "25", "4", "1", "m", ";", "a", "F", "\u200b", " ", "?", "u001b[0m", "\x1b[38;2;255;100;100m", "%2541"}
	for range 100_000 {
		text := []byte("0123456789"[:rng.IntN(10)])
		for range 1 + rng.IntN(9) {
			text = append(text, pieces[rng.IntN(len(pieces))]...)
		}
		j := rng.IntN(len(text) + 1)
		w, sym, ok := escapeBefore(text, j)
		if gw, gs, gok := Before(text, j); gok != ok || ok && (gw != w || gs != sym) {
			t.Fatalf("%q at %d: %d %q %v, want %d %q %v", text, j, gw, gs, gok, w, sym, ok)
		}
		if ok && Clear(text, j) {
			t.Fatalf("%q at %d is clear", text, j)
		}
	}
}

// TestAnySpecial puts each byte at each place of a text.
func TestAnySpecial(t *testing.T) {
	for b := range 256 {
		for n := 1; n < 20; n++ {
			for i := range n {
				for _, other := range []byte{'a', ' ', 0xff, '\n'} {
					text := bytes.Repeat([]byte{other}, n)
					text[i] = byte(b)
					if got := AnySpecial(text); got != Special(byte(b)) {
						t.Fatalf("%q: %v", text, got)
					}
				}
			}
		}
	}
}

// TestWidthBefore checks that no unit is longer than is said.
func TestWidthBefore(t *testing.T) {
	for _, text := range []string{`\u001b[38;2;255;100;100m`, `\\\\\\\u001b[0123456789m`, "\x1b[1m", `\\\\\\\u0041`, "%2541", "\U000e0041", "a", `\/`} {
		kind, _, w := At([]byte(text), 0, true)
		if padded := "some text before it: " + text; kind == Plain && w != 1 || w != len(text) || WidthBefore([]byte(padded), len(padded)) < w {
			t.Errorf("%q: a unit of %d bytes, at most %d", text, w, WidthBefore([]byte(padded), len(padded)))
		}
	}
}

// TestAtWaits checks that no answer on a piece differs from the one on the whole.
func TestAtWaits(t *testing.T) {
	for _, text := range []string{`\u0041x`, `\\u0041x`, `\x41x`, "%41x", "%2541x", "%25zx", "\u200bx", "ａx", "\x1b[01;31mx", `\u001b[38;2;255;1;1mx`, `\x1b[99999999999`, "\U000e0041x", `\\\\\\\\x`, "\x1b[99999999999", "%zx", "\xe2xx"} {
		want := fmt.Sprint(At([]byte(text), 0, true))
		for n := 1; n < len(text); n++ {
			kind, sym, w := At([]byte(text[:n]), 0, false)
			if got := fmt.Sprint(kind, sym, w); kind != More && got != want && w <= n {
				// The symbol of a plain byte does not count.
				if _, _, ww := At([]byte(text), 0, true); kind != Plain || ww != 1 {
					t.Errorf("%q cut at %d: %s, want %s", text, n, got, want)
				}
			}
		}
	}
}

func TestSnap(t *testing.T) {
	for _, tc := range []struct {
		text   string
		i      int
		start  int
		toward int
	}{
		{`a\nb`, 2, 1, 3}, {`a\\nb`, 3, 3, 3}, {`a\u0041b`, 5, 1, 5}, {`a\u0041b`, 7, 7, 7}, {`a%41b`, 2, 1, 2}, {`a%41b`, 3, 1, 3}, {`a%41b`, 4, 4, 4},
		{`C:\kx`, 3, 3, 3}, {`abc`, 1, 1, 1}, {`abc`, 0, 0, 0}, {`abc`, 3, 3, 3}, {`a\"`, 2, 1, 3}, {`\u0041`, 1, 0, 6},
	} {
		if got := Snap([]byte(tc.text), tc.i); got != tc.start {
			t.Errorf("Snap(%q, %d) = %d, want %d", tc.text, tc.i, got, tc.start)
		}
		if got := SnapEnd([]byte(tc.text), tc.i); got != tc.toward {
			t.Errorf("SnapEnd(%q, %d) = %d, want %d", tc.text, tc.i, got, tc.toward)
		}
	}
}

// Units that are read from any byte on are those that are read from the start, behind the
// unit in which the byte lies: nothing in a unit begins one that ends elsewhere. Package
// scan rests on it.
func TestUnitsMerge(t *testing.T) {
	pieces := []string{`\`, `\\`, `\u0041`, `\u001b[`, `\x1b[`, "\x1b[", "0;3", "1m", "u0041", "x41", "%", "%25", "41", "%41", "/", "A", "m", "\x00", "\u200b", "\uff21", "\xef", "\xbc", "\xc2", "\xad", "[", ";", "?"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var text []byte
		for range 1 + r.IntN(12) {
			text = append(text, pieces[r.IntN(len(pieces))]...)
		}
		for p := 0; p < len(text); p++ {
			_, _, w := At(text, p, true)
			if w > MaxWidth {
				t.Fatalf("%q: a unit of %d bytes", text[p:], w)
			}
			for q := p + 1; q < p+w; q++ {
				at := q
				for at < p+w {
					_, _, v := At(text, at, true)
					at += v
				}
				if at != p+w {
					t.Fatalf("%q: from %d on units end at %d, not at %d", text[p:], q-p, at-p, w)
				}
			}
		}
	}
}

// TestReach changes what stands before the bytes that tell what ends at an offset.
func TestReach(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 31))
	pieces := []string{"a", "A", "A", "AAAA", "abcdefgh", "41", "\\", `\u0041`, "%41", "%2541", "\x1b[0m", "\x1b[38;5;", "[", ";", "0", "u001b[", "\x00", "é", "%", `\/`, `\n`}
	near := 0
	for range 20_000 {
		var text []byte
		for len(text) < 90 {
			text = append(text, pieces[rng.IntN(len(pieces))]...)
		}
		j := MaxWidth + rng.IntN(len(text)-MaxWidth)
		n := Reach(text, j)
		other := bytes.Clone(text)
		for i := range j - n {
			other[i] = pieces[rng.IntN(len(pieces))][0]
		}
		if n < MaxWidth {
			near++
		}
		w, sym, ok := Before(text, j)
		if w2, sym2, ok2 := Before(other, j); w != w2 || sym != sym2 || ok != ok2 {
			t.Fatalf("%q at %d: %d %q %v, but %d %q %v behind %q", text, j, w, sym, ok, w2, sym2, ok2, other)
		}
		if PlainBefore(text, j) != PlainBefore(other, j) || AnySpecial(text[j-WidthBefore(text, j):j]) != AnySpecial(other[j-WidthBefore(other, j):j]) {
			t.Fatalf("%q at %d, behind %q", text, j, other)
		}
	}
	if near < 1000 {
		t.Errorf("only %d are near", near)
	}
}
