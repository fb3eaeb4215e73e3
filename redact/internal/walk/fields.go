package walk

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A jsonField is a field as JSON prints it: where it stands among embedded
// structs, under which name.
type jsonField struct {
	name   string
	index  []int
	tagged bool
	quoted bool
}

func fieldsOf(p Policy, t reflect.Type, m mode) ([]field, []jsonField) {
	flat := jsonFields(t)
	nested := slices.ContainsFunc(flat, func(f jsonField) bool { return len(f.index) > 1 })
	fields := make([]field, t.NumField())
	for i := range fields {
		sf := t.Field(i)
		f := &fields[i]
		f.index, f.name, f.typ = i, sf.Name, sf.Type
		f.mode = modeOf(sf, m)
		for _, j := range flat {
			if len(j.index) == 1 && j.index[0] == i {
				f.json, f.quoted = j.name, j.quoted
			}
		}
		name, opts, _ := strings.Cut(sf.Tag.Get("json"), ",")
		f.omitEmpty, f.omitZero = hasOption(opts, "omitempty"), hasOption(opts, "omitzero")
		f.flatten = sf.Anonymous && !validName(name) && structOf(sf.Type) != nil
		f.judged = sf.Name
		if f.json != "" {
			f.judged = f.json
		} else if validName(name) && name != "-" {
			f.judged = name // JSON drops it, as another has the same name; fmt does not
		}
		if path(t) == "net/http.Cookie" && (sf.Name == "Value" || sf.Name == "Raw" || sf.Name == "Unparsed") {
			f.judged = "cookie"
		}
		switch sf.Tag.Get("redact") {
		case "hide", "secret":
			f.tag = Hide
		case "safe":
			f.tag = Keep
		case "drop":
			f.tag = Drop
		}
		f.harmless = p.Harmless(f.judged) && (f.judged == f.name || p.Harmless(f.name))
	}
	if !nested {
		flat = nil
	}
	return fields, flat
}

func modeOf(sf reflect.StructField, parent mode) mode {
	switch {
	case parent == sealed:
		return sealed
	case sf.IsExported():
		return open
	case sf.Anonymous && structOf(sf.Type) != nil:
		return embedded
	}
	return sealed
}

// structOf returns the struct that a struct or a pointer to one stands for.
func structOf(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		return t
	}
	return nil
}

// jsonFields lists the fields of a struct by the rules of encoding/json: Go's
// rules for embedded fields, with tags breaking ties.
func jsonFields(t reflect.Type) []jsonField {
	type level struct {
		t     reflect.Type
		index []int
	}
	var all []jsonField
	next := []level{{t: t}}
	visited := map[reflect.Type]bool{}
	var count, nextCount map[reflect.Type]int
	for len(next) > 0 {
		current := next
		next = nil
		count, nextCount = nextCount, map[reflect.Type]int{}
		for _, l := range current {
			if visited[l.t] {
				continue
			}
			visited[l.t] = true
			for i := range l.t.NumField() {
				sf := l.t.Field(i)
				if !sf.IsExported() && (!sf.Anonymous || structOf(sf.Type) == nil) {
					continue
				}
				tag := sf.Tag.Get("json")
				if tag == "-" {
					continue
				}
				name, opts, _ := strings.Cut(tag, ",")
				if !validName(name) {
					name = ""
				}
				index := append(slices.Clone(l.index), i)
				inner := structOf(sf.Type)
				if name != "" || !sf.Anonymous || inner == nil {
					f := jsonField{name: name, index: index, tagged: name != "", quoted: hasOption(opts, "string") && quotable(sf.Type)}
					if name == "" {
						f.name = sf.Name
					}
					all = append(all, f)
					if count[l.t] > 1 {
						all = append(all, f) // several copies annihilate each other
					}
					continue
				}
				nextCount[inner]++
				if nextCount[inner] == 1 {
					next = append(next, level{inner, index})
				}
			}
		}
	}
	return dominant(all)
}

func dominant(all []jsonField) []jsonField {
	var out []jsonField
	for i, f := range all {
		wins := true
		for j, g := range all {
			if i == j || g.name != f.name {
				continue
			}
			if len(g.index) < len(f.index) || len(g.index) == len(f.index) && (g.tagged || !f.tagged) {
				wins = false
				break
			}
		}
		if wins {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b jsonField) int { return slices.Compare(a.index, b.index) })
	return out
}

func hasOption(opts, option string) bool {
	for o := range strings.SplitSeq(opts, ",") {
		if o == option {
			return true
		}
	}
	return false
}

func quotable(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		t = t.Elem()
	}
	switch kindOf(t) {
	case kindBool, kindInt, kindUint, kindFloat32, kindFloat64, kindText:
		return true
	}
	return false
}

// validName reports whether encoding/json takes a name from a tag.
func validName(s string) bool {
	for _, r := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return s != ""
}
