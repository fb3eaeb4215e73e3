//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestSignalsWhileItWaits ends commands that wait for the other end of a pipe.
func TestSignalsWhileItWaits(t *testing.T) {
	t.Chdir(t.TempDir())
	putAll(t, "f", "clean")
	if err := syscall.Mkfifo("pipe", 0o600); err != nil {
		t.Skip(err)
	}
	// The openings that are left behind end.
	t.Cleanup(func() {
		for range 100 {
			if w, err := os.OpenFile("pipe", os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
				w.Close()
			}
			time.Sleep(time.Millisecond)
		}
	})
	for _, args := range [][]string{
		{"redact", "pipe"}, {"redact", "--json", "pipe"}, {"scan", "pipe"}, {"scan", "-j", "2", "pipe", "f"}, {"explain", "pipe"},
		{"scan", "--diff", "pipe"}, {"explain"}, {"explain", "-"}, {"fingerprint", "--hmac-key-file", "pipe"},
		{"redact", "--secrets-file", "pipe", "f"}, {"redact", "--policy", "pipe", "f"}, {"run", "--secrets-file", "pipe", "--", "true"},
		{"redact", "--replacement", "hmac", "--hmac-key-file", "pipe", "f"}, {"scan", "--secrets-file", "pipe", "f"},
		{"scan", "--baseline", "pipe", "f"}, {"scan", "--fingerprint-key-file", "pipe", "f"}, {"explain", "--policy", "pipe", "f"},
		{"policy", "check", "pipe"}, {"policy", "test", "pipe"},
	} {
		k := newTalk(t, args...)
		time.Sleep(20 * time.Millisecond)
		k.cancel(signalError{syscall.SIGTERM})
		k.ends(128+int(syscall.SIGTERM), "")
		if text := k.stderr.String(); text != "" {
			t.Errorf("%q: standard error %q", args, text)
		}
	}
	tacit(t, "", "redact", "-i", "pipe").complains(t, "pipe: is not a regular file")
	key := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, make([]byte, 32), 0o600); err != nil {
		t.Fatal(err)
	}
	k := newTalk(t, "fingerprint", "--hmac-key-file", key)
	k.say("hunter2")
	k.cancel(signalError{os.Interrupt})
	k.ends(130, "")
}
