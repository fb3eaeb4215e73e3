package grammar

import "bytes"

// maxCase bounds the bytes of a CASE of SQL.
const maxCase = 1024

// caseOf returns where a CASE of SQL ends that is the value up to Pos, with its END, or 0, and whether more
// text decides: password = CASE WHEN id = 1 THEN 'x' ELSE 'y' END.
func (c *Candidate) caseOf(text []byte) (end int, more bool) {
	if c.Pos-c.val != len("case") || !equalFold(text[c.val:c.Pos], "case") || c.quoted && c.ctx.form.ch == '\'' {
		return 0, false
	}
	rest := text[c.Pos:min(len(text), c.Pos+maxCase)]
	when, inside := false, byte(0)
	for i := 0; i < len(rest); {
		b := rest[i]
		switch {
		case b == '\n', b == '"' && c.within() && (i == 0 || rest[i-1] != '\\'):
			return 0, false
		case inside != 0:
			if b == inside {
				inside = 0
			}
		case b == '\'':
			inside = b
		case kindOf(b) != sep:
			start := i
			for i < len(rest) && (kindOf(rest[i]) != sep || rest[i] == '_') {
				i++
			}
			word := rest[start:i]
			switch {
			case i == len(rest):
			case equalFold(word, "when"):
				when = true
			case when && equalFold(word, "end"):
				return c.Pos + i, false
			}
			continue
		}
		i++
	}
	if len(rest) < maxCase {
		if !c.fin {
			return 0, true
		}
		if when && bytes.HasSuffix(bytes.ToLower(rest), []byte("end")) {
			return len(text), false
		}
	}
	return 0, false
}
