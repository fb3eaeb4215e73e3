//go:build race

package literal

// raced tells that the race detector is on. It makes a comparison many times slower,
// and in one goroutine there are no races to find.
const raced = true
