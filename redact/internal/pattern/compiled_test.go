package pattern

import (
	"slices"
	"sync"
	"testing"
)

func TestPrecompile(t *testing.T) {
	exprs := []string{`not valid (`, `(?m:^)x[^\n]{0,9}(y{2,})z`, `(?i:abc)|x{3}[a-f]{1,300}\b`}
	for _, tt := range tokens {
		exprs = append(exprs, tt.expr)
	}
	// A table that has more entries than states have numbers.
	exprs = append(exprs, `key[a-z]{2}(?:ab|cd|ef|gh|ij|kl|mn|op|qr|st|uv|wx|yz|01|23|45|67|89){1,500}(?:AB|CD|EF|GH){0,400}!`)
	data, guards := Precompile(exprs, func(expr string) bool { return len(expr)%2 == 0 })
	var (
		room room
		s    Surveyor
	)
	for _, expr := range exprs {
		want, err := new(Compiler).compile(expr)
		if got := (library{string(data), guards}).prog(expr, &room); (err == nil) != (got != nil) || err == nil && !same(want, got, &s) {
			t.Errorf("%s: differs from what is compiled", expr)
		}
		if (library{string(data), guards}).prog(expr+"x", &room) != nil || (library{}).prog(expr, &room) != nil {
			t.Errorf("%s: another expression has its automaton", expr)
		}
	}
	if missing, wrong := Compare(data, guards, append(exprs[1:], `another[0-9]`)); missing != 1 || wrong != 0 {
		t.Errorf("%d are missing and %d wrong", missing, wrong)
	}
	other := slices.Clone(data)
	other[len(other)-1] ^= 1
	if missing, wrong := Compare(other, guards, exprs); missing != 0 || wrong != 1 {
		t.Errorf("%d are missing and %d wrong, want one", missing, wrong)
	}
	for i, g := range [][]byte{guards[:len(guards)-1], append([]byte{guards[0] ^ 1}, guards[1:]...)} {
		if missing, wrong := Compare(data, g, exprs); missing != 0 || wrong == 0 {
			t.Errorf("guards %d: %d are missing and %d wrong, want some", i, missing, wrong)
		}
	}
	// Broken data is no automaton, or one that stays within its table or says that it is broken.
	for i := range data[:min(len(data), 8<<10)] {
		broken := slices.Clone(data)
		broken[i] ^= byte(1 + i%255)
		for _, expr := range exprs[1:3] {
			for _, d := range []string{string(broken), string(data[:i])} {
				if p := (library{d, guards}).prog(expr, &room); p != nil {
					readBroken(t, p, &s)
				}
			}
		}
	}
}

// readBroken reads p, which may say that its data is broken.
func readBroken(t *testing.T, p *Prog, s *Surveyor) {
	s.Blank(p)
	s.sets(p, 1)
	defer func() {
		if x := recover(); x != nil && x != brokenTables {
			t.Errorf("panic: %v", x)
		}
	}()
	s.sets(p, MaxReach)
	p.longest("xyyyyz\nxxxaf0123", 0)
}

// TestFilledAtOnce asks for a table that was compiled beforehand from several goroutines: all
// get the same one.
func TestFilledAtOnce(t *testing.T) {
	const expr = `\bkey-[0-9a-f]{22,300}\b`
	data, guards := Precompile([]string{expr}, func(string) bool { return true })
	for range 50 {
		var (
			room   room
			wg     sync.WaitGroup
			tables [8]*Table
		)
		p := library{string(data), guards}.prog(expr, &room)
		for i := range tables {
			wg.Go(func() { tables[i] = p.Table() })
		}
		wg.Wait()
		for _, table := range tables {
			if table == nil || table != tables[0] {
				t.Fatal("the tables differ")
			}
		}
	}
}
