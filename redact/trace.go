package redact

import "bytes"

// AppendTrace appends text with Go tracebacks in it, as debug.Stack, runtime.Stack
// and a crash print them, to dst and returns it. From the first line "goroutine 1
// [running]:" on the argument words of functions, which show what arrays and
// structs passed by value hold, and the labels of goroutines give way to "...";
// every secret in the result is replaced as by [Redactor.Append]. It keeps neither
// dst nor src; they must not overlap.
func (r *Redactor) AppendTrace(dst, src []byte) []byte {
	out := src
	from := 0
	for at := traceStart(src); at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		if s, e, ok := traceWords(src[at:end]); ok {
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

var (
	goroutine = []byte("goroutine ")
	labels    = []byte(" labels:{")
)

// traceStart returns where the first goroutine's header is.
func traceStart(src []byte) int {
	for at := 0; at < len(src); {
		i := bytes.Index(src[at:], goroutine)
		if i < 0 {
			break
		}
		at += i
		if at == 0 || src[at-1] == '\n' {
			return at
		}
		at += len(goroutine)
	}
	return len(src)
}

// traceWords returns what a line of a traceback holds of values.
func traceWords(line []byte) (start, end int, ok bool) {
	if bytes.HasPrefix(line, goroutine) {
		if start = bytes.Index(line, labels); start < 0 {
			return 0, 0, false
		}
		start += len(labels)
		end = bytes.LastIndexByte(line, '}')
		if end < start {
			end = len(line)
		}
		return start, end, true
	}
	start = bytes.LastIndexByte(line, '(') + 1
	if start == 0 || line[0] == '\t' {
		return 0, 0, false
	}
	// A trace that is cut ends within the words.
	end = len(bytes.TrimSuffix(line, []byte(")")))
	if end <= start || !bytes.Contains(line[start:end], []byte("0x")) {
		return 0, 0, false
	}
	for _, b := range line[start:end] {
		if (b < '0' || b > '9') && (b < 'a' || b > 'f') && bytes.IndexByte([]byte("x{}[], .?_"), b) < 0 {
			return 0, 0, false
		}
	}
	return start, end, true
}
