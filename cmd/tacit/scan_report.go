package main

import (
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
)

// A located is a finding as it is reported.
type located struct {
	File        string // redacted, as Member is; what is reported escapes both for its medium
	Member      string // of the archive File; what follows its exclamation mark
	Commit      string // hexadecimal, or empty
	Binary      bool   // only Start tells where
	Fingerprint string
	finding
}

func (r *located) name() string {
	if r.Member == "" {
		return r.File
	}
	return r.File + "!" + r.Member
}

// where says where in the file a finding is.
func (r *located) where() string {
	if r.Binary {
		return fmt.Sprintf("@%d", r.Start)
	}
	return fmt.Sprintf("%d:%d", r.Line, r.Column)
}

// A report writes results one by one, so that it needs no memory for all of them.
type report interface {
	begin() error
	finding(*located) error
	// problem takes the name of a file, redacted, and why it was not read.
	problem(name, why string)
	end() error
}

// newReport returns the report of a format, or nil.
func (s *scanning) newReport(format string, w io.Writer) report {
	switch format {
	case "text":
		return &lineReport{w: w, line: textLine}
	case "jsonl":
		return &lineReport{w: w, line: jsonLine}
	case "markdown":
		return &lineReport{w: w, line: markdownLine, head: "# Secrets found by tacit\n\n", none: "None.\n"}
	case "html":
		return &lineReport{w: w, line: htmlLine, head: htmlHead, none: "<tr><td colspan=4>None.</td></tr>\n", tail: "</table>\n"}
	case "sarif":
		return &sarifReport{w: w, s: s}
	}
	return nil
}

// A lineReport writes a line for each result.
type lineReport struct {
	w                io.Writer
	line             func(*located) (string, error)
	head, none, tail string
	some             bool
}

func (l *lineReport) write(text string) error {
	if text == "" {
		return nil
	}
	_, err := io.WriteString(l.w, text)
	return err
}

func (l *lineReport) begin() error { return l.write(l.head) }

func (l *lineReport) problem(_, _ string) {}

func (l *lineReport) finding(r *located) error {
	l.some = true
	text, err := l.line(r)
	if err != nil {
		return err
	}
	return l.write(text)
}

func (l *lineReport) end() error {
	if !l.some {
		if err := l.write(l.none); err != nil {
			return err
		}
	}
	return l.write(l.tail)
}

func textLine(r *located) (string, error) {
	commit := ""
	if r.Commit != "" {
		commit = " (commit " + shortCommit(r.Commit) + ")"
	}
	return fmt.Sprintf("%s:%s: %s%s\n", escape(r.name()), r.where(), r.Detector, commit), nil
}

func shortCommit(hash string) string { return hash[:min(len(hash), 12)] }

// jsonFinding is a finding as --format jsonl prints it.
type jsonFinding struct {
	File        string `json:"file"`
	Commit      string `json:"commit,omitempty"`
	Line        int64  `json:"line,omitempty"`
	Column      int64  `json:"column,omitempty"`
	Offset      int64  `json:"offset"`
	Detector    string `json:"detector"`
	Fingerprint string `json:"fingerprint"`
}

func jsonLine(r *located) (string, error) {
	f := jsonFinding{File: r.name(), Commit: r.Commit, Line: r.Line, Column: r.Column, Offset: r.Start, Detector: r.Detector, Fingerprint: r.Fingerprint}
	if r.Binary {
		f.Line, f.Column = 0, 0
	}
	text, err := json.Marshal(f)
	return string(asciiJSON(text)) + "\n", err
}

// markdownLine returns an item of a list. Text of others stands in code, where nothing
// means anything but the mark that ends it.
func markdownLine(r *located) (string, error) {
	commit := ""
	if r.Commit != "" {
		commit = " in " + shortCommit(r.Commit)
	}
	return fmt.Sprintf("- %s: %s at %s%s\n", markdownCode(r.name()), markdownCode(r.Detector), r.where(), commit), nil
}

func markdownCode(s string) string {
	return "`" + strings.ReplaceAll(escape(s), "`", `\x60`) + "`"
}

const htmlHead = `<!DOCTYPE html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Secrets found by tacit</title>
<style>table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2em .5em;text-align:left;font-family:monospace}</style>
<table>
<tr><th>File<th>Place<th>Detector<th>Commit</tr>
`

func htmlLine(r *located) (string, error) {
	cell := func(s string) string { return "<td>" + html.EscapeString(escape(s)) + "</td>" }
	return "<tr>" + cell(r.name()) + cell(r.where()) + cell(r.Detector) + cell(shortCommit(r.Commit)) + "</tr>\n", nil
}
