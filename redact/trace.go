package redact

import (
	"bytes"

	"github.com/tacit-go/tacit/internal/trace"
)

// AppendTrace appends text with Go tracebacks in it, as debug.Stack, runtime.Stack
// and a crash print them, to dst and returns it. From the first line "goroutine 1
// [running]:" or "runtime stack:" on the argument words of functions, which show what
// arrays and structs passed by value hold, the labels of goroutines and the values of
// registers give way to "..."; every secret in the result is replaced as by
// [Redactor.Append]. Lines may end with \r\n; a trace that something stands before in
// each line, or that is quoted, keeps its words. It keeps neither dst nor src; they must
// not overlap.
func (r *Redactor) AppendTrace(dst, src []byte) []byte {
	out := src
	from := 0
	for at := trace.Start(src); at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		if s, e, ok := trace.Words(src[at:end]); ok {
			if from == 0 {
				out = make([]byte, 0, len(src))
			}
			out = append(append(out, src[from:at+s]...), "..."...)
			from = at + e
		}
		at = end + 1
	}
	if from > 0 {
		out = append(out, src[from:]...)
	}
	return r.Append(dst, out)
}
