package grammar

import "bytes"

// What a program says of a value that it does not take, or would take by default, has the name of the secret
// behind the value, or at the beginning of the line:
//
//	invalid value "x" for flag -password: parse error
//	invalid argument "x" for "--password" flag: …
//	Incorrect integer value: 'x' for column 'password' at row 1
//	assigning APP_PASSWORD to Password: converting 'x' to type int
//	  --password string   of the database (default "x")

// maxAhead bounds the bytes behind such a value up to the end of the name.
const maxAhead = 96

// waits reports that more text of the line decides what the value is whose quote mark t closes.
func (c *Command) waits(text []byte, r *command, t token, final bool) bool {
	if !r.ahead || final || c.phase != cmdValue || t.kind != tokQuote {
		return false
	}
	rest := text[min(len(text), c.Pos+t.width):]
	return len(rest) < maxAhead && bytes.IndexByte(rest, '\n') < 0
}

// namedAhead returns the class of the name of a flag or a column behind a value that ends at text[end].
func (n *Names) namedAhead(text []byte, end int) (Class, bool) {
	rest := text[end:min(len(text), end+maxAhead)]
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(rest, "\\\"'`"), []byte(" for "))
	if !ok {
		return Class{}, false
	}
	told := bytes.HasPrefix(rest, []byte("flag -")) || bytes.HasPrefix(rest, []byte("column "))
	rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("flag ")), []byte("column "))
	rest = bytes.TrimLeft(rest, "\\\"'`")
	if !told && !bytes.HasPrefix(rest, []byte("-")) {
		return Class{}, false // or it is the policy for passwords
	}
	if len(rest) > 4 && rest[0] == '-' && rest[2] == ',' {
		rest = bytes.TrimLeft(rest[3:], " ") // -p, --password
	}
	rest = bytes.TrimLeft(rest, "-")
	size := 0
	for size < len(rest) && (nameByte(rest[size]) || rest[size] == '`' || rest[size] == '.') {
		size++
	}
	return n.Classify(lastName(bytes.TrimRight(rest[:size], "`")))
}

// assigned reports that a value is to be assigned to a variable with the name of a secret.
func (n *Names) assigned(left []byte) bool {
	left, ok := bytes.CutSuffix(bytes.TrimRight(left, "'\\"), []byte(": converting "))
	return ok && n.names(lastName(left))
}

// usage returns the class of the flag at the beginning of the line, or of the one above if this is indented.
func (n *Names) usage(left []byte) (Class, bool) {
	left = left[max(0, len(left)-maxText):]
	for range 2 {
		at := lastLine(left)
		line := left[at+1:]
		if at >= 0 && left[at] == '\\' {
			line = line[1:] // an escaped line end
		}
		flag := bytes.TrimLeft(bytes.ReplaceAll(line, []byte(`\t`), nil), " \t")
		if len(flag) > 4 && flag[0] == '-' && flag[2] == ',' {
			flag = bytes.TrimLeft(flag[3:], " ")
		}
		if len(flag) > 2 && flag[0] == '-' {
			flag = bytes.TrimLeft(flag, "-")
			size := 0
			for size < len(flag) && nameByte(flag[size]) {
				size++
			}
			return n.Classify(flag[:size])
		}
		if at < 0 || len(line) > 0 && line[0] != ' ' && line[0] != '\t' && line[0] != '\\' {
			return Class{}, false
		}
		left = left[:at]
	}
	return Class{}, false
}

// beginsLine reports that a name, with dots in it, begins the line and ends at text[end].
func beginsLine(text []byte, end int) bool {
	i := end
	for i > 0 && end-i <= maxWord && nameByte(text[i-1]) {
		i--
	}
	return i < end && (i == 0 || text[i-1] == '\n' || i > 1 && string(text[i-2:i]) == `\n`)
}
