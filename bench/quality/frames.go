package quality

import "strconv"

// A frame is the log format around a message.
type frame struct {
	name string
	// esc escapes the message; nil for as it is.
	esc func(string) string
	// before and after stand around the message. after is left out where a value
	// may reach to the end of the line.
	before, after string
	// closes tells that after ends the message in any case.
	closes bool
}

func frames() []frame {
	return []frame{
		{name: "none"},
		{name: "time and level", before: "2026-03-02T08:00:00.123Z INFO  [worker-9] c.e.shop.Sync - ", after: " (12ms)"},
		{name: "syslog", before: "Mar  2 08:00:00 web-01 shop[4711]: ", after: " id=7"},
		{name: "klog", before: "I0302 08:00:00.123456       1 sync.go:42] ", after: " n=1"},
		{name: "CRI", before: "2026-03-02T08:00:00.123456789Z stdout F ", after: " ok"},
		{name: "Python logging", before: "2026-03-02 08:00:00,123 DEBUG shop.sync: ", after: " done"},
		{name: "JSON record", esc: jsonEscape, before: `{"time":"2026-03-02T08:00:00Z","level":"info","msg":"`, after: `","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","n":1}`, closes: true},
		{name: "container JSON", esc: jsonEscape, before: `{"log":"`, after: `\n","stream":"stderr","time":"2026-03-02T08:00:00.1Z"}`, closes: true},
		{name: "logfmt record", esc: func(s string) string { q := strconv.Quote(s); return q[1 : len(q)-1] }, before: `time=2026-03-02T08:00:00Z level=INFO msg="`, after: `" n=1`, closes: true},
	}
}

func (f frame) put(t Text, line bool) Text {
	if f.esc != nil {
		t = t.each(f.esc)
	}
	after := f.after
	if line && !f.closes {
		after = ""
	}
	t = join(stay(f.before), t, stay(after))
	// Neighbours of one class become one segment, so that none is empty.
	out := t[:0:0]
	for _, s := range t {
		if s.Text == "" {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Class == s.Class {
			out[n-1].Text += s.Text
		} else {
			out = append(out, s)
		}
	}
	return out
}
