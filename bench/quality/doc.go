// Package quality measures what a Redactor finds and what it leaves alone.
//
// It generates labelled lines: a secret of a documented format, or any value
// under a sensitive name, in a carrier (the syntax that the value stands in),
// inside a frame (the log format around it). It also generates what must stay:
// look-alikes, harmless names, references and the logs of ordinary programs.
//
// The generators are written from the vendors' documentation and share no code
// with the detectors. A line is a row of segments, each of which must go, must
// stay or may go, so that the score is exact to the byte.
//
// What it does not tell: how often a syntax occurs in anybody's logs. Every
// carrier and every kind counts the same.
package quality
