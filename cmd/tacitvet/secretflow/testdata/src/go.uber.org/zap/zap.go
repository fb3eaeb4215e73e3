package zap

type Field struct{}
type Logger struct{}
type SugaredLogger struct{}

func String(key, val string) Field          { return Field{} }
func Any(key string, val any) Field         { return Field{} }
func ByteString(key string, v []byte) Field { return Field{} }

func (*Logger) Info(msg string, fields ...Field)        {}
func (*SugaredLogger) Infof(format string, args ...any) {}
func (*SugaredLogger) Infow(msg string, kv ...any)      {}
func (*SugaredLogger) With(kv ...any) *SugaredLogger    { return nil }
