package grammar

// NoValue reports that no value follows the plain name text[name:end] of a class, by
// what stands around it: Run would be dead before one has begun.
func NoValue(text []byte, name, end int, class Class, final bool) bool {
	if end+2 >= len(text) {
		return false
	}
	switch b := text[end]; {
	case b == '"':
		return lastOfMember(text, name, end)
	case (b == ':' || b == ']') && text[end+1] == ' ':
	default:
		return false
	}
	b := text[end+2]
	if b == '\n' || b == '\r' || byteClass[b]&(parts|blanks|quotes|signs) != 0 {
		return false
	}
	if text[end] == ':' {
		// PASS: TestName; *v1.Secret: not found; but not a part of the name of a resource.
		return (class.special == bare && b != '(' || typed(text, name, end)) && (name == 0 || text[name-1] != ':')
	}
	return name > 0 && text[name-1] == '[' && (b == '-' || kindOf(b) == upper) && !comparedOrMore(text, end+2, final) &&
		restOf(text, end, final) == Hopeless // [SessionTracker] - closed
}

// lastOfMember reports that the name is the value of a member of JSON which its quote
// mark at text[end] ends, and that the next member does not give what the name stands for:
// "reason":"token","id":7.
func lastOfMember(text []byte, name, end int) bool {
	if name < 3 || text[name-1] != '"' || text[name-2] != ':' && (text[name-2] != ' ' || text[name-3] != ':') {
		return false
	}
	if text[end+1] != ',' {
		return text[end+1] == '}'
	}
	i := end + 2
	for i < len(text) && i-end <= maxBlanks && byteClass[text[i]]&(blanks|quotes) != 0 {
		i++
	}
	return i < len(text) && byteClass[text[i]]&(parts|blanks|quotes) == 0 && text[i]|0x20 != 'v'
}
