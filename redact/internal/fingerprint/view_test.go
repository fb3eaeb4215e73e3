package fingerprint

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// layouts are ways to write bytes that views read.
var layouts = map[string]func(v string) string{
	"% x":      func(v string) string { return fmt.Sprintf("% x", v) },
	"% X":      func(v string) string { return fmt.Sprintf("% X", v) },
	"colons":   func(v string) string { return strings.ReplaceAll(fmt.Sprintf("% X", v), " ", ":") },
	"dashes":   func(v string) string { return strings.ReplaceAll(fmt.Sprintf("% x", v), " ", "-") },
	"%# x":     func(v string) string { return fmt.Sprintf("%# x", v) },
	"%#v":      func(v string) string { return fmt.Sprintf("%#v", []byte(v)) },
	`\x`:       func(v string) string { return `\x` + strings.ReplaceAll(fmt.Sprintf("% x", v), " ", `\x`) },
	"%v":       func(v string) string { return fmt.Sprint([]byte(v)) },
	"commas":   func(v string) string { return strings.ReplaceAll(fmt.Sprint([]byte(v)), " ", ",") },
	"list":     func(v string) string { return strings.ReplaceAll(fmt.Sprint([]byte(v)), " ", ", ") },
	"dump":     func(v string) string { return strings.TrimSuffix(hex.Dump([]byte(v)), "\n") },
	"dump 2":   func(v string) string { return strings.TrimSuffix(hex.Dump([]byte("some bytes before "+v)), "\n") },
	"xxd":      func(v string) string { return xxd(v) },
	"xxd 2":    func(v string) string { return xxd("before it" + v + "and after it, more") },
	"base64":   func(v string) string { return base64.StdEncoding.EncodeToString([]byte("{\"some\": \"" + v + "\"}")) },
	"%x":       func(v string) string { return fmt.Sprintf("%x", v) },
	"%X":       func(v string) string { return fmt.Sprintf("%X", v) },
	"odd":      func(v string) string { return fmt.Sprintf("a%x", v) },
	"percent":  func(v string) string { return each(v, "%%%02X") },
	"twice":    func(v string) string { return each(v, "%%25%02x") },
	`\u`:       func(v string) string { return each(v, `\u%04x`) },
	`\\u`:      func(v string) string { return each(v, `\\u%04X`) },
	"&#;":      func(v string) string { return each(v, `&#%d;`) },
	"&#x;":     func(v string) string { return each(v, `&#x%02X;`) },
	"base32":   func(v string) string { return base32.StdEncoding.EncodeToString([]byte(v)) },
	"base32 2": func(v string) string { return base32.StdEncoding.EncodeToString([]byte("user:" + v)) },
	"nested":   func(v string) string { return base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "%x", v)) },
	"nested 2": func(v string) string {
		return fmt.Sprintf("% x", base64.StdEncoding.EncodeToString([]byte("{\"some\": \""+v+"\"}")))
	},
	"escaped": func(v string) string { b, _ := json.Marshal(hex.Dump([]byte(v))); return string(b) },
}

func each(v, format string) string {
	var b strings.Builder
	for i := range len(v) {
		fmt.Fprintf(&b, format, v[i])
	}
	return b.String()
}

func xxd(v string) string {
	var b strings.Builder
	for at := 0; at < len(v); at += 16 {
		line := v[at:min(at+16, len(v))]
		fmt.Fprintf(&b, "%08x: ", at)
		for i := 0; i < 16; i += 2 {
			switch {
			case i+1 < len(line):
				fmt.Fprintf(&b, "%02x%02x ", line[i], line[i+1])
			case i < len(line):
				fmt.Fprintf(&b, "%02x   ", line[i])
			default:
				b.WriteString("     ")
			}
		}
		fmt.Fprintf(&b, " %s\n", line)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// covers tells whether the matches leave at most the context of text that is not
// the value's.
func covers(ms []Match, text string) (left string) {
	out := []byte(text)
	for _, m := range ms {
		for i := m.Start; i < m.End; i++ {
			out[i] = '*'
		}
	}
	return string(out)
}

func TestViewsReadLayouts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, value := range []string{"k7Qz9v", "k7#Qz/9vLmW+x2", "Zk9vLmW0x2pTbR4nC8sD1fG6", "a value W1th blanks and 9 mOre", strings.Repeat("Lo0ng-valuE/", 12), "k7#Qz9vLé0mWü+x2"} {
		s := Build(NewSeed(), Entry{Form: []byte(value), ID: 7})
		for name, layout := range layouts {
			shown := layout(value)
			for _, around := range [][2]string{{"", ""}, {"x ", " y"}, {"bytes=[", "]"}, {"2026-11-26 12:00:00 key 16 ", "\nnext"}, {"line\n", "\n"}, {`{"k":"`, `"}`}} {
				text := around[0] + shown + around[1]
				ms := whole(s, text)
				if strings.HasPrefix(name, "nested") && len(value) < 12 {
					continue // the base64 is too short
				}
				if (name == "base64" || name == "nested 2") && strings.Contains(value, "é") {
					continue // base64 is decoded only as far as it is ASCII
				}
				if len(ms) == 0 {
					t.Errorf("%s of %d bytes in %q: not found: %q", name, len(value), around, text)
					continue
				}
				left := covers(ms, text)
				for i := 0; i+4 <= len(value); i++ {
					if strings.Contains(left, value[i:i+4]) {
						t.Errorf("%s in %q: shows the value: %q", name, around, left)
						break
					}
				}
				if !strings.HasPrefix(left, around[0]) || !strings.HasSuffix(left, around[1]) {
					t.Errorf("%s in %q: hides too much: %q", name, around, left)
				}
				if s.Quiet([]byte(text), false) {
					t.Errorf("%s in %q: quiet", name, around)
				}
				for range 5 {
					if got := pieces(t, s, text, r); !slices.Equal(sorted(got), sorted(ms)) {
						t.Errorf("%s in %q: in pieces %v, whole %v", name, around, got, ms)
					}
				}
			}
		}
	}
}

func TestViewsAtAnyCut(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 33))
	values := []string{"k7Qz9v", "0x2pTbR4nC", "12 34 56 78", "a b\nc d e"}
	var entries []Entry
	for i, v := range values {
		entries = append(entries, Entry{Form: []byte(v), ID: int32(i)})
	}
	s := Build(NewSeed(), entries...)
	names := make([]string, 0, len(layouts))
	for name := range layouts {
		names = append(names, name)
	}
	slices.Sort(names)
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			text := layouts[names[r.IntN(len(names))]](values[r.IntN(len(values))])
			from := r.IntN(len(text))
			switch r.IntN(3) {
			case 0:
				from = 0
			case 1:
				text = text[:from] + string("0a:, x|\\n\n-"[r.IntN(11)]) + text[from:]
			}
			b.WriteString(text[from:])
			b.WriteString([]string{"", " ", "\n", "12", ":", "00000010  ", "ab, "}[r.IntN(7)])
		}
		text := b.String()
		var st State
		ms := s.Advance(&st, []byte(text), len(text), false, nil) // which does not ask Quiet
		ms = sorted(s.Advance(&st, []byte(text), len(text), true, ms))
		if got := sorted(pieces(t, s, text, r)); !slices.Equal(slices.Compact(got), slices.Compact(ms)) {
			t.Fatalf("%q: in pieces %v, whole %v", text, got, ms)
		}
		if len(ms) > 0 && s.Quiet([]byte(text), false) {
			t.Fatalf("%q: quiet", text)
		}
	}
}

func TestViewsKeepNothing(t *testing.T) {
	const value = "k7#Qz/9vLmW+x2"
	s := Build(NewSeed(), Entry{Form: []byte(value)})
	var st State
	text := []byte(fmt.Sprintf("% x", strings.Repeat(value, 200)) + " and")
	if ms := s.Advance(&st, text, len(text), true, nil); len(ms) < 200 {
		t.Fatal(len(ms))
	}
	for i := range st.views {
		for _, c := range st.views[i].bytes[:cap(st.views[i].bytes)] {
			if c != 0 {
				t.Fatal("a view keeps text")
			}
		}
	}
	text = []byte(fmt.Sprintf("% x", strings.Repeat("clean text, ", 40)))
	out := make([]Match, 0, 1000)
	if n := testing.AllocsPerRun(20, func() {
		st.Reset()
		s.Advance(&st, text, len(text), true, out)
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkViews(b *testing.B) {
	s := Build(NewSeed(), many(100)...)
	for name, text := range map[string]string{
		"log":  strings.Repeat("2026-11-26T12:00:00.123Z INFO request served path=/v1/users/1234 status=200 took=12ms trace=4bf92f3577b34da6a3ce929d0e0e4736\n", 10),
		"hex":  fmt.Sprintf("% x", strings.Repeat("some clean text", 80)),
		"word": strings.Repeat("someVeryLongIdentifierThatIsLikeBase64 ", 30),
	} {
		b.Run("input="+name, func(b *testing.B) {
			var st State
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				st.Reset()
				if ms := s.Advance(&st, []byte(text), len(text), true, nil); len(ms) > 0 {
					b.Fatal("a match")
				}
			}
		})
		b.Run("quiet/input="+name, func(b *testing.B) {
			first, _, _ := strings.Cut(text, "\n")
			line := []byte(first[:min(len(first), 200)])
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				if !s.Quiet(line, false) {
					b.Fatal("not quiet")
				}
			}
		})
	}
}

// What follows a dump is read from its first byte on.
func TestListBehindADump(t *testing.T) {
	s := Build(testSeed, Entry{Form: []byte("0x2pTbR4nC"), ID: 1})
	const list = "30-78-32-70-54-62-52-34-6e-43"
	text := "00000020: 65                                       e\n" + list + " end"
	for cut := range text {
		var st State
		out := s.Advance(&st, []byte(text), cut, false, nil)
		out = s.Advance(&st, []byte(text), len(text), true, out)
		if want := len(text) - len(list+" end"); len(out) != 1 || out[0].Start != want {
			t.Fatalf("cut at %d: %v, want one from %d", cut, out, want)
		}
	}
}

// A snapshot with another seed goes on in the run that another has begun.
func TestViewsGoOnWithAnotherSeed(t *testing.T) {
	const value = "kX7vQ2nB9wLrT4zP"
	a, b := Build(testSeed, Entry{Form: []byte(value), ID: 1}), Build(NewSeed(), Entry{Form: []byte(value), ID: 2})
	text := []byte("line " + base64.StdEncoding.EncodeToString([]byte("some words "+hex.EncodeToString([]byte(value))+" and others")) + " end")
	want := b.Advance(new(State), text, len(text), true, nil)
	if len(want) == 0 {
		t.Fatal("not found at all")
	}
	for i := range text[:want[0].End-1] {
		var st State
		if got := a.Advance(&st, text, i, false, nil); len(got) > 0 {
			t.Fatalf("found at %d: %v", i, got)
		}
		if got := b.Advance(&st, text, len(text), true, nil); !slices.Contains(got, want[0]) {
			t.Fatalf("cut at %d: %v, want %v", i, got, want)
		}
	}
}
