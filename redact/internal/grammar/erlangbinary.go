package grammar

// mapKeyEnd stands behind a key of a map of Erlang that is a binary.
const mapKeyEnd = ">> =>"

// erlangBinary returns where the string begins of a binary of Erlang at text[i], with its quote mark, or 0, and
// whether more text decides: password => <<"x">>.
func erlangBinary(text []byte, i int, final bool) (at int, more bool) {
	const open = "<<"
	yes, more := reads(text, i, open, final)
	if !yes {
		return 0, more
	}
	switch mark, more := markBehind(text, i+len(open), final); {
	case more:
		return 0, true
	case mark != '"':
		return 0, false
	}
	return i + len(open), false
}

// markBehind returns the byte at text[i], or the one behind up to maxSlashes backslashes, and whether more
// text decides.
func markBehind(text []byte, i int, final bool) (mark byte, more bool) {
	stop := i + maxSlashes
	for i < len(text) && i < stop && text[i] == '\\' {
		i++
	}
	if i == len(text) {
		return 0, !final
	}
	return text[i], false
}
