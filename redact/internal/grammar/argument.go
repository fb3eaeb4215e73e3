package grammar

import "bytes"

// inArgument reports a blank in an argument in quotes: ["app", "--key=a b"], ["NAME=a b"], or
// app "--key=a b", app --set "key=a b" and app --set="key=a b" of a shell.
func (c *Candidate) inArgument(n *Names, text []byte) bool {
	if c.wasCut || c.glued || c.after || c.colon {
		return false
	}
	i, form, flag := c.name, c.ctx.form, c.ctx.flag
	if form.ch == 0 {
		i, form = flagged(text, i)
		flag = form.ch != 0
	}
	if form.ch == 0 || form.ch == '`' || form.esc >= pctLevel {
		return false
	}
	if c.ctx.flag && i > 1 && text[i-1] == 'D' && text[i-2] == '-' {
		i--
	}
	for c.ctx.flag && i > 0 && text[i-1] == '-' {
		i--
	}
	left := text[max(0, i-maxWord):max(0, i-1-int(form.esc))]
	before := bytes.TrimRight(left, " \t\r\n")
	word := bytes.TrimRight(before, `"'`)
	if len(word) == 0 {
		return false
	}
	switch last := before[len(before)-1]; {
	case last == '[' || last == ',':
		if c.ctx.flag {
			break
		}
		if c.Class.Weak || script(before) || !n.Hide(c.Class, text[c.val:c.Pos], false) {
			return false
		}
		c.worded = !capitals(text[c.name:c.nameTo]) || !c.within()
	case c.Class.Weak, !flag && !setting(word), (last != '=' || flag) && (!nameByte(word[len(word)-1]) || len(before) == len(left)),
		!n.Hide(c.Class, text[c.val:c.Pos], false): // $PASS, required
		return false
	default:
		c.worded = true
	}
	c.argument, c.ctx.form = true, form
	c.phase, c.gap, c.soft, c.n = phMember, c.Pos, c.Pos, 0
	return true
}

// flagged returns where the flag begins of which text[i:] is the value, and the quote mark before
// it: "--env=NAME=value".
func flagged(text []byte, i int) (at int, mark quote) {
	if i <= 0 || text[i-1] != '=' {
		return i, quote{}
	}
	flag := i - 1
	for floor := max(0, i-maxWord); flag > floor && (nameByte(text[flag-1]) || text[flag-1] == '-'); flag-- {
	}
	if flag == 0 || i-flag < 3 || text[flag] != '-' || !isQuote(text[flag-1]) {
		return i, quote{}
	}
	esc := 0
	for esc < maxSlashes && flag-2-esc >= 0 && text[flag-2-esc] == '\\' {
		esc++
	}
	return flag, quote{text[flag-1], uint8(esc)}
}

// settings are words whose argument is a name with its value.
var settings = set("--set --set-string --from-literal --build-arg --env -e env export")

// setting reports text that ends with such a word, or with a flag of which one is the value:
// --env="NAME=value".
func setting(text []byte) bool {
	if flag, ok := bytes.CutSuffix(text, []byte("=")); ok {
		word := lastWord(flag)
		return bytes.HasPrefix(word, []byte("--")) && nameBytes(word)
	}
	return in(settings, lastWord(text))
}

// lastWord returns what stands behind the last blank, line end or quote mark.
func lastWord(text []byte) []byte {
	for i := len(text); i > 0; i-- {
		switch text[i-1] {
		case ' ', '\t', '\r', '\n', '"', '\'':
			return text[i:]
		}
	}
	return text
}

// script reports text that ends with an argument behind which a command line is one:
// "sh","-c",.
func script(text []byte) bool {
	word := lastWord(bytes.TrimRight(text, ", \\\"'\t\r\n"))
	return len(word) > 1 && (word[0] == '-' || word[0] == '/') && lower32(word[len(word)-1]) == 'c'
}

// capitals reports the name of a variable.
func capitals(name []byte) bool {
	return nameBytes(name) && !bytes.ContainsAny(name, "abcdefghijklmnopqrstuvwxyz-.")
}

// readArgument reads to the quote mark that closes an argument. That of a shell is one value
// if it shows no other one.
func (c *Candidate) readArgument(text []byte, t token) Status {
	switch {
	case t.kind == tokQuote && t.ch == c.ctx.form.ch && t.esc < pctLevel && ends(t.esc, c.ctx.form.esc):
		return c.done(c.Pos + int(t.esc) - int(c.ctx.form.esc)) // with backslashes of the value itself
	case t.kind != tokSpace && t.kind != tokChar && t.kind != tokQuote, c.Pos-c.gap > maxText, t.kind == tokQuote && t.esc < c.ctx.form.esc,
		c.worded && t.kind == tokChar && (t.ch == '=' || t.ch == '-' && text[c.Pos-1] == ' '):
		return c.stays()
	}
	return c.step(t)
}
