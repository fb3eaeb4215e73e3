package policy_test

import (
	"fmt"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/redact"
)

func Example() {
	p, err := policy.Parse(policy.Layer{Name: "policy.yaml", Data: []byte(`
version: 1
names: [badge_number]
paths:
  - {path: debug.**, action: drop_field}
`)})
	if err != nil {
		fmt.Println(err)
		return
	}
	opts, err := p.Options(policy.Place{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := redact.MustNew(opts...)
	fmt.Println(r.String("badgeNumber=zq7wx4 of ada"))
	fmt.Printf("%s\n", r.AppendJSON(nil, []byte(`{"user":"ada","debug":{"dump":"…"}}`)))
	// Output:
	// badgeNumber=[REDACTED:name] of ada
	// {"user":"ada"}
}

func ExampleParse_broken() {
	_, err := policy.Parse(policy.Layer{Name: "policy.yaml", Data: []byte(`
version: 1
namse: [badge_number]
limits: {max_depth: deep}
`)})
	fmt.Println(err)
	// Output:
	// policy.yaml:3:1: unknown key; write names
	// policy.yaml:4:21: limits.max_depth: want an integer, not text
}
