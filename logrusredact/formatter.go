package logrusredact

import (
	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// NewFormatter returns a formatter that redacts a copy of the entry and has next
// format it; next must not be nil. It is safe for concurrent use if next is. The text
// of an error is redacted, since logrus prints it to standard error. A record that is
// denied without a stub gives no bytes.
func NewFormatter(next logrus.Formatter, r *redact.Redactor, opts ...Option) logrus.Formatter {
	if next == nil {
		panic("logrusredact: NewFormatter: nil formatter")
	}
	return &formatter{next, r, redactor{r.Scope(newConfig(opts).sink)}}
}

type formatter struct {
	next logrus.Formatter
	r    *redact.Redactor
	redactor
}

// Format implements logrus.Formatter.
func (f *formatter) Format(e *logrus.Entry) ([]byte, error) {
	if isDropped(e) {
		return nil, nil
	}
	if !f.clean(e) {
		msg, data, dirty, keep := f.entry(e)
		if !keep {
			return nil, nil
		}
		if dirty {
			own := *e
			own.Message, own.Data = msg, data
			e = &own
		}
	}
	out, err := f.next.Format(f.unsupported(e))
	if err != nil {
		return nil, f.r.Error(err)
	}
	return out, nil
}

// GuardsSink implements [redact.SinkGuard].
func (f *formatter) GuardsSink() bool { return true }
