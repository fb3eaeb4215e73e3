package audit

import "time"

// An Option configures [NewLog].
type Option interface{ apply(*config) }

type option func(*config)

func (o option) apply(c *config) { o(c) }

type config struct {
	interval, pages, closing time.Duration
	pager                    func(Page)
}

func newConfig(opts []Option) config {
	c := config{interval: time.Minute, pages: time.Hour, closing: closing}
	for _, o := range opts {
		if o != nil {
			o.apply(&c)
		}
	}
	return c
}

// WithInterval sets how long equal events are counted before one record tells of them.
// The first is written at once. The default is a minute; less than a millisecond counts
// as one.
func WithInterval(d time.Duration) Option {
	return option(func(c *config) { c.interval = max(d, time.Millisecond) })
}

// WithPager sets a function that is called for events for which [Pages] is true, once for
// each secret, or detector, and call site in an interval of [WithPageInterval]. It is
// called by the goroutine of the log, one call at a time, so it must return soon; a panic
// in it is contained. The default is none.
func WithPager(f func(Page)) Option { return option(func(c *config) { c.pager = f }) }

// WithPageInterval sets the time for which a page is not repeated. The default is an
// hour; less than a millisecond counts as one.
func WithPageInterval(d time.Duration) Option {
	return option(func(c *config) { c.pages = max(d, time.Millisecond) })
}
