package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
)

var gzipMagic = []byte{0x1f, 0x8b, 8}

// openText returns the text of f, which is read through r: decompressed if f is
// a regular file that begins as gzip does.
func openText(r io.Reader, f *os.File) (io.Reader, error) {
	text, _, err := openPlain(r, f)
	return text, err
}

// openPlain is openText that also returns the gzip reader, or nil.
func openPlain(r io.Reader, f *os.File) (io.Reader, *gzip.Reader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return nil, nil, errors.New("is a directory")
	}
	if !info.Mode().IsRegular() {
		return r, nil, nil // peeking could wait for ever
	}
	buf := bufio.NewReaderSize(r, chunkSize)
	if magic, err := buf.Peek(len(gzipMagic)); err != nil || !bytes.Equal(magic, gzipMagic) {
		return buf, nil, nil // the error comes again
	}
	z, err := gzip.NewReader(buf)
	return z, z, err
}
