package scan

import (
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/pattern"
)

// TestAbreast compares the steps of groups that stand at one offset with what run does
// with each.
func TestAbreast(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	pieces := []string{"A", "%41", "\\x41", "\\u0041", "%2541", "\uff41", "4", "ghu_", "eyJ", ".", "-", "%", "\\", "\x1b[0m", "\u200b", "é", ":"}
	stepped := 0
	for _, expr := range []string{
		`(?:(?m:^)|[^0-9A-Za-z])[0-9A-Za-z]{11}A{10}[0-9A-Za-z_-]{43,}`,
		`ghu_(?:[0-9A-Za-z]{36,}|[0-9A-Za-z_-]{20,}(?:\.[0-9A-Za-z_-]{4,})+)`,
		`A{20,24}(?:[0-9A-Za-z+/]|%2[BbFf]){12,}=`, `[0-9A-Za-z%]{5}\bA+[%4]`,
	} {
		prog, err := pattern.Compile(expr)
		if err != nil {
			t.Fatal(err)
		}
		p := &Pattern{Prog: prog}
		for range 500 {
			var text []byte
			for range 1 + rng.IntN(30) {
				text = append(text, pieces[rng.IntN(len(pieces))]...)
			}
			m := &Machine{plan: &Plan{MaxMatch: 40, Patterns: []Pattern{*p}}, text: text, final: rng.IntN(2) == 0}
			from := rng.IntN(len(text))
			to := from + rng.IntN(len(text)-from+1)
			for s := 1; s < prog.States(); s++ {
				was := group{state: pattern.State(s), pos: from, acc: none, limit: from + rng.IntN(60), skipTo: none, n: 1}
				var a abreast
				m.readAhead(&a, p, from, to)
				got := was
				if !a.step(&got) {
					if got != was {
						t.Fatalf("%s: %q[%d:%d]: a step that was not made changes the group", expr, text, from, to)
					}
					continue
				}
				stepped++
				want, tr := was, &track{ents: []ent{{start: from, acc: none, joined: from, flushed: none, next: none}}, free: none}
				if !m.run(p, tr, &want, to) || got != want {
					t.Fatalf("%s: %q[%d:%d] from state %d: %+v, want %+v", expr, text, from, to, s, got, want)
				}
			}
		}
	}
	if stepped < 1000 {
		t.Errorf("only %d steps", stepped)
	}
}

// TestFirstBytes has every byte with which a match can begin among those of its pattern.
func TestFirstBytes(t *testing.T) {
	for _, expr := range []string{`A{20}`, `\bkey[0-9]+`, `(?:(?m:^)|[^a-z])x+`, `(?m:^)y`, `[é%]:z+`} {
		prog, err := pattern.Compile(expr)
		if err != nil {
			t.Fatal(err)
		}
		first := firstBytes(&pattern.Surveyor{}, prog)
		for prev := -1; prev < 256; prev++ {
			for b := range 256 {
				if s := prog.Start(prev); s != pattern.Dead && prog.Step(s, b) != pattern.Dead && !first.has(byte(b)) {
					t.Errorf("%s: %q is not among the first bytes", expr, byte(b))
				}
			}
		}
	}
}
