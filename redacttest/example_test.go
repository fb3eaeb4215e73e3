package redacttest_test

import (
	"fmt"
	"io"
	"log"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// In a test, t is the test's own.
var t = &testing.T{}

func ExampleLeaks() {
	canary := redacttest.Canaries(t, 1)[0]

	output := fmt.Sprintf("msg=login password=%x", canary.Value)
	for _, leak := range redacttest.Leaks([]byte(output), canary) {
		fmt.Println(leak)
	}
	fmt.Println(redacttest.Leaks([]byte("msg=login password=[REDACTED]"), canary))
	// Output:
	// canary password leaked as hex at byte 19
	// []
}

func ExamplePartitions() {
	r := redact.MustNew(redact.WithDetectors(redact.Detector{
		ID:      "shop-key",
		Doc:     "Keys of the shop.",
		Pattern: `shop_[0-9a-z]{12}`,
	}))
	redacttest.Partitions(t, func(w io.Writer) io.WriteCloser {
		return r.NewStreamWriter(w)
	}, []byte("order 7 key shop_"+"q7x2k9v4j1z8 done\n"))
	fmt.Println(t.Failed())
	// Output: false
}

func ExampleRotate() {
	var secrets redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&secrets))
	redacttest.Rotate(t, &secrets, func(w io.Writer, bound string) redacttest.Logger {
		l := log.New(r.NewRecordWriter(w), bound+": ", log.LstdFlags)
		return redacttest.Logger{Log: func(text string) { l.Println(text) }}
	})
	fmt.Println(t.Failed())
	// Output: false
}
