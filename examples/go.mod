module github.com/tacit-go/tacit/examples

go 1.26.0
