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
