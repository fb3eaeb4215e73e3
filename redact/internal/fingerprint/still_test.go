package fingerprint

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// logText is text of the kinds that are skipped, with forms and what looks like them
// in some places.
func logText(r *rand.Rand, n int, forms []string) string {
	var b strings.Builder
	for b.Len() < n {
		f := forms[r.IntN(len(forms))]
		k := r.IntN(len(f) + 1)
		switch r.IntN(24) {
		case 0:
			b.WriteString(f)
		case 1:
			b.WriteString(f[:k] + []string{"\n", `\n`, "\r\n", "=\n", "\n  ", "  ", "\t", `\/`, "\x00", "\x1b[1m", `\\n`, "\u200b", `=\r\n`, "\n\n", `\n\t`, `\n\n`, "=", "\x1b[38;5;214m"}[r.IntN(18)] + f[k:])
		case 2:
			b.WriteString(f[k:])
		case 3:
			b.WriteString(f[:k])
		case 4, 5:
			for range 1 + r.IntN(2) {
				switch r.IntN(5) {
				case 0:
					f = fmt.Sprintf("%x", f)
				case 1:
					f = fmt.Sprintf("% X", f)
				case 2:
					f = fmt.Sprint([]byte(f))
				case 3:
					f = base64.StdEncoding.EncodeToString([]byte("{u:" + f))
				case 4:
					f = base32.StdEncoding.EncodeToString([]byte(f))
				}
			}
			b.WriteString(f)
		case 6:
			b.WriteString([]string{`\n`, `\t`, `\"`, `\\`, "\x00", "\x1b[0m", "é", "\u200b", "=", "\t", "  "}[r.IntN(11)])
		case 7:
			b.WriteString(f[:k] + "\n" + f[k:min(len(f), k+2)] + `\n` + f[min(len(f), k+2):])
		case 8, 9:
			b.WriteString("\n")
		case 10:
			fmt.Fprintf(&b, "%016x", r.Uint64())
		case 11:
			b.WriteString("2026-03-02 08:00:00.110 ")
		case 12:
			if r.IntN(4) > 0 {
				break
			}
			// Nothing in it is a wall.
			set := []string{"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "0123456789abcdef", "bnrtXYZ019/=-_ ", "kZ9\xc2\xad\xe2\x80\x8b\xe3\xef\xbb\xbf"}[r.IntN(4)]
			for range r.IntN(3000) {
				b.WriteByte(set[r.IntN(len(set))])
				if r.IntN(200) == 0 {
					b.WriteString(f[:k])
				}
			}
			if r.IntN(2) == 0 {
				b.WriteString(f)
			}
		default:
			b.WriteString([]string{`{"level":"info"`, "request done ", `","msg":"`, "path=/api/v1/users ", `"}`, "a.b.c ", "took=12ms "}[r.IntN(7)])
		}
	}
	return b.String()
}

// Skipping loses nothing, wherever the text is cut.
func TestStillLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	skipped, matched, rounds := 0, 0, 2000
	if testing.Short() {
		rounds = 200
	}
	for round := range rounds {
		var entries []Entry
		var forms []string
		for id := range 1 + r.IntN(3) {
			f := randomForm(r)
			switch r.IntN(3) {
			case 0:
				f = strings.Map(func(c rune) rune {
					if c <= ' ' || c > '~' {
						return 'k'
					}
					return c
				}, f)
			case 1:
				b := make([]byte, 6+r.IntN(30))
				for i := range b {
					b[i] = "abnrtXYZ019/="[r.IntN(13)]
				}
				f = string(b)
			}
			for Symbols([]byte(f)) < window { // with shorter ones nothing is skipped
				f += "n1"
			}
			forms = append(forms, f)
			entries = append(entries, Entry{Form: []byte(f), ID: int32(id), WordBound: r.IntN(3) == 0, Joined: r.IntN(3) > 0, Before: uint8(r.IntN(3))})
		}
		s := Build(testSeed, entries...)
		text := []byte(logText(r, r.IntN(4000), forms))
		all := State{whole: true}
		want := sorted(s.Advance(&all, text, len(text), true, nil))
		st := State{PureGo: round%2 == 0}
		var have []Match
		for at := 0; at < len(text); {
			at = min(len(text), at+1+r.IntN(1+r.IntN(3000)))
			from := st.pos
			have = s.Advance(&st, text, at, at == len(text), have)
			if st.hold == st.pos && st.pos > from+minStretch {
				skipped++
			}
		}
		if have = sorted(have); !slices.Equal(have, want) {
			i := 0
			for i < len(have) && i < len(want) && have[i] == want[i] {
				i++
			}
			at := max(0, min(len(text), append(have, want...)[i].Start-200))
			t.Fatalf("round %d: forms %q, %d in text %q: %v, want %v", round, forms, at, text[at:min(len(text), at+400)], have[i:min(len(have), i+2)], want[i:min(len(want), i+2)])
		}
		matched += len(want)
	}
	if skipped < rounds/20 || matched < 2*rounds {
		t.Errorf("only %d skips and %d matches: the test shows little", skipped, matched)
	}
}

// A text of beginnings is still, though it has no wall.
func TestStillWithoutWalls(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 1))
	var entries []Entry
	for id := range 1000 {
		f := make([]byte, 20)
		for i := range f {
			f[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[r.IntN(62)]
		}
		entries = append(entries, Entry{Form: f, ID: int32(id), Joined: true})
	}
	s := Build(testSeed, entries...)
	for _, size := range []int{0, 6, 12} {
		var text []byte
		for len(text) < 20_000 {
			text = append(text, entries[r.IntN(len(entries))].Form[:size]...)
			text = append(text, "gHiJkL"[r.IntN(6)])
		}
		if n := s.still(text, 0, true, 0, false); n != len(text) {
			t.Errorf("pieces of %d: still to %d only", size, n)
		}
		text = append(text, entries[7].Form...)
		var st State
		if have := s.Advance(&st, text, len(text), true, nil); len(have) != 1 || have[0].ID != 7 {
			t.Errorf("pieces of %d: %v", size, have)
		}
	}
}

// A form with a wall and a blank among its first symbols is found wherever a tile ends.
func TestStillAtWalls(t *testing.T) {
	s := Build(testSeed, Entry{Form: []byte("ab; cdefgh12;z"), ID: 3})
	for _, gap := range []string{" ", "   ", "\n", "\n\t ", " \t          "} {
		for n := 990; n < 1030; n++ {
			text := append(bytes.Repeat([]byte("k"), n), " ab;"+gap+"cdefgh12;z"...)
			text = append(text, strings.Repeat("more", 200)...)
			var st State
			if have := s.Advance(&st, text, len(text), true, nil); len(have) != 1 {
				t.Fatalf("behind %d bytes, with %q inside: %v", n, gap, have)
			}
		}
	}
}

// Blanks on both sides of a sequence that colours are two, where a value has them.
func TestStillBetweenBlanks(t *testing.T) {
	for _, form := range []string{"abcdefgh \x1b[0m xyz12345", "ab \x1b[0m cdefgh12", "abcde \x1b[1m\t\x1b[0m xyz12345", "abcd \x1b[0m\n\x1b[0m xyz12345"} {
		s := Build(testSeed, Entry{Form: []byte(form), ID: 4})
		for _, encoded := range []string{form, base64.StdEncoding.EncodeToString([]byte("{u:" + form)), fmt.Sprintf("%x", form)} {
			text := []byte("request done, " + encoded + ", more\n")
			var st State
			if have := s.Advance(&st, text, len(text), true, nil); len(have) != 1 {
				t.Errorf("%q in %q: %v", form, text, have)
			}
		}
	}
}

// The first byte of an escape behind a line end is read as itself, too.
func TestStillBeforeEscapes(t *testing.T) {
	for _, text := range []string{"52=n\\a\\\n\\\\nrequest done", "52=n\\a\\\r\n\\nrequest done"} {
		s := Build(testSeed, Entry{Form: []byte("=n\\a\\\\"), ID: 1, Joined: true})
		for _, pureGo := range []bool{false, true} {
			if st := (State{PureGo: pureGo}); len(s.Advance(&st, []byte(text), len(text), true, nil)) != 1 {
				t.Errorf("%q: nothing found, pure Go %v", text, pureGo)
			}
		}
	}
}

// Base64 of beginnings is still too, also with line ends between them.
func TestStillInsideBase64(t *testing.T) {
	form := "Zq8wKx4Jv2Qb+yes"
	s := Build(testSeed, Entry{Form: []byte(form), ID: 1, Joined: true}, Entry{Form: []byte("two words 12"), ID: 2})
	for _, between := range []string{"", "\n", "\r\n", `\n`, "=\n"} {
		inside := strings.Repeat("Zq8wKx4J"+between+"=two w"+between, 20)
		for _, whole := range []string{inside, inside + "Zq8wKx" + between + "4Jv2Qb+yes"} {
			text := []byte(strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(whole)), "="))
			var st State
			have, still := s.Advance(&st, text, len(text), true, nil), s.still(text, 0, true, 0, false) == len(text)
			if found := len(whole) > len(inside); found != (len(have) == 1) || found == still {
				t.Errorf("%q between, found %v: %v, still %v", between, found, have, still)
			}
		}
	}
}

// Nothing is skipped from the middle of a run on whose beginning is gone: of a value behind
// much text, in a view of a view and in pieces.
func TestSkipFromTheMiddleOfARun(t *testing.T) {
	const value = "7390184625550"
	s := Build(testSeed, Entry{Form: []byte(value), ID: 1})
	b64 := func(v string) string { return base64.RawStdEncoding.EncodeToString([]byte(v)) }
	hexed := func(v string) string { return hex.EncodeToString([]byte(v)) }
	wide := func(v string) string {
		var b []byte
		for _, c := range []byte(v) {
			b = append(b, c, 0)
		}
		return string(b)
	}
	list := func(v string) string { return strings.ReplaceAll(strings.Trim(fmt.Sprint([]byte(v)), "[]"), " ", ",") }
	for name, form := range map[string]func(v string) string{
		"base64 twice": func(v string) string { return b64(b64(v)) },
		"UTF-16":       func(v string) string { return b64(b64(wide(v))) },
		"hexadecimal":  func(v string) string { return b64(hexed(v)) },
		"list":         func(v string) string { return b64(list(v)) },
		"in a list":    func(v string) string { return list(b64(v)) },
	} {
		for _, before := range []int{0, 20, 61, 100, 130, 300, 700, 1501} {
			text := []byte(form(strings.Repeat("abcd{some text that is longer", 60)[:before] + value + "I6"))
			var whole State
			whole.whole = true
			want := s.Advance(&whole, text, len(text), true, nil)
			if got := s.Advance(new(State), text, len(text), true, nil); len(want) != 1 || !slices.Equal(got, want) {
				t.Errorf("%s behind %d: %v, read whole %v", name, before, got, want)
			}
			for _, piece := range []int{1, 7, 100, 300} {
				var st State
				var got []Match
				base := 0
				for end := 0; end < len(text); {
					end = min(end+piece, len(text))
					for _, m := range s.Advance(&st, text[base:], end-base, end == len(text), nil) {
						got = append(got, Match{m.Start + base, m.End + base, m.ID})
					}
					if k := st.Hold() - 64; k > 0 {
						st.Rebase(k)
						base += k
					}
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s behind %d, in pieces of %d: %v, read whole %v", name, before, piece, got, want)
				}
			}
		}
	}
}
