module github.com/tacit-go/tacit/sentryredact

go 1.26.0

require (
	github.com/getsentry/sentry-go v0.50.0
	github.com/tacit-go/tacit v0.1.0
)

require (
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.41.0 // indirect
)
