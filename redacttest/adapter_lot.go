package redacttest

import (
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"sync"

	"github.com/tacit-go/tacit/redact"
)

// A lot is what the suite plants and what it judges by. It is the same in every run
// and immutable.
type lot struct {
	live   []Canary // registered as live secrets
	named  []Canary // hidden by name only
	shaped Canary   // hidden by AdapterPattern only
	early  []Canary // bound before it is registered
	oracle *Oracle
}

// newLot makes the lot once for all runs: the oracle is large.
var newLot = sync.OnceValue(func() *lot {
	seeded := func(seed uint64, name string, shapes ...Shape) (out []Canary) {
		for _, c := range newGenerator(seed).all() {
			if len(shapes) == 0 || slices.Contains(shapes, c.Shape) {
				c.Name = name + "-" + c.Name
				out = append(out, c)
			}
		}
		return out
	}
	l := &lot{
		live:   seeded(601, "live"),
		named:  seeded(602, "named", Password, QuotedPassword, Numeric),
		shaped: seeded(603, "shaped", GitHubToken)[0],
		early:  seeded(604, "early", Password, Base64),
	}
	l.oracle = NewOracle(slices.Concat(l.live, l.named, []Canary{l.shaped}, l.early)...)
	return l
})

// redactor returns a new Redactor for the lot, with the set of its live secrets.
func (l *lot) redactor(opts ...redact.Option) (*redact.Redactor, *redact.SecretSet) {
	set := redact.NewSecretSet()
	for _, c := range l.live {
		if _, err := set.Set(c.Name, []byte(c.Value)); err != nil {
			panic("redacttest: " + err.Error())
		}
	}
	opts = append(opts, redact.WithSecrets(set), redact.WithNames(AdapterName),
		redact.WithDetectors(redact.Detector{ID: "adapter-token", Doc: "Tokens of the suite.", Pattern: AdapterPattern}))
	return redact.MustNew(opts...), set
}

// shape returns the live canary of a shape.
func (l *lot) shape(s Shape) Canary {
	return l.live[slices.IndexFunc(l.live, func(c Canary) bool { return c.Shape == s })]
}

// encodings are the forms in which a secret is planted.
var encodings = []struct {
	name string
	of   func(string) string
}{
	{"raw", func(s string) string { return s }},
	{"base64", func(s string) string { return base64.StdEncoding.EncodeToString([]byte("ab" + s + "c")) }},
	{"hex", func(s string) string { return hex.EncodeToString([]byte(s)) }},
	{"percent", url.QueryEscape},
	{"json", func(s string) string { return jsonText(s, true) }},
	{"quote", strconv.Quote},
}

// clean are texts that hold nothing to hide.
var clean = []string{
	"order 17 shipped", "", `say "yes" \ no`, "two\nlines\tand a tab", "<b>&amp;</b> a=b&c=d", "żółw 鍵 \u2028", "\x1b[31mred\x1b[0m",
	"broken \xff\xfe bytes", "id 4bf92f3577b34da6a3ce929d0e0e4736", "GET /v1/orders/17?page=2 HTTP/1.1", `{"a":[1,2.50,null],"b":"c"}`,
}

func sortedKinds(kinds []Kind) []Kind {
	slices.SortStableFunc(kinds, func(a, b Kind) int {
		if a.Hostile != b.Hostile {
			if a.Hostile {
				return 1
			}
			return -1
		}
		if !a.Hostile {
			return 0 // as listed
		}
		return cmp.Compare(a.Name, b.Name)
	})
	return kinds
}
