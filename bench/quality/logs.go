package quality

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A Hit is a place in a line that must stay.
type Hit struct {
	File  string
	Line  int // from 1
	Text  []byte
	Spans []Span
}

// Logs reads the files named *.log of a directory and gives each line in which
// the finder finds anything to hit. It returns the names of the files and their
// lines.
func Logs(dir string, find Finder, hit func(Hit)) (files []string, lines []int, err error) {
	files, err = filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return nil, nil, err
	}
	if len(files) == 0 {
		return nil, nil, errors.New("quality: no *.log file in the directory")
	}
	slices.Sort(files)
	for i, name := range files {
		n, err := logFile(name, find, hit)
		if err != nil {
			return nil, nil, err
		}
		files[i], lines = filepath.Base(name), append(lines, n)
	}
	return files, lines, nil
}

func logFile(name string, find Finder, hit func(Hit)) (n int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<16)
	var spans []Span
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			n++
			line = bytes.TrimRight(line, "\r\n")
			if spans = find(spans[:0], line); len(spans) > 0 {
				hit(Hit{filepath.Base(name), n, line, slices.Clone(spans)})
			}
		}
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
