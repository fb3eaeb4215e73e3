package sqlredact

import (
	"errors"
	"strings"

	"github.com/DataDog/go-sqllexer"
)

// errOther says that a text is no SQL of a dialect.
var errOther = errors.New("sqlredact: another dialect")

// A reading is a text as one dialect has it.
type reading struct {
	text      string
	dialect   sqllexer.DBMSType
	system    sqllexer.DBMSType
	own       bool // the dialect is that of the system
	unknown   bool // so is the system: double quote marks may hold text
	backticks bool // names stand in them in every dialect
	minus     bool // "--" is a comment only where a blank follows, or may be
	literals  []span
	quoted    []span // names in double quote marks
	bound     bool   // there are placeholders in the statement
	ends      []int  // those of statements before it
	binds     []int  // which of them have placeholders
	bracket   bool   // quote marks in [brackets] are text if these are no name
	hash      bool   // there is what MySQL has for a comment
	line      int    // the end of a line without a quote mark
	operators int    // the end of operators that no comment follows
	hosts     int    // the end of an address that holds no user
	shown     int    // the end of a setting that shows no secret
	letters   int    // the end of a name, or of what may be one, that no slash follows
	dollars   bool   // $name is a placeholder
	slashes   bool   // "//" begins a comment, or may
	raw       bool   // a backslash escapes nothing in r'…', or may
	durations bool   // there are some without quote marks, or may be

	prefixed bool // a string in double quote marks may have a prefix

	delimited bool // double quote marks hold names, in statements about rows

	cypher bool // the text is no SQL
	kept   bool // numbers stay, also in comments

	hidden  bool // the token at hand is a literal, but for its head
	head    int
	doubted bool // where that one ends cannot be told

	at       int  // where the token begins
	operator bool // the last token that is no space may be a placeholder, or an operator
	stmt     statement
	secret   identified
	secrets  bool // a password was due, or a literal was more than one token
	vars     variables
	proc     procedure
	set      setting
	name     string // of the system
	braces   bool   // {name:Type} is a placeholder, or may be
}

// scan finds literals and placeholders.
func (r *reading) scan() error {
	lexer := sqllexer.New(r.text, sqllexer.WithDBMS(r.dialect))
	for {
		if n, typ := r.cut(); n > 0 {
			if err := r.token(typ, r.text[r.at:r.at+n]); err != nil {
				return err
			}
			r.at += n
			lexer = sqllexer.New(r.text[r.at:], sqllexer.WithDBMS(r.dialect))
			continue
		}
		t := lexer.Scan()
		if t.Type == sqllexer.EOF {
			break
		}
		end := r.at + len(t.Value)
		if !strings.HasPrefix(r.text[r.at:], t.Value) {
			// White space around the dots of a name is left out.
			if end = squeezed(r.text, r.at, t.Value); end < 0 || strings.Contains(t.Value, "/") {
				return ErrUnread
			}
		}
		if end == r.at {
			return ErrUnread
		}
		if t.Type == sqllexer.IDENT {
			if n := r.commentIn(t.Value); n > 0 && end == r.at+len(t.Value) {
				end = r.at + n
				lexer = sqllexer.New(r.text[end:], sqllexer.WithDBMS(r.dialect))
			}
		}
		if err := r.token(t.Type, r.text[r.at:end]); err != nil {
			return err
		}
		r.at = end
	}
	if r.at != len(r.text) {
		return ErrUnread
	}
	if r.bound || r.operator {
		r.binds = append(r.binds, len(r.ends))
	}
	return nil
}

// backslashed reports that PostgreSQL is read as where a backslash escapes in any string.
func (r *reading) backslashed() bool {
	return r.dialect == sqllexer.DBMSMySQL && r.system == sqllexer.DBMSPostgres
}

// squeezed returns the end of what is value but for white space, or -1.
func squeezed(text string, at int, value string) int {
	for i := range len(value) {
		for at < len(text) && text[at] != value[i] && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
			at++
		}
		if at == len(text) || text[at] != value[i] {
			return -1
		}
		at++
	}
	return at
}

// literal adds one that begins and ends so many bytes inside of the token.
func (r *reading) literal(token string, head, tail int) {
	if len(token) > head+tail {
		r.literals = append(r.literals, span{start: r.at + head, end: r.at + len(token) - tail})
	}
}

// token reads the next token.
func (r *reading) token(typ sqllexer.TokenType, token string) error {
	switch typ {
	case sqllexer.SPACE:
		return nil
	case sqllexer.COMMENT, sqllexer.MULTILINE_COMMENT:
		return r.comment(typ, token)
	}
	if r.hidden {
		r.literal(token, r.head, 0)
		r.vars.read(token, &r.stmt)
		if r.doubted {
			return ErrUnread
		}
		return nil
	}
	if r.inlines(token) {
		return ErrUnread
	}
	r.stmt.read(token)
	r.configure(token)
	err := r.word(typ, token)
	if token == ";" && !r.vars.block && !r.vars.declare && (!r.vars.routine || r.postgres()) {
		r.separate()
	}
	r.vars.read(token, &r.stmt)
	return err
}

// word reads the next token that is neither space nor comment.
func (r *reading) word(typ sqllexer.TokenType, token string) error {
	if password, err := r.password(typ, token); password || err != nil {
		r.bound, r.operator = r.bound || r.operator, false
		return err
	}
	glued := len(r.literals) > 0 && r.literals[len(r.literals)-1].end == r.at
	switch typ {
	case sqllexer.STRING, sqllexer.INCOMPLETE_STRING:
		if before := r.before(); is(before, "q", "nq") || r.raw && is(before, "r") && r.differs(token) {
			return ErrUnread
		}
		r.operator = false // "?" with text behind it is one
		switch {
		case token[0] == '"' && typ == sqllexer.STRING && r.delimits() && !strings.Contains(token, `\`):
			r.quotes(token)
		case token[0] != '"' || !r.backslashed() || strings.Contains(token, `\`):
			r.literal(token, 0, 0)
		}
		return nil
	case sqllexer.NUMBER:
		sign := 0
		if token[0] == '+' || token[0] == '-' {
			sign = 1
		}
		bytes := !r.cypher && len(token) > 2 && token[1]|0x20 == 'x' && (r.dialect == sqllexer.DBMSMySQL || r.dialect == sqllexer.DBMSSQLServer)
		r.literals = append(r.literals, span{r.at + sign, r.at + len(token), !bytes})
	case sqllexer.DOLLAR_QUOTED_STRING, sqllexer.DOLLAR_QUOTED_FUNCTION:
		if r.dialect != sqllexer.DBMSPostgres && r.dialect != sqllexer.DBMSSnowflake {
			switch {
			case r.backslashed():
			case r.own || r.unknown && escapes(r.text):
				return ErrUnread
			default:
				return errOther
			}
		}
		r.literal(token, 0, 0)
	case sqllexer.ERROR:
		// A name or comment without an end.
		r.literal(token, 0, 0)
	case sqllexer.UNKNOWN:
		if (token == "`" || token == `\`) && !r.own {
			return errOther
		}
		return ErrUnread
	case sqllexer.QUOTED_IDENT:
		if (token[0] != '[' || r.own) && stated(token) {
			r.secrets = true
			r.literal(token, 0, 0)
			break
		}
		doubled := strings.HasSuffix(token, "]") && strings.HasPrefix(r.text[r.at+len(token):], "]")
		switch {
		case !r.names(token), doubled && r.own, !r.own && strings.Contains(token, "\\`"):
			return ErrUnread
		case doubled:
			return errOther
		}
		switch {
		case !r.unknown || !strings.Contains(token, `"`):
		case r.delimits() && !strings.ContainsAny(token, "`["):
			r.quotes(token)
		default:
			r.literal(token, 0, 0)
		}
	case sqllexer.POSITIONAL_PARAMETER, sqllexer.BIND_PARAMETER:
		switch {
		case len(token) > 1 && token[0] == ':' && isDigit(token[1]) && (r.joined(r.at) || r.follows()): // {'a':1} of Oracle
			r.literals = append(r.literals, span{r.at + 1, r.at + len(token), true})
		case len(token) > 1 && (token[0] == '@' || token[0] == ':'):
			r.variable(r.at, r.at+len(token))
		case len(token) < 2 || token[0] != '$' || !isDigit(token[1]):
			r.bound = true
		case r.money(token):
			end := r.at + len(token)
			if end+1 < len(r.text) && r.text[end] == '.' && isDigit(r.text[end+1]) {
				end += 2 // the rest is a number of its own
			}
			r.literals = append(r.literals, span{r.at, end, true})
		case r.system != sqllexer.DBMSSnowflake && !r.vars.routine: // there it is a column, or an argument
			r.bound = true
		}
	default:
		if r.suspicious(token) {
			return ErrUnread
		}
		if r.delimits() {
			r.quotes(token)
		}
		r.hash = r.hash || r.unknown && r.dialect == sqllexer.DBMSPostgres && strings.Contains(token, "#")
		if glued && typ != sqllexer.OPERATOR && typ != sqllexer.PUNCTUATION && typ != sqllexer.JSON_OP && typ != sqllexer.WILDCARD {
			// Digits of other kinds: 0b01, 1_000.
			r.secrets = true
			last := &r.literals[len(r.literals)-1]
			last.end = r.at + len(token)
			return nil
		}
		r.placeholder(token)
		return nil
	}
	r.bound, r.operator = r.bound || r.operator, false
	return nil
}

// placeholder tells placeholders that the lexer takes for operators and names.
func (r *reading) placeholder(token string) {
	r.bound, r.operator = r.bound || r.operator, false
	rest := r.text[r.at:]
	switch {
	case token == "[" && r.unknown:
		r.bracket = r.bracket || bracketed(rest)
	case token[0] == '$' && r.dialect != sqllexer.DBMSSQLServer:
		if r.dollars {
			r.variable(r.at, r.at+len(token))
		}
	case strings.Contains(token, "?") && r.asks(token):
	case strings.HasSuffix(token, "?"):
		r.operator = true
	case strings.Contains(token, "?"):
		r.bound = true
	case strings.HasSuffix(token, "%"):
		sign := len(token) - 1
		r.bound = r.bound || formatted(rest[sign:]) && !r.joined(r.at+sign) && (sign > 0 || !r.spaced() || !r.follows())
	case r.numbered(token):
		r.bound = true
	case strings.HasSuffix(token, ":") && !strings.HasSuffix(token, "::") && len(rest) > len(token) && isLetter(rest[len(token)]):
		end := len(token)
		for end < len(rest) && word(rest[end]) {
			end++
		}
		r.variable(r.at+len(token)-1, r.at+end)
	}
}

// numbered reports the colon of a placeholder such as :1, and not that of a[1:2].
func (r *reading) numbered(token string) bool {
	colon := r.at + len(token) - 1
	return (r.dialect == sqllexer.DBMSOracle || r.dialect == sqllexer.DBMSSnowflake) && strings.HasSuffix(token, ":") &&
		colon+1 < len(r.text) && r.text[colon+1] >= '1' && r.text[colon+1] <= '9' &&
		colon > 0 && strings.IndexByte(" \t\r\n(,=<>+-*/|", r.text[colon-1]) >= 0 && (len(token) > 1 || !r.follows())
}

// money reports an amount of SQL Server, $1234.56 or $50,000, rather than a placeholder.
func (r *reading) money(token string) bool {
	if r.system == sqllexer.DBMSSQLServer {
		return true
	}
	rest := r.text[r.at+len(token):]
	if len(rest) < 2 || !isDigit(rest[1]) {
		return false
	}
	digits := 1
	for digits < len(rest) && isDigit(rest[digits]) {
		digits++
	}
	return rest[0] == '.' || rest[0] == ',' && r.unknown && digits == len("000")+1 && digits < len(rest) && rest[digits] == '.'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// before returns the word right before the string at hand, such as that of Oracle's strings with marks of
// their own, q'[…]', which the lexer does not read.
func (r *reading) before() string {
	return wordBefore(r.text, r.at)
}

// differs reports a string that ends earlier, and text behind it, where a backslash does not escape its
// quote mark.
func (r *reading) differs(token string) bool {
	n := strings.IndexByte(token[1:], token[0])
	return r.dialect == sqllexer.DBMSMySQL && n >= 0 && token[n] == '\\' && n+2 < len(token) && r.at+len(token) < len(r.text)
}

// suspicious reports a token that holds what begins a comment or a literal.
func (r *reading) suspicious(token string) bool {
	if strings.Contains(token, `"`) && (r.unknown && !r.delimits() || !r.names(token)) || strings.Contains(token, "'") {
		return true
	}
	rest := r.text[r.at:]
	dollars := r.dialect == sqllexer.DBMSPostgres || r.dialect == sqllexer.DBMSSnowflake || r.unknown || r.backslashed()
	for i := range len(token) {
		switch {
		case token[i] == '#' && r.dialect == sqllexer.DBMSMySQL,
			strings.HasPrefix(rest[i:], "/*"), strings.HasPrefix(rest[i:], "--") && !r.cypher,
			strings.HasPrefix(rest[i:], "//") && (r.dialect == sqllexer.DBMSSnowflake || r.unknown && r.slashes && r.marked(i)),
			dollars && i > 0 && token[i] == '$' && strings.IndexByte(".?#/@! \t\r\n", token[i-1]) >= 0 && strings.Contains(token[i+1:], "$"):
			return true
		}
	}
	return false
}

// names reports that a token is names with dots between them, of which some stand in
// quote marks as a whole.
func (r *reading) names(token string) bool {
	for i := 0; i < len(token); i++ {
		end := byte(0)
		switch c := token[i]; {
		case c == '"' && (r.dialect != sqllexer.DBMSMySQL || r.delimits()), c == '`':
			end = c
		case c == '[' && r.dialect == sqllexer.DBMSSQLServer:
			end = ']'
		case c == '"', c == '[', c == '$' && strings.Contains(token[i+1:], "$"):
			return false
		default:
			continue
		}
		n := strings.IndexByte(token[i+1:], end)
		if n < 0 || i > 0 && strings.IndexByte(". \t\r\n", token[i-1]) < 0 && (token[i-1] != '@' || r.name != "cockroachdb") {
			return false
		}
		if i += n + 1; i+1 < len(token) && strings.IndexByte(". \t\r\n", token[i+1]) < 0 {
			return false
		}
	}
	return true
}
