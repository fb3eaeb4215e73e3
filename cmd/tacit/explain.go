package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

type explainFlags struct {
	policy       policyFlags
	json, values bool
	color        string
}

func (a *app) explainCommand() *cobra.Command {
	flags := &explainFlags{}
	cmd := &cobra.Command{
		Use:   "explain [FILE]",
		Short: "Say why text is or is not redacted",
		Long: `Explain reads text from a file or from standard input, at most 1 MiB, and lists every
span that a detector saw, with what became of it:

  replaced  its detector gives the replacement
  overlap   it is replaced together with another, which gives the replacement
  boundary  what stands beside the keyword fits no match
  length    it ends before the pattern is complete
  pattern   it goes on otherwise than the pattern
  near      no word that it needs stands nearby
  checksum  its checksum or structure does not hold
  entropy   it is not random enough
  allowed   it is on the allow list
  reported  it is only reported
  name      the name around the keyword is not sensitive, or no value can follow
  no-value  no value of its own follows the name
  value     the value is one that its name does not hide
  mark      text that was redacted already, and which detector did it

What no keyword announces is not listed. In a line that was redacted the marks lead
back to the detector, whose description and source are printed; other replacements
than labels and tokens do not tell it.

Shown are shapes, as aaa-9999, cut to a rough length, and none of spans under 12 bytes.
The columns tell how long a span is.
--values shows the text itself: it shows secrets.`,
		Args: usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return a.explain(cmd.Context(), flags, args) },
	}
	flags.policy.add(cmd)
	f := cmd.Flags()
	f.BoolVar(&flags.json, "json", false, "print one JSON object a line")
	f.BoolVar(&flags.values, "values", false, "show the text of spans, secrets too")
	f.StringVar(&flags.color, "color", "auto", "auto, always or never; auto is a terminal without NO_COLOR")
	complete(cmd, "color", []string{"auto", "always", "never"})
	return cmd
}

// outcomeMark is the outcome of a mark.
const outcomeMark = redact.Outcome("mark")

// An explained is a span as explain prints it.
type explained struct {
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Detector string `json:"detector,omitempty"`
	Tier     string `json:"tier,omitempty"`
	Outcome  string `json:"outcome"`
	Shape    string `json:"shape,omitempty"`
	Value    string `json:"value,omitempty"`
	Doc      string `json:"doc,omitempty"`
	Source   string `json:"source,omitempty"`
}

func (a *app) explain(ctx context.Context, flags *explainFlags, args []string) error {
	if !slices.Contains([]string{"auto", "always", "never"}, flags.color) {
		return usageError{errors.New("--color is auto, always or never")}
	}
	opts, err := flags.policy.options(ctx, a)
	if err != nil {
		return err
	}
	r, err := a.build(opts)
	if err != nil {
		return err
	}
	name, in := "-", a.stdin
	if len(args) > 0 && args[0] != "-" {
		f, err := openFile(ctx, args[0])
		if err != nil {
			return a.fileError(args[0], err)
		}
		defer f.Close()
		name, in = args[0], f
	}
	src := newSource(in)
	defer src.close()
	text, err := io.ReadAll(io.LimitReader(src.reader(ctx), redact.MaxExplainBytes+1))
	if err != nil {
		return a.fileError(name, err)
	}
	x := r.Explain(text)
	text = text[:min(len(text), redact.MaxExplainBytes)]
	if err := a.printExplained(flags, text, explainSpans(r, text, x.Candidates)); err != nil {
		return err
	}
	if x.More {
		a.fail(fmt.Errorf("only the first %d bytes and %d candidates are explained", redact.MaxExplainBytes, redact.MaxExplainCandidates))
	}
	return nil
}

// explainSpans returns the candidates and the marks in text, in order.
func explainSpans(r *redact.Redactor, text []byte, cs []redact.Candidate) []explained {
	known := map[string]redact.DetectorInfo{}
	for _, d := range detectors.All() {
		known[d.ID] = redact.DetectorInfo{ID: d.ID, Doc: d.Doc, Source: d.Source, Tier: d.Tier}
	}
	for _, d := range r.Describe().Detectors {
		known[d.ID] = d
	}
	for id, doc := range map[string]string{
		"live-secret": "A value that was registered as a secret.",
		"limit":       "Work that was left undone because of a bound.",
		"error":       "An error or a panic while redacting.",
		"path":        "A name or a value that the rules for paths hide.",
	} {
		if _, ok := known[id]; !ok {
			known[id] = redact.DetectorInfo{ID: id, Doc: doc}
		}
	}
	// What Label and HMAC leave behind.
	labels := regexp.MustCompile(`[\[(]REDACTED:([a-z0-9-]{1,64})[^\])\s]{0,64}[\])]`)
	for _, m := range labels.FindAllSubmatchIndex(text, -1) {
		if id := string(text[m[2]:m[3]]); known[id].ID != "" {
			cs = append(cs, redact.Candidate{Start: m[0], End: m[1], Detector: id, Tier: known[id].Tier, Outcome: outcomeMark})
		}
	}
	slices.SortStableFunc(cs, func(x, y redact.Candidate) int { return x.Start - y.Start })
	out := make([]explained, 0, len(cs))
	line, lineStart, at := 1, 0, 0
	for _, c := range cs {
		for ; at < c.Start; at++ {
			if text[at] == '\n' {
				line, lineStart = line+1, at+1
			}
		}
		e := explained{
			Line: line, Column: c.Start - lineStart + 1, Start: c.Start, End: c.End,
			Detector: c.Detector, Outcome: string(c.Outcome), Shape: redact.Shape(text[c.Start:c.End]),
			Doc: known[c.Detector].Doc, Source: known[c.Detector].Source,
		}
		if c.Detector != "" && c.Detector != "live-secret" {
			e.Tier = c.Tier.String()
		}
		if c.Outcome == outcomeMark {
			e.Shape = "" // of ours
		}
		out = append(out, e)
	}
	return out
}

// Colours of outcomes: what goes, what goes with it, what stays, what is gone already.
var outcomeColors = map[redact.Outcome]string{redact.OutcomeReplaced: "31", redact.OutcomeOverlap: "33", outcomeMark: "36"}

func (a *app) printExplained(flags *explainFlags, text []byte, spans []explained) error {
	out := checkedWriter{a.stdout}
	colored := flags.color == "always" || flags.color == "auto" && a.terminal(a.stdout) && !slices.ContainsFunc(a.env, func(e string) bool { return len(e) > 9 && e[:9] == "NO_COLOR=" })
	told := map[string]bool{}
	for _, e := range spans {
		if flags.values {
			e.Shape, e.Value = "", string(text[e.Start:e.End])
		}
		if flags.json {
			line, err := json.Marshal(e)
			if err != nil {
				return err
			}
			if _, err := out.Write(append(asciiJSON(line), '\n')); err != nil {
				return err
			}
			continue
		}
		shown, id := e.Shape, e.Detector
		if flags.values {
			shown = escape(e.Value)
		}
		if id == "" {
			id = "(names)"
		}
		outcome := fmt.Sprintf("%-8s", e.Outcome)
		if colored {
			color := outcomeColors[redact.Outcome(e.Outcome)]
			if color == "" {
				color = "2"
			}
			outcome = "\x1b[" + color + "m" + outcome + "\x1b[0m"
		}
		line := fmt.Sprintf("%d:%d-%d %s %s", e.Line, e.Column, e.Column+e.End-e.Start, outcome, id)
		if shown != "" {
			line += "  " + shown
		}
		// A detector is described once, where it has hidden something.
		if (e.Outcome == "replaced" || e.Outcome == "mark") && e.Doc != "" && !told[id] {
			told[id] = true
			line += "\n    " + escape(e.Doc)
			if e.Source != "" {
				line += " (" + escape(e.Source) + ")"
			}
		}
		if _, err := io.WriteString(out, line+"\n"); err != nil {
			return err
		}
	}
	return nil
}
