package grammar

import "bytes"

// maxAround bounds the commands that are read although another one stands in their
// arguments.
const maxAround = 3

// Commands is the last command of a line, and those in an argument of which it stands:
// curl -d "mysql -x" -u user:…. All of them are read.
type Commands struct {
	last   Command
	around [maxAround]Command // the outermost first
	n      int
}

// Reset prepares for another text.
func (c *Commands) Reset() { c.last.phase, c.n = cmdOff, 0 }

// Active reports a command that is being read.
func (c *Commands) Active() bool { return c.All(0) != nil }

// All returns a command that is read, by number, or nil.
func (c *Commands) All(i int) *Command {
	switch {
	case i < c.n:
		return &c.around[i]
	case i == c.n && c.last.Active():
		return &c.last
	}
	return nil
}

// Drop forgets commands that have ended.
func (c *Commands) Drop() { c.keep((*Command).Active) }

// Hold returns the smallest offset that may be replaced, or n.
func (c *Commands) Hold(n int) int {
	for i := range c.n {
		n = c.around[i].Hold(n)
	}
	return c.last.Hold(n)
}

// Rebase moves all offsets down by k.
func (c *Commands) Rebase(k int) {
	for i := range c.n {
		c.around[i].Rebase(k)
	}
	c.last.Rebase(k)
}

// Open goes on with the command whose word stands at [start, end), all before start being
// read. It returns the command if it is one.
func (c *Commands) Open(text []byte, start, end, number int) *Command {
	if c.last.phase == cmdValue && commands[c.last.row-1].statement() && !commands[c.last.row-1].unsure() && !commands[number].unsure() && commands[number].alone(text, start) {
		c.last.doubt(text, start, end)
	}
	before := c.last
	first := commands[number].then != nil || commands[number].into || commands[number].columns // which may be none
	if (first && before.Active() || before.phase >= cmdUser) && c.n == maxAround || !c.last.Open(text, start, end, number) {
		return nil
	}
	if !first {
		c.keep(func(x *Command) bool { return x.encloses(text, start) })
	}
	if before.Active() && (first || before.encloses(text, start)) && c.n < maxAround {
		c.around[c.n] = before
		c.n++
		c.last.old = 0 // it goes on by itself
	}
	if c.n > 0 {
		c.last.outer = c.around[c.n-1].arg
	}
	return &c.last
}

func (c *Commands) keep(yes func(*Command) bool) {
	k := 0
	for i := range c.n {
		if yes(&c.around[i]) {
			if k != i {
				c.around[k] = c.around[i]
			}
			k++
		}
	}
	c.n = k
}

// encloses reports that the word at text[start] stands in an argument or a value: in quotes,
// behind a flag, or where a shell runs it for its output; or that it is the name of a user.
func (c *Command) encloses(text []byte, start int) bool {
	return c.phase >= cmdUser || c.row > 0 && commands[c.row-1].columns && c.phase != cmdOff || c.expects(text, start) || c.about(text, start) || !c.left && (c.list || c.arg.ch != 0 || c.dashed || start > 1 && string(text[start-2:start]) == "$(")
}

// track follows the quote marks around arguments.
func (c *Command) track(text []byte, t token) {
	if t.kind != tokQuote || c.Pos < c.marked {
		return
	}
	if c.phase == cmdEnd && c.arg.ch == 0 {
		if from := pathStart(text, c.word); from > 0 && text[from-1] == t.ch {
			if c.outer == (quote{t.ch, t.esc}) {
				c.left, c.outer = true, quote{}
			}
			c.marked = c.Pos + t.width
			return // it closes the word
		}
	}
	c.marked = c.Pos + t.width
	switch mark := (quote{t.ch, t.esc}); {
	case c.arg == mark:
		c.arg, c.held = quote{}, false
	case c.arg.ch != 0:
	case c.outer == mark:
		c.left, c.outer = true, quote{}
	case t.ch == '"', c.dashed, c.Pos == 0, kindOf(text[c.Pos-1]) == sep: // no apostrophe
		c.arg, c.held = mark, c.Pos > 0 && kindOf(text[c.Pos-1]) == sep
	}
}

// argues reports that what looks like the escape of a line's end belongs to an argument of a program:
// it stands in quotes, or between the letters of a path or a name. curl -w '%{http_code}\n' -u ada:x,
// sqlcmd -S srv\reports -P x.
func (c *Command) argues(text []byte, r *command, t token) bool {
	switch {
	case !r.program() || c.phase >= cmdValue:
		return false
	case c.list:
		return c.inside
	case c.held || c.phase == cmdUser && c.open.ch != 0:
		return true
	}
	i := c.Pos + t.width
	return (!c.inStr || t.width > 2) && (c.phase == cmdWord || c.phase == cmdFlag || c.phase == cmdUser) &&
		c.Pos > 0 && (kindOf(text[c.Pos-1]) != sep || text[c.Pos-1] == ':') && i < len(text) && kindOf(text[i]) != sep
}

// joint is what stands between a list that has a program and that of its arguments, as a container of
// Kubernetes has them, blanks and backslashes aside: "command":["mysql"],"args":["-px"].
const joint = `],"args":[`

// joins reads on in that, or to the list behind the path of a program, as docker inspect has them:
// "Path":"mysql","Args":["-px"].
func (c *Command) joins(text []byte, t token) bool {
	switch {
	case c.inside:
		return false
	case c.joint == 0 && c.count <= 1 && t.kind == tokChar && t.ch == ':' && bytes.HasSuffix(text[:c.Pos], []byte(`"Args"`)):
		c.joint, c.count = int8(len(joint)-1), 0
		return true
	case c.joint > 0 && (t.kind == tokSpace || t.kind == tokBreak || t.kind == tokLine):
		return true
	case (c.joint > 0 || t.ch == ']') && (t.kind == tokChar || t.kind == tokQuote) && t.ch == joint[c.joint]:
		if c.joint++; int(c.joint) == len(joint) {
			c.joint, c.sep, c.space, c.quote = 0, true, false, quote{}
		}
		return true
	}
	return false
}
