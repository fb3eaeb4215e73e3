// Package redacttest helps to test that secrets stay out of output: synthetic
// secrets to plant ([Canaries]), a judge that shares nothing with the engine of
// package redact ([Leaks], [Oracle]), a check that a stream gives the output
// of the whole however it is cut ([Partitions]), a drill of the rotation of a
// secret ([Rotate]), and the suite that the adapter of any logger is tried with
// ([RunAdapter]).
//
// It is meant for tests only. The oracle favours certainty over speed: it costs
// some megabytes for each canary.
package redacttest
