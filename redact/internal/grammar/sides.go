package grammar

import "strings"

// Sides are the small letters, a bit each from a on, between which the text of a
// name may stand as part of a word.
type Sides struct{ before, after uint32 }

const anyLetter = 1<<26 - 1

// Sides returns the letters that may stand beside one of the Announcements where a
// name of the rules is written there.
func (n *Names) Sides(text string) (s Sides) {
	for i := range len(text) {
		if text[i] < 'a' || text[i] > 'z' {
			return Sides{anyLetter, anyLetter}
		}
	}
	s.after = 1 << ('s' - 'a') // a plural
	// Behind and before each rule stands what is no letter.
	for from := 0; ; {
		i := strings.Index(n.joined[from:], text)
		if i < 0 {
			break
		}
		i += from
		s.before |= letter(n.joined[i-1])
		s.after |= letter(n.joined[i+len(text)])
		from = i + 1
	}
	for _, suffix := range suffixes {
		if strings.HasPrefix(suffix, text) {
			s.before = anyLetter
		}
	}
	return s
}

// letter returns the bit of a small letter, or 0.
func letter(b byte) uint32 {
	if b < 'a' || b > 'z' {
		return 0
	}
	return 1 << (b - 'a')
}

// goesOn reports that the word at text[:end] goes on with a letter that no name has
// there: the "pass" of "passenger".
func (s Sides) goesOn(text []byte, end int) bool {
	return end < len(text) && letter(text[end-1]) != 0 && letter(text[end])&^s.after != 0
}

// inside reports that the word at text[start] began before, with a letter that no name
// has there: the "pin" of "shopping". The bytes before are plain.
func (s Sides) inside(text []byte, start int) bool {
	return start > 0 && letter(text[start]) != 0 && letter(text[start-1])&^s.before != 0
}
