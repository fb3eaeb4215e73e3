package redact

import (
	"bytes"
	"hash/maphash"
	"math/bits"
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
	// where no letter, digit or _ adjoins it, but for its hex and base64, and not in all forms, as
	// [SecretSet] says. Of values
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

// staged is a value that is ready to be entered into a set, as far as that can be told
// without the set.
type staged struct {
	g                   *generation // of which only name and value are set: the digest is not masked yet
	nameHash, valueHash uint64      // see SecretSet.nameHash and valueHash
	remark              *remark     // nil: there is no more to report than what follows
	forms               int32
	from, to            int32 // the values that its forms have in the batch
	kinds               uint16
	bound               bool
}

// usual tells that v is one of which nothing is to be told beside its hashes.
func (v *staged) usual() bool {
	return v.remark == nil && v.kinds == unescapedKinds && v.forms == leastForms && v.from == v.to && !v.bound
}

// A remark is what is not so of most values.
type remark struct {
	report SecretReport
	err    error
}

// name is that of v, "" for one that was refused for its name.
func (v *staged) name() string {
	if v.g.name.length == nil {
		return ""
	}
	return v.g.name.String()
}

func (v *staged) err() error {
	if v.remark == nil {
		return nil
	}
	return v.remark.err
}

// A stager is what many values are staged with.
type stager struct {
	seed    fingerprint.Seed
	batch   *fingerprint.Batch
	hash    maphash.Seed
	meta    *secretConfig
	names   []byte // room for names
	scratch encode.Scratch
}

// stage checks a value and adds its forms to the batch, for g, which is new.
func (s *stager) stage(v *staged, g *generation, name string, value []byte) {
	b, meta := s.batch, s.meta
	v.g = g
	g.value.ID = -1
	value = bytes.TrimSpace(value)
	if !validSecretName(name) {
		v.remark = &remark{err: ErrSecretName}
		return
	}
	t := look(value)
	if reason := refuse(value, t, meta); reason != "" {
		r := SecretReport{Name: name, Skipped: []SkippedForm{{"raw", reason}}}
		if holds(name, value) {
			r.Name = ""
		}
		v.remark = &remark{r, ErrSecretRefused}
		return
	}
	if holds(name, value) || holds(meta.owner, value) || holds(meta.environment, value) ||
		holds(meta.criticality, value) || holds(meta.source, value) {
		v.remark = &remark{err: ErrSecretLeaks}
		return
	}
	g.name, s.names = newSecretName(name, s.names)
	g.value.Digest, v.bound = b.Digest(value), t.weak(len(value))
	v.nameHash = maphash.String(s.hash, name)
	v.valueHash = v.nameHash ^ maphash.Bytes(s.hash, g.value.Digest[:])
	v.from = int32(b.Own())
	v.to = v.from
	if !v.bound && t.all&traitOwn != 0 && len(value) >= fingerprint.LeastUnescaped && len(value) < fingerprint.OverUnescaped {
		v.kinds, v.forms = unescapedKinds, int32(b.AddUnescaped(value, &g.value)) // most of many are
	} else {
		s.others(v, name, value, t.all&traitNoPart == 0)
	}
	if v.err() == nil && s.leaks(v, name, value) {
		v.kinds, v.forms, v.remark = 0, 0, &remark{err: ErrSecretLeaks}
	}
}

// others adds the forms of a value that is none of AddUnescaped.
func (s *stager) others(v *staged, name string, value []byte, parted bool) {
	r := SecretReport{Name: name, WordBound: v.bound}
	f := forms{batch: s.batch, scratch: &s.scratch, report: &r}
	f.take, f.digits = f.form, f.base64
	f.add(value, &v.g.value, s.meta, v.bound)
	if parted {
		p := parts{yield: func(kind string, part []byte) { f.part(kind, part, value) }}
		p.of(value, 0)
		if p.over {
			r.skip("parts", "more than "+strconv.Itoa(maxParts))
		}
	}
	v.kinds, v.forms, v.to = f.kinds, int32(r.Forms), int32(s.batch.Own())
	var err error
	if r.Forms == 0 {
		err = ErrSecretRefused
	}
	if err != nil || len(r.Skipped)+len(r.Parts) > 0 {
		v.remark = &remark{r, err}
	}
}

// forms gathers what is to be looked for of one value.
type forms struct {
	batch   *fingerprint.Batch
	scratch *encode.Scratch
	take    func(encode.Form)                        // the method form
	digits  func(digits []byte, before, after uint8) // the method base64
	report  *SecretReport
	kinds   uint16 // of formKinds, those that are registered

	// The value whose forms are taken.
	of, raw *fingerprint.Value
	meta    *secretConfig
	bound   bool
}

// part adds a part of value, if the guards let it. The guards hold here whatever
// the options say: they are about the whole.
func (f *forms) part(kind string, part, value []byte) {
	part = bytes.TrimSpace(part)
	if bytes.Equal(part, value) {
		return
	}
	t := look(part)
	reason := refuse(part, t, &secretConfig{})
	if reason != "" {
		f.report.skip(kind, reason)
		return
	}
	bound := t.weak(len(part))
	if kind == partPEMLine || kind == partPEMBody {
		// Its other forms are those of the whole.
		f.entry(encode.Form{Kind: "raw", Text: part, Joined: kind == partPEMBody}, nil, &secretConfig{}, bound)
	} else {
		f.add(part, f.batch.Value(part), &secretConfig{}, bound)
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
func (f *forms) add(value []byte, of *fingerprint.Value, meta *secretConfig, bound bool) {
	choice := encode.All
	switch {
	case len(value) < minSecret:
		choice = encode.Few
	case !bound:
		choice = encode.Own
	}
	f.of, f.raw, f.meta, f.bound = of, of, meta, bound
	if !fingerprint.IsPlain(value) {
		f.raw = nil // it is compared as it is read
	}
	if choice == encode.Own && encode.Unescaped(value) { // most of many are
		f.unescaped(value)
		return
	}
	f.scratch.Visit(value, choice, f.take)
}

// unescaped adds what Visit gives of a value that is encode.Unescaped and not bound.
func (f *forms) unescaped(value []byte) {
	f.kinds |= unescapedKinds
	f.batch.AddPlain(value, f.of, false, 0, 0)
	f.report.Forms++
	f.scratch.Base64(value, f.digits)
}

func (f *forms) base64(digits []byte, before, after uint8) {
	f.batch.AddPlain(digits, f.of, true, before, after)
	f.report.Forms++
}

// form adds a form of the value whose forms are taken.
func (f *forms) form(form encode.Form) {
	switch {
	case form.Kind == "raw":
		f.entry(form, f.raw, f.meta, f.bound)
	case form.Digits:
		f.entry(form, f.of, f.meta, f.bound)
	default:
		f.entry(form, nil, f.meta, f.bound)
	}
}

func (f *forms) entry(form encode.Form, of *fingerprint.Value, meta *secretConfig, bound bool) {
	r := f.report
	if form.Text == nil {
		f.register(form.Kind)
		return
	}
	// The guards of a value are those of its raw form; digits are enough, and not only decimal
	// ones but by chance.
	if !form.Digits && form.Kind != "raw" {
		if reason := refuseForm(form.Text, meta.short); reason != "" {
			r.skip(form.Kind, reason)
			return
		}
	}
	r.Forms++
	f.register(form.Kind)
	f.batch.Add(fingerprint.Entry{
		Form: form.Text, ID: -1, Of: of, Base64: form.Digits, WordBound: bound && !form.Embedded(),
		Before: form.Before, After: form.After, Joined: form.Joined,
	})
}

func (f *forms) register(kind string) {
	for i := range formKinds {
		if formKinds[i] == kind {
			f.kinds |= 1 << i
			return
		}
	}
}

// formKinds are the kinds of encode.Form, in the order of reports.
var formKinds = [...]string{"raw", "percent", "utf-16", "json", "quote", "xml", "hex", "base64", "base32", "shell", "decimal", "quoted-printable"}

// unescapedKinds are those that a value has that is encode.Unescaped and not bound: raw,
// percent, json, hex, base64, base32, decimal and quoted-printable.
const unescapedKinds = 1<<0 | 1<<1 | 1<<3 | 1<<6 | 1<<7 | 1<<8 | 1<<10 | 1<<11

// refused makes v one that is not registered.
func (v *staged) refused(err error, r SecretReport) {
	r.Name = v.name()
	v.remark, v.kinds = &remark{r, err}, 0
}

// said returns the report, which may be written.
func (v *staged) said() *SecretReport {
	if v.remark == nil {
		v.remark = &remark{report: SecretReport{Name: v.name(), Forms: int(v.forms), WordBound: v.bound}}
	}
	return &v.remark.report
}

// finished returns the report with what is derived.
func (v *staged) finished() SecretReport {
	r := SecretReport{Name: v.name(), Forms: int(v.forms), WordBound: v.bound}
	if v.remark != nil {
		r = v.remark.report
	}
	if v.err() == nil {
		r.Generation = int(v.g.number)
	}
	if v.kinds != 0 {
		r.Registered = make([]string, 0, bits.OnesCount16(v.kinds))
	}
	for i, kind := range formKinds {
		if v.kinds>>i&1 != 0 {
			r.Registered = append(r.Registered, kind)
		}
	}
	return r
}

func (r *SecretReport) skip(form, reason string) {
	if s := (SkippedForm{form, reason}); !slices.Contains(r.Skipped, s) {
		r.Skipped = append(r.Skipped, s)
	}
}
