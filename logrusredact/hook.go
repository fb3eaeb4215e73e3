package logrusredact

import (
	"context"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/redact"
)

// NewHook returns a hook that redacts the entry for the hooks behind it. It must be
// the first one, see [Install], and needs [NewFormatter] beside it. It never fails, gives the
// entry a map of its own where there is something to hide, and is safe for concurrent use.
func NewHook(r *redact.Redactor, opts ...Option) logrus.Hook {
	return &hook{redactor{r.Scope(newConfig(opts).sink)}}
}

type hook struct{ redactor }

// Levels implements logrus.Hook.
func (h *hook) Levels() []logrus.Level { return logrus.AllLevels }

// Fire implements logrus.Hook.
func (h *hook) Fire(e *logrus.Entry) error {
	if other := h.unsupported(e); other != e {
		*e = *other
	}
	if h.clean(e) {
		return nil
	}
	msg, data, dirty, keep := h.entry(e)
	if !dirty {
		return nil
	}
	if e.Message, e.Data = msg, data; !keep {
		ctx := e.Context
		if ctx == nil {
			ctx = context.Background()
		}
		e.Context = context.WithValue(ctx, dropped{}, true)
	}
	return nil
}

// dropped is the key under which the context of an entry says that it is not to be
// written.
type dropped struct{}

func isDropped(e *logrus.Entry) bool { return e.Context != nil && e.Context.Value(dropped{}) != nil }
