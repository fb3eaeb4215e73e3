package detectors_test

import (
	"fmt"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func ExampleDefault() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	fmt.Println(r.String("login ada password=correct-horse-battery max_tokens=4096"))
	// Output: login ada password=[REDACTED:password] max_tokens=4096
}

func ExampleWithout() {
	ds := detectors.Without(detectors.Default(), "cookie")
	r := redact.MustNew(redact.WithDetectors(ds...))
	fmt.Println(r.String("Cookie: theme=dark"))
	// Output: Cookie: theme=dark
}
