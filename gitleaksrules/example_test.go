package gitleaksrules_test

import (
	"fmt"
	"strings"

	"github.com/tacit-go/tacit/gitleaksrules"
	"github.com/tacit-go/tacit/redact"
)

func ExampleRead() {
	const config = `
[[rules]]
id = "acme-token"
regex = '''acme_[0-9a-z]{16}'''
keywords = ["acme_"]

[[rules]]
id = "acme-file"
path = '''\.pem$'''
`
	set, err := gitleaksrules.Read(strings.NewReader(config))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range set.Notes {
		fmt.Println(n.Rule+":", n.Text)
	}
	r := redact.MustNew(redact.WithDetectors(set.Detectors...))
	fmt.Println(r.String("using acme_0123456789abcdef"))
	// Output:
	// acme-file: it has no regex: only the path of a file decides
	// using [REDACTED:gitleaks-acme-token]
}
