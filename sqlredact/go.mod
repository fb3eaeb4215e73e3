module github.com/tacit-go/tacit/sqlredact

go 1.26.0

require github.com/DataDog/go-sqllexer v0.2.6
