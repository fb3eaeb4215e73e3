module github.com/tacit-go/tacit/zerologredact

go 1.26.0

require (
	github.com/rs/zerolog v1.35.1
	github.com/tacit-go/tacit v0.1.0
)

require (
	github.com/mattn/go-colorable v0.1.14 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/rs/xid v1.6.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)
