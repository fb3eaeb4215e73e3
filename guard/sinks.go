package guard

import (
	"io"
	"log"
	"log/slog"
	"net/http"
	"reflect"

	"github.com/tacit-go/tacit/redact"
)

const (
	slogName = "slog.Default()"
	logName  = "log.Writer()"
	// transportName writes nothing by itself, but what it is given ends in errors.
	transportName = "http.DefaultTransport"
)

// known looks at the sinks of the standard library.
func known() []redact.Sink {
	handler, writer := slog.Default().Handler(), log.Writer()
	guardsHandler, guardsWriter := guards(handler), guards(writer) || writer == io.Discard
	// Each of the two may write to the other, by a type that has no exported name.
	switch {
	case is(handler, "*slog.defaultHandler"):
		guardsHandler = guardsWriter
	case is(writer, "*slog.handlerWriter"):
		guardsWriter = guardsHandler
	}
	return []redact.Sink{
		{Name: slogName, Guarded: guardsHandler, Remedy: "slog.SetDefault(slog.New(slogredact.NewHandler(…)))"},
		{Name: logName, Guarded: guardsWriter, Remedy: "log.SetOutput(r.NewRecordWriter(…)), or slog.SetDefault with a guarded handler"},
		{Name: transportName, Guarded: guards(http.DefaultTransport), Remedy: "send with middleware.NewClient, whose errors are redacted, or give errors to redact.Error"},
	}
}

func guardsLog(sinks []redact.Sink) bool {
	for _, s := range sinks {
		if s.Name == logName {
			return s.Guarded
		}
	}
	return false
}

// is reports a type of the standard library by its name.
func is(v any, name string) bool {
	t := reflect.TypeOf(v)
	return t != nil && t.String() == name && t.Kind() == reflect.Pointer && t.Elem().PkgPath() == "log/slog"
}

// guards reports what redacts by itself, or passes on to nothing but what does.
func guards(v any) bool {
	if redact.Guards(v) {
		return true
	}
	if m, ok := v.(*slog.MultiHandler); ok && m != nil {
		return guardsAll(reflect.ValueOf(m).Elem())
	}
	return false
}

// guardsAll reports a fan-out in which each branch has a type that redacts. Its fields
// can be looked at, but not called.
func guardsAll(multi reflect.Value) bool {
	for i := range multi.NumField() {
		f := multi.Field(i)
		if f.Kind() != reflect.Slice {
			return false
		}
		for j := range f.Len() {
			h := f.Index(j)
			if h.Kind() != reflect.Interface || h.IsNil() || !h.Elem().Type().Implements(reflect.TypeFor[redact.SinkGuard]()) {
				return false
			}
		}
	}
	return multi.NumField() > 0
}
