// Package bench measures Tacit beside other ways of finding secrets in logs. It
// holds no code for users: the corpora, the peers and the report are in
// internal, the program is cmd/bench, and the benchmarks for benchstat are in
// this directory's test files.
package bench
