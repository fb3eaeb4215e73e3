// Package trace reads the tracebacks that the runtime prints. It finds what in
// them is not of the program but of its data: the argument words of functions,
// which show what arrays and structs passed by value hold, the labels of
// goroutines, and registers.
package trace

import "bytes"

var (
	goroutine = []byte("goroutine ")
	labels    = []byte(" labels:{")
	runtime   = []byte("runtime stack:")
)

// Start returns where the first header of a goroutine or of the runtime's stack is,
// len(text) for none.
func Start(text []byte) int { return min(start(text, goroutine), start(text, runtime)) }

func start(text, header []byte) int {
	for at := 0; at < len(text); {
		i := bytes.Index(text[at:], header)
		if i < 0 {
			break
		}
		at += i
		if at == 0 || text[at-1] == '\n' {
			return at
		}
		at += len(header)
	}
	return len(text)
}

// Words returns what a line of a traceback holds of values. Its line end may be missing.
func Words(line []byte) (start, end int, ok bool) {
	line = bytes.TrimRight(line, "\r\n")
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
	if start, end, ok = register(line); ok {
		return start, end, start < end
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
		if !hex(b) && bytes.IndexByte([]byte("x{}[], .?_"), b) < 0 {
			return 0, 0, false
		}
	}
	return start, end, true
}

func hex(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' }

// register finds the value in a line such as "rax    0x2a". Where the program
// stood, rip or pc, is none. Some processors have two on a line, with a tab between;
// of a line without a value start and end are the same.
func register(line []byte) (start, end int, ok bool) {
	first, second, two := bytes.Cut(line, []byte("\t"))
	start, place, ok := oneRegister(first)
	if end = len(first); place {
		start = end
	}
	if !ok || !two {
		return start, end, ok
	}
	at, place, ok := oneRegister(second)
	if ok && !place {
		if start == end {
			start = len(first) + 1 + at
		}
		end = len(line)
	}
	return start, end, ok
}

// oneRegister returns where its value is, and whether that is a place in the program.
func oneRegister(line []byte) (at int, place, ok bool) {
	name := 0
	for name < len(line) && name < 8 && (line[name] >= 'a' && line[name] <= 'z' || line[name] >= '0' && line[name] <= '9') {
		name++
	}
	if name == 0 || name == len(line) || line[name] != ' ' {
		return 0, false, false
	}
	at = name
	for at < len(line) && line[at] == ' ' {
		at++
	}
	if !bytes.HasPrefix(line[at:], []byte("0x")) || at+2 == len(line) {
		return 0, false, false
	}
	for _, b := range line[at+2:] {
		if !hex(b) {
			return 0, false, false
		}
	}
	return at, string(line[:name]) == "rip" || string(line[:name]) == "pc", true
}

// MaxLine bounds the lines that a Stripper looks at. Longer ones are none of a
// traceback: a function has at most ten argument words.
const MaxLine = 8 << 10

// A Stripper puts "..." for the values in tracebacks within a stream of lines. The
// zero Stripper stands before the first line.
type Stripper struct{ inside bool }

// Append appends one line, with its line end if it has one, to dst.
func (s *Stripper) Append(dst, line []byte) []byte {
	text := bytes.TrimRight(line, "\r\n")
	switch {
	case bytes.HasPrefix(text, goroutine), bytes.HasPrefix(text, runtime):
		s.inside = true
	case !s.inside:
		return append(dst, line...)
	case len(text) > 0 && text[0] != '\t' && bytes.IndexByte(text, '(') < 0 && !bytes.HasPrefix(text, []byte("created by ")) && !bytes.HasPrefix(text, []byte("...")):
		if _, _, ok := register(text); !ok {
			s.inside = false
		}
	}
	if len(text) <= MaxLine {
		if a, e, ok := Words(text); ok {
			return append(append(append(dst, line[:a]...), "..."...), line[e:]...)
		}
	}
	return append(dst, line...)
}

// Resume makes s take the next line for one within a traceback, which it may be.
func (s *Stripper) Resume() { s.inside = true }

// Inside tells that the last line may be one of a traceback.
func (s *Stripper) Inside() bool { return s.inside }
