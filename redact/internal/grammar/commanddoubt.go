package grammar

import "strings"

// A value in which another command begins may have ended before it: what stands around may be of
// whoever chose a string with an open mark. Where it ends is not told by the next mark then.

// doubt notes that the word of a command stands in the value.
func (c *Command) doubt(text []byte, start, end int) {
	c.settle(text)
	if start > 0 && (strings.IndexByte(" \t(;", text[start-1]) >= 0 || text[start-1] == c.open.ch) {
		c.suspect = end
	}
}

// doubted reports that one did, between blanks, before text[c.Pos].
func (c *Command) doubted(text []byte) bool {
	if c.open.ch != 0 {
		c.settle(text)
	}
	return c.doubtful
}

// settle looks at what follows the word that was noted.
func (c *Command) settle(text []byte) {
	i := c.suspect
	if i <= 0 || i > c.Pos {
		return
	}
	c.suspect = 0
	if text[i-1] == ' ' {
		c.doubtful = true
		return
	}
	for floor := i + maxLetters; i < min(c.Pos, floor) && kindOf(text[i]) == lower; i++ {
	}
	c.doubtful = c.doubtful || i < c.Pos && text[i] == ' '
}
