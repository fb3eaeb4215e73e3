package promredact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"log/slog"

	dto "github.com/prometheus/client_model/go"
)

// hash tells a name with labels from others and nothing of them.
func (e *engine) hash(name string, labels []*dto.LabelPair) string {
	h := hmac.New(sha256.New, e.key[:])
	part := func(s string) {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		h.Write([]byte(s))
	}
	part(name)
	for _, l := range labels {
		part(l.GetName())
		part(l.GetValue())
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// panicking is a value that fails, so that the Redactor counts a failure.
type panicking struct{}

// LogValue implements slog.LogValuer.
func (panicking) LogValue() slog.Value { panic("promredact: a metric could not be read") }

// count counts a failure of ours in the Redactor's statistics.
func (e *engine) count() {
	defer func() { _ = recover() }()
	e.scope.Field("").Value(panicking{})
}
