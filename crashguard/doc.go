// Package crashguard keeps secrets out of what a Go program prints when it fails, and
// out of what it shows of its inside.
//
// [Recover] and [Repanic] redact panics. [Stack], [Dump], [CopyDump] and [Debug] redact
// stacks, profiles, execution traces and the pages of net/http/pprof and expvar.
// [HardenProcess] keeps memory out of core files.
//
// # What is not protected
//
// A dump hides what the Redactor finds: a value in a label, or in a trace's log, that
// no detector, name or secret set knows stays. Names of functions and files are
// taken from the program. The text of an execution trace is judged without its name.
// Heap dumps of runtime/debug.WriteHeapDump hold memory, and are refused.
package crashguard
