package audit

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// queued is how many events of a kind wait to be written.
const queued = 1024

// closing is how long Close waits.
const closing = 10 * time.Second

// A Log is an observer that writes events to a slog.Handler. Observe puts them into a
// queue; one goroutine writes them. Live secrets, confirmed matches and all others have
// queues of their own, of 1024 events, so that what anyone can cause keeps nothing else
// out. What does not fit is counted, as is what the handler fails to write, and a record
// tells of it.
//
// Equal events, by class, kind, detector, secret, generation, sink and call site, are
// counted for an interval and become one record; the first is written at once. Of live
// secrets, and of all others, 1024 different ones are told apart, and further ones by
// class and kind only: there are at most twice as many records in an interval. Each page
// is a record too, with all that is known of its event; in a page interval there are at
// most 1025 of either.
//
// A record has the message "tacit event" and, where known, the attributes class, kind,
// detector, name and generation of a live secret, confirmed, sink, site, trace_id,
// fingerprints (at most eight), count, and page if a pager was called. The level is
// Info, Warn for live secrets and for what failed, Error where there was a page.
type Log struct {
	h      slog.Handler
	cfg    config
	queues [3]chan redact.Event
	lost   atomic.Uint64
	own    atomic.Uint64

	mu      sync.Mutex // of what follows
	guard   redact.Scope
	done    chan struct{} // closed by Close
	ended   chan struct{} // closed when all is written
	closed  bool
	tables  [2]table // live, others
	pager   pager
	dropped uint64 // of lost, what a record tells of
}

var _ redact.Observer = (*Log)(nil)

// NewLog returns a log that writes to h, which must not be nil. It writes nothing before
// [Log.Start]. The handler should write to a place of its own.
func NewLog(h slog.Handler, opts ...Option) *Log {
	if h == nil {
		panic("audit: NewLog: nil handler")
	}
	c := newConfig(opts)
	l := &Log{h: h, cfg: c, pager: newPager(c), tables: [2]table{{}, {}}}
	for i := range l.queues {
		l.queues[i] = make(chan redact.Event, queued)
	}
	return l
}

// Observe implements redact.Observer. It never blocks. Events that what this package
// writes has caused are not written, but counted in the record of [Log.Close].
func (l *Log) Observe(e redact.Event) {
	switch {
	case e.Sink == sink:
		l.own.Add(1)
		return
	case e.Secret == HeartbeatName:
		return
	}
	q := 2
	switch {
	case e.Kind == "live":
		q = 0
	case e.Confirmed:
		q = 1
	}
	select {
	case l.queues[q] <- e:
	default:
		l.lost.Add(1)
	}
}

// Lost returns the number of events of which no record tells: they did not fit into a
// queue, or the handler has returned an error or panicked.
func (l *Log) Lost() uint64 { return l.lost.Load() }

// Start begins to write. All texts pass r first, which may be the Redactor that l
// observes; with a nil r they are replaced. A second call has no effect.
func (l *Log) Start(r *redact.Redactor) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done != nil || l.closed {
		return
	}
	l.guard, l.done, l.ended = r.Scope(sink), make(chan struct{}), make(chan struct{})
	go l.run(l.done, l.ended)
}

// Close writes what is queued and counted, and ends the goroutine. Later events are not
// written. It does not close the handler. It waits up to 10 seconds for a handler or a
// pager that does not return, and then returns an error.
func (l *Log) Close() error {
	l.mu.Lock()
	done, ended, first := l.done, l.ended, !l.closed
	l.closed = true
	l.mu.Unlock()
	if done == nil {
		return nil
	}
	if first {
		close(done)
	}
	late := time.NewTimer(l.cfg.closing)
	defer late.Stop()
	select {
	case <-ended:
		return nil
	case <-late.C:
		return errors.New("audit: Close: the handler or the pager does not return")
	}
}

func (l *Log) run(done, ended chan struct{}) {
	defer close(ended)
	tick := time.NewTicker(l.cfg.interval)
	defer tick.Stop()
	for {
		select { // live secrets first
		case e := <-l.queues[0]:
			l.take(e)
			continue
		default:
		}
		select {
		case e := <-l.queues[0]:
			l.take(e)
		case e := <-l.queues[1]:
			l.take(e)
		case e := <-l.queues[2]:
			l.take(e)
		case <-tick.C:
			l.sum()
		case <-done:
			for _, q := range l.queues {
				for n := len(q); n > 0; n-- {
					l.take(<-q)
				}
			}
			l.sum()
			if n := l.own.Load(); n > 0 {
				_ = l.write(time.Now(), slog.LevelWarn, "tacit hid parts of the audit log", slog.Uint64("count", n))
			}
			return
		}
	}
}

// take counts an event, and writes it if it is the first of its key or is paged.
func (l *Log) take(e redact.Event) {
	t := l.tables[1]
	if e.Kind == "live" {
		t = l.tables[0]
	}
	suppressed, page := l.pager.due(e)
	if page {
		guarded := e
		for _, s := range []*string{&guarded.Class, &guarded.Kind, &guarded.Detector, &guarded.Secret, &guarded.Sink, &guarded.Fingerprint, &guarded.Shape} {
			*s = l.guard.Text(*s)
		}
		if !l.pager.page(Page{guarded, l.guard.Text(site(e.Origin.PC)), traceID(e.Origin.TraceID), suppressed}) {
			_ = l.write(e.Time, slog.LevelError, "tacit pager panicked")
		}
	}
	if page && t.full(e) {
		x := &entry{} // of its own, so that the record tells all
		x.take(e)
		l.record(x, true)
		return
	}
	if x, first := t.add(e); first || page {
		l.record(x, page)
	}
}

// sum writes what was counted since the last record, and forgets what is quiet.
func (l *Log) sum() {
	for _, t := range l.tables {
		for k, x := range t {
			switch {
			case x.count > 0:
				l.record(x, false)
			case x.quiet:
				delete(t, k)
			default:
				x.quiet = true
			}
		}
	}
	if n := l.lost.Load(); n > l.dropped && l.write(time.Now(), slog.LevelWarn, "tacit events lost", slog.Uint64("count", n-l.dropped)) {
		l.dropped = n
	}
}

func (l *Log) record(x *entry, page bool) {
	e := x.last
	level := slog.LevelInfo
	switch {
	case page:
		level = slog.LevelError
	case e.Kind == "live", e.Class == "error", e.Class == "limit":
		level = slog.LevelWarn
	}
	attrs := []slog.Attr{slog.String("class", e.Class)}
	text := func(name, v string) {
		if v != "" {
			attrs = append(attrs, slog.String(name, v))
		}
	}
	text("kind", e.Kind)
	text("detector", e.Detector)
	if e.Secret != "" {
		//tacit:allow it is the name of a secret
		attrs = append(attrs, slog.String("name", e.Secret), slog.Int("generation", e.Generation))
	}
	if e.Confirmed {
		attrs = append(attrs, slog.Bool("confirmed", true))
	}
	text("sink", e.Sink)
	text("site", site(e.Origin.PC))
	text("trace_id", traceID(e.Origin.TraceID))
	if len(x.prints) > 0 {
		attrs = append(attrs, slog.Any("fingerprints", slices.Clone(x.prints)))
	}
	if x.more {
		attrs = append(attrs, slog.Bool("more_fingerprints", true))
	}
	attrs = append(attrs, slog.Int("count", x.count))
	if page {
		attrs = append(attrs, slog.Bool("page", true))
	}
	count := x.count
	x.reset()
	if !l.write(e.Time, level, "tacit event", attrs...) {
		l.lost.Add(uint64(count))
	}
}

// write passes the texts of a record through the guard and hands it on, and reports
// whether the handler has taken it, or does not want its level.
func (l *Log) write(at time.Time, level slog.Level, message string, attrs ...slog.Attr) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	ctx := context.Background()
	if !l.h.Enabled(ctx, level) {
		return true
	}
	for i, a := range attrs {
		switch v := a.Value.Any().(type) {
		case string:
			attrs[i].Value = slog.StringValue(l.guard.Text(v))
		case []string:
			for j := range v {
				v[j] = l.guard.Text(v[j])
			}
		}
	}
	rec := slog.NewRecord(at, level, message, 0)
	rec.AddAttrs(attrs...)
	return l.h.Handle(ctx, rec) == nil
}
