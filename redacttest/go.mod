module github.com/tacit-go/tacit/redacttest

go 1.26.0

require (
	github.com/cloudflare/ahocorasick v0.0.0-20240916140611-054963ec9396
	github.com/tacit-go/tacit v0.1.0
)

require golang.org/x/sys v0.49.0 // indirect
