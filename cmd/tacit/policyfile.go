package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/policy"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

// policySink is the name by which levels of a policy mean this command.
const policySink = "tacit"

// fileOptions returns what the policy and the flags for live secrets mean.
func (p *policyFlags) fileOptions(a *app) ([]redact.Option, error) {
	if p.detectors != nil || p.without != nil || p.pii || p.names != nil {
		return nil, usageError{errors.New("--policy says what is looked for: leave out --detectors, --without, --pii and --name")}
	}
	pol, err := policy.Load(p.files...)
	if err != nil {
		return nil, err
	}
	set, err := p.secrets(a)
	if err != nil {
		return nil, err
	}
	if sources := pol.Sources(a.env); len(sources) > 0 {
		if set == nil {
			set = new(redact.SecretSet)
		}
		if err := secretsource.New(set, sources...).Load(context.Background()); err != nil {
			return nil, fmt.Errorf("secrets of the policy: %w", err)
		}
	}
	host, err := os.Hostname()
	if err != nil {
		host = "" // in no share
	}
	place := policy.Place{Sink: policySink, Instance: host, Env: a.env, Secrets: set}
	if level := pol.Level(place); level != policy.Full {
		a.print("tacit: warning: the policy is at the level " + level.String())
	}
	return pol.Options(place)
}

func (a *app) policyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Check and test policies",
		Long: `Policy checks and tests the YAML documents that say what is hidden. Several files
are layers of one policy, the floor first: each of the others adds to those before
it and cannot weaken them.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use:   "check FILE...",
			Short: "Validate a policy and say what it does",
			Long: `Check reads a policy as every program does that uses it, runs its examples, and
prints a summary: what is on, and all that makes it weaker, with owner, reason and
end. It reads neither keys nor live secrets. The status is 2 if anything is wrong;
each problem is printed with line, column and remedy.`,
			Args: usage(cobra.MinimumNArgs(1)),
			RunE: func(cmd *cobra.Command, files []string) error { return a.checkPolicy(cmd.Context(), files) },
		},
		&cobra.Command{
			Use:   "test FILE...",
			Short: "Run the examples of a policy",
			Long: `Test runs the hits and misses of the detectors of a policy and its examples, and
prints a line for each. The status is 1 if one does not hold.`,
			Args: usage(cobra.MinimumNArgs(1)),
			RunE: func(cmd *cobra.Command, files []string) error { return a.testPolicy(cmd.Context(), files) },
		},
		&cobra.Command{
			Use:   "schema",
			Short: "Print the JSON Schema of policies, for editors",
			Args:  usage(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error {
				_, err := checkedWriter{a.stdout}.Write(policy.Schema())
				return err
			},
		},
	)
	return cmd
}

func (a *app) checkPolicy(ctx context.Context, files []string) error {
	p, err := within(ctx, func() (*policy.Policy, error) { return policy.Load(files...) })
	if err != nil {
		return err
	}
	now := time.Now()
	s := p.Summary(now)
	tiers := map[redact.Tier]int{}
	actions := map[redact.Action]int{}
	for _, d := range s.Detectors {
		tiers[d.Tier]++
		actions[d.Action]++
	}
	w := tabwriter.NewWriter(checkedWriter{a.stdout}, 0, 0, 2, ' ', 0)
	// tabwriter returns the error from Flush
	row := func(name, format string, args ...any) {
		fmt.Fprintf(w, "%s\t%s\n", name, a.printable(fmt.Sprintf(format, args...)))
	}
	if s.Title != "" {
		row("title", "%s", s.Title)
	}
	row("digest", "%s", s.Digest)
	row("catalogue", "%s", p.Catalogue())
	row("level", "%s", p.Level(policy.Place{Now: now}))
	row("detectors", "%d on: %d structural, %d contextual, %d entropy, %d pii", len(s.Detectors),
		tiers[redact.Structural], tiers[redact.Contextual], tiers[redact.Entropy], tiers[redact.PII])
	for _, id := range s.Own {
		row("own", "%s", id)
	}
	row("names", "%d", s.Names)
	row("paths", "%d", s.Paths)
	row("strict", "%v", s.Strict)
	for _, r := range s.Relaxed {
		state := ""
		if r.Lapsed {
			state = "lapsed, "
		}
		what := r.Rule
		if r.Kind == "level" {
			if r.Sink != "" {
				what += " for " + r.Sink
			}
			if r.Share < 100 {
				what += fmt.Sprintf(" on %d%%", r.Share)
			}
		}
		row(r.Kind, "%s (%suntil %s, %s: %s)", what, state, r.Until.UTC().Format(time.RFC3339), r.Owner, r.Reason)
	}
	return w.Flush()
}

func (a *app) testPolicy(ctx context.Context, files []string) error {
	layers, err := within(ctx, func() ([]policy.Layer, error) { return policy.Read(files...) })
	if err != nil {
		return err
	}
	results, err := policy.Test(layers...)
	if err != nil {
		return err
	}
	out := checkedWriter{a.stdout}
	for _, r := range results {
		state := "ok  "
		if !r.OK {
			state, a.status = "FAIL", statusFinding
		}
		line := fmt.Sprintf("%s %s:%d:%d: %s", state, r.File, r.Line, r.Column, r.Key)
		if r.Got != "" {
			line += ": got " + fmt.Sprintf("%q", r.Got)
		}
		if _, err := fmt.Fprintln(out, a.printable(line)); err != nil {
			return err
		}
	}
	return nil
}
