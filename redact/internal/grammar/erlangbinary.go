package grammar

import "bytes"

// erlangBinary returns where the string begins of a binary of Erlang at text[i], with its quote mark, or 0, and
// whether more text decides: password => <<"x">>.
func erlangBinary(text []byte, i int, final bool) (at int, more bool) {
	const open = "<<"
	yes, more := reads(text, i, open, final)
	if !yes {
		return 0, more
	}
	rest := bytes.TrimLeft(text[i+len(open):], `\`)
	switch {
	case len(rest) == 0:
		return 0, !final
	case rest[0] != '"':
		return 0, false
	}
	return i + len(open), false
}
