package redact

import "bytes"

// marks knows the replacements that one plan can produce.
type marks struct {
	whole map[string]bool // labels, fixed texts and marks of the engine
	ends  [256]uint8      // of whole: 1 by the first byte, 2 by the last
	masks []mask
	hmacs map[*hmacToken]map[string]bool // detector IDs, cut as in tokens, by token maker
	users []Recognizer
	// foreign tells of marks that are no labels of a detector.
	foreign bool
}

// newMarks returns marks with room for the labels of so many detectors.
func newMarks(detectors int) *marks {
	m := &marks{whole: make(map[string]bool, 2*detectors), hmacs: map[*hmacToken]map[string]bool{}}
	m.add(markZero)
	m.add(markError)
	m.add(markLimit)
	return m
}

func (m *marks) add(text string) {
	p := []byte(text)
	m.addWhole(text)
	parens(p)
	m.addWhole(string(p))
}

func (m *marks) addWhole(text string) {
	m.whole[text] = true
	if n := len(text); n > 0 {
		m.ends[text[0]] |= 1
		m.ends[text[n-1]] |= 2
	}
}

// learn adds what rep can produce for a detector.
func (m *marks) learn(rep Replacement, id string) {
	switch r := rep.(type) {
	case label:
		m.add("[REDACTED:" + id + "]")
	case fixed:
		m.add(string(r))
		m.foreign = true
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
		m.foreign = true
	}
}

// is reports whether v is one mark and nothing else.
func (m *marks) is(v []byte) bool {
	n := len(v)
	if n > maxReplacement {
		return false
	}
	if (n == 0 || m.ends[v[0]]&1 != 0 && m.ends[v[n-1]]&2 != 0) && m.whole[string(v)] {
		return true
	}
	if size, ok := bytes.CutPrefix(v, []byte(limitHead+":")); ok && len(size) <= 12 {
		if n, ok := bytes.CutSuffix(size, []byte("]")); ok && onlyDigits(n) && len(n) > 0 {
			return true
		}
	}
	for _, k := range m.masks {
		if k.IsReplacement(v) {
			return true
		}
	}
	if len(m.hmacs) > 0 {
		if text, ok := cutToken(v); ok {
			for h, ids := range m.hmacs {
				if h.isToken(text, ids) {
					return true
				}
			}
		}
	}
	return len(m.users) > 0 && m.recognized(v)
}

// recognized reports what a user's Replacement knows.
func (m *marks) recognized(v []byte) (yes bool) {
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
