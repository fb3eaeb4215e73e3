package sqlredact

import "strings"

// identified follows IDENTIFIED BY password REPLACE password, where Oracle has a word or a name in
// quote marks for a password.
type identified struct {
	word  string // the last one
	due   bool   // a password comes next
	given bool   // one came, in this statement
}

// next reads a token and reports that it is a password as a name is written.
func (s *identified) next(token string) (password bool) {
	word := strings.ToLower(token)
	switch {
	case s.due:
		s.due = false
		switch word {
		case "values", "password", "random": // what follows is a string
		default:
			s.given = true
			password = isLetter(token[0]) || strings.IndexByte("\"`", token[0]) >= 0
		}
	case word == "by" && s.word == "identified", word == "replace" && s.given:
		s.due = true
	case token == ";":
		s.given = false
	}
	s.word = word
	return password
}
