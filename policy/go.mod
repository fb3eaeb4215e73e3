module github.com/tacit-go/tacit/policy

go 1.26.0

require (
	github.com/fsnotify/fsnotify v1.10.1
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	github.com/tacit-go/tacit v0.1.0
	go.yaml.in/yaml/v4 v4.0.0
)

require (
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.14.0 // indirect
)
