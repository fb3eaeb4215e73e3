module github.com/tacit-go/tacit/examples/loggers

go 1.26.0

require (
	github.com/hashicorp/go-hclog v1.6.3
	github.com/tacit-go/tacit v0.1.0
	github.com/tacit-go/tacit/logrredact v0.1.0
	k8s.io/klog/v2 v2.140.0
)

require (
	github.com/fatih/color v1.13.0 // indirect
	github.com/go-logr/logr v1.4.4 // indirect
	github.com/mattn/go-colorable v0.1.12 // indirect
	github.com/mattn/go-isatty v0.0.14 // indirect
	golang.org/x/sys v0.49.0 // indirect
)
