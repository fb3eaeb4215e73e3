package zapredact_test

import (
	"bytes"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

// A float32 that is bound has the digits that it has without us.
func TestBoundFloat32(t *testing.T) {
	var out bytes.Buffer
	core := zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(&out), zap.DebugLevel)
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	zap.New(core, zapredact.Options(r)...).With(zap.Reflect("a", float32(0.1)), zap.Any("b", []any{float32(0.1)}), zap.Float32("c", 0.1)).Info("m")
	if got, want := out.String(), "{\"a\":0.1,\"b\":[0.1],\"c\":0.1}\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
