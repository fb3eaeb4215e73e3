package zerologredact

import (
	"fmt"

	"github.com/rs/zerolog"

	"github.com/tacit-go/tacit/redact"
)

// Panic writes e with the message msg and panics with it, redacted by r, in place of
//
//	log.Panic().Err(err).Msg(msg) // panics with msg as it is
//	zerologredact.Panic(log.Panic().Err(err), r, msg)
//
// It panics also if e is nil. A nil r replaces the message.
func Panic(e *zerolog.Event, r *redact.Redactor, msg string) {
	msg = r.String(msg)
	e.Msg(msg)
	panic(msg)
}

// Panicf is [Panic] with a format.
func Panicf(e *zerolog.Event, r *redact.Redactor, format string, args ...any) {
	Panic(e, r, fmt.Sprintf(format, args...))
}
