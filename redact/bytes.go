package redact

import "unsafe"

// bytesOf returns the bytes of s without a copy. They must not be written to: the
// engine only reads its input.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// bytesToString returns b as a string without a copy, for the time of one call
// that does not keep it.
func bytesToString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// stringBehind returns the bytes behind length, as many as it says, as a string without
// a copy. They must not be written to any more.
func stringBehind(length *byte) string {
	return unsafe.String((*byte)(unsafe.Add(unsafe.Pointer(length), 1)), *length)
}
