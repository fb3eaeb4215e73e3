package grammar

// endTag reports the end of an element of HTML that t begins, with nothing behind it.
func (c *Candidate) endTag(text []byte, t token) (yes, more bool) {
	var name [maxLabelTag]byte
	i := c.Pos + t.width
	for n := 0; n <= maxLabelTag+1; n++ {
		u := next(text, i, c.ctx.pct, c.fin)
		i += u.width
		switch {
		case u.kind == tokMore:
			return false, true
		case u.kind != tokChar || n == 0 && u.ch != '/':
			return false, false
		case u.ch == '>':
			if n == 0 || !in(labelTags, name[:n-1]) {
				return false, false
			}
			u = next(text, i, c.ctx.pct, c.fin)
			return u.kind == tokChar && u.ch == '<' || u.kind == tokEnd || u.kind >= tokSpace && u.kind <= tokBreak, u.kind == tokMore
		case n > maxLabelTag:
			return false, false
		case n > 0:
			name[n-1] = u.ch
		}
	}
	return false, false
}

// labelTags are elements in which the name of a field stands.
var labelTags = set("label b strong em i small span p div li td th dt h1 h2 h3 h4 h5 h6 legend option button a font u")

const maxLabelTag = len("button")
