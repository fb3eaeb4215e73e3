package zapredact_test

import (
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/redact"
)

// A float32 is looked at as a float64 is, also where nothing else calls for it.
func TestFloat32(t *testing.T) {
	set := redact.NewSecretSet()
	if _, err := set.Set("account", []byte("49291232")); err != nil {
		t.Fatal(err)
	}
	core, enc := logged(t, newRedactor(t, redact.WithSecrets(set)), func(l *zap.Logger) { l.Info("m", zap.Float32("n", 49291232)) })
	const want = `{"level":"info","msg":"m","n":"[REDACTED:live-secret]"}`
	if core != want || enc != want {
		t.Errorf("%s\n%s", core, enc)
	}
}

// twice is an object that holds itself twice, and panics at last if it is true.
type twice bool

func (v twice) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	_ = enc.AddObject("a", v)
	_ = enc.AddArray("b", zapcore.ArrayMarshalerFunc(func(enc zapcore.ArrayEncoder) error { return enc.AppendObject(v) }))
	if v {
		panic("at last")
	}
	return nil
}

func TestNestedAreBounded(t *testing.T) {
	for _, v := range []twice{false, true} {
		core, enc := logged(t, newRedactor(t), func(l *zap.Logger) {
			l.Info("m", zap.Object("v", v), zap.Dict("after", zap.Int("n", 1)))
			l.With(zap.Object("v", v)).With(zap.Dict("d", zap.Int("n", 1)))
		})
		for _, out := range []string{core, enc} {
			if mark := "[REDACTED:limit]"; !bool(v) && !strings.Contains(out, mark) || len(out) > 4<<20 {
				t.Errorf("%v: %d bytes", v, len(out))
			}
		}
	}
}

func TestManyObjectsStay(t *testing.T) {
	set := redact.NewSecretSet()
	core, enc := logged(t, newRedactor(t, redact.WithSecrets(set)), func(l *zap.Logger) {
		for range 3 {
			l = l.With(zap.Objects("v", make([]dict, 4000)))
		}
		if _, err := set.Set("later", []byte("k3J9x7Qm"+"2Zb8Wn4T")); err != nil { // binds again
			t.Error(err)
		}
		l.Info("m")
	})
	for _, out := range []string{core, enc} {
		if strings.Contains(out, "REDACTED") || strings.Count(out, "{}") != 12000 {
			t.Errorf("%d objects of 12000", strings.Count(out, "{}"))
		}
	}
}

// What looks like the verbose text of an error may be a field of its own.
func TestRulesForFieldsLikeVerbose(t *testing.T) {
	r := newRedactor(t, redact.WithPath("o.queryVerbose", redact.Redact), redact.WithPath("o.kept", redact.Keep), redact.WithPath("o.id", redact.DropField))
	core, enc := logged(t, r, func(l *zap.Logger) {
		l.Info("m", zap.Dict("o", zap.String("query", "a"), zap.String("queryVerbose", "private"),
			zap.String("kept", "b"), zap.String("keptVerbose", "password="+password), zap.String("id", "1"), zap.String("idVerbose", "one")))
	})
	const want = `{"level":"info","msg":"m","o":{"query":"a","queryVerbose":"[REDACTED:path]","kept":"b","keptVerbose":"password=[REDACTED:password]"}}`
	if core != want || enc != want {
		t.Errorf("%s\n%s", core, enc)
	}
}

// dropThenPanic adds a field that drops the record, and panics.
type dropThenPanic struct{}

func (dropThenPanic) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("only", "x")
	panic("after")
}

func TestDropOutlivesPanic(t *testing.T) {
	r := newRedactor(t, redact.WithPath("audit.only", redact.Deny))
	core, enc := logged(t, r, func(l *zap.Logger) { l.Info("m", zap.Object("audit", dropThenPanic{})) })
	if core != `{"level":"info","msg":"[DENIED:path]"}` || enc != core {
		t.Errorf("%s\n%s", core, enc)
	}
}
