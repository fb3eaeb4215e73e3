module github.com/tacit-go/tacit

go 1.26.0
