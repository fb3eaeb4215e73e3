package matrix

import (
	"testing"

	"github.com/tacit-go/tacit/redacttest"
)

// A Surface is a way by which values leave a process, with what guards it.
type Surface struct {
	// Name is unique.
	Name string
	// Run is [redacttest.RunAdapter] of it.
	Run func(t *testing.T) redacttest.Report
	// Check is [redacttest.CheckAdapter] of it, and of the same without the guard if
	// plain is set.
	Check func(plain bool, cases ...string) redacttest.Report
}

// Surfaces lists all of them. None may run beside another in one process.
func Surfaces() []Surface {
	return []Surface{
		Slog("slog, JSON", ours),
		surface("slog, text", slogText(), nil),
		surface("log", logAdapter(), nil),
		surface("zap, JSON", zapJSON(), nil),
		surface("zap, console", zapConsole(), nil),
		surface("zap, encoder", zapEncoder(), nil),
		surface("zerolog, JSON", zerologJSON(), zeroGlobals),
		surface("zerolog, console", zerologConsole(), zeroGlobals),
		surface("logr, funcr in JSON", logrFuncr(), nil),
		surface("logr, funcr in text", logrFuncrText(), nil),
		surface("logr, slog", logrSlog(), nil),
		surface("logrus, JSON", logrusJSON(), nil),
		surface("logrus, text", logrusText(), nil),
		surface("klog, backend", klogBackend(), klogVerbose),
		surface("klog, its own output", klogOutput(), klogOwn),
		surface("hclog, JSON", hclogAdapter(), nil),
	}
}

// surface makes a Surface of an adapter, which setup prepares the process for.
func surface[L any](name string, a redacttest.Adapter[L], setup func() (restore func())) Surface {
	within := func(do func() redacttest.Report) redacttest.Report {
		if setup != nil {
			defer setup()()
		}
		return do()
	}
	return Surface{
		Name: name,
		Run: func(t *testing.T) redacttest.Report {
			return within(func() redacttest.Report { return redacttest.RunAdapter(t, a) })
		},
		Check: func(plain bool, cases ...string) redacttest.Report {
			a := a
			if plain {
				a.Open = a.Plain
			}
			return within(func() redacttest.Report { return redacttest.CheckAdapter(a, cases...) })
		},
	}
}
