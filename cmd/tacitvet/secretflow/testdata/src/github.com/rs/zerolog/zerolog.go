package zerolog

type Event struct{}
type Context struct{}

func (e *Event) Str(k, v string) *Event           { return e }
func (e *Event) Bytes(k string, v []byte) *Event  { return e }
func (e *Event) Interface(k string, v any) *Event { return e }
func (e *Event) Msg(s string)                     {}
func (e *Event) Msgf(f string, a ...any)          {}
func (c Context) Str(k, v string) Context         { return c }
