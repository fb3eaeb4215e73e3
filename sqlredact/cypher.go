package sqlredact

import (
	"strings"

	"github.com/DataDog/go-sqllexer"
)

// cypher are systems of others that are read as MySQL is, but for what graph returns. Of neo4j numbers stay.
var cypher = []string{"neo4j", "memgraph"}

// graph returns what Cypher has otherwise than MySQL: dashes between nodes begin no comment, slashes do, and
// number signs are none of it.
func (r *reading) graph() (int, sqllexer.TokenType) {
	rest := r.text[r.at:]
	switch c := rest[0]; {
	case strings.HasPrefix(rest, "//"):
		line, _, _ := strings.Cut(rest, "\n")
		return len(line), sqllexer.COMMENT
	case strings.HasPrefix(rest, "/*"):
	case c == '#':
		return 1, sqllexer.UNKNOWN
	case strings.IndexByte("+-*/=<>!&|^%~?:@", c) >= 0, strings.HasPrefix(rest, "$`"):
		return 1, sqllexer.OPERATOR
	}
	return 0, 0
}

// escaped reports a quote mark or a backslash that is written by its number, which servers read before
// anything else, or in strings only.
func escaped(text string) bool {
	for {
		_, rest, ok := strings.Cut(text, `\`)
		if !ok {
			return false
		}
		if len(rest) >= len("u0027") && is(rest[:len("u0027")], "u0027", "u0022", "u0060", "u005c") {
			return true
		}
		text = rest
	}
}
