package redact

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/tacit-go/tacit/redact/internal/encode"
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// A SecretReport says what became of a value. It never holds text of the value.
type SecretReport struct {
	Name       string
	Generation int // 0 when nothing was registered
	// Registered lists the kinds of forms that are hidden from now on: "raw",
	// "percent", "utf-16", "json", "quote", "xml", "hex", "base64", "base32", "shell", "decimal",
	// "quoted-printable".
	Registered []string
	// Forms is how many of them are held. All bytes in percent, \u or hexadecimal
	// digits, base32 and decimal bytes are undone in the text instead, but for values
	// that are WordBound.
	Forms int
	// Parts lists what was found inside a structured value and registered too: "url
	// password", "url user", "parameter", "json leaf", "key-value line", "pem line",
	// "pem body", "der", "password of a pair". Registered and Forms count theirs.
	Parts   []SecretPart
	Skipped []SkippedForm
	// Problems lists what the set's policy has against the value: "no owner", "no
	// expiry", "weak value".
	Problems []string
	// WordBound tells that the value is short or of low randomness: it is found only
	// where no letter, digit or _ adjoins it, but for its hex and base64. Of values
	// under 6 bytes only the raw one, its escapes and UTF-16 are found.
	WordBound bool
}

// A SecretPart tells how many parts of one kind were registered. WordBound is that
// of all of them.
type SecretPart struct {
	Kind      string
	Count     int
	WordBound bool
}

// A SkippedForm is a kind of form, or of part, that was not registered, and why.
type SkippedForm struct{ Form, Reason string }

// forms are what is to be looked for of one value. The entries hold plain text
// until clear.
type forms struct {
	entries []fingerprint.Entry
	report  SecretReport
}

func composeForms(value []byte, meta *secretConfig) *forms {
	f := &forms{report: SecretReport{WordBound: weak(value)}}
	f.add(value, meta, f.report.WordBound)
	p := parts{yield: func(kind string, part []byte) { f.part(kind, part, value, meta) }}
	p.of(value, 0)
	if p.over {
		f.report.skip("parts", "more than "+strconv.Itoa(maxParts))
	}
	return f
}

// part adds a part of value, if the guards let it. The guards hold here whatever
// the options say: they are about the whole.
func (f *forms) part(kind string, part, value []byte, meta *secretConfig) {
	part = bytes.TrimSpace(part)
	if bytes.Equal(part, value) {
		return
	}
	reason := refuse(part, &secretConfig{})
	if reason != "" {
		f.report.skip(kind, reason)
		return
	}
	bound := weak(part)
	if kind == partPEMLine || kind == partPEMBody {
		// Its other forms are those of the whole.
		f.entry(encode.Form{Kind: "raw", Text: part, Joined: kind == partPEMBody}, &secretConfig{}, bound)
	} else {
		f.add(part, &secretConfig{}, bound)
	}
	for i := range f.report.Parts {
		if p := &f.report.Parts[i]; p.Kind == kind && p.WordBound == bound {
			p.Count++
			return
		}
	}
	f.report.Parts = append(f.report.Parts, SecretPart{kind, 1, bound})
}

// add adds the forms of one value.
func (f *forms) add(value []byte, meta *secretConfig, bound bool) {
	choice := encode.All
	switch {
	case len(value) < minSecret:
		choice = encode.Few
	case !bound:
		choice = encode.Own
	}
	encode.Visit(value, choice, func(form encode.Form) { f.entry(form, meta, bound) })
}

func (f *forms) entry(form encode.Form, meta *secretConfig, bound bool) {
	r := &f.report
	if form.Text == nil {
		r.register(form.Kind)
		return
	}
	if reason := refuseForm(form.Text, meta.short); reason != "" {
		r.skip(form.Kind, reason)
		return
	}
	r.Forms++
	r.register(form.Kind)
	f.entries = append(f.entries, fingerprint.Entry{
		Form: bytes.Clone(form.Text), WordBound: bound && !form.Embedded(), Before: form.Before, After: form.After, Joined: form.Joined})
}

func (r *SecretReport) register(kind string) {
	if !slices.Contains(r.Registered, kind) {
		r.Registered = append(r.Registered, kind)
	}
}

func (r *SecretReport) skip(form, reason string) {
	if s := (SkippedForm{form, reason}); !slices.Contains(r.Skipped, s) {
		r.Skipped = append(r.Skipped, s)
	}
}

func (f *forms) clear() {
	for _, e := range f.entries {
		clear(e.Form)
	}
}
