package pattern

import "slices"

// A Guard tells which bytes can stand around a literal if a match holds it: bit 0 of a
// byte's entry, right before the literal; bit j, as byte j behind it. It is not to be
// changed.
type Guard [256]uint8

const (
	// GuardAhead is the number of bytes behind a literal that a guard knows of.
	GuardAhead = 7
	// MaxBlank bounds the distance of a blank that a Surveyor looks for.
	MaxBlank = 256
	// MaxReach bounds the distances of which a Surveyor tells the bytes.
	MaxReach = 72
	// maxAhead bounds the states that are followed for a guard.
	maxAhead = 64
)

// A Surveyor tells what follows from an automaton for who looks for its matches, of one
// after the other. Of what was compiled beforehand that is known. The zero value is
// ready.
type Surveyor struct {
	prog  *Prog
	table *Table
	seen  []uint32 // by state: the pass, of any pattern, in which it was added last
	pass  uint32

	level, more, behind, out []State
	known                    map[Guard]*Guard
}

// Guard returns the guard of an anchor. Equal ones are one.
func (s *Surveyor) Guard(p *Prog, a Anchor) *Guard {
	if p.facts.known {
		if i := slices.Index(p.anchors, a); i >= 0 {
			return p.facts.guards[i]
		}
	}
	s.reset(p)
	g := s.guard(a.Text, a.Fold, a.Lo, a.Hi)
	if s.known[g] == nil {
		if s.known == nil {
			s.known = map[Guard]*Guard{}
		}
		own := g
		s.known[g] = &own
	}
	return s.known[g]
}

// Blank returns the least number of bytes of a match before one that is white space, or
// MaxBlank if that is not less.
func (s *Surveyor) Blank(p *Prog) int {
	if p.facts.known {
		return int(p.facts.blank)
	}
	s.reset(p)
	return s.blankAt(MaxBlank)
}

// Reach calls tell with the bytes that a match can have at each distance below to from
// its start, in order. Behind the end of a match that is all. To is at most MaxReach.
func (s *Surveyor) Reach(p *Prog, to int, tell func(distance int, bytes ByteSet)) {
	if to <= int(p.facts.reach.to) {
		p.facts.reach.each(to, tell)
		return
	}
	s.reset(p)
	s.bytesAt(to, tell)
}

func (s *Surveyor) reset(p *Prog) {
	s.prog, s.table = p, p.Table()
	if n := len(s.table.Next) >> s.table.Shift; len(s.seen) < n {
		s.seen = make([]uint32, 2*n)
	}
}

// row returns the transitions of a state, but for what is behind the end of the text.
func (s *Surveyor) row(at State) []State {
	return s.table.Next[int(at)<<s.table.Shift:][:s.table.EOF+1]
}

// add appends a state to a set, unless it is dead or was added in this pass.
func (s *Surveyor) add(set []State, at State) []State {
	if at &^= Accept; at == Dead || s.seen[at] == s.pass {
		return set
	}
	s.seen[at] = s.pass
	return append(set, at)
}

// spell returns the states behind a literal that begins in one.
func (s *Surveyor) spell(at State, text string, fold bool) []State {
	out, class := append(s.out[:0], at), &s.table.Class
	for i := 0; i < len(text) && len(out) > 0; i++ {
		n := len(out)
		for _, at := range out[:n] {
			lower := text[i]
			if t := s.row(at)[class[lower]] &^ Accept; t != Dead {
				out = append(out, t)
			}
			if upper := lower - 'a' + 'A'; fold && lower >= 'a' && lower <= 'z' && class[upper] != class[lower] {
				if t := s.row(at)[class[upper]] &^ Accept; t != Dead {
					out = append(out, t)
				}
			}
		}
		out = append(out[:0], out[n:]...)
		if len(out) > maxAhead {
			out = out[:copy(out, compact(out))]
		}
	}
	s.out = out
	return out
}

func compact(states []State) []State {
	slices.Sort(states)
	return slices.Compact(states)
}

// guard returns the guard of a literal that begins lo to hi bytes behind the start
// of a match.
func (s *Surveyor) guard(text string, fold bool, lo, hi int) (g Guard) {
	eof := s.table.EOF
	s.behind = s.behind[:0]
	s.level = s.level[:0]
	s.pass++
	// The states in which a match begins, of which there are few, and those among
	// them in which the literal does.
	opens := func(at State) bool {
		s.level = s.add(s.level, at)
		return at != Dead && lo == 0 && len(s.spell(at, text, fold)) > 0
	}
	free := uint8(0)
	if at := s.prog.Start(-1); at == s.prog.Start('a') && at == s.prog.Start(' ') {
		if opens(at) {
			free = 1
		}
	} else {
		last, ok := at, opens(at)
		for x := range 256 {
			if at := s.prog.Start(x); at != last {
				last, ok = at, opens(at)
			}
			if ok {
				g[x] = 1
			}
		}
	}
	var bits [256]uint8 // of the guard, by class
	for off := 0; ; off++ {
		if off >= lo {
			for _, at := range s.level {
				s.behind = append(s.behind, s.spell(at, text, fold)...)
			}
		}
		if off == hi || len(s.level) == 0 {
			break
		}
		s.pass++
		s.more = s.more[:0]
		for _, at := range s.level {
			for c, t := range s.row(at)[:eof] {
				t &^= Accept
				s.more = s.add(s.more, t)
				if t != Dead && off+1 >= lo && bits[c] == 0 && len(s.spell(t, text, fold)) > 0 {
					bits[c] = 1
				}
			}
		}
		s.level, s.more = s.more, s.level
	}
	s.behind = compact(s.behind)
	all := s.follow(&bits) | free
	for x := range g {
		g[x] |= bits[s.table.Class[x]] | all
	}
	return g
}

// follow adds what can stand behind the literal, and returns what any byte can.
func (s *Surveyor) follow(bits *[256]uint8) (all uint8) {
	eof := s.table.EOF
	for j := 1; j <= GuardAhead; j++ {
		bit, open := uint8(1)<<j, len(s.behind) == 0
		s.pass++
		s.more = s.more[:0]
		for _, at := range s.behind {
			row := s.row(at)
			for c, t := range row[:eof] {
				open = open || t&Accept != 0
				if t &^= Accept; t != Dead {
					bits[c] |= bit
					s.more = s.add(s.more, t)
				}
			}
			open = open || row[eof]&Accept != 0
		}
		if open || len(s.more) > maxAhead {
			// The match may be over, or there are too many ways on.
			return ^(bit - 1)
		}
		s.behind, s.more = s.more, s.behind
	}
	return 0
}

// blankAt is Blank for a distance of less than n.
func (s *Surveyor) blankAt(n int) int {
	s.pass++
	s.level = s.level[:0]
	for _, prev := range []int{-1, 'a', ' '} {
		s.level = s.add(s.level, s.prog.Start(prev))
	}
	for off := range n {
		s.more = s.more[:0]
		for _, at := range s.level { // a state counts where it is reached first
			row := s.row(at)
			for _, x := range []byte(" \t\n\r") {
				if row[s.table.Class[x]]&^Accept != Dead {
					return off
				}
			}
			for _, t := range row[:s.table.EOF] {
				s.more = s.add(s.more, t)
			}
		}
		s.level, s.more = s.more, s.level
	}
	return n
}

// bytesAt is Reach.
func (s *Surveyor) bytesAt(to int, tell func(distance int, bytes ByteSet)) {
	s.pass++
	s.level = s.level[:0]
	for prev := -1; prev < 256; prev++ {
		s.level = s.add(s.level, s.prog.Start(prev))
	}
	open := false
	for d := range to {
		var classes [256]bool
		s.pass++
		s.more = s.more[:0]
		for _, at := range s.level {
			for c, t := range s.row(at)[:s.table.EOF] {
				open = open || t&Accept != 0
				if t &^= Accept; t != Dead {
					classes[c] = true
					s.more = s.add(s.more, t)
				}
			}
		}
		var bytes ByteSet
		for x := range 256 {
			if open || classes[s.table.Class[x]] {
				bytes.add(byte(x))
			}
		}
		tell(d, bytes)
		s.level, s.more = s.more, s.level
	}
}
