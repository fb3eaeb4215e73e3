package unpack

import (
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"io"
	"strconv"

	"github.com/klauspost/compress/zstd"
	"github.com/therootcompany/xz"
)

// kind is a format, by its first bytes.
type kind uint8

const (
	plain kind = iota
	gzipped
	bzipped
	xzipped
	zstandard
	tarball
	zipped
)

func sniff(head []byte) kind {
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case has("\x1f\x8b\x08"):
		return gzipped
	case has("BZh") && len(head) >= 10 && (string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90"):
		return bzipped
	case has("\xfd7zXZ\x00"):
		return xzipped
	case has("\x28\xb5\x2f\xfd"):
		return zstandard
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return zipped
	case isTar(head):
		return tarball
	}
	return plain
}

// isTar reports that a tar archive begins so: its checksum, at 148, is the sum of the
// header with blanks in its own place.
func isTar(head []byte) bool {
	if len(head) < 512 {
		return false
	}
	digits := bytes.Trim(head[148:156], " \x00")
	want, err := strconv.ParseInt(string(digits), 8, 64)
	if err != nil || head[0] == 0 {
		return false
	}
	var unsigned, signed int64
	for i, b := range head[:512] {
		if i >= 148 && i < 156 {
			b = ' '
		}
		unsigned += int64(b)
		signed += int64(int8(b))
	}
	return want == unsigned || want == signed
}

const (
	maxWindow = 64 << 20
	// xzMemory is what a decoder of xz is taken to need: how much it does is told by
	// a block that it has not read yet.
	xzMemory = maxWindow
)

// decoder returns the text of what is compressed, and the memory that it has taken.
func (w *walk) decoder(k kind, head []byte, in io.Reader) (out io.Reader, memory int64, closer func(), err error) {
	nothing := func() {}
	switch k {
	case gzipped:
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, 0, nil, damaged(err)
		}
		return z, 0, nothing, nil
	case bzipped:
		return bzip2.NewReader(in), 0, nothing, nil
	case xzipped:
		if err := w.take(xzMemory); err != nil {
			return nil, 0, nil, err
		}
		z, err := xz.NewReader(in, maxWindow)
		if err != nil {
			w.memory -= xzMemory
			return nil, 0, nil, damaged(err)
		}
		return z, xzMemory, nothing, nil
	}
	window := int64(freeWindow)
	var h zstd.Header
	if h.Decode(head) == nil && h.WindowSize > freeWindow {
		if h.WindowSize > maxWindow {
			return nil, 0, nil, ErrMemory
		}
		window = int64(h.WindowSize)
	}
	if err := w.take(window); err != nil {
		return nil, 0, nil, err
	}
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(uint64(window)))
	if err != nil {
		w.memory -= window
		return nil, 0, nil, damaged(err)
	}
	return z, window, z.Close, nil
}
