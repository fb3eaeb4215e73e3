package redacttest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"html"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// A view is a line as one encoding reads it, for fragments of a secret that are shorter
// than the parts that an Oracle knows in every encoding.
type view struct {
	encoding string
	text     []byte
	at       []int // where in the line each byte begins
}

func (v *view) add(at int, b ...byte) {
	for _, c := range b {
		v.text = append(v.text, c)
		v.at = append(v.at, at)
	}
}

// views returns the views of a line that differ from it. They share no code with the
// engine of package redact.
func views(line []byte) (out []view) {
	take := func(v view, found bool) {
		if found {
			out = append(out, v)
		}
	}
	take(escapes("percent", line, '%', percentByte))
	take(escapes("quoted-printable", line, '=', percentByte))
	take(escapes("escaped", line, '\\', backslash))
	take(escapes("xml", line, '&', entity))
	take(hexRuns(line))
	take(apartHex(line))
	take(base64Runs(line))
	take(base32Runs(line))
	take(numbers(line))
	if bytes.IndexByte(line, 0) >= 0 {
		take(utf16Units(line), true)
	}
	// What is escaped may have been escaped before: JSON in JSON, a URL in a URL.
	for _, v := range out {
		for _, again := range []func() (view, bool){
			func() (view, bool) { return escapes("percent", v.text, '%', percentByte) },
			func() (view, bool) { return escapes("escaped", v.text, '\\', backslash) },
		} {
			if w, found := again(); found && (v.encoding == "percent" || v.encoding == "escaped") {
				for i := range w.at {
					w.at[i] = v.at[w.at[i]]
				}
				w.encoding = v.encoding + ", " + w.encoding
				out = append(out, w)
			}
		}
	}
	return out
}

// utf16Units reads the line as UTF-16 in both byte orders, from both of its first bytes.
func utf16Units(line []byte) view {
	v := view{encoding: "utf-16"}
	for from := range 2 {
		for high := range 2 {
			for i := from; i+2 <= len(line); i += 2 {
				u := rune(line[i+high])<<8 | rune(line[i+1-high])
				n := 2
				if utf16.IsSurrogate(u) && i+4 <= len(line) {
					u = utf16.DecodeRune(u, rune(line[i+2+high])<<8|rune(line[i+3-high]))
					if u != utf8.RuneError {
						n = 4
					}
				}
				v.add(i, utf8.AppendRune(nil, u)...)
				i += n - 2
			}
			v.add(len(line)-1, 0)
		}
	}
	return v
}

// escapes decodes what begins with mark. read returns the bytes that stand there and how
// many they are written with, or 0.
func escapes(encoding string, line []byte, mark byte, read func(s []byte) ([]byte, int)) (v view, found bool) {
	if bytes.IndexByte(line, mark) < 0 {
		return v, false
	}
	v.encoding = encoding
	for i := 0; i < len(line); {
		if line[i] == mark {
			if b, n := read(line[i:]); n > 0 {
				v.add(i, b...)
				i += n
				found = true
				continue
			}
		}
		v.add(i, line[i])
		i++
	}
	return v, found
}

func percentByte(s []byte) ([]byte, int) {
	if len(s) < 3 {
		return nil, 0
	}
	b, err := hex.DecodeString(string(s[1:3]))
	if err != nil {
		return nil, 0
	}
	return b, 3
}

func backslash(s []byte) ([]byte, int) {
	unit := func(s []byte) (rune, bool) {
		if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
			return 0, false
		}
		n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
		return rune(n), err == nil
	}
	if r, ok := unit(s); ok {
		if low, ok := unit(s[6:]); ok && utf16.IsSurrogate(r) {
			return utf8.AppendRune(nil, utf16.DecodeRune(r, low)), 12
		}
		return utf8.AppendRune(nil, r), 6
	}
	if len(s) >= 4 && s[1] == 'x' {
		if b, err := hex.DecodeString(string(s[2:4])); err == nil {
			return b, 4
		}
	}
	if len(s) >= 4 {
		if n, err := strconv.ParseUint(string(s[1:4]), 8, 8); err == nil {
			return []byte{byte(n)}, 4
		}
	}
	if len(s) >= 2 {
		if i := bytes.IndexByte([]byte(`"'\/ntr`), s[1]); i >= 0 {
			return []byte{"\"'\\/\n\t\r"[i]}, 2
		}
	}
	return nil, 0
}

func entity(s []byte) ([]byte, int) {
	end := bytes.IndexByte(s[:min(len(s), 12)], ';')
	if end < 0 {
		return nil, 0
	}
	text := html.UnescapeString(string(s[:end+1]))
	if text == string(s[:end+1]) {
		return nil, 0
	}
	return []byte(text), end + 1
}

// runs calls f for each run of at least least bytes of which is is true.
func runs(line []byte, least int, is func(c byte) bool, f func(start, end int)) {
	for i := 0; i < len(line); i++ {
		start := i
		for i < len(line) && is(line[i]) {
			i++
		}
		if i-start >= least {
			f(start, i)
		}
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func hexRuns(line []byte) (v view, found bool) {
	v.encoding = "hex"
	runs(line, 2*fragmentLen, isHex, func(start, end int) {
		for shift := range 2 {
			for i := start + shift; i+2 <= end; i += 2 {
				b, _ := hex.DecodeString(string(line[i : i+2]))
				v.add(i, b...)
			}
			v.add(end-1, 0)
		}
		found = true
	})
	return v, found
}

func base64Runs(line []byte) (v view, found bool) {
	v.encoding = "base64"
	is := func(c byte) bool {
		return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '+' || c == '/' || c == '-' || c == '_'
	}
	runs(line, fragmentLen*8/6, is, func(start, end int) {
		run := []byte(string(line[start:end]))
		for i, c := range run {
			switch c {
			case '-':
				run[i] = '+'
			case '_':
				run[i] = '/'
			}
		}
		for shift := range min(4, len(run)) {
			part := run[shift:]
			if len(part)%4 == 1 {
				part = part[:len(part)-1]
			}
			text := make([]byte, base64.RawStdEncoding.DecodedLen(len(part)))
			n, _ := base64.RawStdEncoding.Decode(text, part)
			for i, c := range text[:n] {
				v.add(start+shift+i*4/3, c)
			}
			v.add(end-1, 0)
		}
		found = true
	})
	return v, found
}

// numbers reads lists of byte values, decimal or with 0x.
func numbers(line []byte) (v view, found bool) {
	v.encoding = "byte values"
	count := 0
	for i := 0; i < len(line); {
		start := i
		for i < len(line) && (isHex(line[i]) || line[i] == 'x') {
			i++
		}
		if n, err := strconv.ParseUint(string(line[start:min(i, start+5)]), 0, 8); err == nil && i-start <= 4 && i > start {
			v.add(start, byte(n))
			count++
			found = found || count >= fragmentLen
		} else if i > start {
			v.add(start, 0)
			count = 0
		}
		from := i
		for i < len(line) && !isHex(line[i]) {
			i++
		}
		if gap := bytes.Trim(line[from:i], " ,\t"); len(gap) > 0 {
			v.add(from, 0)
			count = 0
		}
	}
	return v, found
}
