// Package corpus generates log text from a seed: clean logs of many kinds of
// application, lines with planted secrets, near misses and hostile text. The
// same seed gives the same bytes.
package corpus
