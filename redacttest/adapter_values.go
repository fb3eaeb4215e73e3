package redacttest

import (
	"errors"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

func (j *judge[L]) values() {
	r, _ := j.lot.redactor()
	for _, e := range j.a.Entries {
		j.each(e.Takes, e.Keyless, func(name string, k Kind, text string) {
			j.hidden(cell[L]{name: e.Name + "/" + name, r: r, panics: e.Panics, fatal: fatal(k),
				do: func(l L) { e.Log(l, "k", k.Make(text)) }})
		})
	}
}

// named calls do with what is hidden by its name alone: under a sensitive key, and
// in values that hold the name themselves.
func (j *judge[L]) named(e func(any) bool, do func(cell, key string, k Kind, text string)) {
	for _, k := range j.kinds {
		for _, c := range j.lot.named {
			if k.number != (c.Shape == Numeric) || !takes(e, k.Make(harmless)) {
				continue
			}
			do(k.Name+"/under the name/"+c.Name, AdapterName, k, c.Value)
			if k.Names {
				do(k.Name+"/with the name/"+c.Name, "k", k, c.Value)
			}
		}
	}
}

func (j *judge[L]) names() {
	r, _ := j.lot.redactor()
	for _, e := range j.a.Entries {
		if e.Keyless {
			continue
		}
		j.named(e.Takes, func(name, key string, k Kind, text string) {
			j.hidden(cell[L]{name: e.Name + "/" + name, r: r, panics: e.Panics, fatal: fatal(k),
				do: func(l L) { e.Log(l, key, k.Make(text)) }})
		})
	}
}

func (j *judge[L]) keys() {
	r, _ := j.lot.redactor()
	for _, e := range j.a.Entries {
		if e.Keyless {
			continue
		}
		v := j.plain(e.Takes)
		j.inName(func(name, key string) {
			j.hidden(cell[L]{name: e.Name + "/" + name, r: r, panics: e.Panics, do: func(l L) { e.Log(l, key, v) }})
		})
	}
}

// inName calls do with names that are secrets.
func (j *judge[L]) inName(do func(cell, name string)) {
	for _, enc := range encodings {
		for _, c := range j.lot.live {
			do(enc.name+"/"+c.Name, enc.of(c.Value))
		}
	}
	do("raw/"+j.lot.shaped.Name, j.lot.shaped.Value)
}

func (j *judge[L]) closed() {
	for name, r := range map[string]*redact.Redactor{"nil": nil, "zero": {}} {
		for _, e := range j.a.Entries {
			for _, k := range j.kinds {
				c := j.lot.early[0]
				if k.number {
					c = j.lot.named[slices.IndexFunc(j.lot.named, func(c Canary) bool { return c.Shape == Numeric })]
				}
				if e.Keyless && fatal(k) || !takes(e.Takes, k.Make(harmless)) {
					continue
				}
				j.hidden(cell[L]{name: e.Name + "/" + k.Name + "/" + name, r: r, panics: e.Panics, fatal: fatal(k),
					do: func(l L) { e.Log(l, "k", k.Make(embed(k, c.Value))) }})
			}
			if !e.Keyless {
				j.hidden(cell[L]{name: e.Name + "/key/" + name, r: r, panics: e.Panics,
					do: func(l L) { e.Log(l, j.lot.early[1].Value, j.plain(e.Takes)) }})
			}
		}
		for _, b := range j.a.Binders {
			for _, k := range j.kinds {
				if k.number || k.Hostile || !takes(b.Takes, k.Make(harmless)) {
					continue
				}
				j.hidden(cell[L]{name: b.Name + "/" + k.Name + "/" + name, r: r,
					do: func(l L) { j.simple(b.Bind(l, "k", k.Make(embed(k, j.lot.early[0].Value)))) }})
			}
		}
		for _, g := range j.a.Groups {
			j.hidden(cell[L]{name: g.Name + "/" + name, r: r, do: func(l L) { j.simple(g.Open(l, j.lot.early[0].Value)) }})
		}
	}
}

// failingSink has a sink whose error quotes a secret.
func (j *judge[L]) failingSink() {
	r, _ := j.lot.redactor()
	for _, c := range j.lot.live {
		for _, e := range j.a.Entries {
			if v := j.plain(e.Takes); !e.Panics {
				o := j.play(func(s Sinks) L {
					s.Records = failingWriter{errors.New("write to " + c.Value + " failed")}
					return j.a.Open(s)
				}, r, func(l L) { e.Log(l, "k", v) })
				problem := j.leak("the error output", o.errors)
				if problem == "" && o.panicked {
					problem = "the adapter panics"
				}
				j.check(e.Name+"/"+c.Name, problem)
			}
		}
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// neighbours writes a clean record after a hostile one.
func (j *judge[L]) neighbours() {
	r, _ := j.lot.redactor()
	want := j.play(j.a.Plain, r, j.simple).records
	for _, e := range j.a.Entries {
		for _, k := range j.kinds {
			if e.Keyless && fatal(k) || !takes(e.Takes, k.Make(harmless)) {
				continue
			}
			c := j.shapes(k)[0]
			o := j.play(j.a.Open, r, func(l L) {
				quietly(func() { e.Log(l, "k", k.Make(embed(k, c.Value))) })
				j.simple(l)
			})
			problem := ""
			if !strings.HasSuffix(string(o.records), string(want)) {
				problem = "the next record is another one"
			}
			j.check(e.Name+"/"+k.Name, problem)
		}
	}
}
