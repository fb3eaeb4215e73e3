package redact

import "bytes"

// marks knows the replacements that one plan can produce.
type marks struct {
	whole map[string]bool // labels, fixed texts and marks of the engine
	masks []mask
	hmacs map[*hmacToken][]string // detector IDs by token maker
	users []Recognizer
}

func newMarks() *marks {
	m := &marks{whole: map[string]bool{}, hmacs: map[*hmacToken][]string{}}
	m.add(markZero)
	m.add(markError)
	m.add(markLimit)
	return m
}

func (m *marks) add(text string) {
	p := []byte(text)
	m.whole[text] = true
	parens(p)
	m.whole[string(p)] = true
}

// learn adds what rep can produce for a detector.
func (m *marks) learn(rep Replacement, id string) {
	switch r := rep.(type) {
	case label:
		m.add("[REDACTED:" + id + "]")
	case fixed:
		m.add(string(r))
	case mask:
		m.masks = append(m.masks, r)
		m.add("[REDACTED:" + id + "]")
	case *hmacToken:
		m.hmacs[r] = append(m.hmacs[r], id)
	case Recognizer:
		m.users = append(m.users, r)
	}
}

// is reports whether v is one mark and nothing else.
func (m *marks) is(v []byte) (yes bool) {
	if len(v) > maxReplacement {
		return false
	}
	if m.whole[string(v)] {
		return true
	}
	if size, ok := bytes.CutPrefix(v, []byte(markLimit[:len(markLimit)-1]+":")); ok && len(size) <= 12 {
		if n, ok := bytes.CutSuffix(size, []byte("]")); ok && onlyDigits(n) && len(n) > 0 {
			return true
		}
	}
	for _, k := range m.masks {
		if k.IsReplacement(v) {
			return true
		}
	}
	if len(m.hmacs) > 0 && len(v) > 0 {
		if v[0] == '(' {
			v = bytes.Clone(v)
			v[0], v[len(v)-1] = '[', ']'
		}
		for h, ids := range m.hmacs {
			for _, id := range ids {
				if h.isToken(v, id) {
					return true
				}
			}
		}
	}
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	for _, u := range m.users {
		if u.IsReplacement(v) {
			return true
		}
	}
	return false
}
