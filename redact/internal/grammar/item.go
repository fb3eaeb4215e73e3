package grammar

import "bytes"

// Commands stand in lists of YAML, too, with a word in each line, as those of a container:
//
//	command:
//	- redis-server
//	args:
//	- --requirepass
//	- x

// argsLine begins the list of arguments behind that of a command.
const argsLine = "args:"

// itemWord returns what stands before the word of a command at text[i], with the path and the mark
// before it, in an item of a list, or nil.
func itemWord(text []byte, i int) []byte {
	if i = pathStart(text, i); i > 0 && isQuote(text[i-1]) {
		for i--; i > 0 && text[i-1] == '\\'; i-- {
		}
	}
	return itemOf(text, i)
}

// itemOf returns what stands in its line before text[i], if that begins an item of a list, or nil. The
// line may begin behind an escape.
func itemOf(text []byte, i int) []byte {
	prefix := lineBefore(text, i)
	if item := bytes.TrimLeft(prefix, " "); len(item) < 2 || item[0] != '-' || item[1] != ' ' || len(bytes.TrimLeft(item[1:], " ")) > 0 {
		return nil
	}
	return prefix
}

// lineBefore returns the blanks and hyphens before text[i], if they begin a line, or nil.
func lineBefore(text []byte, i int) []byte {
	j := i
	for floor := max(0, i-maxBlanks); j > floor && (text[j-1] == ' ' || text[j-1] == '-'); j-- {
	}
	if j > 0 && text[j-1] != '\n' && (j < 2 || string(text[j-2:j]) != `\n`) {
		return nil
	}
	return text[j:i]
}

// nextItem returns the number of bytes to the next item behind the end of the line at Pos, t, or 0 if
// none follows, and whether more text decides. It is one of the same list, or the first argument.
func (c *Command) nextItem(text []byte, t token, final bool) (size int, more bool) {
	end := []byte{'\n'}
	if t.kind == tokBreak {
		end = text[c.Pos : c.Pos+t.width] // spelled as the first one
	}
	i := c.Pos
	for line := range 2 {
		for i < len(text) && (text[i] == '\r' || text[i] == ' ') && i-c.Pos < maxBlanks {
			i++
		}
		rest := text[i:]
		if !bytes.HasPrefix(rest, end) {
			return 0, !final && bytes.HasPrefix(end, rest)
		}
		i += len(end)
		start := i
		for i < len(text) && text[i] == ' ' && i-start < maxBlanks {
			i++
		}
		rest = text[i:]
		switch {
		case len(rest) < len(argsLine) && !final && bytes.HasPrefix([]byte(argsLine), rest), len(rest) == 1 && rest[0] == '-' && !final:
			return 0, true
		case bytes.HasPrefix(rest, []byte("- ")) && (line == 1 || i-start == int(c.indent)):
			c.indent = uint8(i - start)
			return i + 2 - c.Pos, false
		case line == 1 || !bytes.HasPrefix(rest, []byte(argsLine)):
			return 0, false
		}
		i += len(argsLine)
	}
	return 0, false
}

// itemValue returns where the value of a flag begins that is an item of a list, in the item behind it,
// and whether more text decides. The line of the flag begins with prefix and ends at text[i].
func itemValue(text []byte, i int, prefix []byte, final bool) (at int, more, ok bool) {
	for i < len(text) && text[i] == '\r' {
		i++
	}
	switch {
	case bytes.HasPrefix(text[i:], []byte("\n")):
		i++
	case bytes.HasPrefix(text[i:], []byte(`\n`)):
		i += 2
	default:
		return 0, !final && len(text)-i < 2, false
	}
	at = i + len(prefix)
	switch next := text[i:min(len(text), at)]; {
	case !bytes.HasPrefix(prefix, next):
		return 0, false, false
	case at+1 >= len(text):
		return at, !final, at < len(text) && text[at] != '-'
	}
	if b := text[at+1]; text[at] == '-' && (b == '-' || kindOf(b) != sep) { // another flag
		return 0, false, false
	}
	if bytes.IndexByte(prefix, '-') >= 0 {
		return at, false, true
	}
	// As kubectl describes a container: a word in each line.
	for j := at; j-at <= maxText; j++ {
		switch {
		case j == len(text):
			return at, !final, final
		case text[j] == ' ' || text[j] == '\t' || j == at && text[j] == '\n':
			return 0, false, false
		case text[j] == '\n' || text[j] == '\r' || text[j] == '\\' && j+1 < len(text) && text[j+1] == 'n':
			return at, false, j > at
		}
	}
	return 0, false, false
}

// minDescribed is the number of blanks before the arguments that kubectl describes.
const minDescribed = 4

// itemFlag returns what stands in its line before the flag, if that is all of an item, or nil.
func (c *Candidate) itemFlag(text []byte) []byte {
	i := c.name
	for i > 0 && text[i-1] == '-' && c.name-i < 2 {
		i--
	}
	if c.quoted && i > 0 && isQuote(text[i-1]) {
		i--
	}
	prefix := lineBefore(text, i)
	if item := bytes.TrimLeft(prefix, " "); len(item) > 0 {
		return itemOf(text, i)
	}
	if len(prefix) < minDescribed || c.quoted {
		return nil
	}
	return prefix
}
