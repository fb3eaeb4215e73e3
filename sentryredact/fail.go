package sentryredact

import "github.com/getsentry/sentry-go"

const (
	// mark stands for what could not be judged.
	mark      = "[REDACTED:error]"
	markLimit = "[REDACTED:limit]"
)

// maxParts is how many parameters of a log, or errors of a chain, are compared with a
// text that was redacted.
const maxParts = 100

// Types of events that the SDK treats on their own.
const (
	typeTransaction = "transaction"
	typeCheckIn     = "check_in"
)

// failedEvent is what is sent in place of an event whose redaction panicked.
func failedEvent(e *sentry.Event) *sentry.Event { return bareEvent(e, sentry.LevelError, mark) }

// stubEvent is what is left of an event that is denied.
func stubEvent(e *sentry.Event, message string) *sentry.Event {
	level := e.Level
	switch level {
	case sentry.LevelDebug, sentry.LevelInfo, sentry.LevelWarning, sentry.LevelError, sentry.LevelFatal:
	default:
		level = "" // it may be anything
	}
	return bareEvent(e, level, message)
}

// bareEvent is an event without text but for a mark.
func bareEvent(e *sentry.Event, level sentry.Level, mark string) *sentry.Event {
	out := &sentry.Event{
		Level: level, Platform: "go", Message: mark,
		Timestamp: e.Timestamp, StartTime: e.StartTime,
	}
	if isID(string(e.EventID)) {
		out.EventID = e.EventID
	}
	switch e.Type {
	case typeTransaction:
		out.Type, out.Transaction, out.Message = typeTransaction, mark, ""
		trace := sentry.Context{}
		if id, ok := e.Contexts["trace"]["trace_id"].(sentry.TraceID); ok {
			trace["trace_id"] = id
		}
		if id, ok := e.Contexts["trace"]["span_id"].(sentry.SpanID); ok {
			trace["span_id"] = id
		}
		out.Contexts = map[string]sentry.Context{"trace": trace}
	case typeCheckIn:
		out.Type, out.CheckIn = typeCheckIn, &sentry.CheckIn{MonitorSlug: mark, Status: sentry.CheckInStatusError}
		if c := e.CheckIn; c != nil {
			out.CheckIn.Duration = c.Duration
			if isID(string(c.ID)) {
				out.CheckIn.ID = c.ID
			}
		}
	}
	return out
}

func failedBreadcrumb(b *sentry.Breadcrumb) *sentry.Breadcrumb {
	return &sentry.Breadcrumb{Message: mark, Level: sentry.LevelError, Timestamp: b.Timestamp}
}

func stubBreadcrumb(b *sentry.Breadcrumb, message string) *sentry.Breadcrumb {
	out := failedBreadcrumb(b)
	out.Message, out.Level = message, stubEvent(&sentry.Event{Level: b.Level}, "").Level
	return out
}

func stubLog(l *sentry.Log, message string) *sentry.Log {
	out := failedLog(l)
	out.Body, out.Severity = message, l.Severity
	out.Level = ""
	switch l.Level {
	case sentry.LogLevelTrace, sentry.LogLevelDebug, sentry.LogLevelInfo, sentry.LogLevelWarn, sentry.LogLevelError, sentry.LogLevelFatal:
		out.Level = l.Level
	}
	return out
}

// stubMetric counts what was denied, not what was measured.
func stubMetric(m *sentry.Metric, message string) *sentry.Metric {
	out := failedMetric(m)
	out.Name = message
	return out
}

func failedLog(l *sentry.Log) *sentry.Log {
	return &sentry.Log{
		Timestamp: l.Timestamp, TraceID: l.TraceID, SpanID: l.SpanID,
		Level: sentry.LogLevelError, Severity: sentry.LogSeverityError, Body: mark,
	}
}

func failedMetric(m *sentry.Metric) *sentry.Metric {
	return &sentry.Metric{
		Timestamp: m.Timestamp, TraceID: m.TraceID, SpanID: m.SpanID,
		Type: sentry.MetricTypeCounter, Name: mark, Value: sentry.Int64MetricValue(1),
	}
}
