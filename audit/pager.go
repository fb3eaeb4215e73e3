package audit

import (
	"time"

	"github.com/tacit-go/tacit/redact"
)

// A Page is a call for a person. Its texts have passed the Redactor of the log.
type Page struct {
	// Event is the one that has caused it.
	Event redact.Event
	// Site is the function and the line that has logged, "" if unknown.
	Site string
	// TraceID is in hexadecimal digits, "" if unknown.
	TraceID string
	// Suppressed is the number of events that were not paged since the last page of
	// the same secret, or detector, and call site.
	Suppressed int
}

// pager limits the rate of pages.
type pager struct {
	every time.Duration
	call  func(Page)
	live  map[pageKey]*paged // of secrets, which nobody can make up
	other map[pageKey]*paged
}

type pageKey struct {
	class, name string // the class where it tells of the state of a secret
	pc          uintptr
}

type paged struct {
	at         time.Time
	suppressed int
}

func newPager(c config) pager {
	return pager{every: c.pages, call: c.pager, live: map[pageKey]*paged{}, other: map[pageKey]*paged{}}
}

// due reports whether there is to be a page about e, and how many events had none.
func (p *pager) due(e redact.Event) (suppressed int, ok bool) {
	if p.call == nil || !Pages(e) {
		return 0, false
	}
	known, k := p.other, pageKey{name: e.Detector, pc: e.Origin.PC}
	if e.Kind == "live" {
		known, k.name = p.live, e.Secret
		switch e.Class {
		case "late", "revoked", "frequent":
			k.class = e.Class
		}
	}
	x := known[k]
	if x == nil && len(known) >= maxKeys {
		for k, x := range known {
			if e.Time.Sub(x.at) >= p.every {
				delete(known, k)
			}
		}
		if len(known) >= maxKeys {
			k = pageKey{} // all others together
			x = known[k]
		}
	}
	if x != nil && e.Time.Sub(x.at) < p.every {
		x.suppressed++
		return 0, false
	}
	if x == nil {
		x = &paged{}
		known[k] = x
	}
	suppressed = x.suppressed
	x.at, x.suppressed = e.Time, 0
	return suppressed, true
}

// page calls the pager under recover.
func (p *pager) page(x Page) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	p.call(x)
	return true
}
