package zapredact_test

import (
	"bytes"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

// Bytes that zap writes as numbers are hidden as bytes, and so are those that were bound before.
func TestBytesAsNumbers(t *testing.T) {
	key := [16]byte([]byte("k3J9x7Qm" + "2Zb8Wn4T"))
	for name, f := range map[string]zap.Field{
		"array": zap.Any("x", key), "reflect": zap.Reflect("x", struct{ ID [16]byte }{key}), "uint8s": zap.Uint8s("x", key[:]),
	} {
		for _, late := range []bool{false, true} {
			var out bytes.Buffer
			set := redact.NewSecretSet()
			core := zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(&out), zap.DebugLevel)
			log := zap.New(core, zapredact.Options(redact.MustNew(redact.WithSecrets(set)))...)
			if late {
				log = log.With(f)
				log.Info("m")
				if !strings.Contains(out.String(), "107,51,74") {
					t.Errorf("%s: %s", name, out.String())
				}
			}
			if _, err := set.Set("db", key[:]); err != nil {
				t.Fatal(err)
			}
			out.Reset()
			if late {
				log.Info("m")
			} else {
				log.Info("m", f)
			}
			if strings.Contains(out.String(), "107,51,74") || !strings.Contains(out.String(), "[REDACTED:live-secret]") {
				t.Errorf("%s, late %v: %s", name, late, out.String())
			}
		}
	}
}
