package middleware

import (
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A statement is what the pairs of a form say of each other whose names begin alike, as those of
// env[0][name]=password&env[0][value]=x.
type statement struct {
	seen   uint32   // words that their names end in
	last   formKind // what came last
	called bool     // there is a name
	names  []string // by which a value may be hidden
	values []int    // the pairs that hold one
}

type formKind uint8

const (
	namePair formKind = iota
	valuePair
)

// maxStated bounds the names that a value is judged by.
const maxStated = 4

// stated tells by which names the value of each pair is to be judged beside its own. The pairs before whole are
// those that need no more to come.
func stated(s redact.Scope, pairs []string) (by [][]string, whole int) {
	by, whole = make([][]string, len(pairs)), len(pairs)
	var all map[string]*statement
	for i, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		head, word := formWord(name)
		n := slices.Index(formWords[:], word)
		if n < 0 {
			continue
		}
		if all == nil {
			all = map[string]*statement{}
		}
		t := all[head]
		if t == nil {
			t = &statement{}
			all[head] = t
		}
		t.add(s, by, n, i, plain(value))
	}
	for _, t := range all {
		whole = min(whole, t.whole(len(pairs)))
	}
	return by, whole
}

// add notes a pair by the number of its word. Where a word comes again behind one of the other kind, that is of
// another name and its value.
func (t *statement) add(s redact.Scope, by [][]string, word, i int, value string) {
	kind := namePair
	if word < firstName {
		kind = valuePair
	}
	if t.seen>>word&1 != 0 && t.last != kind {
		*t = statement{}
	}
	t.seen, t.last = t.seen|1<<word, kind
	if kind == valuePair {
		t.values, by[i] = append(t.values, i), t.names
		return
	}
	t.called = true
	if len(t.names) == maxStated || strings.ContainsAny(value, blanks) || !hiding(s.Field(value)) {
		return // words with blanks between them are a title
	}
	t.names = append(t.names, value)
	for _, i := range t.values {
		by[i] = t.names
	}
}

// whole returns how many of n pairs need no more to come: a value may get a name that stands behind it, or another
// one right behind it.
func (t *statement) whole(n int) int {
	if !t.called {
		return t.values[0]
	}
	for i := len(t.values) - 1; i >= 0 && t.values[i] == n-1; i-- {
		n--
	}
	return n
}

// formWord cuts the name of a pair, decoded, before its last word, in small letters: env[0][name], form-0-name.
func formWord(name string) (head, word string) {
	name = strings.TrimSuffix(plain(name), "[]")
	word = strings.TrimSuffix(name, "]")
	i := strings.LastIndexAny(word, "[.-") + 1
	return word[:i], strings.ToLower(word[i:])
}

// formWords end the names of pairs that hold a value, and from firstName on of those that tell its name.
var formWords = [...]string{"value", "val", "new_value", "newvalue", "name", "key", "field", "param", "parameter", "property", "attribute", "setting", "option", "variable"}

const firstName = 4
