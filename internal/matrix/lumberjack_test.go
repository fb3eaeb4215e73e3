package matrix

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"gopkg.in/natefinch/lumberjack.v2"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/zerologredact"
)

// TestLumberjack: files that are rotated by size hold no secret, and every event.
func TestLumberjack(t *testing.T) {
	dir := t.TempDir()
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	file := &lumberjack.Logger{Filename: filepath.Join(dir, "app.log"), MaxSize: 1}
	l := zerolog.New(zerologredact.NewWriter(file, r))
	secret := "hunter2-" + "correct-horse"
	const events = 3000
	filler := strings.Repeat("word ", 100)
	for i := range events {
		l.Info().Int("i", i).Str("password", secret).Msg(filler)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil || len(names) < 2 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	lines := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), secret) {
			t.Errorf("%s shows the password", name)
		}
		if len(text) > 1<<20 {
			t.Errorf("%s has %d bytes", name, len(text))
		}
		lines += strings.Count(string(text), "[REDACTED:password]")
	}
	if lines != events {
		t.Errorf("%d of %d events", lines, events)
	}
}
