package gitleaksrules

import (
	"fmt"
	"io"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A Set is what was read. The caller owns its slices.
type Set struct {
	// Detectors are the rules that can be expressed, in their order. Each of them
	// is accepted by redact.New.
	Detectors []redact.Detector
	// Notes tell of each rule that is not loaded or whose meaning changes, in the
	// order of the rules.
	Notes []Note
	// Rules is the number of rules in the configuration, and Loaded of those
	// that became detectors.
	Rules, Loaded int
}

// A Note says what is different about a rule.
type Note struct {
	// Rule is the rule's id, or empty where the whole configuration is meant. An
	// id that is not letters, digits, "-", "_" and "." is given as its number.
	Rule string
	// Loaded tells that the rule has become a detector whose meaning is changed;
	// else there is none.
	Loaded bool
	// Text says why, without text of the rule.
	Text string
}

// An Option changes what Read does.
type Option interface{ apply(*reader) }

type widen struct{}

func (widen) apply(r *reader) { r.widen = true }

// Widen loads rules that ask for text of varying length before the secret, such as
// a name and an equals sign, and lets that text go with the secret. The default is
// not to load them. Text that must stay is replaced then: the output of a JSON
// record may be no JSON any more, so use it for plain text only.
func Widen() Option { return widen{} }

// Read reads a gitleaks configuration of at most 8 MiB. It fails where the text
// is no TOML or has no rules; what is wrong with a single rule is a note. Neither
// errors nor notes hold text of rules, for allow-lists may hold secrets. It
// compiles each detector once, which takes some milliseconds.
func Read(r io.Reader, opts ...Option) (*Set, error) {
	c, err := parse(r)
	if err != nil {
		return nil, err
	}
	rd := &reader{set: &Set{Rules: len(c.Rules)}, ids: map[string]bool{}}
	for _, o := range opts {
		o.apply(rd)
	}
	if c.Extend != (extend{}) {
		rd.note(Note{Text: "the configuration extends another one, which is not read"})
	}
	shared := c.Allowlists
	if c.Allowlist != nil {
		shared = append(shared, *c.Allowlist)
	}
	for i := range c.Rules {
		rd.rule(i, &c.Rules[i], shared)
	}
	return rd.set, nil
}

// reader is the state of one Read.
type reader struct {
	set   *Set
	ids   map[string]bool
	widen bool
}

func (rd *reader) note(n Note) { rd.set.Notes = append(rd.set.Notes, n) }

func (rd *reader) rule(i int, r *rule, shared []allowlist) {
	name := r.ID
	if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") != "" || len(name) > 128 {
		name = fmt.Sprintf("#%d", i+1)
	}
	refuse := func(text string) { rd.note(Note{Rule: name, Text: text}) }
	switch {
	case r.SkipReport:
		refuse("it is not to be reported")
		return
	case r.Regex == "":
		refuse("it has no regex: only the path of a file decides")
		return
	case r.Path != "":
		refuse("it is for files of certain paths, which a log does not have")
		return
	case len(r.Required) > 0:
		refuse("it is a composite rule, which needs matches of other rules nearby")
		return
	}
	p, err := split(r.Regex, r.SecretGroup, rd.widen)
	if err != nil {
		refuse(err.Error())
		return
	}
	v, more := newVerifier(r, p, shared)
	changes := append(p.changes, more...)
	near := missing(p.re, r.Keywords)
	if len(near) > 0 {
		changes = append(changes, "a keyword must stand in the match or in the 64 bytes before it, not anywhere in the text")
	}
	var ds []redact.Detector
	for _, pattern := range p.patterns {
		d := redact.Detector{
			ID: rd.id(name), Doc: "A rule of a gitleaks configuration.", Source: "https://github.com/gitleaks/gitleaks#configuration",
			Since: "0.1.0", Revision: 1, Tier: redact.Structural, Pattern: pattern, Near: near, Verify: v.verify(),
		}
		if _, err := redact.New(redact.WithDetectors(d)); err != nil {
			refuse("the engine cannot express its regex: " + reason(err))
			for _, d := range ds {
				delete(rd.ids, d.ID)
			}
			delete(rd.ids, d.ID)
			return
		}
		ds = append(ds, d)
	}
	rd.set.Detectors = append(rd.set.Detectors, ds...)
	rd.set.Loaded++
	for _, text := range changes {
		rd.note(Note{Rule: name, Loaded: true, Text: text})
	}
}

// id returns a detector's ID that was not given before.
func (rd *reader) id(name string) string {
	id := strings.Map(func(c rune) rune {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			return c
		case 'A' <= c && c <= 'Z':
			return c + 'a' - 'A'
		}
		return '-'
	}, name)
	id = "gitleaks-" + strings.Join(strings.FieldsFunc(id, func(c rune) bool { return c == '-' }), "-")
	const room = 44 // of 48 bytes, for a number
	id = strings.TrimRight(id[:min(len(id), room)], "-")
	free := id
	for n := 2; rd.ids[free]; n++ {
		free = fmt.Sprintf("%s-%d", id, n)
	}
	rd.ids[free] = true
	return free
}

// reason is the engine's reason without the detector's ID, on one line.
func reason(err error) string {
	text := strings.ReplaceAll(err.Error(), "\n", "; ")
	if _, after, ok := strings.Cut(text, "pattern: "); ok {
		return after
	}
	return text
}
