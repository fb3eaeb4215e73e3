package guard

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A Severity tells how bad a finding is.
type Severity uint8

const (
	// Notice is what to know: it shows secrets to someone who has access to the
	// process or its files anyway.
	Notice Severity = iota + 1
	// Warning is what shows secrets when something else happens: a crash, a request for
	// a page, a log line of a library.
	Warning
	// Critical is what writes secrets, unredacted, in normal operation.
	Critical
)

// String returns "notice", "warning" or "critical".
func (s Severity) String() string {
	switch s {
	case Notice:
		return "notice"
	case Warning:
		return "warning"
	case Critical:
		return "critical"
	}
	return "unknown"
}

// A Finding is one thing about the process that would show secrets. It holds fixed
// text only.
type Finding struct {
	// ID names the finding for [Ignore] and does not change: lower-case words joined by
	// hyphens, or "unguarded:" and the name of a sink.
	ID       string
	Severity Severity
	// Doc says what would happen, Remedy what to do about it.
	Doc, Remedy string
}

// A Report is what [Check] has found.
type Report struct {
	// Sinks lists all sinks that were looked at, guarded or not.
	Sinks []redact.Sink
	// Findings lists what is wrong, unguarded sinks included, the worst first.
	Findings []Finding
}

// Worst returns the highest severity of the findings, 0 if there are none.
func (r Report) Worst() Severity {
	if len(r.Findings) == 0 {
		return 0
	}
	return r.Findings[0].Severity
}

// Err returns an error that tells all findings of a severity or a worse one, nil if
// there are none: a process that must not run so refuses to start.
func (r Report) Err(least Severity) error {
	n := 0
	for n < len(r.Findings) && r.Findings[n].Severity >= least {
		n++
	}
	if n == 0 {
		return nil
	}
	return fmt.Errorf("guard: %s", strings.TrimSuffix(Report{Findings: r.Findings[:n]}.String(), "\n"))
}

// String returns a line for each finding.
func (r Report) String() string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s %s: %s; %s\n", f.Severity, f.ID, f.Doc, f.Remedy)
	}
	return b.String()
}

// LogValue implements slog.LogValuer: the IDs of the findings by severity, and the
// names of the sinks that are guarded.
func (r Report) LogValue() slog.Value {
	var attrs []slog.Attr
	for _, s := range []Severity{Critical, Warning, Notice} {
		var ids []string
		for _, f := range r.Findings {
			if f.Severity == s {
				ids = append(ids, f.ID)
			}
		}
		if ids != nil {
			attrs = append(attrs, slog.Any(s.String(), ids))
		}
	}
	var guarded []string
	for _, s := range r.Sinks {
		if s.Guarded {
			guarded = append(guarded, s.Name)
		}
	}
	return slog.GroupValue(append(attrs, slog.Any("guarded", guarded))...)
}

// sort puts the worst first, and else keeps the order.
func (r *Report) sort() {
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
}
