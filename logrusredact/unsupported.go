package logrusredact

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/sirupsen/logrus"
)

// errField is where an entry says which fields it has left out, because they are
// functions. Only their names are told, quoted, and nobody but logrus can set it.
var errField, hasErr = reflect.TypeFor[logrus.Entry]().FieldByName("err")

const unsupported = "skipping unsupported field "

// unsupportedNames returns the names of the fields that e has left out. ok is false for
// a text that cannot be read.
func unsupportedNames(e *logrus.Entry) (names []string, ok bool) {
	if !hasErr || errField.Type.Kind() != reflect.String {
		return nil, true // another version of logrus
	}
	text := reflect.ValueOf(e).Elem().FieldByIndex(errField.Index).String()
	for text != "" {
		text = strings.TrimPrefix(text, ", ")
		rest, found := strings.CutPrefix(text, unsupported)
		quoted, err := strconv.QuotedPrefix(rest)
		if !found || err != nil {
			return nil, false
		}
		name, _ := strconv.Unquote(quoted)
		names, text = append(names, name), rest[len(quoted):]
	}
	return names, true
}

// withUnsupported returns e with other names of fields that it has left out: those
// of an entry that has left out fields with these names.
func withUnsupported(e *logrus.Entry, names []string) *logrus.Entry {
	out := &logrus.Entry{Logger: e.Logger}
	for _, name := range names {
		out = out.WithField(name, func() {})
	}
	out.Data, out.Time, out.Level, out.Caller = e.Data, e.Time, e.Level, e.Caller
	out.Message, out.Buffer, out.Context = e.Message, e.Buffer, e.Context
	return out
}

// unsupported returns e, or an entry like it in which no name of a field that was
// left out holds a secret.
func (r redactor) unsupported(e *logrus.Entry) *logrus.Entry {
	names, ok := unsupportedNames(e)
	if !ok {
		return withUnsupported(e, []string{"[REDACTED:error]"})
	}
	dirty := false
	for i, name := range names {
		names[i] = r.scope.Field(name).Name()
		dirty = dirty || names[i] != name
	}
	if !dirty {
		return e
	}
	return withUnsupported(e, names)
}
