// Package matrix holds no code: its tests try the adapters of loggers with the test
// kit, which the modules of the adapters must not require.
package matrix
