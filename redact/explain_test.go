package redact_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// explained returns the candidates as "text detector outcome".
func explained(r *redact.Redactor, text string) []string {
	var out []string
	for _, c := range r.Explain([]byte(text)).Candidates {
		out = append(out, strings.Join(strings.Fields(fmt.Sprint(text[c.Start:c.End], " ", c.Detector, " ", c.Outcome)), " "))
	}
	return out
}

func TestExplain(t *testing.T) {
	token := "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"
	allowed := "allowed" + "-value"
	set := redact.NewSecretSet()
	if _, err := set.Set("db", []byte("Kx7-vQ2m"+"zzWp_81t")); err != nil {
		t.Fatal(err)
	}
	near := redact.Detector{ID: "near", Doc: "d", Source: "s", Pattern: `\b(near_[0-9]{6})\b`, Near: []string{"acme"}, Hits: []string{"acme ⟦near_123456⟧"}}
	sum := redact.Detector{ID: "sum", Doc: "d", Source: "s", Pattern: `\bsum_[0-9]{6}\b`, Verify: func(b []byte) redact.Verdict {
		if b[9] == '9' {
			return redact.Rejected
		}
		return redact.Confirmed
	}, Hits: []string{"⟦sum_123456⟧"}}
	random := sum
	random.ID, random.Tier, random.Pattern, random.Hits = "random", redact.Entropy, `\brnd_[0-9]{6}\b`, []string{"⟦rnd_123456⟧"}
	shadow := redact.Detector{ID: "shadow", Doc: "d", Source: "s", Pattern: `\bshadow_[0-9]{6}\b`, Hits: []string{"⟦shadow_123456⟧"}}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithDetectors(near, sum, random, shadow),
		redact.WithAction("shadow", redact.Report), redact.WithAllowed(sha256.Sum256([]byte(allowed))), redact.WithSecrets(set))
	for _, c := range []struct{ text, want string }{
		{"token " + token, token + " github-personal-access-token replaced"},
		{"xsum_123456", "sum_ sum boundary"},
		{"sum_x", "sum_ sum boundary"},
		{"near_123456", "near_123456 near near"},
		{"ghp_0123456789abc", "ghp_0123456789abc github-personal-access-token length"},
		{"ghp_0123456789abc_x", "ghp_0123456789abc github-personal-access-token pattern"},
		{"acme near_123456", "near_123456 near replaced"},
		{"sum_123456", "sum_123456 sum replaced"},
		{"sum_123459", "sum_123459 sum checksum"},
		{"rnd_123459", "rnd_123459 random entropy"},
		{"shadow_123456", "shadow_123456 shadow reported"},
		{"password=" + allowed, allowed + " password allowed"},
		{"password=hunter2-x", "hunter2-x password replaced"},
		{"password=" + token, token + " github-personal-access-token replaced"},
		{"password=" + token, token + " password overlap"},
		{"password=null", "null password value"},
		{"max_tokens=4096", "name"},
		{"the password", "name"},
		{"say Kx7-vQ2m" + "zzWp_81t", "Kx7-vQ2mzzWp_81t live-secret replaced"},
		{"https://u:pw-1@h/", "pw-1 url-userinfo replaced"},
	} {
		got := explained(r, c.text)
		if !slices.ContainsFunc(got, func(s string) bool { return s == c.want || strings.HasSuffix(s, " "+c.want) }) {
			t.Errorf("%q:\n%s\nwant %s", c.text, strings.Join(got, "\n"), c.want)
		}
	}
	if n := r.Stats().Matches["sum"]; n != 0 {
		t.Errorf("%d matches were counted", n)
	}
	if got := r.Explain([]byte("nothing at all")); len(got.Candidates)+len(got.Matches) > 0 || got.More {
		t.Errorf("%+v", got)
	}
}

// TestExplainAgrees checks that the matches are those of AppendMatches, and that every
// one has a candidate that explains it.
func TestExplainAgrees(t *testing.T) {
	ds := detectors.Default()
	r := redact.MustNew(redact.WithDetectors(ds...))
	for _, d := range ds {
		for _, hit := range d.Hits {
			text := []byte(strings.NewReplacer("⟦", "", "⟧", "", "¦", "").Replace(hit))
			x := r.Explain(text)
			if want := r.AppendMatches(nil, text); !slices.Equal(x.Matches, want) {
				t.Errorf("%s: %v, want %v", d.ID, x.Matches, want)
			}
			for _, m := range x.Matches {
				if !slices.ContainsFunc(x.Candidates, func(c redact.Candidate) bool {
					return c.Outcome == redact.OutcomeReplaced && c.Detector == m.Detector && c.Start < m.End && m.Start < c.End
				}) {
					t.Errorf("%s: nothing explains %v: %v", d.ID, m, x.Candidates)
				}
			}
		}
	}
}

func TestExplainBounds(t *testing.T) {
	alone(t)
	r := redact.MustNew(redact.WithNames("password"))
	x := r.Explain([]byte(strings.Repeat("password=hunter2-x ", 1<<16)))
	if !x.More || len(x.Candidates) != redact.MaxExplainCandidates {
		t.Errorf("%d candidates, %v", len(x.Candidates), x.More)
	}
	if x := r.Explain(make([]byte, redact.MaxExplainBytes+1)); !x.More {
		t.Error("the text was cut without a word")
	}
	var none *redact.Redactor
	if x := none.Explain([]byte("abc")); len(x.Matches) != 1 || x.Matches[0].End != 3 {
		t.Errorf("%+v", x)
	}
}

func ExampleRedactor_Explain() {
	r := redact.MustNew(redact.WithNames("password"))
	text := []byte("password=hunter2 password=null")
	for _, c := range r.Explain(text).Candidates {
		fmt.Println(c.Start, c.End, c.Detector, c.Outcome)
	}
	// Output:
	// 9 16 name replaced
	// 26 30 name value
}
