package grammar

// placed reports that the next word is the value by its number.
func (c *Command) placed(r *command) bool {
	return r.pos > 0 && (r.sub == "" || c.found) && (int(c.count) == r.pos-1 || r.rest && int(c.count) >= r.pos) &&
		(!r.mark || c.quote.ch != 0 && !r.column(c.quote.ch))
}

// expects reports that the word at text[start], which is that of another command, begins
// the value: sshpass -p mysql77.
func (c *Command) expects(text []byte, start int) bool {
	if c.Pos != start || !c.sep && c.quote.ch == 0 {
		return false
	}
	switch r := &commands[max(c.row, 1)-1]; {
	case c.phase == cmdNext:
		return true
	case c.phase != cmdGap || r.token || !c.sep:
		return false
	case c.due:
		return !r.mark || c.quote.ch != 0
	default:
		return c.placed(r) && (!r.bare || c.depth == 0 && behindComma(text, start))
	}
}

// argument reports a quote mark at text[i] that begins an argument of a call.
func argument(text []byte, i int) bool {
	for floor := max(0, i-maxBlanks); i > floor && text[i-1] == ' '; i-- {
	}
	return i > 0 && (text[i-1] == ',' || text[i-1] == '(' || text[i-1] == '.')
}

// behindComma reports an argument at i behind a comma and, before its quote mark, blanks.
func behindComma(text []byte, i int) bool {
	for i--; i > 0 && (isQuote(text[i]) || text[i] == '\\'); i-- {
	}
	for floor := max(0, i-maxBlanks); i > floor && text[i] == ' '; i-- {
	}
	return i >= 0 && text[i] == ','
}

// auditArgument returns the length of the name of an argument as Linux' auditd writes them, with its
// equals sign: a0="curl" a1="-u" a2="ada:x". It is 0 for other text, and negative where more is needed.
func auditArgument(text []byte, i int, final bool) int {
	if i < 2 || text[i-1] != ' ' || text[i-2] != '"' {
		return 0
	}
	n := 1
	for n <= 4 && i+n < len(text) && text[i+n] >= '0' && text[i+n] <= '9' {
		n++
	}
	switch rest := text[i+n:]; {
	case len(rest) < 2 && !final:
		return -1
	case n == 1 || len(rest) < 2 || rest[0] != '=' || rest[1] != '"' && rest[1] != '\\':
		return 0
	}
	return n + 1
}
