package trace

type Span interface {
	SetName(string)
	SetStatus(code uint32, desc string)
	AddEvent(name string)
}
