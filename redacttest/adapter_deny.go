package redacttest

import (
	"bytes"

	"github.com/tacit-go/tacit/redact"
)

// What stands in a record beside what denies it.
const (
	besideText  = "spoken aloud"
	besideField = "beside-field"
	tokenID     = "adapter-token"
)

func (j *judge[L]) deny() {
	bind := func(l L, _ string) L { return l }
	binder, audit := j.binding()
	if binder != nil {
		bind = func(l L, key string) L { return binder.Bind(l, key, besideField) }
	}
	for _, stubs := range []bool{true, false} {
		name, opts := "stub", []redact.Option{redact.WithAction(tokenID, redact.Deny), redact.WithAuditFields(audit)}
		if !stubs {
			name, opts = "no stub", append(opts, redact.WithoutStubs())
		}
		r, _ := j.lot.redactor(opts...)
		for _, e := range j.a.Entries {
			v, ok := j.denying(e.Takes)
			if !ok || e.Panics {
				continue
			}
			j.check(e.Name+"/"+name, j.denial(r, stubs, func(l L) { e.Log(bind(l, "b"), "k", v) }))
			if stubs && binder != nil {
				j.check(e.Name+"/audit", j.spared(r, func(l L) { e.Log(bind(l, "audit"), "k", v) }))
			}
		}
		for _, b := range j.a.Binders {
			if v, ok := j.denying(b.Takes); ok {
				j.check(b.Name+"/"+name, j.denial(r, stubs, func(l L) { j.simple(b.Bind(bind(l, "b"), "k", v)) }))
			}
		}
	}
}

// denying returns a value that denies the record it is in.
func (j *judge[L]) denying(takes func(any) bool) (any, bool) {
	text := "spoken " + j.lot.shaped.Value + " " + besideText
	for _, k := range j.kinds {
		if v := k.Make(text); !k.Hostile && !k.Names && !k.number && !k.bytes && (takes == nil || takes(v)) {
			return v, true
		}
	}
	return nil, false
}

// binding returns a binder that writes a string under a key, and what it calls the key
// "audit", if there is one.
func (j *judge[L]) binding() (*Binder[L], string) {
	for i := range j.a.Binders {
		b := &j.a.Binders[i]
		if !takes(b.Takes, besideField) {
			continue
		}
		o := j.play(j.a.Plain, nil, func(l L) { j.simple(b.Bind(l, "audit", besideField)) })
		if at := bytes.Index(o.records, []byte("audit")); at >= 0 && bytes.Contains(o.records, []byte(besideField)) {
			from := at
			for from > 0 && (o.records[from-1] == '_' || o.records[from-1] >= 'a' && o.records[from-1] <= 'z') {
				from--
			}
			return b, string(o.records[from:at]) + "audit"
		}
	}
	return nil, "audit"
}

// denial tells what is wrong with a record that is to be denied.
func (j *judge[L]) denial(r *redact.Redactor, stubs bool, do func(L)) string {
	was := r.Stats().Denied[tokenID]
	o := j.play(j.a.Open, r, do)
	leak := j.leak("the sink", o.records)
	switch n := r.Stats().Denied[tokenID] - was; {
	case leak != "":
		return leak
	case o.panicked:
		return "the adapter panics"
	case n == 0:
		return "no record was denied"
	case n > 1:
		return "the record was denied more than once"
	case bytes.Contains(o.records, []byte(besideText)):
		return "its text is shown"
	case bytes.Contains(o.records, []byte(besideField)):
		return "a field that was bound is shown"
	case stubs != bytes.Contains(o.records, []byte("DENIED:"+tokenID)):
		return "a stub is missing, or there without need"
	}
	return ""
}

// spared tells what is wrong with a record of an audit log.
func (j *judge[L]) spared(r *redact.Redactor, do func(L)) string {
	was := r.Stats().Denied[tokenID]
	o := j.play(j.a.Open, r, do)
	leak := j.leak("the sink", o.records)
	switch {
	case leak != "":
		return leak
	case o.panicked:
		return "the adapter panics"
	case r.Stats().Denied[tokenID] != was || bytes.Contains(o.records, []byte("DENIED")):
		return "a record of an audit log was denied"
	case !bytes.Contains(o.records, []byte(tokenID)):
		return "it was not written"
	}
	return ""
}
