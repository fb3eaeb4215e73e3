module github.com/tacit-go/tacit/zapredact

go 1.26.0

require (
	github.com/tacit-go/tacit v0.1.0
	go.uber.org/zap v1.28.0
)

require (
	go.uber.org/multierr v1.10.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)
