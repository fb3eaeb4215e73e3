package main

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strings"
)

// A sarifReport writes a SARIF 2.1.0 log, result by result. The objects are written out
// here, in part, because a library would keep the whole log in memory; the schema
// judges them in a test.
type sarifReport struct {
	w       io.Writer
	s       *scanning
	rules   map[string]int
	some    bool
	notes   []sarifNote
	dropped int
}

// plainText keeps a message from holding a link or a tag.
var plainText = strings.NewReplacer("[", "(", "]", ")", "<", "(", ">", ")", "\\", "/")

// maxNotes bounds the problems that a log lists.
const maxNotes = 1000

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID      string      `json:"id"`
	Short   *sarifText  `json:"shortDescription,omitempty"`
	HelpURI string      `json:"helpUri,omitempty"`
	Props   *sarifProps `json:"properties,omitempty"`
}

type sarifProps struct {
	Tags []string `json:"tags"`
}

// A sarifPlace is where in a member of an archive or in a history a finding is.
type sarifPlace struct {
	Commit string `json:"commit,omitempty"`
	Line   int64  `json:"line,omitempty"`
	Column int64  `json:"column,omitempty"`
	Offset *int64 `json:"offset,omitempty"`
}

type sarifNote struct {
	Level   string    `json:"level"`
	Message sarifText `json:"message"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Props        *sarifPlace       `json:"properties,omitempty"`
}

type sarifLocation struct {
	Physical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	} `json:"physicalLocation"`
	Logical []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifArtifact struct {
	URI  string `json:"uri"`
	Base string `json:"uriBaseId,omitempty"`
}

type sarifRegion struct {
	StartLine   int64  `json:"startLine,omitempty"`
	StartColumn int64  `json:"startColumn,omitempty"`
	ByteOffset  *int64 `json:"byteOffset,omitempty"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

func (r *sarifReport) write(head string, v any, tail string) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = r.w.Write([]byte(head + string(asciiJSON(text)) + tail))
	return err
}

func (r *sarifReport) begin() error {
	rules := []sarifRule{}
	r.rules = map[string]int{}
	for _, d := range r.s.r.Describe().Detectors {
		r.rules[d.ID] = len(rules)
		rule := sarifRule{ID: d.ID, Props: &sarifProps{Tags: []string{"security", d.Tier.String()}}}
		if d.Doc != "" {
			rule.Short = &sarifText{d.Doc}
		}
		if strings.HasPrefix(d.Source, "https://") && !strings.ContainsAny(d.Source, " ") {
			rule.HelpURI = d.Source
		}
		rules = append(rules, rule)
	}
	r.rules["live-secret"] = len(rules)
	rules = append(rules, sarifRule{ID: "live-secret", Short: &sarifText{"A value that was given to tacit."}, Props: &sarifProps{Tags: []string{"security"}}})
	driver := map[string]any{
		"driver": map[string]any{
			"name":           "tacit",
			"version":        version(),
			"informationUri": "https://github.com/tacit-go/tacit",
			"rules":          rules,
		},
	}
	return r.write(`{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","tool":`, driver, `,"results":[`)
}

func (r *sarifReport) finding(x *located) error {
	f := sarifResult{
		RuleID: x.Detector, RuleIndex: -1, Level: "error",
		Message:      sarifText{"A secret: " + x.Detector + "."},
		Locations:    make([]sarifLocation, 1),
		Fingerprints: map[string]string{"tacit/" + r.s.prints.by() + "/v1": x.Fingerprint},
	}
	if i, ok := r.rules[x.Detector]; ok {
		f.RuleIndex = i
	}
	loc := &f.Locations[0]
	loc.Physical.Artifact = sarifURI(x.File)
	place := sarifPlace{Commit: x.Commit}
	switch {
	case x.Member != "":
		// Lines of a member are none of the artifact.
		loc.Logical = []sarifLogical{{Name: uriPath(x.File) + "!" + uriPath(x.Member), Kind: "member"}}
		place.Offset = &x.Start
		if !x.Binary {
			place.Line, place.Column = x.Line, x.Column
		}
	case x.Binary:
		loc.Physical.Region = &sarifRegion{ByteOffset: &x.Start}
	default:
		loc.Physical.Region = &sarifRegion{StartLine: x.Line, StartColumn: x.Column16}
	}
	if place != (sarifPlace{}) {
		f.Props = &place
	}
	head := ",\n"
	if !r.some {
		head = "\n"
	}
	r.some = true
	return r.write(head, f, "")
}

func (r *sarifReport) problem(name, why string) {
	if len(r.notes) == maxNotes {
		r.dropped++
		return
	}
	r.notes = append(r.notes, sarifNote{"error", sarifText{uriPath(filepath.ToSlash(name)) + ": " + plainText.Replace(why)}})
}

func (r *sarifReport) end() error {
	if r.dropped > 0 {
		r.notes = append(r.notes, sarifNote{"error", sarifText{"further files could not be read"}})
	}
	call := map[string]any{"executionSuccessful": len(r.notes) == 0}
	if len(r.notes) > 0 {
		call["toolExecutionNotifications"] = r.notes
	}
	return r.write("\n],\"invocations\":[", call, "]}]}\n")
}

// sarifURI returns the URI of a file: relative to the root of the source, or absolute.
func sarifURI(file string) sarifArtifact {
	slashed := filepath.ToSlash(file)
	if filepath.IsAbs(file) {
		return sarifArtifact{URI: "file:///" + strings.TrimPrefix(uriPath(slashed), "/")}
	}
	return sarifArtifact{URI: uriPath(strings.TrimPrefix(slashed, "./")), Base: "%SRCROOT%"}
}

// uriPath writes a path so that it holds ASCII letters, digits, and -._~/ only.
func uriPath(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(url.QueryEscape(p), "+", "%20")
	}
	return strings.Join(parts, "/")
}
