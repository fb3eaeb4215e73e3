package scan

// Hold returns the smallest offset at which a match can start that is not decided
// yet. All spans before it are known.
func (m *Machine) Hold() int {
	if m.final {
		return len(m.text)
	}
	return m.numberStart(min(m.open(), m.tail()))
}

// open returns the smallest offset that an open candidate may replace.
func (m *Machine) open() int {
	hold := len(m.text)
	for _, i := range m.active {
		hold = min(hold, m.tracks[i].hold())
	}
	for i := range m.names {
		hold = min(hold, m.names[i].Hold())
	}
	for i := range m.urls {
		hold = min(hold, m.urls[i].Hold())
	}
	for i := range m.members {
		hold = min(hold, m.members[i].Hold())
	}
	for i := range m.args.open {
		hold = min(hold, m.args.open[i].Hold())
	}
	return m.audit.hold(m.man.hold(m.cmd.Hold(m.enc.hold(hold))))
}

// tail returns the smallest offset at which a candidate can start that no literal
// has announced yet.
func (m *Machine) tail() int {
	base := m.pos
	if m.plan.Search != nil {
		base = m.plan.Search.Hold(m.queue.literals(&m.lit), m.pos)
	}
	hold := base - m.plan.leftAny
	if m.plan.leftRun > 0 {
		hold = min(hold, m.runStart(base, m.plan.leftRun))
	}
	for i := range m.liveSt {
		hold = min(hold, m.liveSt[i].Hold())
	}
	return max(hold, 0)
}

// runStart returns the start of the run of non-blank bytes that ends at i, at
// most limit bytes before.
func (m *Machine) runStart(i, limit int) int {
	floor := max(0, i-limit)
	for i > floor && !blank(m.text[i-1]) {
		i--
	}
	return i
}

// Idle returns the offset up to which text may be shown to somebody who waits for
// it: all but open candidates and the last run of non-blank bytes, if that has
// anything that a secret can begin with.
func (m *Machine) Idle() int {
	if m.queue.waiting > 0 {
		return m.Hold()
	}
	n := len(m.text)
	open := m.open()
	for i := range m.liveSt {
		open = min(open, m.liveSt[i].Begun())
	}
	run := m.runStart(n, n)
	if i := run; open >= i {
		for i < n && !word(m.text[i]) {
			i++
		}
		if i == n {
			run = n
		}
	}
	return max(m.Hold(), min(run, open))
}

func word(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}
