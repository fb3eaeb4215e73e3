package scan

import (
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
)

// A name that is known because it is one word is what it would be found to be.
func TestKnownNames(t *testing.T) {
	rules := []grammar.Rule{{Name: "password", Det: 1}, {Name: "pass", Det: 2}, {Name: "pwd", Det: 3}, {Name: "key", Det: 4, Weak: true},
		{Name: "api_key", Det: 5}, {Name: "otp", Det: 6}, {Name: "a", Det: 7}, {Name: "ab", Det: 8}}
	names := grammar.NewNames(rules, []string{"otp"}, func([]byte) bool { return false })
	lits := []literal.Literal{}
	p := &Plan{Names: names}
	m := &Machine{plan: p}
	for _, text := range names.Announcements(rules) {
		lits = append(lits, literal.Literal{Text: text, Fold: true})
		p.Uses = append(p.Uses, []Use{{Kind: UseName}})
	}
	p.guards(&pattern.Surveyor{}, lits)
	rng := rand.New(rand.NewPCG(1, 8))
	for i, lit := range lits {
		u := &p.Uses[i][0]
		if lit.Text == "otp" && u.alone {
			t.Error("a harmless name is known")
		}
		for range 300 {
			name := []byte(lit.Text)
			for k := range name {
				if name[k] >= 'a' && name[k] <= 'z' && rng.IntN(3) == 0 {
					name[k] -= 'a' - 'A'
				}
			}
			h := literal.Hit{Start: 0, End: len(name)}
			want, ok := names.ClassifyPlain(name)
			m.text, m.epoch = name, m.epoch+1
			if got, is := m.classify(u, h, 0, len(name)); got != want || is != ok {
				t.Fatalf("%q: %v %v, want %v %v", name, got, is, want, ok)
			}
		}
	}
}
