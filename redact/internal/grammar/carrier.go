package grammar

import "bytes"

// A carrier is a syntax in which something other than one separator stands between
// a name and its value.
type carrier uint8

const (
	noCarrier  carrier = iota
	yamlPair           // name: DB_PASSWORD / value: x
	tuple              // ('password', 'x')
	headers            // ['host', 'a', 'x-api-key', 'x']
	varDump            // ["password"]=> string(1) "x"
	serialized         // s:8:"password";s:1:"x";
	element            // <property name="password">x</property>
	plist              // <key>password</key><string>x</string>, <name>password</name><value>x</value>
	multipart          // name="password" / an empty line / x
	spew               // Password: (string) (len=1) "x"
	moved              // password changed from 'x' to 'y'
	cells              // | password | x |
	tabbed             // DB_PASSWORD, a tab, x
	erlang             // {password,"x"}, {<<"password">>,<<"x">>}, #{<<"password">> => <<"x">>}
	headerPair         // [["x-api-key","x"],…], as what is bound to columns: [["password", "x"]]
	said               // the password is x
	item               // --password, a line end and a hyphen, x
)

const (
	maxList = 512 // bytes of a list before a name
	maxPart = 1024
)

// nameTags begin an element that holds a name, as they stand in strings of JSON, too.
var nameTags = []string{
	"<key>", `\u003ckey\u003e`, `\\u003ckey\\u003e`, `\\\\u003ckey\\\\u003e`,
	"&lt;key&gt;", `\u0026lt;key\u0026gt;`, `\\u0026lt;key\\u0026gt;`, `\\\\u0026lt;key\\\\u0026gt;`,
	"<name>", `\u003cname\u003e`, `\\u003cname\\u003e`, `\\\\u003cname\\\\u003e`,
	"&lt;name&gt;", `\u0026lt;name\u0026gt;`, `\\u0026lt;name\\u0026gt;`, `\\\\u0026lt;name\\\\u0026gt;`,
}

// stringTag is the type of a value in XML-RPC: <name>password</name><value><string>x</string></value>.
const stringTag = "<string>"

// carried recognises a carrier by what follows the name: the token t.
func (c *Candidate) carried(n *Names, text []byte, t token) (st Status, ok bool) {
	left := func() []byte { return bytes.TrimRight(c.left(text), " \t") }
	to := func(kind carrier, p phase) (Status, bool) {
		c.carrier, c.phase, c.n = kind, p, 0
		c.step(t)
		return More, true
	}
	switch t.kind {
	case tokLine, tokBreak:
		if c.ctx.flag && c.n == 1 {
			if prefix := c.itemFlag(text); prefix != nil {
				switch at, more, is := itemValue(text, c.Pos, prefix, c.fin); {
				case more:
					c.n--
					return wait, true
				case is:
					c.Pos, c.quoted, c.entry, c.carrier = at, false, true, item
					c.begin(phPrefix)
					return More, true
				}
			}
		}
		l := left()
		switch {
		case c.quoted && (hasSuffixFold(l, "form-data; name=") || hasSuffixFold(l, `form-data;name=`)):
			st, ok = to(multipart, phCarrier)
			c.newline(t)
			return st, ok
		case (c.quoted || c.ctx.form.ch == 0) && (hasSuffixFold(l, "name:") || hasSuffixFold(l, "key:") || hasSuffixFold(l, "property:")):
			c.quoted = false
			return to(yamlPair, phPair)
		}
	case tokSpace:
		if t.ch == '\t' || t.ch == 't' {
			if name := text[c.name:c.nameTo]; c.n == 1 && !c.quoted && !c.ctx.flag && (variable(name) || bytes.IndexByte(name, '.') > 0 && !c.Class.Weak) {
				return to(tabbed, phBlanks)
			}
		}
		switch {
		case c.n != 1 || t.ch != ' ':
		case c.quoted && fieldOfHash(c.left(text)):
			switch yes, more := assigned(text, c.Pos, c.fin); {
			case more:
				c.n--
				return wait, true
			case !yes:
				return to(noCarrier, phBlanks)
			}
		case c.ctx.form.ch == 0 && (c.name == 0 || text[c.name-1] == '\n'):
			switch is, more := columnBehind(text, c.Pos, c.fin); {
			case more:
				c.n--
				return wait, true
			case is:
				c.beside = true
				return to(tabbed, phBlanks)
			}
		case c.ctx.form.ch == 0 && variable(text[c.name:c.nameTo]) && bytes.HasSuffix(c.left(text), []byte("{")):
			switch is, more := envVar(text, c.Pos, c.fin); {
			case more:
				c.n--
				return wait, true
			case is:
				return to(noCarrier, phBlanks)
			}
		case c.ctx.form.ch == 0:
			if whole, is := setsVariable(c.left(text)); is && variable(text[c.name:c.nameTo]) {
				switch yes, more := assigned(text, c.Pos, c.fin); {
				case more:
					c.n--
					return wait, true
				case !yes:
					c.entry = whole
					return to(tabbed, phBlanks)
				}
			}
		}
	case tokChar:
		switch t.ch {
		case ',':
			is, more := c.credential(text)
			if !is && !more {
				is, more = c.argumentOf(text)
			}
			switch {
			case more:
				c.n--
				return wait, true
			case is:
				c.colon = c.quoted // so lines may end between, as in JSON
				return to(noCarrier, phBlanks)
			}
			switch l := c.left(text); {
			case !c.quoted && c.ctx.form.ch == 0 && c.n == 1 && (bytes.HasSuffix(l, []byte("Name:")) || hasSuffixFold(l, "name: ") || flowKey(l)):
				return to(noCarrier, phPair) // {Name:DB_PASSWORD,Value:x,}, {name: DB_PASSWORD, value: x}
			case !c.quoted && c.ctx.form.ch == 0 && c.n == 1 && bytes.HasSuffix(l, []byte("{")):
				return to(erlang, phCarrier)
			case !c.quoted || c.ctx.flag:
			case hasSuffixFold(l, "set_config("):
				return to(noCarrier, phBlanks)
			case bytes.HasSuffix(bytes.TrimRight(l, " "), []byte("(")) || bytes.HasSuffix(l, []byte("(b")) || bytes.HasSuffix(l, []byte("(u")):
				return to(tuple, phBlanks)
			case listed(l):
				c.Class.Weak = c.Class.Weak || !c.headerName(text) // [["password", "email"]] are names
				return to(headerPair, phCarrier)
			case c.pairsBefore(text):
				return to(headers, phBlanks)
			}
		case ';':
			if l := c.left(text); c.quoted && bytes.HasSuffix(l, []byte(":")) {
				return to(serialized, phCarrier)
			}
		case '>':
			if c.quoted && bytes.HasSuffix(c.left(text), []byte("{<<")) {
				return to(erlang, phCarrier)
			}
			if c.quoted && bytes.HasSuffix(c.left(text), []byte("<<")) {
				switch yes, more := reads(text, c.Pos, mapKeyEnd, c.fin); {
				case more:
					c.n--
					return wait, true
				case yes:
					return to(erlang, phCarrier)
				}
			}
			if l := c.left(text); c.quoted && (hasSuffixFold(l, " name=") || hasSuffixFold(l, " key=")) {
				c.step(t)
				c.carrier, c.ctx.xmlAt = element, t.esc
				c.begin(phElement)
				return More, true
			}
		case '<':
			l := c.left(text)
			for _, tag := range nameTags {
				if !c.quoted && hasSuffixFold(l, tag) {
					return to(plist, phCarrier)
				}
			}
			if c.n <= 2 && !c.quoted && bytes.HasSuffix(l, []byte(">")) {
				switch at, more := cellBehind(text, c.Pos, c.fin); {
				case more:
					c.n--
					return wait, true
				case at > 0:
					c.carrier, c.Pos, c.beside = element, at, true
					c.begin(phElement)
					return More, true
				}
			}
		case '|':
			switch l := left(); {
			case c.quoted || c.n == 1:
			case bytes.HasSuffix(l, []byte("|")) && lineStart(l[:len(l)-1]):
				return to(cells, phBlanks)
			case c.name == 0, text[c.name-1] == '\n': // psql prints a record so
				c.beside = true
				return to(cells, phBlanks)
			}
		case 'i':
			if c.n > 1 && !c.quoted && !c.ctx.flag {
				return to(said, phCarrier)
			}
		}
	}
	return More, false
}

// flowKey reports text that ends where a flow of YAML begins that tells the name of what it holds: {key: .
func flowKey(left []byte) bool {
	for _, key := range [...]string{"{key: ", "{ key: ", "{property: ", "{ property: "} {
		if bytes.HasSuffix(left, []byte(key)) {
			return true
		}
	}
	return false
}

// left returns what stands before the name and its quote mark.
func (c *Candidate) left(text []byte) []byte {
	i := c.name
	if c.ctx.form.ch != 0 && c.ctx.form.esc < pctLevel {
		i -= 1 + int(c.ctx.form.esc)
	}
	return text[max(0, i-maxLeft):max(0, i)]
}

func hasSuffixFold(text []byte, s string) bool {
	return len(text) >= len(s) && bytes.EqualFold(text[len(text)-len(s):], []byte(s))
}

// lineStart reports text that ends where the first cell of a line begins. One word before is a cell, too.
func lineStart(text []byte) bool {
	text = text[bytes.LastIndexByte(text, '\n')+1:]
	if i := bytes.LastIndex(text, []byte(`\n`)); i >= 0 {
		text = text[i+2:]
	}
	return bytes.IndexByte(text, '|') < 0 && len(bytes.Fields(text)) != 1
}

// headerName reports a name that is one of a header by its spelling.
func (c *Candidate) headerName(text []byte) bool {
	return c.Class.Extent != ExtentValue || bytes.IndexByte(text[max(0, c.name):c.nameTo], '-') > 0
}

// listed reports text that ends where a list in a list begins.
func listed(text []byte) bool {
	if text = bytes.TrimRight(text, " "); !bytes.HasSuffix(text, []byte("[")) {
		return false
	}
	text = bytes.TrimRight(text[:len(text)-1], " \n\r\t")
	if bytes.HasSuffix(text, []byte(`\n`)) {
		text = bytes.TrimRight(text[:len(text)-2], " ")
	}
	return len(text) > 0 && (text[len(text)-1] == '[' || text[len(text)-1] == ',')
}

// pairsBefore reports a list of names and values before the name: an even number of
// strings, among them a common header.
func (c *Candidate) pairsBefore(text []byte) bool {
	i := c.name - 1 - int(c.ctx.form.esc)
	if c.ctx.form.esc >= pctLevel || i < 1 {
		return false
	}
	floor, marks, known := max(0, i-maxList), 0, false
	for j := i - 1; j >= floor; j-- {
		switch b := text[j]; {
		case b == c.ctx.form.ch:
			marks++
			if marks%2 == 1 {
				continue
			}
			rest := text[j+1 : i]
			for _, h := range []string{"host", "accept", "user-agent", "content-type", "content-length", "connection"} {
				known = known || len(rest) > len(h) && bytes.EqualFold(rest[:len(h)], []byte(h))
			}
		case marks%2 == 0 && b == '[':
			return known && marks > 0 && marks%4 == 0
		case marks%2 == 0 && b != ',' && b != ' ' && b != '\\' && b != '\n':
			return false
		}
	}
	return false
}

// newline counts line ends.
func (c *Candidate) newline(t token) {
	if t.ch == '\n' || t.ch == 'n' {
		c.gapLines++
	}
}

// carry reads from the name to the value of a carrier.
func (c *Candidate) carry(text []byte, t token) Status {
	c.n++
	switch c.carrier {
	case multipart:
		switch {
		case t.kind == tokEnd || c.n > maxPart || c.gapLines > 2:
			return Dead
		case t.kind == tokLine || t.kind == tokBreak:
			c.newline(t)
		case c.gapLines == 2:
			c.begin(phLine)
			return More
		default:
			c.gapLines = 0
		}
		return c.step(t)
	case headerPair:
		switch {
		case t.kind == tokQuote && t.ch == c.ctx.form.ch && t.esc == c.ctx.form.esc:
			c.begin(phPrefix)
			return More
		case c.n > maxBlanks || t.kind != tokSpace && t.kind != tokLine && t.kind != tokBreak:
			return Dead
		}
		return c.step(t)
	case erlang:
		switch {
		case t.kind == tokQuote && t.ch == '"':
			c.begin(phPrefix)
			return More
		case c.n > 12 || t.kind != tokSpace && (t.kind != tokChar || t.ch != '<' && t.ch != '>' && t.ch != ',' && t.ch != '='):
			return Dead
		}
		return c.step(t)
	case serialized:
		switch want := [...]byte{'s', ':'}; {
		case c.n <= len(want):
			if t.kind != tokChar || t.ch != want[c.n-1] {
				return Dead
			}
		case t.kind == tokQuote && text[c.Pos-1] == ':' && c.n > 4:
			c.begin(phPrefix)
			return More
		case t.kind != tokChar || (t.ch < '0' || t.ch > '9') && t.ch != ':' || c.n > 16:
			return Dead
		}
		return c.step(t)
	case varDump:
		const want = "tring("
		switch {
		case c.n <= len(want):
			if t.kind != tokChar || t.ch != want[c.n-1] {
				c.Pos = c.val // a value
				c.begin(phPrefix)
				return More
			}
		case t.kind == tokQuote && c.n > len(want)+2:
			c.begin(phPrefix)
			return More
		case t.kind == tokSpace || t.kind == tokChar && (t.ch >= '0' && t.ch <= '9' || t.ch == ')'):
		default:
			return Dead
		}
		return c.step(t)
	case plist:
		want, named := "/key>", bytes.HasSuffix(bytes.TrimRight(c.left(text), `>\u003e\u0026gt;&`), []byte("nam"))
		if named {
			want = "/name>"
		}
		switch {
		case c.n <= len(want):
			if t.kind != tokChar || t.ch != want[c.n-1] {
				return Dead
			}
		case t.kind == tokSpace || t.kind == tokLine || t.kind == tokBreak:
			c.n--
			if c.gapLines++; c.gapLines > 64 {
				return Dead
			}
		case t.kind != tokChar || (t.ch == '<') != (c.n == len(want)+1) || c.n > 24 || t.ch == '/':
			return Dead
		case t.ch == '>' && named && !hasSuffixFold(text[:c.Pos], "value"):
			return Dead
		case t.ch == '>':
			if named && t.esc == 0 {
				switch yes, more := reads(text, c.Pos+t.width, stringTag, c.fin); {
				case more:
					c.n--
					return wait
				case yes:
					c.Pos += len(stringTag)
				}
			}
			c.ctx.xmlAt = t.esc
			c.step(t)
			c.begin(phElement)
			return More
		}
		return c.step(t)
	case said:
		switch {
		case c.n == 1 && t.kind == tokChar && t.ch == 's':
			return c.step(t)
		case c.n == 2 && t.kind == tokChar && t.ch == ':' || c.n > 1 && t.kind == tokSpace && c.n < 8:
			c.after = t.kind == tokSpace
			return c.step(t)
		case c.n > 2 && c.after:
			c.begin(phPrefix)
			return More
		}
	}
	return Dead
}

// follows reports what must stand behind the value of a carrier that would else be
// something else: a list of names.
func (c *Candidate) follows(t token) bool {
	if t.kind == tokSpace && c.carrier == headerPair {
		return true
	}
	switch c.carrier {
	case tuple:
		return t.kind == tokChar && t.ch == ')'
	case erlang:
		return t.kind == tokChar && (t.ch == '}' || t.ch == '>')
	case headerPair:
		return t.kind == tokChar && t.ch == ']' || t.kind == tokLine || t.kind == tokBreak
	}
	return true
}

// told reports that a value which a sentence gives is none: the sentence goes on, or
// it ends with a plain word and nobody was given a password.
func (c *Candidate) told(text []byte) bool {
	if c.carrier == tabbed {
		// The head of a table, or what is said of a variable.
		first, more, _ := bytes.Cut(text[c.val:c.end], []byte(" "))
		return letters(first) && (bytes.IndexByte(text[c.name:c.nameTo], '_') < 0 || len(more) > 0 && in(statusWords, first))
	}
	if c.carrier != said || c.open.ch != 0 || c.wasCut {
		return false
	}
	v := bytes.TrimRight(text[c.val:c.end], ".,;:!)")
	plain, capitals := true, 0
	for i, b := range v {
		k := kindOf(b)
		plain = plain && (k == lower || k == upper || b == '-' || b == '\'' || b == '/')
		if i > 0 && k == upper {
			capitals++
		}
	}
	switch {
	case len(v) == 0, len(v) <= 3 && digits(v):
		return true
	case !plain || capitals > 1 && len(v) >= 8:
		return false
	case c.Class.Weak || len(v) < c.end-c.val || in(toldWords, v):
		return true
	}
	if rest := text[c.end:]; len(rest) > 0 && bytes.IndexByte([]byte("\n\r\"\\"), rest[0]) < 0 {
		return true
	}
	l := bytes.TrimRight(c.left(text), " ")
	return !in(givenWords, l[bytes.LastIndexAny(l, " \t\n\"'")+1:])
}

// givenWords before "password is" say that it is told.
var givenWords = set("your new temporary initial generated default")

// toldWords behind it say what is the matter with it.
var toldWords = set("compromised insecure expiring outdated safe secure visible public leaked breached encrypted hashed stored saved ready short long used reused shared")

func hasPrefixFold(text []byte, s string) bool {
	return len(text) >= len(s) && bytes.EqualFold(text[:len(s)], []byte(s))
}
