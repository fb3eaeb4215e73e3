module github.com/tacit-go/tacit/gitleaksrules

go 1.26.0

require (
	github.com/pelletier/go-toml/v2 v2.4.3
	github.com/tacit-go/tacit v0.1.0
)

require golang.org/x/sys v0.49.0 // indirect
