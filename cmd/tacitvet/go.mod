module github.com/tacit-go/tacit/cmd/tacitvet

go 1.26.0

require (
	github.com/tacit-go/tacit v0.1.0
	golang.org/x/tools v0.52.0
)
