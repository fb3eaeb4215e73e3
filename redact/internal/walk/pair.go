package walk

import (
	"reflect"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/grammar"
)

// MaxPairName is the longest text that is taken for the name of the value beside it.
const MaxPairName = 128

// MaxStatement bounds the bytes of a statement that are read for what its arguments are.
const MaxStatement = 4096

// NamesPair reports the name of what names the value beside it, as HoldsPair does that of the value: both tell
// what text of JSON tells, too. A path names a value only there, beside others.
func NamesPair(name string) bool {
	return grammar.NamesMember(name) && !strings.EqualFold(name, "path") || grammar.NamesStatement(name)
}

// Pairs reports that what is called namer may name what is called holder: a name a value, and a statement its
// arguments.
func Pairs(holder, namer string) bool {
	return grammar.HoldsArguments(holder) == grammar.NamesStatement(namer)
}

// HoldsPair reports the name of what holds a value.
func HoldsPair(name string) bool {
	const value = "value"
	return len(name) >= len(value) && strings.EqualFold(name[len(name)-len(value):], value) && grammar.HoldsMember(name) || grammar.HoldsArguments(name)
}

// pairsBy is Pairs for what has two names, in Go and in JSON, of which one is enough.
func pairsBy(holder, namer, other string) bool {
	return NamesPair(namer) && Pairs(holder, namer) || NamesPair(other) && Pairs(holder, other)
}

// pairs finds the fields that name the value beside them, and marks those values.
func pairs(fields []field) (names []int) {
	for i := range fields {
		f := &fields[i]
		t := f.typ
		if t.Kind() == reflect.Pointer && f.mode == open {
			t = t.Elem()
		}
		if t.Kind() == reflect.String && (NamesPair(f.name) || NamesPair(f.judged)) {
			names = append(names, i)
		}
	}
	if names == nil {
		return nil
	}
	found := false
	for i := range fields {
		f := &fields[i]
		f.paired = (HoldsPair(f.name) || HoldsPair(f.judged)) && !slices.Contains(names, i)
		found = found || f.paired
	}
	if !found {
		return nil
	}
	return names
}

// paired judges a value, which its own name says nothing about, by the text of
// the field beside it that is called a name.
func (c *call) paired(v reflect.Value, pl *plan, a at) at {
	for _, i := range pl.names {
		if f := &pl.fields[i]; pairsBy(a.name, f.name, f.judged) {
			if a = c.called(v.Field(i), a); a.d != Scan {
				break
			}
		}
	}
	return a
}

// pairedEntry is paired for the entries of a map.
func (c *call) pairedEntry(entries []entry, a at) at {
	for i := range entries {
		if e := &entries[i]; NamesPair(e.text) && Pairs(a.name, e.text) {
			if a = c.called(e.val, a); a.d != Scan {
				break
			}
		}
	}
	return a
}

// pairedMember is paired for the members of an earlier result.
func (c *call) pairedMember(ms []member, a at) at {
	for i := range ms {
		if m := &ms[i]; pairsBy(a.name, m.name, m.json) {
			if a = c.called(reflect.ValueOf(m.value), a); a.d != Scan {
				break
			}
		}
	}
	return a
}

// called judges a under the text in v as its name, if that says to hide it.
func (c *call) called(v reflect.Value, a at) at {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer && a.mode == open {
		if v.IsNil() {
			return a
		}
		if v.Kind() == reflect.Pointer && v.Type().Elem().Kind() != reflect.String {
			return a
		}
		v = v.Elem()
	}
	if v.Kind() != reflect.String {
		return a
	}
	name := v.String()
	if grammar.HoldsArguments(a.name) {
		name = c.p.Column(name[:min(len(name), MaxStatement)])
	}
	if name == "" || len(name) > MaxPairName {
		return a
	}
	if d := c.exempt(c.p.Suggest(a.s, name)); d == Redact || d == Hide {
		a.name, a.d = name, d
	}
	return a
}
