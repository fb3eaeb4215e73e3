package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
)

func digest(layers []*document) string {
	var all []any
	for _, l := range layers {
		all = append(all, plain(reflect.ValueOf(*l)))
	}
	out, err := json.Marshal(all)
	if err != nil {
		panic(err) // it holds strings, numbers, maps and lists only
	}
	sum := sha256.Sum256(out)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// plain is a value without the places; nil is what was not written.
func plain(v reflect.Value) any {
	switch x := v.Interface().(type) {
	case text:
		if x.line > 0 {
			return x.v
		}
		return nil
	case number:
		if x.set {
			return x.v
		}
		return nil
	case boolean:
		if x.set {
			return x.v
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem())
	case reflect.Slice:
		if v.IsNil() {
			return nil
		}
		list := []any{}
		for i := range v.Len() {
			list = append(list, plain(v.Index(i)))
		}
		return list
	}
	m := map[string]any{}
	list, _ := members(v.Type())
	for _, f := range list {
		if x := plain(v.FieldByIndex(f.index)); x != nil {
			m[f.key] = x
		}
	}
	return m
}
