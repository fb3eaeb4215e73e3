// Package redacttest helps to test that secrets stay out of output: synthetic
// secrets to plant ([Canaries]), a judge that shares nothing with the engine of
// package redact ([Leaks], [Oracle]), a check that a stream gives the output
// of the whole however it is cut ([Partitions]), a drill of the rotation of a
// secret ([Rotate]), and the suite that the adapter of any logger is tried with
// ([RunAdapter]).
//
// For a service it has [NewCapture], which collects what a test writes to all its sinks
// and names the place of each leak; [Main], the same for all tests of a package, with
// what they log and how they crash; [AssertClean], by which a Redactor judges any
// output; [WriteFile] and [Recording] for golden files and cassettes; and [Fuzz] for a
// handler of one's own. They need no third party: a logger gets [Capture.Writer] as its
// output.
//
// It is meant for tests only. The oracle favours certainty over speed: it costs
// some megabytes for each canary.
package redacttest
