package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// header is the time, the process and the line in a record of klog.
var header = regexp.MustCompile(`(?m)^([IWEF])\d{4} [\d:.]+ +\d+ [a-z_.]+:\d+\] `)

type lines struct{}

func (lines) Write(p []byte) (int, error) {
	_, err := os.Stdout.Write(header.ReplaceAll(p, []byte("$1 ")))
	return len(p), err
}

func Example() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	behind(lines{}, r, 8)
	work()
	own(lines{}, r, 8)
	work()
	// Output:
	// I "Response Body" body="{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"password\":\"[REDACTED:password]\"}}"
	// I "connecting to postgres://app:(REDACTED:url-userinfo)@db/orders"
	// I "signed in" user="ada" password="[REDACTED:password]"
	// I "Response Body" body="{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"password\":\"[REDACTED:password]\"}}"
	// I connecting to postgres://app:(REDACTED:url-userinfo)@db/orders
	// I "signed in" user="ada" password="[REDACTED:password]"
}

func TestFlags(t *testing.T) {
	if err := flags(map[string]any{"v": "much"}); err == nil || !strings.Contains(err.Error(), "much") {
		t.Errorf("a wrong value is taken: %v", err)
	}
}
