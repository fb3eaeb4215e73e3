package literal

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func scanAll(a Searcher, text []byte) []Hit {
	var st State
	_, hits := a.Scan(&st, text, 0, len(text), true, nil)
	return hits
}

func naive(lits []Literal, text string) []Hit {
	var hits []Hit
	for end := 1; end <= len(text); end++ {
		for id, l := range lits {
			start := end - len(l.Text)
			if start < 0 {
				continue
			}
			s := text[start:end]
			if l.Fold {
				s = strings.ToLower(s)
			}
			if s == l.Text {
				hits = append(hits, Hit{int32(id), start, end})
			}
		}
	}
	return hits
}

func sortHits(h []Hit) []Hit {
	slices.SortFunc(h, func(a, b Hit) int {
		if a.End != b.End {
			return a.End - b.End
		}
		return int(a.ID - b.ID)
	})
	return h
}

func TestScanEqualsNaive(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	letters := "abAB_:"
	for range 2000 {
		var lits []Literal
		for range 1 + rng.IntN(6) {
			var b strings.Builder
			for range 1 + rng.IntN(4) {
				b.WriteByte(letters[rng.IntN(len(letters))])
			}
			l := Literal{Text: b.String(), Fold: rng.IntN(2) == 0}
			if l.Fold {
				l.Text = strings.ToLower(l.Text)
			}
			lits = append(lits, l)
		}
		var b strings.Builder
		for range rng.IntN(40) {
			b.WriteByte(letters[rng.IntN(len(letters))])
		}
		a := New(lits)
		got, want := sortHits(scanAll(a, []byte(b.String()))), naive(lits, b.String())
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("lits %v text %q\n got %v\nwant %v", lits, b.String(), got, want)
		}
	}
}

// TestScanLongLiterals leads through states that have no row.
func TestScanLongLiterals(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	word := func(letters string, n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(letters[rng.IntN(len(letters))])
		}
		return b.String()
	}
	for range 300 {
		var lits []Literal
		for range 1 + rng.IntN(40) {
			lits = append(lits, Literal{Text: word("ab_", 1+rng.IntN(12)), Fold: rng.IntN(2) == 0})
		}
		text := word("abB_", 300) + lits[0].Text
		for i := range lits {
			text += lits[i].Text[:1+rng.IntN(len(lits[i].Text))]
		}
		got, want := sortHits(scanAll(New(lits), []byte(text))), naive(lits, text)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Fatalf("lits %v text %q\n got %v\nwant %v", lits, text, got, want)
		}
	}
}

func TestScanUnits(t *testing.T) {
	a := New([]Literal{{"password", true}, {"ghp_", false}, {"://", false}})
	for _, tc := range []struct {
		name, text string
		want       string
	}{
		{"plain", "a password", "password"},
		{"fold", "PassWord", "PassWord"},
		{"case", "GHP_", ""},
		{"json escape", `pass\u0077ord`, `pass\u0077ord`},
		{"json in json", `pass\\u0077ord`, `pass\\u0077ord`},
		{"first escaped", `x\u0070assword`, `\u0070assword`},
		{"percent", "%70assword", "%70assword"},
		{"percent twice", "pass%2577ord", "pass%2577ord"},
		{"zero width", "pass\u200bword", "pass\u200bword"},
		{"fullwidth", "ｐａｓｓｗｏｒｄ", "ｐａｓｓｗｏｒｄ"},
		{"utf16", "g\x00h\x00p\x00_\x00", "g\x00h\x00p\x00_"},
		{"ansi", "gh\x1b[01;31mp_", "gh\x1b[01;31mp_"},
		{"slashes", `https:\/\/x`, `:\/\/`},
		{"escaped colon", "https%3A%2F%2Fx", "%3A%2F%2F"},
		{"raw inside an escape", "%5ghp_", "ghp_"},
		{"long sequence is no unit", "gh\x1b[012345678901mp_", ""},
	} {
		hits := scanAll(a, []byte(tc.text))
		got := ""
		if len(hits) > 0 {
			got = tc.text[hits[0].Start:hits[0].End]
		}
		if got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.want)
		}
	}
}

func randomText(rng *rand.Rand) string {
	pieces := []string{"a", "b", "B", "_", "\\u0061", "\\u0062", "%61", "%", "\\", "\x00", "\x1b[m", "\u200b", "ａ", "%25", "62", "\\\\u0061", "x", "é"}
	var b strings.Builder
	for range rng.IntN(24) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
	}
	return b.String()
}

// FuzzResume checks that cuts change nothing, that no hit starts before what Hold
// promised and that raw occurrences are always found.
func FuzzResume(f *testing.F) {
	for i := range 50 {
		f.Add(uint64(i))
	}
	a := New([]Literal{{"aab", false}, {"ab_", true}, {"bb", true}, {"a", false}})
	f.Fuzz(func(t *testing.T, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 7))
		text := []byte(randomText(rng))
		want := scanAll(a, text)
		for _, h := range naive(a.lits, string(text)) {
			if !slices.Contains(want, h) && !bytes.ContainsFunc(text, func(r rune) bool { return r == 0 || r == 0x1b || r >= 0x80 }) {
				t.Fatalf("%q: lost raw hit %v", text, h)
			}
		}
		var st State
		var got []Hit
		pos, off := 0, 0
		for cut := 0; cut < len(text); {
			cut += 1 + rng.IntN(3)
			cut = min(cut, len(text))
			hold := a.Hold(&st, pos)
			n := len(got)
			var hits []Hit
			pos, hits = a.Scan(&st, text[off:cut], pos, cut-off, cut == len(text), nil)
			for _, h := range hits {
				if h.Start < hold {
					t.Fatalf("%q: hit %v starts before hold %d", text, h, hold)
				}
				got = append(got, Hit{h.ID, h.Start + off, h.End + off})
			}
			_ = n
			if k := min(a.Hold(&st, pos), pos) - 4; k > 0 && rng.IntN(2) == 0 {
				st.Rebase(k)
				pos -= k
				off += k
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%q\n got %v\nwant %v", text, got, want)
		}
	})
}

func TestStretchIsBounded(t *testing.T) {
	a := New([]Literal{{"ghp_", false}})
	if hits := scanAll(a, []byte("gh"+strings.Repeat("\x00", maxZone+1)+"p_")); len(hits) != 0 {
		t.Errorf("found %v across more than %d bytes", hits, maxZone)
	}
	if hits := scanAll(a, []byte("gh"+strings.Repeat("\x00", 500)+"p_")); len(hits) != 1 {
		t.Errorf("lost a literal stretched over 500 bytes")
	}
}

// In text of escapes alone, in which some literal goes on at nearly each, all are found that
// stand in the text without them.
func TestChainsOfEscapes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 8))
	for range 200 {
		var lits []Literal
		for range 1 + rng.IntN(12) {
			var l []byte
			for range 3 + rng.IntN(10) {
				l = append(l, "abc"[rng.IntN(1+rng.IntN(3))])
			}
			lits = append(lits, Literal{Text: string(l)})
		}
		a := New(lits)
		var plain []byte
		for len(plain) < 1500 {
			if plain = append(plain, "abcabcabcabcd"[rng.IntN(13)]); rng.IntN(4) == 0 {
				plain = append(plain, lits[rng.IntN(len(lits))].Text...)
			}
		}
		for _, form := range []string{"%%%02x", `\u%04x`, `\x%02x`, "%%25%02x", `\\u%04x`} {
			var text []byte
			for _, b := range plain {
				text = fmt.Appendf(text, form, b)
			}
			width := len(text) / len(plain)
			var want []Hit
			for _, h := range scanAll(a, plain) {
				want = append(want, Hit{h.ID, h.Start * width, h.End * width})
			}
			searchers := []Searcher{a}
			for _, k := range []Kernel{AVX2, Go} {
				if k.Available() {
					searchers = append(searchers, newPrefilter(a, k))
				}
			}
			for _, s := range searchers {
				if got := scanAll(s, text); !slices.Equal(got, want) {
					t.Fatalf("%v in %q: %d hits, want %d", lits, text[:60], len(got), len(want))
				}
			}
		}
	}
}

func BenchmarkScan(b *testing.B) {
	var lits []Literal
	for i := range 300 {
		lits = append(lits, Literal{Text: fmt.Sprintf("k%c%cx_", 'a'+i%26, 'a'+i/26), Fold: i%3 == 0})
	}
	a := New(lits)
	line := strings.Repeat("2026-01-02T03:04:05Z INFO request done method=GET path=/v1/orders status=200 ", 3)[:200]
	for _, size := range []int{200, 64 << 10} {
		text := []byte(strings.Repeat(line, 1+size/200)[:size])
		b.Run(fmt.Sprintf("input=clean/size=%d", size), func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				if hits := scanAll(a, text); len(hits) != 0 {
					b.Fatal(hits)
				}
			}
		})
	}
}

func TestQuiet(t *testing.T) {
	a := New([]Literal{{Text: "password", Fold: true}, {Text: "ghp_"}})
	for text, want := range map[string]bool{
		"": true, "nothing here": true, "passwor": true, "GHP": true, `a\nb \" c%`: true,
		"xPassWord": false, "ghp_": false, "p\\u0061ssword": false, "p\x00": false, "passpassword": false,
	} {
		if got := a.Quiet([]byte(text), nil); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
