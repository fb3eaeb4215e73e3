package redact

import (
	"github.com/tacit-go/tacit/redact/internal/fault"
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
	"github.com/tacit-go/tacit/redact/internal/literal"
)

// quiet reports a text in which nothing can be found: it holds no literal, in any
// spelling, that leads to anything, no run of base64 and no live secret. False tells
// nothing. It needs no worker.
func (st *state) quiet(text []byte) bool { return st.quietBut(text, st.plan) }

// silent is find for a short text in which a kernel sees nothing at all, as most are. It does
// not panic, so that nothing has to be held ready for that.
func (st *state) silent(text []byte, l *literal.Look) bool {
	return st.looker != nil && len(st.sets) == 0 && !fault.On && st.looker.Look(text, l)
}

// find is quiet that notes what it has found for a machine.
func (st *state) find(text []byte, found *literal.Found) bool {
	if st.looker == nil {
		return st.quiet(text)
	}
	fault.Point("quiet")
	quiet := st.looker.Find(text, st.plan, found)
	if !quiet && found.Settled() == nil || len(st.sets) == 0 || st.quietLive(text) {
		return quiet
	}
	found.Forget()
	return false
}

// maxLook bounds the bytes that are looked at before a machine reads them. Where one
// literal in a long text leads to something, all that was looked at is read again, and a
// machine takes hardly longer for quiet text than a look does.
const maxLook = 16 << 10

// spare reports a text for which no machine is needed, as find does. It leaves a long one
// to the machine, unless live secrets, which it searches in other ways, are looked for too.
func (st *state) spare(text []byte, found *literal.Found) bool {
	return (len(text) <= maxLook || len(st.sets) > 0) && st.find(text, found)
}

// quietBut is quiet with a filter for the literals.
func (st *state) quietBut(text []byte, f literal.Filter) bool {
	fault.Point("quiet")
	if s := st.plan.Search; s != nil && !s.Quiet(text, f) {
		return false
	}
	return len(st.sets) == 0 || st.quietLive(text)
}

// quietSeen is quietBut for a text of which silent was asked.
func (st *state) quietSeen(text []byte, f literal.Filter, l *literal.Look) bool {
	if st.looker == nil || len(st.sets) > 0 || fault.On {
		return st.quietBut(text, f)
	}
	return st.looker.QuietSeen(text, f, l)
}

// quietLive reports a text without a live secret.
func (st *state) quietLive(text []byte) bool {
	for _, s := range st.sets {
		if x := s.snapshot(); x != nil && !x.fp.Quiet(text, st.pureGo()) && !st.absent(x.fp, text) {
			return false
		}
	}
	return true
}

// pureGo tells that WithKernel forbids assembly.
func (st *state) pureGo() bool { return st.kernel == KernelGo || st.kernel == KernelReference }

// A probe is what a search for live secrets alone needs. Probes are pooled and
// hold no text.
type probe struct {
	scan fingerprint.State
	out  []fingerprint.Match
}

func (st *state) absent(fp *fingerprint.Snapshot, text []byte) bool {
	p, _ := st.probes.Get().(*probe)
	if p == nil {
		p = &probe{}
	}
	p.scan.PureGo = st.pureGo()
	p.out = fp.Advance(&p.scan, text, len(text), true, p.out[:0])
	none := len(p.out) == 0
	p.scan.Reset()
	if cap(p.out) <= maxProbe {
		st.probes.Put(p)
	}
	return none
}

// maxProbe bounds the matches that a pooled probe has room for.
const maxProbe = 1024
