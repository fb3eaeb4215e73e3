module github.com/tacit-go/tacit/logrusredact

go 1.26.0

require (
	github.com/sirupsen/logrus v1.10.2
	github.com/tacit-go/tacit v0.1.0
)

require golang.org/x/sys v0.49.0 // indirect
