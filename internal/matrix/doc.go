// Package matrix tries each way by which a value leaves a process with the test kit,
// which the modules of the adapters must not require. [Surfaces] lists them; the tests
// run them, and bench publishes what they find.
package matrix
