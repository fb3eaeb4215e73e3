package fingerprint

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func sorted(ms []Match) []Match {
	slices.SortFunc(ms, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	return slices.Compact(ms)
}

func whole(s *Snapshot, text string) []Match {
	var st State
	return sorted(s.Advance(&st, []byte(text), len(text), true, nil))
}

// pieces scans text cut at random, dropping what may be dropped.
func pieces(t *testing.T, s *Snapshot, text string, r *rand.Rand) []Match {
	t.Helper()
	var st State
	var out []Match
	dropped, fed := 0, 0
	for {
		fed = min(fed+1+r.IntN(1+r.IntN(20)), len(text))
		final := fed == len(text)
		if final && fed > 0 && r.IntN(2) == 0 {
			final = false
		}
		before := st.Hold() + dropped
		got := s.Advance(&st, []byte(text[dropped:fed]), fed-dropped, final, nil)
		for _, m := range got {
			if m.Start+dropped < before {
				t.Fatalf("match %v begins before Hold %d in %q", m, before, text)
			}
			out = append(out, Match{m.Start + dropped, m.End + dropped, m.ID})
		}
		if h := st.Hold(); h < 0 || h > fed-dropped {
			t.Fatalf("Hold is %d of %d", h, fed-dropped)
		}
		if final {
			return sorted(out)
		}
		if fed == len(text) {
			got := s.Advance(&st, []byte(text[dropped:]), fed-dropped, true, nil)
			for _, m := range got {
				out = append(out, Match{m.Start + dropped, m.End + dropped, m.ID})
			}
			return sorted(out)
		}
		if k := st.Hold() - 64; k > 0 && r.IntN(2) == 0 {
			st.Rebase(k)
			dropped += k
		}
	}
}

// oracle reads every form from every byte on, by the words of the package
// comment and not by its code.
func oracle(entries []Entry, text string) []Match {
	var out []Match
	soft := slices.ContainsFunc(entries, func(e Entry) bool {
		lane, _, _, first := place(e.Form, e.Joined)
		return lane == laneFolded && first < window
	})
	for _, e := range entries {
		lane, form, n, _ := place(e.Form, e.Joined)
		if n < MinSymbols {
			continue
		}
		var want []byte
		symbols(form, lane, func(c byte) { want = append(want, c) })
		for start := range len(text) {
			ends := readFrom(text, start, want, lane)
			if lane == laneFolded && soft {
				for _, end := range readFrom(text, start, want, laneSoft) {
					if softAmid(text[:end], start) && !slices.Contains(ends, end) {
						ends = append(ends, end)
					}
				}
			}
			for _, end := range ends {
				a, b := start, end
				if e.WordBound && (joinsWord(text[:a]) || b < len(text) && isWord(text[b])) {
					continue
				}
				for k := 0; k < int(e.Before) && a > 0 && isBase64(text[a-1]); k++ {
					if a > 1 && text[a-2] == '\\' && strings.IndexByte("nrt", text[a-1]) >= 0 {
						break
					}
					a--
				}
				pad := false
				for k := 0; k < int(e.After) && b < len(text) && (!pad && isBase64(text[b]) || text[b] == '='); k++ {
					pad = text[b] == '='
					b++
				}
				out = append(out, Match{a, b, e.ID})
			}
		}
	}
	return sorted(out)
}

const slashRE = `(?:\\|%(?:25){0,3}5[cC])`

var (
	escapeEnd = regexp.MustCompile(`(?:` + slashRE + `[nrtbfva]|(?:\x1b|` + slashRE + `x1[bB]|` + slashRE + `u001[bB]|%(?:25){0,3}1[bB]|` + slashRE + `033|` + slashRE + `e)(?:\[|%(?:25){0,3}5[bB])[0-?]{0,10}[@-~])$`)
	hexEnd    = regexp.MustCompile(`(?:` + slashRE + `x([0-9a-fA-F]{2})|` + slashRE + `u([0-9a-fA-F]{4})|%(?:25){0,3}([0-9a-fA-F]{2}))$`)
)

// joinsWord tells whether what follows text would continue a word.
func joinsWord(text string) bool {
	text = text[max(0, len(text)-100):]
	if text == "" || !isWord(text[len(text)-1]) || escapeEnd.MatchString(text) {
		return false
	}
	if m := hexEnd.FindStringSubmatch(text); m != nil {
		c, _ := strconv.ParseUint(m[1]+m[2]+m[3], 16, 32) // the groups are alternatives
		return c < 0x80 && isWord(byte(c))
	}
	return true
}

// softAmid tells whether a soft line break is in text behind i.
func softAmid(text string, i int) bool {
	for i < len(text) {
		k, size := token([]byte(text), i, laneSoft, true)
		if text[i] == '=' && k == skip {
			return true
		}
		i += size
	}
	return false
}

func readFrom(text string, i int, want []byte, mode int) (ends []int) {
	got, run, skipped := 0, 0, 0
	joins := false
	for i < len(text) {
		k, size := token([]byte(text), i, mode, true)
		if size > 1 && got == len(want)-1 && got > 0 && text[i] == want[got] {
			ends = append(ends, i+1)
		}
		switch k {
		case plain, blank:
			c := text[i]
			if k == blank && mode == laneJoined {
				if run == 0 {
					joins = breaks([]byte(text[i : i+size]))
				}
				run += size
				if got == 0 || run > maxSkip || got < window && !joins {
					return ends
				}
				skipped = 0
				i += size
				continue
			}
			if k == blank {
				if mode == laneExact {
					return ends
				}
				c = ' '
				if run > 0 {
					if run += size; run > maxSkip {
						return ends
					}
					skipped = 0
					i += size
					continue
				}
				run = size
			} else {
				run = 0
			}
			skipped = 0
			if want[got] != c {
				return ends
			}
			if got++; got == len(want) {
				return append(ends, i+size)
			}
		default:
			if got == 0 {
				return ends
			}
			if k == csi && mode != laneJoined {
				run = 0
			}
			if skipped += size; skipped > maxSkip {
				return ends
			}
		}
		i += size
	}
	return ends
}

var testSeed = NewSeed()

func TestTable(t *testing.T) {
	pem := "-----BEGIN X-----\nabcd\nefgh\n-----END X-----\n"
	for _, tc := range []struct {
		name, form, text string
		want             string // "start-end" of every match
	}{
		{"alone", "sekret42", "sekret42", "0-8"},
		{"self-overlap", "aabaab", "aabaabaab", "0-6 3-9"},
		{"periodic", "aaaaaa", "aaaaaaaa", "0-6 1-7 2-8"},
		{"restart", "ababababc", "x abababababc", "4-13"},
		{"six symbols", "abcdef", "xabcdefx", "1-7"},
		{"four symbols", "abcd", "xabcdabcd", "1-5 5-9"},
		{"NUL", "sekret42", "s\x00e\x00k\x00r\x00e\x00t\x004\x002\x00", "0-15"},
		{"zero width", "sekret42", "sek\u200b\u2060ret\u00ad4\ufeff2", "0-19"},
		{"colour", "sekret42", "\x1b[1msek\x1b[0;31mret42", "4-19"},
		{"colour hides the first byte", "mekret42", "\x1b[1mekret42", "3-11"},
		{"colour hides the first digits", "12345678ab", "\x1b[12345678ab", "2-12"},
		{"CRLF", pem, strings.ReplaceAll(pem, "\n", "\r\n"), "0-46"},
		{"CRCRLF", pem, strings.ReplaceAll(pem, "\n", "\r\r\n"), "0-49"},
		{"escaped", pem, strings.ReplaceAll(pem, "\n", `\n`), "0-46"},
		{"folded", pem, strings.ReplaceAll(pem, "\n", " \n\t"), "0-49"},
		{"backslash hides the first byte", "no more of this", `C:\no more of this`, "3-18"},
		{"escape shifts the length", "no more of this", `\no   more of this`, "1-18"},
		{"backslash at the end", `no more of this\`, `no more of this\now`, "0-16"},
		{"backslash at the end, short", `no or\`, `xno or\n`, "1-7"},
		{"escape begins", `\nX8s9d7f`, `a\nX8s9d7fb`, "1-10"},
		{"windows path", `C:\new`, `C:\newer`, "0-6"},
		{"too much skipped", "sekret42", "sek" + strings.Repeat("\x00", 65) + "ret42", ""},
		{"as much as may be skipped", "sekret42", "sek" + strings.Repeat("\x00", 64) + "ret42", "0-72"},
		{"too much white space", "two words", "two" + strings.Repeat(" ", 65) + "words", ""},
		{"as much as may be", "two words", "two" + strings.Repeat(" ", 64) + "words", "0-72"},
		{"white space is not nothing", "two words", "twowords", ""},
		{"white space breaks others", "twowords", "two words", ""},
		{"only the middle differs", "abcdefXghijkl", "abcdefYghijkl", ""},
		{"only the middle of a long one differs", strings.Repeat("abcdef", 20) + "X" + strings.Repeat("abcdef", 20), strings.Repeat("abcdef", 20) + "Y" + strings.Repeat("abcdef", 20), ""},
		{"three bytes", "abc", "abc", ""},
	} {
		s := Build(testSeed, Entry{Form: []byte(tc.form)})
		var got []string
		for _, m := range whole(s, tc.text) {
			got = append(got, fmt.Sprintf("%d-%d", m.Start, m.End))
		}
		if g := strings.Join(got, " "); g != tc.want {
			t.Errorf("%s: %q in %q: got %q, want %q", tc.name, tc.form, tc.text, g, tc.want)
		}
		if n := Symbols([]byte(tc.form)); n > len(tc.form) || (n < MinSymbols) != (tc.form == "abc") {
			t.Errorf("%s: %d symbols", tc.name, n)
		}
	}
}

func TestWordBoundAndWidening(t *testing.T) {
	s := Build(testSeed,
		Entry{Form: []byte("sekret"), ID: 1, WordBound: true},
		Entry{Form: []byte("QUJDREVG"), ID: 2, Before: 2, After: 3})
	for text, want := range map[string]string{
		"sekret":           "[{0 6 1}]",
		"xsekret":          "[]",
		"sekret_":          "[]",
		"-sekret-":         "[{1 7 1}]",
		"abQUJDREVGx=.":    "[{0 12 2}]",
		"abcQUJDREVGxyzzy": "[{1 14 2}]",
		".QUJDREVG":        "[{1 9 2}]",
	} {
		if got := fmt.Sprint(whole(s, text)); got != want && !(want == "[]" && got == "[]") {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestWordBoundAfterAnEscape(t *testing.T) {
	const form = "Summer2024!"
	r := rand.New(rand.NewPCG(7, 8))
	for _, joined := range []bool{false, true} {
		s := Build(testSeed, Entry{Form: []byte(form), WordBound: true, Joined: joined})
		folded := Build(testSeed, Entry{Form: []byte("Summer 2024!"), WordBound: true, Joined: joined})
		for before, want := range map[string]bool{
			`\n`: true, `\\n`: true, `\\\\\\\\\n`: true, `\t`: true, `\r`: true, `\r\n`: true, `\"`: true, `\\\"`: true,
			"%22": true, "%20": true, "%2522": true, "%252522": true, "%0A": true, "%3d": true,
			`\u0022`: true, `\\u0022`: true, `\u003d`: true, `\u003D`: true, `\x22`: true, `\u00e9`: true,
			"\x1b[31m": true, "\x1b[m": true, "\x1b[38;5;120m": true, "\x1b[1K": true, `\u001b[31m`: true, `\x1b[0;1m`: true, `\033[1m`: true, `\e[1m`: true, "%1b[1m": true,
			"": true, " ": true, "-": true,
			"x": false, "n": false, "22": false, "u0022": false, `\q`: false, "%2": false, "%2g": false, `\x2`: false,
			"%41": false, `\u0041`: false, `\x5f`: false, "%2541": false, "[31m": false, "x[31m": false, "x1b[31m": false,
			"\x1b[12345678901m": false, "25": false, "2522": false, "%252525252522": false, `\n1`: false,
		} {
			for _, left := range []string{"", "a", "=", strings.Repeat("z", 200)} {
				if left == "a" && before == "" || left == "=" && before == "" || len(left) == 200 && before == "" {
					continue
				}
				for _, after := range []string{"", " ", `\n`, "%22", `\u0022`, `\x22`, "\x1b[0m", `\"`} {
					text := left + before + form + after
					got := whole(s, text)
					if (len(got) > 0) != want || want && got[0].Start != len(left+before) {
						t.Errorf("joined %v: %q: %v, want a match: %v", joined, text, got, want)
					}
					for range 5 {
						if cut := pieces(t, s, text, r); !slices.Equal(cut, got) {
							t.Errorf("joined %v: %q: whole %v, pieces %v", joined, text, got, cut)
						}
					}
					if joinsWord(left+before) == want {
						t.Errorf("the oracle is wrong about %q", left+before)
					}
					if got := whole(folded, left+before+"Summer 2024!"+after); (len(got) > 0) != want {
						t.Errorf("folded: %q: %v", left+before, got)
					}
				}
			}
		}
		for _, after := range []string{"x", "_", "1"} {
			if got := whole(s, `\n`+form+after); len(got) > 0 {
				t.Errorf("%q: %v", after, got)
			}
		}
	}
}

func randomText(r *rand.Rand, n int, forms []string) string {
	bits := []string{"a", "b", "a", "b", "n", " ", "\n", `\n`, `\`, "\r", "=", "=\n", `\\n`, `\/`, "\x00", "\x1b[1m", "\x1b[", "\u200b", "\xe2", "\x80", "m", "1",
		`\u0022`, `\u006`, `\x22`, `\x6`, "%22", "%25", "22", "%6", `\u001b[0m`, "é"}
	var b strings.Builder
	noisy := r.IntN(3) > 0
	for b.Len() < n {
		switch r.IntN(4) {
		case 0:
			f := forms[r.IntN(len(forms))]
			for i := range len(f) {
				b.WriteByte(f[i])
				if noisy && r.IntN(10) == 0 {
					b.WriteString(bits[r.IntN(len(bits))])
				}
			}
		case 1:
			f := forms[r.IntN(len(forms))]
			b.WriteString(f[:r.IntN(len(f))])
		default:
			b.WriteString(bits[r.IntN(len(bits))])
		}
		if r.IntN(200) == 0 {
			b.WriteString(strings.Repeat(" ", 60+r.IntN(10)))
		}
	}
	return b.String()
}

func randomForm(r *rand.Rand) string {
	alphabet := []string{"ab", "abn", "ab n", "a \n1m", `a\nb`, "abcdefgh12345678"}[r.IntN(6)]
	n := 4 + r.IntN(12)
	if r.IntN(4) == 0 {
		n = 60 + r.IntN(40)
	}
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	if b[n-1] = "abnm1"[r.IntN(5)]; r.IntN(3) == 0 {
		b[n/2] = '=' // an = at the end may belong to a line end
	}
	b[0] = "abnm1"[r.IntN(5)] // a leading run of blanks has several starts
	return string(b)
}

func TestAgainstOracleAtAnyCut(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 1500 {
		var entries []Entry
		var forms []string
		for id := range 1 + r.IntN(6) {
			f := randomForm(r)
			if r.IntN(4) == 0 && len(forms) > 0 {
				f = forms[0] + f // prefixes of each other
			}
			forms = append(forms, f)
			entries = append(entries, Entry{Form: []byte(f), ID: int32(id), WordBound: r.IntN(3) == 0, Joined: r.IntN(3) == 0,
				Before: uint8(r.IntN(3) * r.IntN(2)), After: uint8(r.IntN(4) * r.IntN(2))})
		}
		s := Build(testSeed, entries...)
		text := randomText(r, 50+r.IntN(300), forms)
		got := whole(s, text)
		if want := oracle(entries, text); !slices.Equal(got, want) {
			t.Fatalf("forms %q\ntext %q\n got %v\nwant %v", forms, text, got, want)
		}
		if cut := pieces(t, s, text, r); !slices.Equal(got, cut) {
			t.Fatalf("forms %q\ntext %q\nwhole %v\npieces %v", forms, text, got, cut)
		}
		found += len(got)
	}
	if found < 1000 {
		t.Fatalf("only %d matches: the test shows nothing", found)
	}
}

func TestIncremental(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	s := Build(testSeed)
	var entries []Entry
	for id := range 60 {
		e := Entry{Form: []byte(randomForm(r)), ID: int32(id)}
		entries = append(entries, e)
		s = s.With(e)
	}
	s = s.With(entries[7]) // again
	drop := []int32{3, 4, 50}
	s = s.Without(drop...)
	entries = slices.DeleteFunc(entries, func(e Entry) bool { return slices.Contains(drop, e.ID) })
	all := Build(testSeed, entries...)
	if s.Len() != all.Len() || s.MaxLen() != all.MaxLen() {
		t.Fatalf("%d forms of up to %d, want %d of %d", s.Len(), s.MaxLen(), all.Len(), all.MaxLen())
	}
	var forms []string
	for _, e := range entries {
		forms = append(forms, string(e.Form))
	}
	for range 20 {
		text := randomText(r, 2000, forms)
		if a, b := whole(s, text), whole(all, text); !slices.Equal(a, b) || len(a) == 0 {
			t.Fatalf("%v and %v", a, b)
		}
	}
	for id := range int32(60) {
		s = s.Without(id)
	}
	if !s.Empty() || !(*Snapshot)(nil).Empty() || all.Empty() {
		t.Error("Empty")
	}
}

func TestHoldFallsToThePositionOnCleanText(t *testing.T) {
	s := Build(testSeed, Entry{Form: []byte("sekret42")}, Entry{Form: []byte("-----BEGIN KEY----- x")})
	for _, text := range []string{"a line\n", "a", "ab cd efg\n", "sekret\n", "\x1b[0m\n"} {
		var st State
		s.Advance(&st, []byte(text), len(text), false, nil)
		if h := st.Hold(); strings.HasSuffix(text, "\n") && h != len(text) {
			t.Errorf("%q: Hold is %d", text, h)
		}
	}
	var st State
	s.Advance(&st, []byte("0123 sekret"), 11, false, nil)
	if st.Hold() != 5 {
		t.Errorf("Hold is %d, want 5", st.Hold())
	}
}

func TestSnapshotChangesInTheMiddle(t *testing.T) {
	a := Build(testSeed, Entry{Form: []byte("firstvalue"), ID: 1})
	b := a.With(Entry{Form: []byte("secondvalue"), ID: 2})
	text := []byte("x firstvalue firstva" + "lue secondvalue")
	var st State
	out := a.Advance(&st, text, 20, false, nil)
	out = b.Advance(&st, text, len(text), true, out)
	if got := fmt.Sprint(sorted(out)); got != "[{2 12 1} {13 23 1} {24 35 2}]" {
		t.Error(got)
	}
}

func TestCopyFrom(t *testing.T) {
	s := Build(testSeed, Entry{Form: []byte("sekret42sekret")})
	text := []byte("sekret42sekret42sekret")
	var a, b State
	s.Advance(&a, text, 12, false, nil)
	b.CopyFrom(&a)
	s.Advance(&a, []byte("sekret42seXXXXXXXXXXXX"), 22, true, nil)
	if got := s.Advance(&b, text, 22, true, nil); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

// Text built from a value's own ends must not make the keyed hash run often.
func TestHostileTextStaysLinear(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	random := make([]byte, 30000)
	for i := range random {
		random[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[r.IntN(36)]
	}
	long := string(random)
	for _, tc := range []struct {
		name, form, unit string
	}{
		{"ends of a long value", long, long[:6] + long[len(long)-6:]},
		{"beginning of a long value", long, long[:6]},
		{"periodic value", strings.Repeat("abcdef", 5000), "abcdef"},
		{"one letter", strings.Repeat("a", 20000), "a"},
		{"ends of a short value", "abcdef0123456789uvwxyz", "abcdefuvwxyz"},
	} {
		s := Build(testSeed, Entry{Form: []byte(tc.form)})
		count := func(n int) (hashes, work int64) {
			text := []byte(strings.Repeat(tc.unit, n/len(tc.unit)))
			var st State
			var out []Match
			for at := 0; at < len(text); {
				at = min(at+4096, len(text))
				out = s.Advance(&st, text, at, at == len(text), out[:0])
			}
			for i := range st.lanes {
				hashes += st.lanes[i].hashes
				work += st.lanes[i].work
				if c := cap(st.lanes[i].candidates); c > 2*maxCandidates {
					t.Errorf("%s: %d candidates", tc.name, c)
				}
			}
			return hashes, work
		}
		for _, n := range []int{256, 1 << 10, 4 << 10, 100_000} {
			few := min(int64(n), 1<<17) // what a short text may cost more
			h1, w1 := count(n)
			h2, w2 := count(4 * n)
			if h2 > int64(4*n)/6+6*h1 || w2 > 17*int64(4*n)+few || w2 > 6*w1+few {
				t.Errorf("%s: %d hashes of %d symbols for %d bytes, %d of %d for four times as many", tc.name, h1, w1, n, h2, w2)
			}
		}
	}
}

// More candidates than are kept are one match: nothing of the value gets out.
func TestOverflowFailsClosed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	value := []byte(strings.Repeat("abcdef", 5000) + "the end of the value")
	s := Build(testSeed, Entry{Form: value})
	text := strings.Repeat("abcdef", 2000) + string(value) + " clean"
	got := whole(s, text)
	covered := make([]bool, len(text))
	for _, m := range got {
		for i := m.Start; i < m.End; i++ {
			covered[i] = true
		}
	}
	for i := 12000; i < 12000+len(value); i++ {
		if !covered[i] {
			t.Fatalf("byte %d of the value is not covered", i-12000)
		}
	}
	if cut := pieces(t, s, text, r); !slices.Equal(got, cut) {
		t.Error("depends on cuts")
	}
}

func TestNoAllocationOnCleanText(t *testing.T) {
	s := Build(testSeed, many(100)...)
	text := bytes.Repeat([]byte("level=info msg=\"a clean line\" n=42 path=/var/log\n"), 100)
	var st State
	if n := testing.AllocsPerRun(100, func() {
		st.Reset()
		if out := s.Advance(&st, text, len(text), true, nil); len(out) > 0 {
			t.Fatal(out)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func many(n int) []Entry {
	r := rand.New(rand.NewPCG(uint64(n), 0))
	var entries []Entry
	for id := range n {
		for k := range 10 {
			b := make([]byte, 28+r.IntN(8))
			for i := range b {
				b[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[r.IntN(62)]
			}
			if k == 0 {
				b[10] = ' '
			}
			entries = append(entries, Entry{Form: b, ID: int32(id), Joined: k > 5})
		}
	}
	return entries
}

func FuzzAdvance(f *testing.F) {
	f.Add([]byte("aabaab"), []byte("ab a\\nb"), []byte("aabaabaab a\\nb"), uint64(1))
	f.Add([]byte("sekret42"), []byte("two words"), []byte("s\x00ek\x1b[0mret42 two\r\nwords"), uint64(2))
	f.Add([]byte("QUJDREVGSElK"), []byte("a=C3=A9bcdefg"), []byte("QU\r\nJD\\r\\nREVG SElK a=\nC3=A=\r\n9bcd\\\\nefg"), uint64(6))
	f.Add([]byte("QU=A=\r\n9bnRE"), []byte("QU\raJD\\\x00\xffnREV"), []byte("QU=A=\r\n9bnREVG SElK \n=\nC3\raJD\\r\\cd\\\\nefg"), uint64(175))
	f.Add([]byte("3ek\x1b"), []byte("3ek\x1b[Ar"), []byte("\x1b[3ek\x1b[Ar"), uint64(17))
	f.Add([]byte("QU\xff\x00\x00\x000=\\"), []byte("QU  JD\\r\\nREV"), []byte("QU\xff\x00\x00\x000=\\nRE"), uint64(6))
	f.Add([]byte("UQU=A=\r\n9bnEE"), []byte("UQU=A9bnEEcef"), []byte("UQU=A=\r\n9bnEEG cefg"), uint64(87))
	f.Fuzz(func(t *testing.T, a, b, text []byte, cut uint64) {
		if len(a) > 200 || len(b) > 200 || len(text) > 2000 {
			return
		}
		for _, form := range [][]byte{a, b} {
			// A form that begins with a blank has several starts in a run, and
			// one with skipped bytes at an end is not read from there.
			if len(form) > 0 && !isWord(form[0]) {
				return
			}
		}
		for i, form := range [][]byte{a, b} {
			// At the end of a joined form these may belong to a line end.
			if form = bytes.TrimSpace(form); cut&(2<<i) != 0 && len(form) > 0 && bytes.IndexByte([]byte(`=\`), form[len(form)-1]) >= 0 {
				return
			}
		}
		entries := []Entry{{Form: a, ID: 1, Joined: cut&2 != 0}, {Form: b, ID: 2, WordBound: cut&1 != 0, Joined: cut&4 != 0}}
		s := Build(testSeed, entries...)
		got := whole(s, string(text))
		if want := oracle(entries, string(text)); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		if c := pieces(t, s, string(text), rand.New(rand.NewPCG(cut, 0))); !slices.Equal(c, got) {
			t.Fatalf("whole %v, pieces %v", got, c)
		}
	})
}

func BenchmarkAdvance(b *testing.B) {
	line := "2026-01-02T03:04:05Z INFO request done method=GET path=/api/v1/users/8271 status=200 dur=12.7ms trace=4bf92f3577b34da6a3ce929d0e0e4736 agent=\"Mozilla/5.0 (X11; Linux)\" bytes=5120 peer=10.0.4.17\n"
	for _, secrets := range []int{0, 10, 1000} {
		s := Build(testSeed, many(secrets)...)
		for _, size := range []int{200, 64 << 10} {
			text := []byte(strings.Repeat(line, size/len(line)+1)[:size])
			b.Run(fmt.Sprintf("secrets=%d/size=%d", secrets, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				var st State
				for b.Loop() {
					st.Reset()
					if out := s.Advance(&st, text, len(text), true, nil); len(out) > 0 {
						b.Fatal(out)
					}
				}
			})
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	value := strings.Repeat("k3y-material/", 8)[:90] + "the end"
	for name, unit := range map[string]string{
		"beginning": value[:6],
		"ends":      value[:6] + value[len(value)-6:],
		"value":     value + " ",
	} {
		for _, form := range []string{value, value[:20]} {
			s := Build(testSeed, Entry{Form: []byte(form)}, Entry{Form: []byte("two words")})
			text := []byte(strings.Repeat(unit, 64<<10/len(unit)))
			b.Run(fmt.Sprintf("text=%s/form=%d", name, len(form)), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				var st State
				var out []Match
				for b.Loop() {
					st.Reset()
					out = s.Advance(&st, text, len(text), true, out[:0])
				}
			})
		}
	}
}

// BenchmarkHostileAnchors is text made by someone who knows the set and its seed: windows
// with which many forms begin, and those followed by the last symbols that agree, so that
// the hash of the whole must tell.
func BenchmarkHostileAnchors(b *testing.B) {
	const values = 100_000
	r := rand.New(rand.NewPCG(6, 6))
	batch := NewBatch(testSeed)
	var forms [][]byte
	for id := range values {
		f := make([]byte, 24)
		for i := range f {
			f[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[r.IntN(62)]
		}
		forms = append(forms, f)
		batch.Add(Entry{Form: f, ID: int32(id), Joined: true})
	}
	s := Build(testSeed).WithBatch(batch)
	for name, piece := range map[string]func(f []byte) []byte{
		"clean":    func([]byte) []byte { return []byte("request done in 12ms; ") },
		"anchors":  func(f []byte) []byte { return f[:window] },
		"but=last": func(f []byte) []byte { return append(slices.Clone(f[:23]), '.') },
		"but=hash": func(f []byte) []byte { return slices.Concat(f[:6], []byte("0123456789ab"), f[18:]) },
	} {
		b.Run("text="+name, func(b *testing.B) {
			var text []byte
			for i := 0; len(text) < 64<<10; i++ {
				text = append(text, piece(forms[i%values])...)
			}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var out []Match
			for b.Loop() {
				var st State
				if out = s.Advance(&st, text, len(text), true, out[:0]); len(out) > 0 {
					b.Fatal("matches")
				}
			}
		})
	}
}
