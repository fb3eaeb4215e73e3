package audit

import "time"

// Waiting returns the queues that are not empty. An event that was taken may still be
// at work.
func (l *Log) Waiting() (out []int) {
	for i, q := range l.queues {
		if len(q) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// SetTimeout sets how long Check waits.
func (h *Heartbeat) SetTimeout(d time.Duration) { h.timeout = d }

// SetClosing sets how long Close waits.
func (l *Log) SetClosing(d time.Duration) { l.cfg.closing = d }
