package matrix

import (
	"reflect"
	"slices"
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
		Slog("slog, JSON", guarded(slogJSON)),
		surface("slog, text", slogInText(), nil),
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
		surface("HTTP", httpAdapter(), nil),
		surface("panics and dumps", panicAdapter(), nil),
		surface("Sentry", sentryAdapter(), nil),
		surface("gRPC", grpcAdapter(), nil),
		surface("OpenTelemetry, spans", otelSpans(), nil),
		surface("OpenTelemetry, logs", otelRecords(), nil),
		surface("OpenTelemetry, metrics", otelPoints(), nil),
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
				a.Open, a.Entries, a.Binders = a.Plain, slices.Clone(a.Entries), slices.Clone(a.Binders)
				for i := range a.Entries {
					a.Entries[i].Takes = takesFinite(a.Entries[i].Takes)
				}
				for i := range a.Binders {
					a.Binders[i].Takes = takesFinite(a.Binders[i].Takes)
				}
			}
			return within(func() redacttest.Report { return redacttest.CheckAdapter(a, cases...) })
		},
	}
}

// takesFinite refuses what ends the process where package fmt prints it.
func takesFinite(takes func(any) bool) func(any) bool {
	return func(v any) bool { return finite(v) && (takes == nil || takes(v)) }
}

// finite reports a value that is no map which holds itself.
func finite(v any) bool {
	m, ok := v.(map[string]any)
	for _, x := range m {
		if inner, ok := x.(map[string]any); ok && reflect.ValueOf(inner).Pointer() == reflect.ValueOf(m).Pointer() {
			return false
		}
	}
	return !ok || len(m) > 0
}
