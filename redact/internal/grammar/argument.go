package grammar

import "bytes"

// inArgument reports a blank in an argument in quotes: ["app", "--key=a b"], or app
// "--key=a b" and app --set "key=a b" of a shell.
func (c *Candidate) inArgument(n *Names, text []byte) bool {
	if c.wasCut || c.glued || c.after || c.colon || c.ctx.form.ch == 0 || c.ctx.form.ch == '`' || c.ctx.form.esc >= pctLevel {
		return false
	}
	i := c.name
	if c.ctx.flag && i > 1 && text[i-1] == 'D' && text[i-2] == '-' {
		i--
	}
	for c.ctx.flag && i > 0 && text[i-1] == '-' {
		i--
	}
	left := text[max(0, i-maxWord):max(0, i-1-int(c.ctx.form.esc))]
	before := bytes.TrimRight(left, " ")
	switch {
	case len(before) == 0:
		return false
	case c.ctx.flag && (before[len(before)-1] == '[' || before[len(before)-1] == ','):
	case c.Class.Weak || len(before) == len(left) || !c.ctx.flag && !setting(before) || !nameByte(before[len(before)-1]):
		return false
	case !n.Hide(c.Class, text[c.val:c.Pos], false):
		return false // $PASS, required
	default:
		c.worded = true
	}
	c.argument = true
	c.phase, c.gap, c.soft, c.n = phMember, c.Pos, c.Pos, 0
	return true
}

// settings are flags whose argument is a name with its value.
var settings = [][]byte{[]byte(" --set"), []byte(" --set-string"), []byte(" --from-literal"), []byte(" --build-arg"), []byte(" --env"), []byte(" -e")}

// setting reports text that ends with such a flag.
func setting(text []byte) bool {
	for _, flag := range settings {
		if bytes.HasSuffix(text, flag) {
			return true
		}
	}
	return false
}

// readArgument reads to the quote mark that closes an argument. That of a shell is one value
// if it shows no other one.
func (c *Candidate) readArgument(text []byte, t token) Status {
	switch {
	case t.kind == tokQuote && c.ctx.form == (quote{t.ch, t.esc}):
		return c.done(c.Pos)
	case t.kind != tokSpace && t.kind != tokChar && t.kind != tokQuote, c.Pos-c.gap > maxText, t.kind == tokQuote && t.esc < c.ctx.form.esc,
		c.worded && t.kind == tokChar && (t.ch == '=' || t.ch == '-' && text[c.Pos-1] == ' '):
		return c.stays()
	}
	return c.step(t)
}
