package live_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/policy/live"
)

func Example() {
	dir, _ := os.MkdirTemp("", "policy")
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "policy.yaml")
	os.WriteFile(file, []byte("version: 1\npii: [emails]\n"), 0o600)

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := live.Start(ctx, live.Config{Files: []string{file}, OnEvent: func(e live.Event) {
		if e.Kind == "level" {
			fmt.Println(e.Sink, e.From, "to", e.To, "by", e.Owner)
		}
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := s.Redactor("access-log")
	fmt.Println(r.String("password=hunter2 ada@acme.org"))
	err = s.SetLevel(live.Override{Level: policy.Essential, Sink: "access-log", Owner: "sre", Reason: "load", Until: time.Now().Add(time.Hour)})
	fmt.Println(r.String("password=hunter2 ada@acme.org"), err)
	// Output:
	// password=[REDACTED:password] [REDACTED:email-address]
	// access-log full to essential by sre
	// password=[REDACTED:password] ada@acme.org <nil>
}
