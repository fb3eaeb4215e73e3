package zerologredact

import (
	"reflect"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"

	"github.com/tacit-go/tacit/redact"
)

// Sinks tells package guard of the loggers that zerolog keeps for the whole process:
// the one of its package log, and [zerolog.DefaultContextLogger] if it is set. What they
// write to is looked at by its type: one that stands around a [Writer], as a
// MultiLevelWriter does, counts as unguarded.
func Sinks() []redact.Sink {
	sinks := []redact.Sink{{
		Name: "log.Logger of zerolog", Guarded: guards(log.Logger), Remedy: "log.Logger = log.Output(zerologredact.NewWriter(…))",
	}}
	if l := zerolog.DefaultContextLogger; l != nil {
		sinks = append(sinks, redact.Sink{
			Name: "zerolog.DefaultContextLogger", Guarded: guards(*l), Remedy: "set it to a logger over zerologredact.NewWriter(…)",
		})
	}
	return sinks
}

// guards reports a logger that writes nothing, or to what redacts. zerolog does not
// tell what a logger writes to, so that only its type can be seen.
func guards(l zerolog.Logger) bool {
	if l.GetLevel() == zerolog.Disabled {
		return true
	}
	w := reflect.ValueOf(l).FieldByName("w")
	return w.Kind() == reflect.Interface && !w.IsNil() && w.Elem().Type().Implements(reflect.TypeFor[redact.SinkGuard]())
}
