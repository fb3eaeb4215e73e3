package record

type EventRecorder interface {
	Event(object any, eventtype, reason, message string)
	Eventf(object any, eventtype, reason, messageFmt string, args ...any)
}
