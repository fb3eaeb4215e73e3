module github.com/tacit-go/tacit/logrredact

go 1.26.0

require (
	github.com/go-logr/logr v1.4.4
	github.com/tacit-go/tacit v0.1.0
)

require golang.org/x/sys v0.49.0 // indirect
