package zapredact_test

import (
	"os"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zapredact"
)

func Example() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))

	cfg := zap.NewProductionEncoderConfig()
	cfg.TimeKey = "" // the same at any time
	core := zapcore.NewCore(zapcore.NewJSONEncoder(cfg), os.Stdout, zap.InfoLevel)
	logger := zap.New(core, zapredact.Options(r)...)

	logger = logger.With(zap.String("client_secret", "s3cr3t-of-shop"))
	logger.Info("login", zap.String("user", "ada"), zap.String("password", "correct-horse-battery"))
	logger.Sugar().Infof("dial postgres://shop:%s@db/shop", "hunter2-prod")
	// Output:
	// {"level":"info","msg":"login","client_secret":"[REDACTED:secret]","user":"ada","password":"[REDACTED:password]"}
	// {"level":"info","msg":"dial postgres://shop:(REDACTED:url-userinfo)@db/shop","client_secret":"[REDACTED:secret]"}
}

func ExampleNewEncoder() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	err := zap.RegisterEncoder("redacted", func(cfg zapcore.EncoderConfig) (zapcore.Encoder, error) {
		return zapredact.NewEncoder(zapcore.NewJSONEncoder(cfg), r), nil
	})
	if err != nil {
		panic(err)
	}

	cfg := zap.NewProductionConfig()
	cfg.Encoding = "redacted"
	cfg.EncoderConfig.TimeKey = ""
	cfg.DisableCaller = true
	cfg.OutputPaths = []string{"stdout"}
	cfg.InitialFields = map[string]any{"api_key": "m-4f1d90ce77ab"}
	logger := zap.Must(cfg.Build(zapredact.Options(r)...))
	logger.Info("started")
	// Output:
	// {"level":"info","msg":"started","api_key":"[REDACTED:api-key]"}
}
