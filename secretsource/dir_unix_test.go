//go:build unix

package secretsource

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe is refused, and not waited for.
func TestDirRefusesPipes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "ok", first)
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := Dir(dir).Load(t.Context()); err == nil || !strings.Contains(err.Error(), "pipe: ") || strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	if _, err := DotEnv(filepath.Join(dir, "pipe")).Load(t.Context()); err == nil {
		t.Error("a pipe")
	}
}
