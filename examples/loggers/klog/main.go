// Command klog shows the two ways to keep secrets out of what klog writes, for programs
// that use client-go and the like: a logger of logr behind it, or its own output.
//
//	go run . -v=8
package main

import (
	"flag"
	"io"
	"os"
	"slices"

	"k8s.io/klog/v2"
	"k8s.io/klog/v2/textlogger"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

func main() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	verbosity := flag.Int("v", 8, "how much to log; at 8 client-go logs the bodies of requests")
	flag.Parse()
	behind(os.Stdout, r, *verbosity)
	work()
	own(os.Stdout, r, *verbosity)
	work()
}

// behind puts a logger behind klog, to which all of its calls go from then on: the
// better way, since values are redacted before they are text. Any other logger of logr
// does as well as textlogger, such as zapr's.
func behind(w io.Writer, r *redact.Redactor, verbosity int) {
	config := textlogger.NewConfig(textlogger.Output(w), textlogger.Verbosity(verbosity))
	klog.SetLoggerWithOptions(logrredact.New(textlogger.NewLogger(config), r), klog.ContextualLogger(true))
	must(flags(map[string]any{"v": verbosity}))
}

// own keeps klog's own output, its files and standard error. What klog would write to a
// file goes to w instead; with logtostderr, or at a level from stderrthreshold on, it
// would go to standard error past any writer. FATAL is 3. The stacks that Fatal writes
// go there all the same.
func own(w io.Writer, r *redact.Redactor, verbosity int) {
	klog.ClearLogger()
	must(flags(map[string]any{"v": verbosity, "logtostderr": false, "alsologtostderr": false, "stderrthreshold": 4, "one_output": true}))
	klog.SetLogFilter(filter{r.Scope("klog")})
	klog.SetOutput(r.NewRecordWriter(w, redact.ForSink("klog")))
}

// filter is a klog.LogFilter. klog writes a value of several lines on lines of its own,
// where nothing tells its key; so it is redacted while it has one. All that the filter
// does not see, such as the error of ErrorS, the writer does.
type filter struct{ scope redact.Scope }

// Filter implements klog.LogFilter.
func (f filter) Filter(args []any) []any { return args }

// FilterF implements klog.LogFilter.
func (f filter) FilterF(format string, args []any) (string, []any) { return format, args }

// FilterS implements klog.LogFilter.
func (f filter) FilterS(msg string, kv []any) (string, []any) {
	kv = slices.Clone(kv)
	for i := 0; i+1 < len(kv); i += 2 {
		key, _ := kv[i].(string)
		v, changed := f.scope.Field(key).Value(kv[i+1])
		if text, ok := v.(redact.Rendered); ok {
			v = text.Text() // as klog prints a Stringer
		}
		if changed {
			kv[i+1] = v
		}
	}
	return f.scope.Text(msg), kv
}

// work logs as a controller does, and client-go below it.
func work() {
	log := klog.Background()
	log.V(8).Info("Response Body", "body", `{"kind":"Secret","apiVersion":"v1","data":{"password":"aHVudGVyMi1jb3JyZWN0LWhvcnNl"}}`)
	klog.V(2).Infof("connecting to %s", "postgres://app:hunter2@db/orders")
	klog.InfoS("signed in", "user", "ada", "password", "correct\nhorse")
	klog.Flush()
}

func must(err error) {
	if err != nil {
		klog.Fatal(err)
	}
}
