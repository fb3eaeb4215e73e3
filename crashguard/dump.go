package crashguard

import (
	"bytes"
	"io"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/tacit-go/tacit/redact"
)

// maxStack bounds the text that Stack asks the runtime for.
const maxStack = MaxDump

// Stack returns what runtime.Stack prints of the calling goroutine, or of all if all
// is set, without argument words and labels and with every secret replaced. For all
// it stops the world as runtime.Stack does. Beyond 64 MiB the text is cut.
func Stack(r *redact.Redactor, all bool) []byte {
	buf := make([]byte, 16<<10)
	for {
		n := runtime.Stack(buf, all)
		if n < len(buf) || len(buf) >= maxStack {
			return r.AppendTrace(nil, buf[:n])
		}
		buf = make([]byte, 4*len(buf))
	}
}

// Dump redacts a whole dump, of one of these forms, which it tells apart by their
// beginnings:
//
//   - a profile of runtime/pprof, compressed or not: its table of strings, with the
//     values of labels judged by their names;
//   - an execution trace of runtime/trace or its flight recorder, Go 1.22 or later: its
//     tables of strings, each replaced by text of the same length;
//   - JSON, as expvar writes it: see [redact.Redactor.AppendJSON]; the words of a
//     member "cmdline" are judged as those of one line;
//   - text, as goroutine dumps and profiles with debug=1 are: see
//     [redact.Redactor.AppendTrace]. Text with NUL bytes is taken for a command line,
//     see [Args].
//
// A profile with text outside of its table, which runtime/pprof does not write, is broken.
//
// src may be changed and must not be used afterwards. The error is ErrDump for what
// is broken or not text, and ErrDumpSize beyond MaxDump; then there is no result. Memory
// is a small multiple of the dump's.
func Dump(r *redact.Redactor, src []byte) (out []byte, err error) {
	defer func() {
		if recover() != nil {
			out, err = nil, ErrDump
		}
	}()
	switch {
	case len(src) > MaxDump:
		return nil, ErrDumpSize
	case bytes.HasPrefix(src, []byte("go1.")) && bytes.Contains(src[:min(len(src), 32)], []byte("heap dump")):
		return nil, ErrDump // it is memory
	case bytes.HasPrefix(src, gzipHead):
		raw, err := unzip(src)
		if err != nil {
			return nil, err
		}
		if out, err = profile(r, raw); err != nil {
			return nil, err
		}
		return zip(nil, out), nil
	case isTrace(src):
		return execTrace(r, src)
	case utf8.Valid(src) && bytes.IndexByte(src, 0) < 0:
		if head := bytes.TrimLeft(src, " \t\r\n"); len(head) > 0 && head[0] == '{' {
			return vars(r, src), nil
		}
		return r.AppendTrace(nil, src), nil
	case utf8.Valid(src) && !bytes.ContainsAny(src, "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x12"):
		return []byte(strings.Join(Args(r, strings.Split(string(src), "\x00")), "\x00")), nil
	}
	return profile(r, src)
}

// CopyDump redacts the dump that it reads from src, as [Dump] does, and writes it to
// dst. It holds the whole dump. On an error nothing was written.
func CopyDump(r *redact.Redactor, dst io.Writer, src io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(src, MaxDump+1))
	if err != nil {
		return err
	}
	out, err := Dump(r, b)
	if err != nil {
		return err
	}
	_, err = dst.Write(out)
	return err
}
