package redact

import "bytes"

// marks knows the replacements that one plan can produce.
type marks struct {
	whole map[string]bool // labels, fixed texts and marks of the engine
	masks []mask
	hmacs map[*hmacToken]map[string]bool // detector IDs, cut as in tokens, by token maker
	users []Recognizer
}

func newMarks() *marks {
	m := &marks{whole: map[string]bool{}, hmacs: map[*hmacToken]map[string]bool{}}
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
		if m.hmacs[r] == nil {
			m.hmacs[r] = map[string]bool{}
		}
		m.hmacs[r][r.cut(id)] = true
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
	if text, ok := cutToken(v); ok {
		for h, ids := range m.hmacs {
			if h.isToken(text, ids) {
				return true
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
