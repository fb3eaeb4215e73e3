package fingerprint

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"strings"
	"testing"
)

// fieldsOf are the parts of a survey.
func fieldsOf(s *survey) map[string]*marks {
	return map[string]*marks{
		"wall": &s.wall, "odd": &s.odd, "rough": &s.rough, "sep": &s.sep, "across": &s.across, "may": &s.may, "run64": &s.run64,
		"run32": &s.run32, "list": &s.list, "doubt": &s.doubt, "digits": &s.digits, "listed": &s.listed, "soft": &s.soft, "hits": &s.hits,
		"in64": &s.in64, "inList": &s.inList, "number": &s.number, "blank": &s.blank,
	}
}

// surveyText is text of what surveys look for.
func surveyText(r *rand.Rand, n int) []byte {
	var text []byte
	for len(text) < n {
		k := r.IntN(40)
		switch r.IntN(8) {
		case 0:
			text = append(text, byte(r.Uint32()))
		case 1:
			text = append(text, "\n\t=\\ \r\x00\xc2\xadxX%u"[r.IntN(13)])
		case 2:
			text = fmt.Appendf(text, "%08x  ", r.Uint32())
		default:
			set := []string{"0123456789", "0123456789abcdef", "0123456789ABCDEF", "0123456789abcdef: ", "7654321 ,", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abcXYZ019+/-_"}[r.IntN(7)]
			for range k {
				text = append(text, set[r.IntN(len(set))])
			}
		}
	}
	return text[:n]
}

// Each kernel tells of the bytes what a slow reading of the definitions does.
func TestSurvey(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	kernels := append(surveyKernels(), kernelGo)
	for _, k := range kernels {
		if k != kernelGo && !k.agrees() {
			t.Errorf("kernel %d fails its test", k)
		}
	}
	seen := map[string]int{}
	for round := range 200 {
		n := 1 + r.IntN(reach)
		if round%4 == 0 {
			n = 1 + r.IntN(130)
		}
		text, tab := surveyText(r, n), surveyTables(r)
		want := slowSurvey(text, tab)
		for _, k := range kernels {
			var have survey
			if k == kernelGo {
				surveyGo(text, tab, &have)
			} else {
				surveyAsm(k, text, tab, &have)
			}
			w := fieldsOf(want)
			for name, m := range fieldsOf(&have) {
				if *m != *w[name] {
					t.Fatalf("kernel %d: %s of %d bytes %q:\n%x, want\n%x", k, name, n, text, *m, *w[name])
				}
				for _, x := range m {
					seen[name] += bits.OnesCount64(x)
				}
			}
			sum := 0
			for i := 0; i <= n; i++ {
				if have.index(i) != sum {
					t.Fatalf("kernel %d: %d digits before %d of %q, want %d", k, have.index(i), i, text, sum)
				}
				sum += int(want.digits[i/64] >> (i % 64) & 1)
			}
		}
	}
	for name := range fieldsOf(new(survey)) {
		if seen[name] < 100 {
			t.Errorf("%s is set %d times only", name, seen[name])
		}
	}
}

// slowSurvey reads the definitions byte by byte.
func slowSurvey(text []byte, tab *tables) *survey {
	out, n := new(survey), len(text)
	is := func(i int, class byte) bool { return i >= 0 && i < n && text[i] < 0x80 && classes[text[i]]&class != 0 }
	place := func(i, p int) bool { return i >= 0 && i < n && text[i] < 0x80 && tab.firsts[text[i]]>>p&1 != 0 }
	odd := func(i int) bool {
		return i >= 0 && i < n && (place(i, window) || text[i] >= 0x80 && symbolOf[text[i]] == special)
	}
	rough := func(i int) bool { return i >= 0 && i < n && (odd(i) || text[i] >= 0x80) }
	run := func(i int, class byte, k int) bool {
		for j := range k {
			if !is(i+j, class) {
				return false
			}
		}
		return true
	}
	hex := func(i int) bool { return i < n && classOf[text[i]]&isHex != 0 }
	hexes := func(i, k int) bool {
		for j := range k {
			if !hex(i + j) {
				return false
			}
		}
		return true
	}
	// What may stand behind the first symbols; behind the text as far as kernels look.
	behind := func(i int) bool {
		if i >= (n+511)/512*512 {
			return false
		}
		for j := range maxToken {
			if odd(i - j) {
				return true
			}
		}
		return rough(i) || i < n && text[i] < 0x80 && tab.classes[text[i]]&classBehind != 0
	}
	listed := func(i int) bool {
		for j := range minList {
			if run(i-j, classList, minList) {
				return true
			}
		}
		return false
	}
	var digits []byte
	for i := range n {
		set := func(m *marks, on bool) {
			if on {
				m[i/64] |= 1 << (i % 64)
			}
		}
		set(&out.wall, place(i, window+1))
		set(&out.odd, odd(i))
		set(&out.rough, rough(i))
		set(&out.sep, is(i, classSep))
		may, pair := true, false
		for p := range window {
			may = may && place(i+p, p)
			pair = pair || p < window-1 && place(i-1, p) && place(i+1, p+1)
		}
		if tab.down[0] > 0 {
			for j := window; j < int(tab.down[2])+2; j++ {
				may = may && behind(i+j)
			}
		}
		set(&out.may, may)
		set(&out.across, odd(i) && !(place(i, window+1) && !pair && !rough(i-1) && !rough(i+1) &&
			!is(i-1, classSoft) && !is(i+1, classSoft) && !is(i+1, classSep)))
		set(&out.run64, run(i, class64, MinInner))
		set(&out.run32, run(i, class32, least32))
		set(&out.number, listed(i) && run(i, classDecimal, leastDecimal))
		set(&out.blank, text[i] == ' ')
		set(&out.in64, is(i, class64))
		set(&out.inList, is(i, classList))
		set(&out.list, run(i, classList, minList))
		set(&out.listed, listed(i))
		set(&out.soft, !listed(i) && strings.IndexByte(" ,&#;", text[i]) >= 0)
		set(&out.digits, listed(i) && hex(i))
		set(&out.doubt, listed(i) && (is(i, classDoubt) ||
			hexes(i, maxGroup) && is(i+maxGroup, classSep) && is(i+maxGroup+1, classSep)))
		if listed(i) && hex(i) {
			digits = append(digits, digit16(text[i]))
		}
	}
	spelt := func(i int) byte {
		if i+1 >= len(digits) {
			return 0xff
		}
		return digits[i]<<4 | digits[i+1]
	}
	for i := range digits {
		hit, chain, inner := false, true, true
		for p := range window {
			if c, next := spelt(i+2*p), spelt(i+2*p+2); p > 0 && chain {
				switch {
				case c == 0xc2:
					hit = hit || next == 0xad
				case c == 0xe2:
					hit = hit || next == 0x80 || next == 0x81
				case c == 0xef:
					hit = hit || next == 0xbb
				case c < 0x80 && next < 0x80:
					hit = hit || tab.token[c]&tab.second[next] != 0
				case c < 0x80:
					hit = hit || tab.token[c]&tokenOne != 0
				}
			}
			c := spelt(i + 2*p)
			chain = chain && c < 0x80 && tab.inner[c]>>p&1 != 0
		}
		for p := range least32 {
			c := spelt(i + 2*p)
			inner = inner && c < 0x80 && tab.inner[c]&bitInner != 0
		}
		if hit || chain || inner {
			out.hits[i/64] |= 1 << (i % 64)
		}
	}
	return out
}

func TestProbe(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, k := range surveyKernels() {
		for range 200 {
			if text := surveyText(r, 64*(2+r.IntN(blocks-1))); !k.probes(text, r) {
				t.Fatalf("kernel %d: %q", k, text)
			}
		}
	}
}

func TestRunsOf(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for range 2000 {
		x, next := r.Uint64()|r.Uint64()|r.Uint64(), r.Uint64()|r.Uint64()|r.Uint64()
		for _, n := range []int{least32, minList, MinInner} {
			var want uint64
			for i := range 64 {
				run := 0
				for k := i; k < 128 && (k < 64 && x>>k&1 != 0 || k >= 64 && next>>(k-64)&1 != 0); k++ {
					run++
				}
				if run >= n {
					want |= 1 << i
				}
			}
			if have := runsOf(x, next, n); have != want {
				t.Fatalf("%#x, %#x, %d: %#x, want %#x", x, next, n, have, want)
			}
		}
	}
}
