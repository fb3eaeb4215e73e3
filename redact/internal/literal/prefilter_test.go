package literal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// piecesOf are what hostile texts are made of, beside literals.
var piecesOf = []string{
	" ", "\n", `\`, `\\`, `\"`, `\u00`, `\u0061`, `\u0041`, `\x61`, "%", "%4", "%41", "%2541", "%20", "\x00", "\x1b", "\x1b[", "\x1b[0m",
	"\xc2\xad", "\xc2", "\xe2", "\xe2\x80", "\xe2\x80\x8b", "\xef\xbd\x81", "\xef\xbb\xbf", "\xc5\xbf", "\xe2\x84\xaa", "é", "„“",
	"x", "ab", strings.Repeat("y", 61), strings.Repeat("-", 64), strings.Repeat("z", 300), strings.Repeat("\x00", 40),
}

// hostile returns a text that is full of literals, of halves of them and of units.
func hostile(r *rand.Rand, lits []Literal, n int) []byte {
	var b []byte
	for len(b) < n {
		l := lits[r.IntN(len(lits))].Text
		switch r.IntN(8) {
		case 0, 1:
			b = append(b, l...)
		case 2:
			b = append(b, strings.ToUpper(l)...)
		case 3:
			k := r.IntN(len(l) + 1)
			b = append(append(append(b, l[:k]...), piecesOf[r.IntN(len(piecesOf))]...), l[k:]...)
		case 4:
			k := r.IntN(len(l))
			b = fmt.Appendf(append(b, l[:k]...), `\u%04x%s`, l[k], l[k+1:])
		case 5:
			b = append(b, l[:r.IntN(len(l)+1)]...)
		default:
			b = append(b, piecesOf[r.IntN(len(piecesOf))]...)
		}
	}
	return b[:n]
}

// configuration returns a set of literals; some begin, end or hold others.
func configuration(r *rand.Rand) (lits []Literal) {
	seen := map[Literal]bool{}
	n := 1 + r.IntN(60)
	if r.IntN(4) == 0 {
		n = 500
	}
	letters := "abcdefghijklmnopqrstuvwxyz0123456789_-.:/@ "
	if r.IntN(3) == 0 {
		letters = "ab"
	}
	for range n {
		b := make([]byte, 1+r.IntN(14))
		for i := range b {
			b[i] = letters[r.IntN(len(letters))]
		}
		l := Literal{Text: string(b), Fold: r.IntN(2) == 0}
		if len(lits) > 0 && r.IntN(4) == 0 {
			l.Text += lits[r.IntN(len(lits))].Text
		}
		if l.Fold {
			l.Text = strings.ToLower(l.Text)
		} else if r.IntN(2) == 0 {
			l.Text = strings.ToUpper(l.Text)
		}
		if len(l.Text) <= MaxLen && !seen[l] {
			seen[l] = true
			lits = append(lits, l)
		}
	}
	return lits
}

// run gives a text to s in pieces that end at cuts, and notes what comes back.
func run(s Searcher, text []byte, cuts []int, final bool) (log []string, hits []Hit) {
	var st State
	pos, base := 0, 0
	feed := func(end int, final bool) {
		part := text[base:end]
		for pos < end {
			to := min(pos+block, end)
			var got []Hit
			at, got := s.Scan(&st, part, pos-base, to-base, final, nil)
			for _, h := range got {
				hits = append(hits, Hit{h.ID, h.Start + base, h.End + base})
			}
			pos = at + base
			if pos < to {
				break
			}
		}
		if !final {
			hold := s.Hold(&st, pos-base) + base
			log = append(log, fmt.Sprintf("at %d hold %d", pos, hold))
			if k := hold - 2048 - base; k > 0 {
				base += k
				st.Rebase(k)
			}
		}
	}
	for _, c := range cuts {
		feed(c, false)
	}
	feed(len(text), final)
	return append(log, fmt.Sprint("at ", pos)), hits
}

// compare reports where s differs from the reference.
func compare(t *testing.T, name string, s, ref Searcher, lits []Literal, text []byte, cuts []int) {
	t.Helper()
	for _, final := range []bool{true, false} {
		wantLog, want := run(ref, text, cuts, final)
		gotLog, got := run(s, text, cuts, final)
		if !slices.Equal(want, got) {
			i := 0
			for i < len(want) && i < len(got) && want[i] == got[i] {
				i++
			}
			t.Fatalf("%s, cuts %v, final %v: hit %d of %d and %d: got %v, want %v\nliterals %+v\ntext %q", name, cuts, final, i, len(got), len(want),
				got[i:min(i+2, len(got))], want[i:min(i+2, len(want))], lits, text)
		}
		if !slices.Equal(wantLog, gotLog) {
			t.Fatalf("%s, cuts %v: got %v, want %v\nliterals %+v\ntext %q", name, cuts, gotLog, wantLog, lits, text)
		}
	}
	if q, hits := s.Quiet(text, nil), quietly(ref, text); q && hits > 0 {
		t.Fatalf("%s: quiet, but there are %d hits\nliterals %+v\ntext %q", name, hits, lits, text)
	}
}

// loud is a Judge to which every n-th literal is unclear, and each run counts. Of the others
// every k-th is something.
type loud struct {
	n, k  int
	asked []Hit
}

func (l *loud) IdleRun([]byte, int) (int, bool) { return 0, false }
func (l *loud) Idle(text []byte, h Hit) bool    { return l.Judge(text, h, 0).Outcome < Something }
func (l *loud) Judge(_ []byte, h Hit, _ int) Finding {
	l.asked = append(l.asked, h)
	switch n := len(l.asked); {
	case n%l.n == 0:
		return Finding{Outcome: Unclear}
	case n%l.k == 0:
		return Finding{Outcome: Something}
	case n%5 == 0:
		return Finding{Outcome: Slight, Bounds: Bounds{Start: uint16(h.Start), Reach: uint16(h.End)}}
	}
	return Finding{}
}

// sameFound reports where what Find hands on differs from what the reference finds.
func sameFound(t *testing.T, name string, p *Prefilter, ref Searcher, lits []Literal, text []byte) {
	t.Helper()
	var st State
	_, want := ref.Scan(&st, text, 0, len(text), true, nil)
	for _, l := range []*loud{{n: 1, k: 1}, {n: 3, k: 9}, {n: 1000, k: 1000}, {n: 1000, k: 4}} {
		var x Found
		if quiet := p.Find(text, l, &x); quiet || x.Settled() != nil {
			if order(l.asked); !slices.Equal(l.asked, want) {
				t.Fatalf("%s: quiet or settled with %v, want %v\nliterals %+v\ntext %q", name, l.asked, want, lits, text)
			}
			n := 0
			for _, f := range x.Settled() {
				if f.Outcome == Something {
					n++
				}
			}
			if some := len(want) / l.k; quiet && some > 0 || x.Settled() != nil && n != some {
				t.Fatalf("%s: %d findings of %d literals\nliterals %+v\ntext %q", name, n, len(want), lits, text)
			}
			continue
		}
		if !x.Known() {
			continue
		}
		if got := p.Hits(&x, nil); !slices.Equal(got, want) {
			t.Fatalf("%s: got %v, want %v\nliterals %+v\ntext %q", name, got, want, lits, text)
		}
		var scan State
		p.Scan(&scan, text, 0, len(text), true, nil)
		if a, b := x.Runs(), scan.Runs; len(text) >= MinRun && a != b && !b.all {
			t.Fatalf("%s: got runs %v, want %v in %q", name, a, b, text)
		}
	}
}

func quietly(ref Searcher, text []byte) int {
	_, hits := ref.Scan(&State{}, text, 0, len(text), true, nil)
	return len(hits)
}

func TestPrefilterEqualsReference(t *testing.T) {
	rounds := 400
	switch {
	case raced:
		rounds = 8
	case testing.Short():
		rounds = 40
	}
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 1))
		lits := configuration(r)
		ref := New(lits)
		for _, k := range kernels() {
			p := newPrefilter(ref, k)
			if !p.selfTest() {
				t.Fatalf("seed %d, %s: the self-test fails", seed, k)
			}
			for _, n := range []int{0, 1, 2, 3, 4, 15, 16, 17, 62 + r.IntN(6), 126 + r.IntN(6), r.IntN(600), block - 3 + r.IntN(8), 3 * block} {
				text := hostile(r, lits, n)
				cuts := make([]int, r.IntN(6))
				for i := range cuts {
					cuts[i] = r.IntN(n + 1)
				}
				slices.Sort(cuts)
				compare(t, k.String(), p, ref, lits, text, cuts)
				sameFound(t, k.String(), p, ref, lits, text)
			}
			text := hostile(r, lits, 150)
			all := make([]int, len(text))
			for i := range all {
				all[i] = i
			}
			compare(t, k.String(), p, ref, lits, text, all)
			for i := range text {
				// All cuts next to the widths of vectors, some of the others.
				if near := (i + 3) % 16; near < 6 || r.IntN(4) == 0 {
					compare(t, k.String(), p, ref, lits, text, []int{i})
				}
			}
		}
	}
}

// TestPrefilterQuiet makes sure that quiet text is seen to be quiet.
func TestPrefilterQuiet(t *testing.T) {
	lits := []Literal{{Text: "password", Fold: true}, {Text: "ghp_"}, {Text: "otp", Fold: true}}
	for _, k := range append(kernels(), Reference) {
		s, used := Build(lits, k)
		if used != k {
			t.Fatalf("%s: got kernel %s", k, used)
		}
		for n := range 1200 {
			text := strings.Repeat("a line of text, 50% of \"it\" \\n \\\\ é „“ ", 40)[:n]
			if !s.Quiet([]byte(text), nil) {
				t.Errorf("%s: %d bytes are not quiet", k, n)
			}
			if s.Quiet([]byte(text+"PassWord"), nil) {
				t.Errorf("%s: a literal behind %d bytes is missed", k, n)
			}
		}
	}
}

// TestQuietAcrossBlocks has long literals at the ends of what a kernel reads at a time.
func TestQuietAcrossBlocks(t *testing.T) {
	const long = "the-longest-literal-that-there-can-be-is-this-48"
	lits := []Literal{{Text: long}, {Text: long[:25], Fold: true}, {Text: "qx"}, {Text: "_"}}
	for _, k := range kernels() {
		p := newPrefilter(New(lits), k)
		for _, l := range lits {
			for at := block - 2*MaxLen; at < block+MaxLen; at++ {
				text := []byte(strings.Repeat(".", 2*block))
				copy(text[at:], l.Text)
				if p.Quiet(text, nil) {
					t.Fatalf("%s: %q at %d is missed", k, l.Text, at)
				}
			}
		}
	}
}

// TestMoreLiteralsThanAPrefilterHas: whatever searches for them misses none.
func TestMoreLiteralsThanAPrefilterHas(t *testing.T) {
	var lits []Literal
	for i := range maxEntries {
		if i == 777 { // none that the self-test tries
			lits = append(lits, Literal{Text: "qx"}, Literal{Text: "_"}, Literal{Text: "k#"})
		}
		lits = append(lits, Literal{Text: fmt.Sprintf("%05x~%d", i, i%7)})
	}
	for _, k := range kernels() {
		s, _ := Build(lits, k)
		for _, i := range []int{0, 777, 778, 779, 1000, len(lits) - 1} {
			for _, before := range []string{"", ".", strings.Repeat(".", 700)} {
				text := []byte(before + lits[i].Text + "..")
				var st State
				if _, hits := s.Scan(&st, text, 0, len(text), true, nil); !slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == int32(i) && h.Start == len(before) }) {
					t.Errorf("%s: %q behind %d bytes is missed", k, lits[i].Text, len(before))
				}
				if s.Quiet(text, nil) {
					t.Errorf("%s: %q behind %d bytes is quiet", k, lits[i].Text, len(before))
				}
			}
		}
	}
}

func FuzzPrefilter(f *testing.F) {
	f.Add(uint64(1), []byte(`pass\u0077ord`), uint16(3))
	f.Fuzz(func(t *testing.T, seed uint64, text []byte, cut uint16) {
		r := rand.New(rand.NewPCG(seed, 2))
		lits := configuration(r)
		ref := New(lits)
		text = append(hostile(r, lits, r.IntN(80)), text...)
		at := int(cut) % (len(text) + 1)
		for _, k := range kernels() {
			p := newPrefilter(ref, k)
			compare(t, k.String(), p, ref, lits, text, []int{at, min(at+1, len(text))})
			sameFound(t, k.String(), p, ref, lits, text)
		}
	})
}

func TestBuild(t *testing.T) {
	lits := []Literal{{Text: "ghp_"}}
	if s, used := Build(lits, Auto); used != Best() || s == nil {
		t.Errorf("auto: got %s", used)
	}
	for k := AVX512; k <= Reference; k++ {
		if _, used := Build(lits, k); k.Available() != (used == k) || used == Auto {
			t.Errorf("%s: got %s; available %v", k, used, k.Available())
		}
	}
}

// TestSelfTestFails breaks the tables: another kernel must take over.
func TestSelfTestFails(t *testing.T) {
	ref := New([]Literal{{Text: "password", Fold: true}, {Text: "ghp_"}})
	for _, k := range kernels() {
		p := newPrefilter(ref, k)
		p.tables = tables{}
		if p.selfTest() {
			t.Errorf("%s: empty tables pass", k)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	lits := testLits(r, 400)
	for _, k := range append(kernels(), Reference) {
		s, _ := Build(lits, k)
		for _, size := range []int{20, 200, 64 << 10} {
			text := logText(r, size)
			b.Run(fmt.Sprintf("kernel=%s/call=Quiet/size=%d", k, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				for b.Loop() {
					s.Quiet(text, nil)
				}
			})
			b.Run(fmt.Sprintf("kernel=%s/call=Scan/size=%d", k, size), func(b *testing.B) {
				b.SetBytes(int64(size))
				b.ReportAllocs()
				var hits []Hit
				for b.Loop() {
					var st State
					_, hits = s.Scan(&st, text, 0, len(text), true, hits[:0])
				}
			})
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{500, 1500} {
		lits := testLits(rand.New(rand.NewPCG(1, 2)), n)
		for _, k := range append(kernels(), Reference) {
			b.Run(fmt.Sprintf("kernel=%s/literals=%d", k, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Build(lits, k)
				}
			})
		}
	}
}
