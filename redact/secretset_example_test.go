package redact_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// events prints what an operator should know.
type events struct{}

func (events) Observe(e redact.Event) {
	if e.Class != "match" {
		fmt.Printf("event: %s, %s generation %d\n", e.Class, e.Secret, e.Generation)
	}
}

func ExampleSecretSet_Rotate() {
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set), redact.WithObserver(events{}))
	set.Set("db", []byte("k3J9x7Qm2Zb8Wn4T"), redact.WithOwner("payments"))
	fmt.Println(r.String("connecting with k3J9x7Qm2Zb8Wn4T"))

	set.Rotate("db", []byte("vB5tR1yHs8LdPq6X"), redact.WithOwner("payments"))
	fmt.Println(r.String("connecting with vB5tR1yHs8LdPq6X"))
	fmt.Println(r.String("retry: 6b334a397837516d325a6238576e3454")) // the old one, in hexadecimal

	for _, i := range set.Inventory(nil) {
		fmt.Printf("%s generation %d of %s: %s, %d uses, %d late\n", i.Name, i.Generation, i.Owner, i.State, i.Uses, i.LateUses)
	}
	// Output:
	// connecting with [REDACTED:live-secret]
	// connecting with [REDACTED:live-secret]
	// event: late, db generation 1
	// retry: [REDACTED:live-secret]
	// db generation 1 of payments: rotated, 2 uses, 1 late
	// db generation 2 of payments: live, 1 uses, 0 late
}

// Session tokens come from requests, so they have a set of their own that nobody can
// fill the memory with, and that forgets them.
func ExampleScoped() {
	sessions := redact.NewSecretSet(redact.Scoped(15*time.Minute, 2))
	r := redact.MustNew(redact.WithSecrets(sessions))
	for i, token := range []string{"q8ZtN4vK2xWm", "h3RyB7cLp9Sd", "u5GjE1fXk6Qa"} {
		if _, err := sessions.Set(fmt.Sprintf("session-%d", i), []byte(token)); errors.Is(err, redact.ErrSecretsFull) {
			fmt.Println("full: do not log this one")
		}
	}
	fmt.Println(r.String("sid=q8ZtN4vK2xWm"))
	// Output:
	// full: do not log this one
	// sid=[REDACTED:live-secret]
}

func ExampleRequireOwner() {
	set := redact.NewSecretSet(redact.RequireOwner(redact.PolicyRefuse), redact.RequireExpiry(redact.PolicyReport))
	report, err := set.Set("api", []byte("w7YdM2qTz5Vn"))
	fmt.Println(errors.Is(err, redact.ErrSecretPolicy), report.Problems)
	report, err = set.Set("api", []byte("w7YdM2qTz5Vn"), redact.WithOwner("search"))
	fmt.Println(err, report.Problems)
	// Output:
	// true [no owner no expiry]
	// <nil> [no expiry]
}

func ExampleRequireExpiry() {
	set := redact.NewSecretSet(redact.RequireExpiry(redact.PolicyRefuse))
	_, err := set.Set("lease", []byte("w7YdM2qTz5Vn"), redact.WithKind(redact.Dynamic))
	fmt.Println(err)
	_, err = set.Set("lease", []byte("w7YdM2qTz5Vn"), redact.WithKind(redact.Dynamic), redact.WithExpiry(time.Now().Add(time.Hour)))
	fmt.Println(err)
	// Output:
	// redact: secret refused by the set's policy; the report says why
	// <nil>
}
