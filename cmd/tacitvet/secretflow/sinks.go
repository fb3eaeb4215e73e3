package secretflow

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"
)

// sinkKind says how a sink takes its arguments.
type sinkKind uint8

const (
	valueSink  sinkKind = iota // values, printed as fmt does
	formatSink                 // a format and its values
	pairSink                   // text, then names and values
	fieldSink                  // a name and a value of any type
	textSink                   // texts only: arguments, labels
	jsonSink                   // a value as JSON
	errorSink                  // text of an error; as formatSink where the name ends in f
	panicSink                  // the value of a panic
)

// A sinkSpec is a row of the table of sinks.
type sinkSpec struct {
	path, recv string // package and type; recv is empty for functions
	names      string // functions, a word each
	first      int    // argument that is looked at first
	kind       sinkKind
	name       string // for messages; else the function's own
	one        bool   // only the first argument is looked at
	keep       bool   // what is passed must arrive: no fix is suggested
}

// sinkTable lists where text is seen by others. A path ends before its major version.
var sinkTable = []sinkSpec{
	{path: "fmt", names: "Print Println", kind: valueSink},
	{path: "fmt", names: "Printf", kind: formatSink},
	{path: "fmt", names: "Errorf", kind: errorSink},
	{path: "log", recv: "*", names: "Print Println Fatal Fatalln Panic Panicln", kind: valueSink},
	{path: "log", recv: "*", names: "Printf Fatalf Panicf", kind: formatSink},
	{path: "log", recv: "*", names: "SetPrefix", kind: textSink},
	{path: "log", names: "New", first: 1, kind: textSink, one: true},
	{path: "log", recv: "*", names: "Output", first: 1, kind: textSink},
	{path: "log/slog", recv: "*", names: "Debug Info Warn Error", kind: pairSink},
	{path: "log/slog", recv: "*", names: "DebugContext InfoContext WarnContext ErrorContext", first: 1, kind: pairSink},
	{path: "log/slog", recv: "*", names: "Log LogAttrs", first: 2, kind: pairSink},
	{path: "log/slog", recv: "*", names: "With Group", first: -1, kind: pairSink},
	{path: "log/slog", names: "String Any", kind: fieldSink},
	{path: "log/slog", names: "StringValue AnyValue", kind: valueSink},
	{path: "errors", names: "New", kind: errorSink},
	{path: "github.com/pkg/errors", names: "New Errorf", kind: errorSink},
	{path: "github.com/pkg/errors", names: "Wrap Wrapf WithMessage WithMessagef", first: 1, kind: errorSink},
	{path: "golang.org/x/xerrors", names: "New Errorf", kind: errorSink},
	{path: "github.com/cockroachdb/errors", names: "New Newf Errorf", kind: errorSink},
	{path: "github.com/cockroachdb/errors", names: "Wrap Wrapf WithMessage WithMessagef", first: 1, kind: errorSink},
	{path: "google.golang.org/grpc/status", names: "Error Errorf New Newf", first: 1, kind: errorSink},
	{path: "net/http", names: "Error", first: 1, kind: textSink, one: true},
	{path: "net/http", names: "Redirect", first: 2, kind: textSink, one: true, keep: true},
	{path: "os", names: "Setenv", first: 1, kind: textSink, keep: true},
	{path: "os/exec", names: "Command", first: 1, kind: textSink, keep: true},
	{path: "os/exec", names: "CommandContext", first: 2, kind: textSink, keep: true},
	{path: "os", names: "StartProcess", first: 1, kind: textSink, one: true, keep: true},
	{path: "syscall", names: "Exec ForkExec StartProcess", first: 1, kind: textSink, one: true, keep: true},
	{path: "flag", recv: "*", names: "String", first: 1, kind: textSink, one: true, keep: true},
	{path: "flag", recv: "*", names: "StringVar", first: 2, kind: textSink, one: true, keep: true},
	{path: "github.com/spf13/pflag", recv: "*", names: "String StringSlice StringArray", first: 1, kind: textSink, one: true, keep: true},
	{path: "github.com/spf13/pflag", recv: "*", names: "StringP StringVar StringSliceP StringSliceVar", first: 2, kind: textSink, one: true, keep: true},
	{path: "github.com/spf13/pflag", recv: "*", names: "StringVarP StringSliceVarP", first: 3, kind: textSink, one: true, keep: true},
	{path: "runtime/pprof", names: "Labels", kind: textSink},
	{path: "runtime/trace", names: "Log", first: 2, kind: textSink},
	{path: "runtime/trace", names: "Logf", first: 2, kind: formatSink},
	{path: "expvar", recv: "String", names: "Set", kind: textSink},
	{path: "context", names: "WithValue", first: 2, kind: textSink, keep: true},
	{path: "testing", recv: "*", names: "Log Error Fatal Skip", kind: valueSink},
	{path: "testing", recv: "*", names: "Logf Errorf Fatalf Skipf", kind: formatSink},
	{path: "go.uber.org/zap", names: "String Stringp ByteString ByteStrings Binary Strings Stringer Any Reflect Object Inline Array Dict", kind: fieldSink},
	{path: "go.uber.org/zap", recv: "Logger", names: "Debug Info Warn Error DPanic Panic Fatal Log Named Check", kind: textSink},
	{path: "go.uber.org/zap", recv: "SugaredLogger", names: "With WithLazy", first: -1, kind: pairSink},
	{path: "go.uber.org/zap", recv: "SugaredLogger", names: "Debugw Infow Warnw Errorw DPanicw Panicw Fatalw", kind: pairSink},
	{path: "go.uber.org/zap", recv: "SugaredLogger", names: "Debugf Infof Warnf Errorf DPanicf Panicf Fatalf", kind: formatSink},
	{path: "go.uber.org/zap", recv: "SugaredLogger", names: "Debug Info Warn Error DPanic Panic Fatal Debugln Infoln Warnln Errorln DPanicln Panicln Fatalln", kind: valueSink},
	{path: "github.com/rs/zerolog", recv: "*", names: "Str Strs Bytes Hex RawJSON Interface Any Stringer Object EmbedObject Array Dict Type", kind: fieldSink},
	{path: "github.com/rs/zerolog", recv: "*", names: "Msg Fields Print Println", kind: valueSink},
	{path: "github.com/rs/zerolog", recv: "*", names: "Msgf Printf", kind: formatSink},
	{path: "github.com/rs/zerolog/log", names: "Print", kind: valueSink},
	{path: "github.com/rs/zerolog/log", names: "Printf", kind: formatSink},
	{path: "github.com/go-logr/logr", recv: "Logger", names: "Info", kind: pairSink},
	{path: "github.com/go-logr/logr", recv: "Logger", names: "Error", first: 1, kind: pairSink},
	{path: "github.com/go-logr/logr", recv: "Logger", names: "WithValues", first: -1, kind: pairSink},
	{path: "github.com/go-logr/logr", recv: "Logger", names: "WithName", kind: textSink},
	{path: "k8s.io/klog", recv: "*", names: "InfoS", kind: pairSink},
	{path: "k8s.io/klog", recv: "*", names: "InfoSDepth ErrorS", first: 1, kind: pairSink},
	{path: "github.com/sirupsen/logrus", recv: "*", names: "WithField", kind: fieldSink},
	{path: "github.com/sirupsen/logrus", recv: "*", names: "WithFields", kind: valueSink},
	{path: "github.com/sirupsen/logrus", recv: "*", names: "Log Logln", first: 1, kind: valueSink},
	{path: "github.com/sirupsen/logrus", recv: "*", names: "Logf", first: 1, kind: formatSink},
	{path: "github.com/sirupsen/logrus", recv: "*", names: "Trace Debug Info Print Warn Warning Error Fatal Panic Traceln Debugln Infoln Println Warnln Warningln Errorln Fatalln Panicln", kind: valueSink},
	{path: "github.com/sirupsen/logrus", recv: "*", names: "Tracef Debugf Infof Printf Warnf Warningf Errorf Fatalf Panicf", kind: formatSink},
	{path: "github.com/golang/glog", names: "InfoDepth", first: 1, kind: valueSink},
	{path: "go.opentelemetry.io/otel/attribute", names: "String StringSlice Stringer", kind: fieldSink},
	{path: "go.opentelemetry.io/otel/attribute", names: "StringValue StringSliceValue", kind: valueSink},
	{path: "go.opentelemetry.io/otel/attribute", recv: "Key", names: "String StringSlice", kind: valueSink},
	{path: "go.opentelemetry.io/otel/trace", recv: "Span", names: "SetName AddEvent", kind: textSink, one: true},
	{path: "go.opentelemetry.io/otel/trace", recv: "Span", names: "SetStatus", first: 1, kind: textSink},
	{path: "go.opentelemetry.io/otel/trace", recv: "Tracer", names: "Start", first: 1, kind: textSink, one: true},
	{path: "go.opentelemetry.io/otel/log", names: "String Bytes", kind: fieldSink},
	{path: "go.opentelemetry.io/otel/log", names: "StringValue BytesValue", kind: valueSink},
	{path: "go.opentelemetry.io/otel/baggage", names: "NewMember NewMemberRaw", kind: fieldSink},
	{path: "github.com/opentracing/opentracing-go", recv: "Span", names: "SetTag SetBaggageItem LogEventWithPayload", kind: fieldSink},
	{path: "github.com/opentracing/opentracing-go", recv: "Span", names: "LogKV", first: -1, kind: pairSink},
	{path: "github.com/opentracing/opentracing-go/log", names: "String Object", kind: fieldSink},
	{path: "go.opencensus.io/trace", names: "StringAttribute", kind: fieldSink},
	{path: "github.com/prometheus/client_golang/prometheus", recv: "*", names: "WithLabelValues GetMetricWithLabelValues", kind: textSink},
	{path: "github.com/prometheus/client_golang/prometheus", names: "MustNewConstMetric NewConstMetric", first: 3, kind: textSink},
	{path: "github.com/getsentry/sentry-go", recv: "*", names: "SetTag SetExtra SetContext", kind: fieldSink},
	{path: "github.com/getsentry/sentry-go", recv: "*", names: "CaptureMessage", kind: textSink},
	{path: "github.com/gin-gonic/gin", recv: "Context", names: "JSON IndentedJSON PureJSON SecureJSON AsciiJSON XML YAML", first: 1, kind: jsonSink},
	{path: "github.com/gin-gonic/gin", recv: "Context", names: "String", first: 1, kind: formatSink},
	{path: "github.com/labstack/echo", recv: "Context", names: "JSON JSONPretty XML String HTML", first: 1, kind: jsonSink, one: true},
}

// sinkLabels are types whose literals and entries are seen by others.
var sinkLabels = map[string]string{
	"github.com/prometheus/client_golang/prometheus.Labels": "a metric label",
	"github.com/sirupsen/logrus.Fields":                     "logrus.Fields",
}

// version is the suffix of a module's major version.
var version = regexp.MustCompile(`/v[0-9]+(/|$)|\.v[0-9]+$`)

func unversioned(path string) string {
	return strings.TrimSuffix(version.ReplaceAllString(path, "$1"), "/")
}

// index of the table by package and function.
type sinkIndex map[string][]sinkSpec

func newSinkIndex() sinkIndex {
	idx := sinkIndex{}
	for _, s := range sinkTable {
		for name := range strings.FieldsSeq(s.names) {
			key := s.path + "." + name
			idx[key] = append(idx[key], s)
		}
	}
	return idx
}

// loggerType and loggerPackage tell loggers that the table does not list.
var (
	loggerType    = regexp.MustCompile(`(?:^|[a-z0-9_])(?:Log|Logger|Logging)$|^(?:log|logger|Log|Logger)$|Logger$|^(?:Verbose|LogSink|logWriter)$`)
	loggerPackage = regexp.MustCompile(`^[a-z]{0,2}log$|^log(?:ger|ging|s|rus|x|r|util)$`)
	loggerMethod  = regexp.MustCompile(`^(?:Trace|Debug|Info|Notice|Warn|Warning|Error|Err|Critical|Fatal|Exit|Panic|Print|Log|Verbose)(?:f|ln|w|s|S|F|W|Context|Contextf|Ctx|Ctxf|Depth|Depthf|fDepth)?$`)
	eventRecorder = regexp.MustCompile(`EventRecorder(?:Logger)?$`)
)

// sinkOf returns the sink that a call is, if it is one that is known by itself.
func (p *pkg) sinkOf(c *ast.CallExpr, fn *types.Func) (sinkSpec, bool) {
	sig := fn.Signature()
	recvPath, recvName := "", ""
	if sig.Recv() != nil {
		recvPath, recvName = typeName(sig.Recv().Type())
	}
	path := unversioned(pathOf(fn))
	for _, s := range p.sinks[path+"."+fn.Name()] {
		if s.recv == "*" || s.recv == recvName {
			if s.name == "" {
				s.name = calledName(fn, recvName)
			}
			return s, true
		}
	}
	if s, ok := p.writerSink(c, fn); ok {
		return s, true
	}
	if s, ok := loggerSink(fn, recvName, p.std); ok {
		return s, true
	}
	if fn.Name() == "Event" || fn.Name() == "Eventf" || fn.Name() == "AnnotatedEventf" {
		recv := recvName
		if e := p.receiver(c); e != nil {
			if _, n := typeName(p.typeOf(e)); n != "" {
				recv = n
			}
		}
		if eventRecorder.MatchString(recv) {
			s := sinkSpec{name: recv + "." + fn.Name(), kind: textSink, first: 2}
			if sig.Variadic() {
				s.kind, s.first = formatSink, sig.Params().Len()-2
			}
			return s, true
		}
	}
	if sig.Recv() != nil && recvPath == "expvar" && fn.Name() == "Set" {
		return sinkSpec{name: "expvar", kind: textSink}, true
	}
	return sinkSpec{}, false
}

func calledName(fn *types.Func, recv string) string {
	if recv != "" {
		return recv + "." + fn.Name()
	}
	if fn.Pkg() == nil {
		return fn.Name()
	}
	return fn.Pkg().Name() + "." + fn.Name()
}

// loggerBinds are methods of loggers that return one with more fields.
var loggerBinds = map[string]sinkKind{"With": pairSink, "WithValues": pairSink, "WithField": fieldSink, "WithFields": valueSink}

// loggerSink tells a method that looks like a logger's.
func loggerSink(fn *types.Func, recv string, std bool) (sinkSpec, bool) {
	if std || fn.Pkg() == nil {
		return sinkSpec{}, false
	}
	sig := fn.Signature()
	if kind, ok := loggerBinds[fn.Name()]; ok && loggerType.MatchString(recv) && sig.Results().Len() == 1 && sig.Params().Len() > 0 {
		return sinkSpec{name: calledName(fn, recv), kind: kind, first: -1}, true
	}
	if !loggerMethod.MatchString(fn.Name()) {
		return sinkSpec{}, false
	}
	if recv != "" && !loggerType.MatchString(recv) || recv == "" && !loggerPackage.MatchString(fn.Pkg().Name()) {
		return sinkSpec{}, false
	}
	// The first parameter of text begins what is logged.
	first := -1
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == sig.Params().Len()-1 || textual(t) {
			first = i
			break
		}
	}
	if first < 0 || sig.Params().Len() == 0 {
		return sinkSpec{}, false
	}
	s := sinkSpec{name: calledName(fn, recv), kind: valueSink, first: first}
	switch {
	case sig.Variadic() && first < sig.Params().Len()-1 && (strings.HasSuffix(fn.Name(), "f") || strings.Contains(fn.Name(), "fDepth")):
		s.kind = formatSink
	case sig.Variadic() && first < sig.Params().Len()-1:
		s.kind = pairSink
	}
	return s, true
}

// A sinkArg is an argument that a sink shows. bare tells that it is not asked for its
// String.
type sinkArg struct {
	ast.Expr
	bare bool
}

// as is how a sink shows the argument that shows others as how.
func (a sinkArg) as(how rendering) rendering {
	if a.bare && how == asFmt {
		return asBare
	}
	return how
}

// sinkArgs returns the arguments of a call that a sink of this kind shows.
func (p *pkg) sinkArgs(c *ast.CallExpr, first int, kind sinkKind) []sinkArg {
	first = max(first, 0)
	if first >= len(c.Args) {
		return nil
	}
	var out []sinkArg
	if format, ok := p.constant(c.Args[first]); ok && kind == formatSink && !c.Ellipsis.IsValid() {
		args := c.Args[first+1:]
		for i, verb := range verbs(format, len(args)) {
			// %p shows an address; of what is no pointer it shows the value.
			if verb != 0 && verb != 'T' && (verb != 'p' || single(p.typeOf(args[i]))) {
				out = append(out, sinkArg{args[i], !strings.ContainsRune("vsqxX", verb)})
			}
		}
		return out
	}
	for _, a := range c.Args[first:] {
		out = append(out, sinkArg{Expr: a})
	}
	return out
}

// verbs returns, for each of n arguments, the verb that shows it: 0 for none or for one
// that shows as little as a mask does, # for %#v, and v for those that the format has no
// verb for, which fmt prints as extra.
func verbs(format string, n int) []rune {
	out := make([]rune, n)
	arg, explicit := 0, false
	rs := []rune(format)
	for i := 0; i < len(rs); i++ {
		if rs[i] != '%' {
			continue
		}
		flags, dot, precision := "", false, 0
	directive:
		for i++; i < len(rs); i++ {
			switch r := rs[i]; {
			case strings.ContainsRune("+-# 0123456789.", r):
				flags += string(r)
				if dot && r >= '0' && r <= '9' {
					precision = min(precision*10+int(r-'0'), mostShown+1)
				}
				dot = dot || r == '.'
				continue
			case r == '*':
				if dot {
					precision = mostShown + 1
				}
				arg++
				continue
			case r == '[':
				explicit = true
				num := 0
				for i++; i < len(rs) && rs[i] != ']'; i++ {
					num = num*10 + int(rs[i]-'0')
				}
				arg = num - 1
				continue
			case r == '%':
			default:
				switch {
				case r == 'v' && strings.Contains(flags, "#"):
					r = '#'
				case (r == 's' || r == 'q') && dot && precision <= mostShown:
					r = 0
				}
				if arg >= 0 && arg < n && (out[arg] == 0 || out[arg] == 'T') {
					out[arg] = r
				}
				arg++
			}
			break directive
		}
	}
	for i := arg; i >= 0 && i < n && !explicit; i++ {
		out[i] = 'v'
	}
	return out
}
