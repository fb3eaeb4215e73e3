package redacttest

import (
	"reflect"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

func (j *judge[L]) bound() {
	r, _ := j.lot.redactor()
	for _, b := range j.a.Binders {
		j.each(b.Takes, false, func(name string, k Kind, text string) {
			j.hidden(cell[L]{name: b.Name + "/" + name, r: r, fatal: fatal(k),
				do: func(l L) { j.simple(b.Bind(l, "k", k.Make(text))) }})
		})
		j.named(b.Takes, func(name, key string, k Kind, text string) {
			j.hidden(cell[L]{name: b.Name + "/" + name, r: r, fatal: fatal(k),
				do: func(l L) { j.simple(b.Bind(l, key, k.Make(text))) }})
		})
		v := j.plain(b.Takes)
		j.inName(func(name, key string) {
			j.hidden(cell[L]{name: b.Name + "/key/" + name, r: r, do: func(l L) { j.simple(b.Bind(l, key, v)) }})
		})
		// A logger that is derived from a derived one, and one used twice.
		for _, e := range j.a.Entries {
			if e.Panics {
				continue
			}
			j.fewer(func() {
				j.each(e.Takes, e.Keyless, func(name string, k Kind, text string) {
					if k.Name != "string" && k.Name != "error" && k.Name != "struct" {
						return
					}
					j.hidden(cell[L]{name: b.Name + "/then " + e.Name + "/" + name, r: r, do: func(l L) {
						l = b.Bind(b.Bind(l, "a", v), "b", v)
						j.simple(l)
						e.Log(l, "k", k.Make(text))
					}})
				})
			})
		}
		// What is bound changes afterwards.
		secret := j.lot.shape(Base64).Value
		j.changed(b, r, "map", map[string]string{"k": harmless}, func(m map[string]string) { m["k"] = secret })
		j.changed(b, r, "struct pointer", &record{Text: harmless}, func(p *record) { p.Text = secret })
		j.changed(b, r, "bytes", []byte(strings.Repeat("x", len(secret))), func(p []byte) { copy(p, secret) })
		j.changed(b, r, "slice", []any{harmless}, func(p []any) { p[0] = secret })
	}
}

// changed binds a value that becomes a secret after a record was written.
func (j *judge[L]) changed(b Binder[L], r *redact.Redactor, name string, v any, change any) {
	if !takes(b.Takes, v) {
		return
	}
	j.hidden(cell[L]{name: b.Name + "/" + name + "/changed later", r: r, do: func(l L) {
		l = b.Bind(l, "k", v)
		j.simple(l)
		reflect.ValueOf(change).Call([]reflect.Value{reflect.ValueOf(v)})
		j.simple(l)
	}})
}

func (j *judge[L]) late() {
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	late := func(name string, c Canary, bind func(l L) L) {
		j.lateCell(name+"/unused", r, set, c, false, bind)
		j.lateCell(name+"/used before", r, set, c, true, bind)
	}
	for _, c := range j.lot.early {
		for _, b := range j.a.Binders {
			for _, k := range j.kinds {
				if k.Hostile || k.number || k.Names || !takes(b.Takes, k.Make(harmless)) {
					continue
				}
				late(b.Name+"/"+k.Name+"/"+c.Name, c, func(l L) L { return b.Bind(l, "k", k.Make(embed(k, c.Value))) })
			}
			v := j.plain(b.Takes)
			late(b.Name+"/key/"+c.Name, c, func(l L) L { return b.Bind(l, c.Value, v) })
			late(b.Name+"/derived/"+c.Name, c, func(l L) L {
				for _, k := range j.kinds {
					if w := k.Make(embed(k, c.Value)); !k.Hostile && takes(b.Takes, w) {
						l = b.Bind(b.Bind(b.Bind(l, "a", v), "k", w), "b", v)
						break
					}
				}
				for _, g := range j.a.Groups {
					l = g.Open(l, "g")
				}
				return b.Bind(l, "c", v)
			})
		}
		for _, g := range j.a.Groups {
			late(g.Name+"/name/"+c.Name, c, func(l L) L { return g.Open(l, c.Value) })
		}
	}
}

// lateCell binds before the secret is known. A used logger has written a record.
func (j *judge[L]) lateCell(name string, r *redact.Redactor, set *redact.SecretSet, c Canary, used bool, bind func(l L) L) {
	problem := ""
	o := j.play(j.a.Open, r, func(l L) {
		l = bind(l)
		if used {
			// It may show now what nobody has called a secret yet.
			j.simple(l)
			l = bind(l)
		}
		if _, err := set.Set("early", []byte(c.Value)); err != nil {
			problem = "Set: " + err.Error()
		}
		j.mark(l)
		j.simple(l)
	})
	set.Forget("early")
	records := o.records
	if _, after, ok := strings.Cut(string(records), lateMark); ok && used {
		records = []byte(after)
	}
	switch leak := j.leak("the sink", records); {
	case leak != "":
		problem = leak
	case o.panicked:
		problem = "the adapter panics"
	case len(records) == 0:
		problem = "no record was written"
	}
	j.check(name, problem)
}

// lateMark tells the records after a secret was set from those before.
const lateMark = "late-records-begin"

// mark writes lateMark. What stands before it in its own record is not judged; the
// record that follows is.
func (j *judge[L]) mark(l L) {
	e := j.text()
	if takes(e.Takes, lateMark) {
		e.Log(l, "k", lateMark)
	}
}

func (j *judge[L]) policy() {
	start := redact.MustNew(redact.WithNames("other_name"))
	next, _ := j.lot.redactor()
	for _, b := range j.a.Binders {
		for _, k := range j.kinds {
			if k.Hostile || k.number || k.Names || !takes(b.Takes, k.Make(harmless)) {
				continue
			}
			secret := j.lot.shaped
			r := &redact.Redactor{}
			r.Replace(start)
			problem := ""
			o := j.play(j.a.Open, r, func(l L) {
				l = b.Bind(l, "k", k.Make(embed(k, secret.Value)))
				r.Replace(next)
				j.simple(l)
			})
			switch leak := j.leak("the sink", o.records); {
			case leak != "":
				problem = leak
			case o.panicked:
				problem = "the adapter panics"
			case len(o.records) == 0:
				problem = "no record was written"
			}
			j.check(b.Name+"/"+k.Name, problem)
		}
	}
}

func (j *judge[L]) groups() {
	r, _ := j.lot.redactor()
	defer func(was bool) { j.few = was }(j.few)
	j.few = true // what is in a value was tried before
	for _, g := range j.a.Groups {
		j.inName(func(name, group string) {
			j.hidden(cell[L]{name: g.Name + "/name/" + name, r: r, do: func(l L) { j.simple(g.Open(l, group)) }})
			j.hidden(cell[L]{name: g.Name + "/inner name/" + name, r: r, do: func(l L) { j.simple(g.Open(g.Open(l, "g"), group)) }})
		})
		j.under(g, r)
		for _, e := range j.a.Entries {
			if e.Panics {
				continue
			}
			j.each(e.Takes, e.Keyless, func(name string, k Kind, text string) {
				if strings.Contains(name, "/raw/") {
					j.hidden(cell[L]{name: g.Name + "/" + e.Name + "/" + name, r: r, fatal: fatal(k),
						do: func(l L) { e.Log(g.Open(l, "g"), "k", k.Make(text)) }})
				}
			})
		}
		for _, b := range j.a.Binders {
			j.each(b.Takes, false, func(name string, k Kind, text string) {
				if strings.Contains(name, "/raw/") {
					j.hidden(cell[L]{name: g.Name + "/" + b.Name + "/" + name, r: r, fatal: fatal(k),
						do: func(l L) { j.simple(g.Open(b.Bind(g.Open(l, "g"), "k", k.Make(text)), "h")) }})
				}
			})
		}
	}
}

// under opens a group with a sensitive name. That of a logger says nothing of what it
// writes.
func (j *judge[L]) under(g Group[L], r *redact.Redactor) {
	if g.Logger {
		j.same(g.Name+"/under the name", r, func(l L) { j.simple(g.Open(l, AdapterName)) })
		return
	}
	for _, e := range j.a.Entries {
		if e.Keyless || e.Panics {
			continue
		}
		j.named(e.Takes, func(name, key string, k Kind, text string) {
			if key != AdapterName {
				return
			}
			j.hidden(cell[L]{name: g.Name + "/" + e.Name + "/" + name, r: r, fatal: fatal(k),
				do: func(l L) { e.Log(g.Open(l, AdapterName), "k", k.Make(text)) }})
			j.hidden(cell[L]{name: g.Name + "/inner/" + e.Name + "/" + name, r: r, fatal: fatal(k),
				do: func(l L) { e.Log(g.Open(g.Open(l, AdapterName), "g"), "k", k.Make(text)) }})
		})
	}
	for _, b := range j.a.Binders {
		j.named(b.Takes, func(name, key string, k Kind, text string) {
			if key != AdapterName {
				return
			}
			j.hidden(cell[L]{name: g.Name + "/" + b.Name + "/" + name, r: r, fatal: fatal(k),
				do: func(l L) { j.simple(b.Bind(g.Open(l, AdapterName), "k", k.Make(text))) }})
		})
	}
}
