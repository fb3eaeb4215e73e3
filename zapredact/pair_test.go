package zapredact_test

import (
	"bytes"
	"strings"
	"testing"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

const statement = "update users set password = $1 where id = $2"

// A field may name what the one beside it holds.
func TestPairs(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for name, c := range map[string]struct {
		log    func(*zap.Logger)
		hidden bool
	}{
		"record": {func(l *zap.Logger) { l.Info("m", zap.String("key", "DB_PASSWORD"), zap.String("value", password)) }, true},
		"turned": {func(l *zap.Logger) { l.Info("m", zap.Any("value", password), zap.String("name", "db.password")) }, true},
		"bound":  {func(l *zap.Logger) { l.With(zap.String("field", "password"), zap.String("value", password)).Info("m") }, true},
		"sugar":  {func(l *zap.Logger) { l.Sugar().Infow("m", "name", "Authorization", "value", password) }, true},
		"number": {func(l *zap.Logger) { l.Info("m", zap.String("name", "password"), zap.Int("value", 48213977)) }, true},
		"dict": {func(l *zap.Logger) {
			l.Info("m", zap.Dict("d", zap.String("name", "password"), zap.String("value", password)))
		}, true},
		"strings": {func(l *zap.Logger) {
			l.Info("m", zap.String("name", "Authorization"), zap.Strings("value", []string{password}))
		}, true},
		"arguments": {func(l *zap.Logger) { l.Info("m", zap.String("sql", statement), zap.Any("args", []any{password, 5})) }, true},
		"turned ones": {func(l *zap.Logger) {
			l.Sugar().Infow("m", "args", []any{password, 5}, "query", statement)
		}, true},
		"no secret": {func(l *zap.Logger) {
			l.Info("m", zap.String("sql", "select 1 where name = $1"), zap.Any("args", []any{password}))
		}, false},
		"other name": {func(l *zap.Logger) { l.Info("m", zap.String("key", "DB_HOST"), zap.String("value", password)) }, false},
		"no pair":    {func(l *zap.Logger) { l.Info("m", zap.String("reason", "password"), zap.String("value", password)) }, false},
	} {
		var out bytes.Buffer
		core := zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(&out), zap.DebugLevel)
		c.log(zap.New(core, zapredact.Options(r)...))
		shown := strings.Contains(out.String(), password) || strings.Contains(out.String(), "48213977")
		if shown == c.hidden {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}

// What names a field stands no more than eight fields from it.
func TestPairsBound(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for between, hidden := range map[int]bool{7: true, 8: false} {
		var out bytes.Buffer
		core := zapcore.NewCore(zapcore.NewJSONEncoder(zapcore.EncoderConfig{}), zapcore.AddSync(&out), zap.DebugLevel)
		fields := []zap.Field{zap.String("value", password)}
		for range between {
			fields = append(fields, zap.Int("n", 1))
		}
		zap.New(core, zapredact.Options(r)...).Info("m", append(fields, zap.String("name", "password"))...)
		if strings.Contains(out.String(), password) == hidden {
			t.Errorf("behind %d others: %s", between, out.String())
		}
	}
}
