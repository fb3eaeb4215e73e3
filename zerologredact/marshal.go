package zerologredact

import (
	"bytes"
	"encoding/json"
	"reflect"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redact"
)

// InterfaceMarshalFunc returns a function for [zerolog.InterfaceMarshalFunc], which
// is a variable of the whole process: set it once, before anything logs.
//
//	zerolog.InterfaceMarshalFunc = zerologredact.InterfaceMarshalFunc(r)
//
// Values of Interface, Any and Fields then go through [redact.Redactor.Value] before they are
// encoded, so that the tag redact counts, a panic in a method is contained, and a
// cycle ends. The [Writer] is needed all the same: only there the name of the field is
// known. A structured value costs more than without.
func InterfaceMarshalFunc(r *redact.Redactor) func(v any) ([]byte, error) {
	return func(v any) ([]byte, error) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false) // as zerolog does
		if err := e.Encode(r.Value(v)); err != nil {
			return nil, r.Error(err)
		}
		return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
	}
}

// ErrorMarshalFunc returns a function for [zerolog.ErrorMarshalFunc]. It calls Error
// once, under recover, and hands on the redacted text as an error; a panic in Error
// becomes [REDACTED:error]. Errors that are a [zerolog.LogObjectMarshaler] are left to
// zerolog and the Writer.
func ErrorMarshalFunc(r *redact.Redactor) func(err error) any {
	return func(err error) any {
		if _, ok := err.(zerolog.LogObjectMarshaler); ok || isNil(err) {
			return err
		}
		return r.Error(err)
	}
}

// isNil reports an error that zerolog leaves out.
func isNil(err error) bool {
	v := reflect.ValueOf(err)
	return err == nil || v.Kind() == reflect.Pointer && v.IsNil()
}
