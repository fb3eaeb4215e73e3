package peers

import (
	"log/slog"
	"reflect"
	"regexp"
	"strings"
)

// Reflective returns a slog ReplaceAttr that redacts by reflection, as modules
// of that kind do: each value is copied field by field, strings go through the
// filters, fields with a sensitive name are replaced. It knows the usual names and
// patterns, and those that are given.
func Reflective(names []string, patterns ...string) func(groups []string, a slog.Attr) slog.Attr {
	f := filters{
		names:    map[string]bool{"password": true, "token": true, "secret": true, "apikey": true, "api_key": true, "authorization": true},
		patterns: []*regexp.Regexp{regexp.MustCompile(`gh[pousr]_[A-Za-z0-9]{36}`), regexp.MustCompile(`eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+`), regexp.MustCompile(`[Bb]earer [A-Za-z0-9._-]{20,}`)},
	}
	for _, name := range names {
		f.names[name] = true
	}
	for _, p := range patterns {
		f.patterns = append(f.patterns, regexp.MustCompile(p))
	}
	return func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey) {
			return a
		}
		if f.names[strings.ToLower(a.Key)] {
			return slog.String(a.Key, hidden)
		}
		v := a.Value.Any()
		if v == nil {
			return a
		}
		return slog.Any(a.Key, f.clone("", reflect.ValueOf(v), 0).Interface())
	}
}

const hidden = "[REDACTED]"

type filters struct {
	names    map[string]bool
	patterns []*regexp.Regexp
}

// clone copies a value and redacts the copy.
func (f *filters) clone(name string, v reflect.Value, depth int) reflect.Value {
	if depth > 32 {
		return v
	}
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		if f.names[strings.ToLower(name)] {
			s = hidden
		}
		for _, re := range f.patterns {
			s = re.ReplaceAllString(s, hidden)
		}
		out.SetString(s)
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(f.clone(name, v.Elem(), depth+1))
		return p
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		out.Set(f.clone(name, v.Elem(), depth+1))
	case reflect.Struct:
		out.Set(v) // unexported fields as they are
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				out.Field(i).Set(f.clone(field.Name, v.Field(i), depth+1))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		out = reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(f.clone(name, v.Index(i), depth+1))
		}
	case reflect.Array:
		for i := range v.Len() {
			out.Index(i).Set(f.clone(name, v.Index(i), depth+1))
		}
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		out = reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			key := ""
			if it.Key().Kind() == reflect.String {
				key = it.Key().String()
			}
			out.SetMapIndex(it.Key(), f.clone(key, it.Value(), depth+1))
		}
	default:
		return v
	}
	return out
}
