// Package crashguard keeps secrets out of what a Go program prints when it fails, and
// out of what it shows of its inside.
//
// [Crashes] starts a monitor that redacts standard error, and so what the runtime prints
// as it ends the program, and the dump of all goroutines on SIGQUIT. It is called first in
// main:
//
//	var secrets redact.SecretSet
//
//	func main() {
//		r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&secrets))
//		guard, err := crashguard.Crashes(r)
//		if err != nil {
//			log.Fatal(err)
//		}
//		defer guard.Close()
//		// load secrets, serve
//	}
//
// [Recover] and [Repanic] redact panics. [Stack], [Dump], [CopyDump] and [Debug] redact
// stacks, profiles, execution traces and the pages of net/http/pprof and expvar.
// [HardenProcess] keeps memory out of core files.
//
// # What is not protected
//
// Standard output. Standard error before Crashes, and after Close, which does nothing where a
// panic runs it. What the
// monitor had not written yet when it was killed. Numbers that the runtime prints outside of argument words and registers, such as
// addresses. A value that the program writes to standard error before it is
// registered.
//
// A dump hides what the Redactor finds: a value in a label, or in a trace's log, that
// no detector, name or secret set knows stays. Names of functions and files are
// taken from the program. The text of an execution trace is judged without its name.
// Heap dumps of runtime/debug.WriteHeapDump hold memory, and are refused.
package crashguard
