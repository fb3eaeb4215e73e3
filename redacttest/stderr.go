package redacttest

import (
	"io"
	"os"
)

// capture runs do and returns what was written to standard error meanwhile.
func capture(do func()) []byte {
	f, err := os.CreateTemp("", "redacttest-stderr")
	if err != nil {
		do()
		return nil
	}
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}()
	was := os.Stderr
	restore, _ := redirect(f, 2)
	os.Stderr = f
	func() {
		defer func() {
			os.Stderr = was
			restore()
		}()
		do()
	}()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil
	}
	out, _ := io.ReadAll(f)
	return out
}
