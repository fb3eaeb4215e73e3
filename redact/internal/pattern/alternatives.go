package pattern

import "strings"

// Alternatives cuts an expression with several groups at the bars that stand in no
// bracket, so that each alternative may have a group with a context of its own length.
// Others are returned as they are, and so are those with flags that hold beyond a bar.
func Alternatives(expr string) []string {
	var parts []string
	groups, depth, from := 0, 0, 0
	for i := 0; i < len(expr); i++ {
		switch expr[i] {
		case '\\':
			if i++; i < len(expr) && expr[i] == 'Q' {
				return []string{expr}
			}
		case '[':
			i += classLen(expr[i:]) - 1
		case '(':
			switch flags, ok := strings.CutPrefix(expr[i+1:], "?"); {
			case !ok, strings.HasPrefix(flags, "P<"), strings.HasPrefix(flags, "<"):
				groups++
			default:
				if end := strings.IndexAny(flags, ":)"); depth == 0 && end >= 0 && flags[end] == ')' {
					return []string{expr}
				}
			}
			depth++
		case ')':
			depth--
		case '|':
			if depth == 0 {
				parts = append(parts, expr[from:i])
				from = i + 1
			}
		}
	}
	if groups < 2 || parts == nil {
		return []string{expr}
	}
	return append(parts, expr[from:])
}

// classLen returns the length of the class with which expr begins.
func classLen(expr string) int {
	i := 1
	if strings.HasPrefix(expr[i:], "^") {
		i++
	}
	for first := i; i < len(expr); i++ {
		switch {
		case expr[i] == '\\':
			i++
		case strings.HasPrefix(expr[i:], "[:"):
			if n := strings.Index(expr[i:], ":]"); n > 0 {
				i += n + 1
			}
		case expr[i] == ']' && i > first:
			return i + 1
		}
	}
	return len(expr)
}
