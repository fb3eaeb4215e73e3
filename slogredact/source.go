package slogredact

import (
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/tacit-go/tacit/redact"
)

// A source prints as *slog.Source does in the handlers of log/slog. These ask
// ReplaceAttr for the parts of a *slog.Source as well, as if they stood by
// themselves, and path rules may hide what has their names.
type source struct{ src *slog.Source }

// MarshalJSON implements json.Marshaler.
func (s source) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Function string `json:"function,omitempty"`
		File     string `json:"file,omitempty"`
		Line     int    `json:"line,omitempty"`
	}(*s.src))
}

// MarshalText implements encoding.TextMarshaler.
func (s source) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%s:%d", s.src.File, s.src.Line), nil
}

// whole returns a source of which no part is hidden.
func whole(root redact.Scope, a slog.Attr) slog.Attr {
	src, ok := a.Value.Any().(*slog.Source)
	if !ok || src == nil {
		return a
	}
	for _, part := range []string{"function", "file", "line"} {
		if root.Field(part).Action() != redact.Scan {
			return slog.Any(a.Key, source{src})
		}
	}
	return a
}
