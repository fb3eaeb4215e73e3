package policy

import (
	"encoding/json"
	"reflect"
	"strings"
)

// Schema returns the JSON Schema (draft 2020-12) of a layer, for editors. It is made from
// what the decoder reads by; it cannot tell a bad pattern, a duplicate ID, or an example
// that does not hold. The slice is the caller's.
func Schema() []byte {
	s := objectSchema(reflect.TypeFor[document]())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Tacit policy"
	out, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // it holds strings, numbers, maps and lists only
	}
	return append(out, '\n')
}

func objectSchema(t reflect.Type) map[string]any {
	list, one := members(t)
	props, need := map[string]any{}, []string{}
	for _, m := range list {
		p := valueSchema(m.typ, m.tag)
		if doc := m.tag.Get("doc"); doc != "" {
			p["description"] = doc
		}
		props[m.key] = p
		if m.tag.Get("need") != "" {
			need = append(need, m.key)
		}
	}
	s := map[string]any{"type": "object", "properties": props, "additionalProperties": false}
	if len(need) > 0 {
		s["required"] = need
	}
	if one != nil {
		var alternatives []any
		for _, k := range one {
			alternatives = append(alternatives, map[string]any{"required": []string{k}})
		}
		s["oneOf"] = alternatives
	}
	return s
}

func valueSchema(t reflect.Type, tag reflect.StructTag) map[string]any {
	s := map[string]any{}
	set := func(name, of string) {
		if tag.Get(of) != "" {
			s[name] = bound(tag, of)
		}
	}
	switch {
	case t == textType:
		s["type"] = "string"
		set("maxLength", "most")
		if enum := tag.Get("enum"); enum != "" {
			s["enum"] = strings.Split(enum, "|")
		}
		if match := tag.Get("match"); match != "" {
			s["pattern"] = match
		}
	case t == numberType:
		s["type"] = "integer"
		set("minimum", "min")
		set("maximum", "max")
	case t == flagType:
		s["type"] = "boolean"
	case t.Kind() == reflect.Pointer:
		return objectSchema(t.Elem())
	case t.Kind() == reflect.Slice:
		s["type"] = "array"
		s["items"] = valueSchema(t.Elem(), elementTag(tag))
		set("maxItems", "most")
	default:
		return objectSchema(t)
	}
	return s
}
