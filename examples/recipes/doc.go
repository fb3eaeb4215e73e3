// Package recipes builds and runs every block of Go in README.md and docs. The files
// block_*_test.go are written from them by
//
//	go test ./internal/house -update
//
// A block that plants the variable secret must let nothing of it out, and must show it
// where the Redactor has nothing to look for. Blocks with libraries that take long to
// build are built and run by
//
//	go test -tags libraries ./examples/recipes
package recipes
