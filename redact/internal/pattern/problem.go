package pattern

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
)

// A problem is a reason to refuse an expression.
type problem uint8

const (
	emptyExpression problem = iota
	lazyQuantifier
	beginText
	endText
	secondGroup
	nestedGroup
	looseLeft
	looseRight
	partialClass
	noMatch
	emptyMatch
	emptyGroup
	noAnchor
	tooLarge
)

var problemText = [...]string{
	emptyExpression: "the expression is empty: write what a match looks like",
	lazyQuantifier:  "lazy quantifier: the longest match counts here; write the greedy quantifier over a narrower class, such as one that excludes the byte after the match",
	beginText:       `beginning of the text (\A, or ^ without the m flag): write (?m:^) for the beginning of a line`,
	endText:         `end of the text (\z, or $ without the m flag): write (?m:$) for the end of a line`,
	secondGroup:     "more than one capturing group: keep the one that marks what is replaced and write (?:…) for the others",
	nestedGroup:     "capturing group inside a repetition or an alternation: move it out, so that every match has it once, or write (?:…)",
	looseLeft:       "the part before the capturing group has no fixed length in bytes: write fixed counts there, split the pattern, or take the part into the group",
	looseRight:      "the part after the capturing group has no fixed length in bytes: write fixed counts there, split the pattern, or take the part into the group",
	partialClass:    "character class with some but not all characters outside ASCII: list at most 64 of them, or write a class of ASCII characters, or a negated one, which takes in every byte outside ASCII",
	noMatch:         "no text can match: remove the contradiction between assertions, or the empty class",
	emptyMatch:      "the empty text matches: require at least one byte, for instance with + for *",
	emptyGroup:      "the capturing group can be empty: require at least one byte in it, since nothing would be replaced",
	noAnchor:        "no literal at a bounded distance from the start: every match needs a literal of at least one ASCII byte (of a class, at most 16 characters count) that begins at most 256 bytes after the start, at a distance that varies by at most 32; write bounded counts such as {8,40} before it",
	tooLarge:        "the automaton has more than 20,000 states or 4 MiB: write smaller counts, or classes that exclude what comes after them",
}

func (p problem) Error() string { return "pattern: " + problemText[p] }

// problems is a set of problem.
type problems uint32

func (s *problems) add(p problem)     { *s |= 1 << p }
func (s problems) has(p problem) bool { return s&(1<<p) != 0 }

// syntaxText has the parser's codes in words, without the expression's text,
// which the parser's own errors quote.
var syntaxText = map[syntax.ErrorCode]string{
	syntax.ErrInvalidCharClass:      "invalid character class: check its brackets and names",
	syntax.ErrInvalidCharRange:      "invalid range in a character class: write the lower end first and a known class name",
	syntax.ErrInvalidEscape:         `invalid escape: back references and unknown escapes do not exist; write a literal backslash as \\`,
	syntax.ErrInvalidNamedCapture:   "invalid named group: write (?P<name>…) with letters, digits and underscores, each name once",
	syntax.ErrInvalidPerlOp:         "invalid group or flag: lookahead and lookbehind do not exist; write (?:…), (?i:…), (?m:…) or (?s:…)",
	syntax.ErrInvalidRepeatOp:       "a quantifier follows a quantifier: put the inner one in (?:…)",
	syntax.ErrInvalidRepeatSize:     "invalid repetition count: write at most 1000, the lower count first; nested counts multiply",
	syntax.ErrInvalidUTF8:           `the expression is not valid UTF-8: write bytes of ASCII and characters; the dot or a negated class matches any byte outside ASCII`,
	syntax.ErrMissingBracket:        "a character class is not closed: write its closing bracket",
	syntax.ErrMissingParen:          "a group is not closed: write its closing parenthesis",
	syntax.ErrMissingRepeatArgument: `a quantifier has nothing before it: write a backslash before it to match it as a character`,
	syntax.ErrTrailingBackslash:     `the expression ends in a backslash: write \\ to match one`,
	syntax.ErrUnexpectedParen:       `a closing parenthesis has no opening one: write \) to match one`,
	syntax.ErrNestingDepth:          "groups are nested too deeply: write fewer levels",
	syntax.ErrLarge:                 "the expression is too large: write smaller counts or split the pattern",
}

// syntaxError puts an error of the parser into words. The offset is given only
// where it is certain.
func syntaxError(expr string, err error) error {
	var se *syntax.Error
	if !errors.As(err, &se) {
		return errors.New("pattern: invalid expression")
	}
	text, ok := syntaxText[se.Code]
	if !ok {
		text = "invalid expression"
	}
	if at := strings.Index(expr, se.Expr); at >= 0 && se.Expr != "" && se.Expr != expr && at == strings.LastIndex(expr, se.Expr) {
		return fmt.Errorf("pattern: %s (at byte %d)", text, at)
	}
	return fmt.Errorf("pattern: %s", text)
}
