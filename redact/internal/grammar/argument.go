package grammar

import "bytes"

// inArgument reports a blank in an argument in quotes: ["app", "--key=a b"], ["NAME=a b"], or
// app "--key=a b", app --set "key=a b" and app --set="key=a b" of a shell.
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
	before := bytes.TrimRight(left, " \t\r\n")
	if len(before) == 0 {
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
	case c.Class.Weak, !c.ctx.flag && !setting(before), (last != '=' || c.ctx.flag) && (!nameByte(last) || len(before) == len(left)),
		!n.Hide(c.Class, text[c.val:c.Pos], false): // $PASS, required
		return false
	default:
		c.worded = true
	}
	c.argument = true
	c.phase, c.gap, c.soft, c.n = phMember, c.Pos, c.Pos, 0
	return true
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
func lastWord(text []byte) []byte { return text[bytes.LastIndexAny(text, " \t\r\n\"'")+1:] }

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
	case t.kind == tokQuote && c.ctx.form == (quote{t.ch, t.esc}):
		return c.done(c.Pos)
	case t.kind != tokSpace && t.kind != tokChar && t.kind != tokQuote, c.Pos-c.gap > maxText, t.kind == tokQuote && t.esc < c.ctx.form.esc,
		c.worded && t.kind == tokChar && (t.ch == '=' || t.ch == '-' && text[c.Pos-1] == ' '):
		return c.stays()
	}
	return c.step(t)
}
