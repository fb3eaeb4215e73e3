package logrredact

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-logr/logr/funcr"

	"github.com/tacit-go/tacit/redact"
)

// tree makes sinks print a result of the walker.
func (p *pass) tree(v any) any {
	switch v.(type) {
	case redact.Object, redact.List, redact.JSON, redact.Rendered:
		if p.pseudo {
			return simple(v, true)
		}
		return tree{v.(json.Marshaler)}
	}
	return v
}

// A tree is a redacted value. Sinks that know neither of its methods print it with
// fmt.
type tree struct{ v json.Marshaler }

// MarshalLog implements logr.Marshaler.
func (t tree) MarshalLog() any { return simple(t.v, false) }

// MarshalJSON implements json.Marshaler.
func (t tree) MarshalJSON() ([]byte, error) { return t.v.MarshalJSON() }

// Format implements fmt.Formatter.
func (t tree) Format(f fmt.State, verb rune) { _, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), t.v) }

// simple returns v as what any sink can print by reflection.
func simple(v any, pseudo bool) any {
	switch v := v.(type) {
	case redact.Object:
		if pseudo {
			var out funcr.PseudoStruct
			for name, m := range v.All() {
				out = append(out, name, simple(m, pseudo))
			}
			return out
		}
		out := map[string]any{}
		for name, m := range v.All() {
			out[name] = simple(m, pseudo)
		}
		return out
	case redact.List:
		out := make([]any, 0, v.Len())
		for m := range v.All() {
			out = append(out, simple(m, pseudo))
		}
		return out
	case redact.JSON:
		return decoded(v.Text())
	case redact.Rendered:
		return v.Text()
	case json.Number:
		return number(v)
	}
	return v
}

// decoded returns JSON as Go values.
func decoded(text string) any {
	var v any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return text
	}
	return numbers(v)
}

func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		return number(v)
	case map[string]any:
		for k, m := range v {
			v[k] = numbers(m)
		}
	case []any:
		for i, m := range v {
			v[i] = numbers(m)
		}
	}
	return v
}

// number returns a number as an integer if it is one, and as its text if a float64
// would change it.
func number(n json.Number) any {
	if i, err := n.Int64(); err == nil {
		return i
	}
	if u, err := strconv.ParseUint(n.String(), 10, 64); err == nil {
		return u
	}
	if f, err := n.Float64(); err == nil && digits(n.String()) == digits(strconv.FormatFloat(f, 'e', -1, 64)) {
		return f
	}
	return n.String()
}

// digits returns the digits of a number that count.
func digits(n string) string {
	n, _, _ = strings.Cut(strings.ToLower(n), "e")
	n = strings.Replace(strings.TrimPrefix(n, "-"), ".", "", 1)
	if n = strings.TrimLeft(n, "0"); n == "" {
		return n
	}
	return strings.TrimRight(n, "0")
}
