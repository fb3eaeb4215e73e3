package corpus

import "bytes"

// logfmt writes key=value lines, with quotes where a value has a blank.
func logfmt(a app) []func([]byte, *gen) []byte {
	return each(a, func(r record) func([]byte, *gen) []byte {
		start := parse("ts={ts} level=" + r.level + " msg=")
		return func(dst []byte, g *gen) []byte {
			dst = bare(start.append(dst, g), r.message, g)
			for i, name := range r.names {
				dst = append(append(append(dst, ' '), name...), '=')
				dst = bare(dst, r.values[i], g)
			}
			return dst
		}
	})
}

func bare(dst []byte, t template, g *gen) []byte {
	at := len(dst)
	dst = t.append(dst, g)
	if !bytes.ContainsAny(dst[at:], " =\"") {
		return dst
	}
	dst = append(dst, 0)
	copy(dst[at+1:], dst[at:])
	dst[at] = '"'
	return append(dst, '"')
}
