package grammar

import "bytes"

// Lists in which a name and its value are elements of their own, with nothing between but a comma:
// 'authorization', 'Bearer x' (Envoy, the raw headers of Node.js), (Authorization,Bearer x) (Scala)
// and [--password, x, --port, 8080] (Java).

// maxFlat bounds the blanks and the line end behind the comma.
const maxFlat = 16

// elementBehind returns where the element begins behind the comma at text[i], with its quote mark, or
// 0, and whether more text decides.
func elementBehind(text []byte, i int, final bool) (at int, more bool) {
	for at = i + 1; at < len(text) && at-i < maxFlat && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r'); at++ {
	}
	switch {
	case at == len(text):
		return 0, !final
	case at-i == maxFlat:
		return 0, false
	}
	return at, false
}

// credentialAt reports that what a header of credentials holds begins at text[i], behind its quote
// mark: a scheme and a blank, or for a cookie its name and an equals sign.
func credentialAt(text []byte, i int, extent Extent, final bool) (yes, more bool) {
	start := i
	for i < len(text) && i-start <= maxScheme && nameByte(text[i]) {
		i++
	}
	switch {
	case i == len(text):
		return false, !final
	case i == start:
		return false, false
	case extent == ExtentLine:
		return text[i] == '=', false
	}
	return text[i] == ' ' && in(schemes, text[start:i]), false
}

// credential reports that the name of a header of credentials and such a one are elements of a list,
// with the comma at Pos between.
func (c *Candidate) credential(text []byte) (yes, more bool) {
	if c.Class.Extent == ExtentValue || c.ctx.flag || c.ctx.form.esc >= pctLevel || bytes.HasSuffix(bytes.TrimRight(c.left(text), " "), []byte(":")) {
		return false, false // or it is the value of a member
	}
	at, more := elementBehind(text, c.Pos, c.fin)
	if at == 0 {
		return false, more
	}
	if c.quoted {
		var buf [maxSlashes + 1]byte
		mark := Wrap{c.ctx.form.ch, c.ctx.form.esc}.Append(buf[:0])
		if rest := text[at:]; !bytes.HasPrefix(rest, mark) {
			return false, !c.fin && bytes.HasPrefix(mark, rest)
		}
		at += len(mark)
	} else if c.n != 1 || c.ctx.form.ch != 0 || !bytes.HasSuffix(c.left(text), []byte("(")) {
		return false, false
	}
	return credentialAt(text, at, c.Class.Extent, c.fin)
}

// argumentOf reports that a flag and its value are elements of a list without quote marks, with the
// comma at Pos between.
func (c *Candidate) argumentOf(text []byte) (yes, more bool) {
	if !c.ctx.flag || c.quoted || c.n != 1 || !listOfWords(text, c.name) {
		return false, false
	}
	at, more := elementBehind(text, c.Pos, c.fin)
	if at <= c.Pos+1 || text[at] == '-' || text[at] == ']' || text[at] == '[' {
		return false, more
	}
	end := at
	for end < len(text) && end-at < maxMember && variable(text[end:end+1]) {
		end++
	}
	if end == len(text) && !c.fin {
		return false, true
	}
	return end == at || end < len(text) && text[end] != ']' && text[end] != ',', false // or it is FILE, of a usage
}

// listOfWords reports that a bracket is open in the line before the flag at text[i], which is the first
// element in it or stands behind a comma and a blank.
func listOfWords(text []byte, i int) bool {
	for dashes := 0; i > 0 && text[i-1] == '-' && dashes < 2; dashes++ {
		i--
	}
	left := text[max(0, i-maxList):i]
	open := bytes.LastIndexAny(left, "[]\n")
	return open >= 0 && left[open] == '[' && (open == len(left)-1 || bytes.HasSuffix(left, []byte(", ")))
}
