package corpus

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// Dir returns the lines of the *.log files of a directory, repeated to size
// bytes. Files take turns line by line, as they do behind a collector.
func Dir(dir string, size int) ([]byte, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return nil, err
	}
	var files [][][]byte
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if lines := bytes.SplitAfter(data, []byte("\n")); len(data) > 0 {
			files = append(files, lines)
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("corpus: no *.log file with text in the directory")
	}
	var once []byte
	for i, more := 0, true; more; i++ {
		more = false
		for _, f := range files {
			if i < len(f) {
				once, more = append(once, f[i]...), true
			}
		}
	}
	out := make([]byte, 0, size+len(once))
	for len(out) < size {
		out = append(out, once...)
	}
	return out[:size:size], nil
}

// Lines splits text at newlines and leaves empty lines out. The lines share
// memory with text.
func Lines(text []byte) [][]byte {
	var lines [][]byte
	for line := range bytes.Lines(text) {
		if line = bytes.TrimRight(line, "\r\n"); len(line) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}
