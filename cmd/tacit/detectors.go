package main

import (
	"encoding/json"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/detectors"
)

// detectorLine is a detector as "tacit detectors --json" prints it.
type detectorLine struct {
	ID      string `json:"id"`
	Tier    string `json:"tier"`
	Default bool   `json:"default"`
	Doc     string `json:"doc"`
	Source  string `json:"source"`
}

func (a *app) detectorsCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "detectors",
		Short: "List the detectors",
		Long: `Detectors lists every detector of the catalogue: its ID, its tier, what it finds
and where its format is described. Those of the tier "pii" are off unless --pii
or --detectors asks for them.`,
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error { return a.listDetectors(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return cmd
}

func (a *app) listDetectors(asJSON bool) error {
	on := map[string]bool{}
	for _, d := range detectors.Default() {
		on[d.ID] = true
	}
	out := checkedWriter{a.stdout}
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		for _, d := range detectors.All() {
			if err := enc.Encode(detectorLine{d.ID, d.Tier.String(), on[d.ID], d.Doc, d.Source}); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	row := func(cells ...string) {
		for i, c := range cells {
			if i > 0 {
				_, _ = w.Write([]byte{'\t'})
			}
			_, _ = w.Write([]byte(c)) // tabwriter returns the error from Flush
		}
		_, _ = w.Write([]byte{'\n'})
	}
	row("ID", "TIER", "FINDS", "SOURCE")
	for _, d := range detectors.All() {
		row(d.ID, d.Tier.String(), d.Doc, d.Source)
	}
	return w.Flush()
}
