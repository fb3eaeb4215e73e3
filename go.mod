module github.com/tacit-go/tacit

go 1.25.0
