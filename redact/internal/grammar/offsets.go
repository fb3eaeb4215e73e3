package grammar

// Reach returns the end of what was read.
func (c *Candidate) Reach() int { return max(c.far, c.Pos) }

// BracketEnd returns the end of the value's bracket, or -1.
func (c *Candidate) BracketEnd() int { return c.closedAt }

// Cut hides all that was read of the value, because it is about to be shown: the
// rest belongs to it. It returns the bytes to replace.
func (c *Candidate) Cut() (start, end int, ok bool) {
	if c.phase < phPrefix || c.phase >= phElement || c.Pos <= c.val || c.loose {
		return 0, 0, false
	}
	start, end = c.val, c.Pos
	if c.phase == phClosed || c.phase == phAhead {
		end = c.end
	}
	if c.phase == phSoft || c.phase == phMember {
		c.phase = phBare
	}
	if c.phase == phPrefix || c.phase == phScheme {
		c.plainMode()
		c.setMode()
		c.begun = true
	}
	c.val, c.wasCut, c.soft, c.eol, c.gap, c.nest, c.n = c.Pos, true, -1, -1, -1, -1, 0
	return start, end, end > start
}

// List returns the value with its brackets, if it is a bracketed credential.
func (c *Candidate) List() (start, end int, ok bool) {
	return c.val - 1, c.end + 1, c.list && !c.wasCut
}

// NameEnd returns the end of the name, as far as it is read.
func (c *Candidate) NameEnd() int {
	if c.phase <= phLongName {
		return max(c.Pos, c.nameTo)
	}
	return c.nameTo
}

// NameStart returns the start of the name.
func (c *Candidate) NameStart() int { return c.name }

// Calm tells that text from the given offset to the name holds no '"' without a backslash
// and no line end, so that it need not be looked at.
func (c *Candidate) Calm(from int) { c.calm = min(from, c.name) }

// Value returns the start of the value, and HasBegun whether there is one.
func (c *Candidate) Value() int { return c.val }

// HasBegun reports whether the mode of the value is known.
func (c *Candidate) HasBegun() bool { return c.begun }

// Mode identifies how the value ends; two values of one mode, of which one begins
// inside the other, end at the same place or the inner one first.
func (c *Candidate) Mode() (m [6]byte, ok bool) { return c.mode, c.mode[0] != 0 }

func (c *Candidate) setMode() {
	if c.quoted || c.sign || c.rooted {
		return
	}
	switch c.phase {
	case phBare, phLine:
		c.mode = [6]byte{byte(c.phase), b2i(c.ctx.query) | b2i(c.inStr)<<1 | b2i(c.list)<<2 | b2i(c.blank)<<3 | b2i(c.flat)<<4 | b2i(c.member)<<5 | b2i(c.ctx.user)<<6, c.ctx.pct,
			b2i(c.ctx.matrix) | b2i(c.inText)<<1 | b2i(c.printed && c.after)<<2 | b2i(c.keyed)<<3 | b2i(c.ctx.flag)<<4, c.ctx.form.ch, c.ctx.form.esc}
	}
}

// Blind makes the value, of which nothing but the beginning was read, reach to the
// end of its line, or of the string in which it lies; every verdict hides it.
func (c *Candidate) Blind() {
	c.blind, c.phase, c.open, c.list, c.span, c.depth = true, phLine, quote{}, false, false, 0
	c.mode = [6]byte{blindMode, b2i(c.inStr) | b2i(c.quoted)<<1, c.ctx.pct, 0, c.ctx.form.ch, c.ctx.form.esc}
}

const blindMode = 0xff

// IsBlind is described at Blind.
func (c *Candidate) IsBlind() bool { return c.blind }

// Nests reports a value in brackets; Sure that every verdict hides it, so that a
// value inside adds nothing; OneLine makes it end at its line end.
func (c *Candidate) Nests() bool { return c.phase == phBracket }

// Sure is described at Nests.
func (c *Candidate) Sure() bool { return !c.Class.Weak && c.Class.special == ordinary && !c.rooted }

// OneLine is described at Nests.
func (c *Candidate) OneLine() { c.span = false }

// LineEnd returns the first line end inside the value, or -1.
func (c *Candidate) LineEnd() int { return c.eol }

func b2i(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Hold returns the smallest offset that may be part of the value, or Pos.
func (c *Candidate) Hold() int {
	if c.phase < phPrefix {
		return c.Pos
	}
	if !c.wasCut && (c.phase >= phElement && c.gap >= 0 || c.phase == phCData || c.open.ch != 0 && (c.open.esc == 0 || c.open.esc == doubled || isHop(c.open.esc)) || c.list) {
		return c.whole // the mark may turn out to belong to the value
	}
	return c.val
}

// Settled returns the offset up to which the value is certain to reach.
func (c *Candidate) Settled() int {
	switch {
	case c.phase == phMember:
		return c.gap
	case c.mayBeSign():
		return c.val
	case c.eol >= 0:
		return c.eol
	case c.soft >= 0:
		return c.soft
	case c.nest >= 0 && c.Pos-c.nest <= maxSpec:
		return c.nest // if it does not close, the value may end behind it
	case c.gap >= 0:
		return c.gap
	}
	return c.shown(c.Pos)
}

// shown returns i, or the start of what shows nothing and ends there: the colour
// behind a value is no part of it.
func (c *Candidate) shown(i int) int {
	if i == c.skipTo && c.skipAt >= c.val {
		return c.skipAt
	}
	return i
}

// Flush makes the value begin at i, after the bytes before were replaced.
func (c *Candidate) Flush(i int) { c.val, c.wasCut = i, true }

// Flushed reports whether the beginning of the value was replaced.
func (c *Candidate) Flushed() bool { return c.wasCut }

// Rebase moves all offsets down by k.
func (c *Candidate) Rebase(k int) {
	c.Pos -= k
	c.far -= k
	c.closeAt -= k
	c.name -= k
	c.calm -= k
	c.nameTo -= k
	c.val -= k
	c.whole -= k
	if c.closedAt >= 0 {
		c.closedAt -= k
	}
	c.end -= k
	c.skipAt -= k
	c.skipTo -= k
	if c.soft >= 0 {
		c.soft -= k
	}
	if c.eol >= 0 {
		c.eol -= k
	}
	if c.gap >= 0 {
		c.gap -= k
	}
	if c.nest >= 0 {
		c.nest -= k
	}
	if c.bracket >= 0 {
		c.bracket -= k
	}
}

// Span returns the bytes to replace. Whether a bare or bracketed value stands
// where JSON needs a string is told by wrap: the quote mark and its level.
func (c *Candidate) Span() (start, end int, wrap Wrap) {
	if c.quoted && c.colon && c.open.ch == 0 && !c.list {
		wrap = Wrap{Ch: c.ctx.form.ch, Esc: c.ctx.form.esc}
	}
	return c.val, c.end, wrap
}
