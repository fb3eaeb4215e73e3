package main

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// maxKey bounds a file that holds a key.
const maxKey = 64 << 10

// readKey reads a key, less one line end.
func readKey(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	key, err := io.ReadAll(io.LimitReader(f, maxKey+1))
	switch {
	case err != nil:
		return nil, err
	case len(key) > maxKey:
		return nil, errors.New("longer than 64 KiB")
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(key, []byte("\n")), []byte("\r")), nil
}
