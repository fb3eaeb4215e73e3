module github.com/tacit-go/tacit/examples/loggers

go 1.26.0

require (
	github.com/hashicorp/go-hclog v1.6.3
	github.com/tacit-go/tacit v0.1.0
	github.com/tacit-go/tacit/logrredact v0.1.0
	k8s.io/klog/v2 v2.140.0
)
