package scan

// SetLive changes the live secrets of a text that is under way, as many sets as Reset
// was given. They take effect in the next Advance, from where a match of the old ones
// could still have begun; a match that is known stays one.
func (m *Machine) SetLive(live []Live) { m.live = append(m.live[:0], live...) }

// inside tells s of the live secrets among spans, which lie in the group that was
// replaced last.
func inside(s Sink, spans []Span) {
	for i := range spans {
		if spans[i].Live {
			s.Inside(spans[i])
		}
	}
}
