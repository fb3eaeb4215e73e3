package redacttest

import (
	"fmt"
	"reflect"
	"slices"
)

// others are kinds that hold no text.
var others = []Kind{
	{Name: "bool", Make: func(string) any { return true }},
	{Name: "float64", Make: func(string) any { return 2.5 }},
	{Name: "nil", Make: func(string) any { return nil }},
}

func (j *judge[L]) unchanged() {
	r, _ := j.lot.redactor()
	keys := []string{"k", "max_tokens", "a key", "ключ", ""}
	for _, e := range j.a.Entries {
		for _, k := range j.all {
			if k.Loose || k.Hostile || k.Names || !takes(e.Takes, k.Make(harmless)) {
				continue
			}
			for i, text := range clean {
				do := func(l L) { e.Log(l, keys[i%len(keys)], k.Make(text)) }
				j.same(fmt.Sprintf("%s/%s/text %d", e.Name, k.Name, i), r, do)
			}
		}
	}
	for _, b := range j.a.Binders {
		for _, k := range j.all {
			if k.Loose || k.Hostile || k.Names || !takes(b.Takes, k.Make(harmless)) {
				continue
			}
			for i, text := range clean {
				j.same(fmt.Sprintf("%s/%s/text %d", b.Name, k.Name, i), r, func(l L) {
					l = b.Bind(b.Bind(l, keys[i%len(keys)], k.Make(text)), "again", k.Make("x"))
					j.simple(l)
					j.simple(l)
				})
			}
		}
	}
	for _, g := range j.a.Groups {
		for i, name := range append(slices.Clone(clean), keys...) {
			j.same(fmt.Sprintf("%s/name %d", g.Name, i), r, func(l L) {
				j.simple(l)
				l = g.Open(l, name)
				j.simple(l)
				for _, b := range j.a.Binders {
					l = b.Bind(l, "b", j.plain(b.Takes))
				}
				j.simple(g.Open(l, "inner"))
			})
		}
	}
}

func (j *judge[L]) levels() {
	r, _ := j.lot.redactor()
	var on, off int
	for _, lv := range j.a.Levels {
		j.same(lv.Name+"/clean", r, func(l L) { lv.Log(l, harmless) })
		dirty := "got " + j.lot.shape(Base64).Value + " now"
		plain := j.play(j.a.Plain, r, func(l L) { lv.Log(l, dirty) })
		written := len(plain.records) > 0
		if written {
			on++
		} else {
			off++
		}
		o := j.play(j.a.Open, r, func(l L) { lv.Log(l, dirty) })
		problem := j.leak("the sink", o.records)
		if problem == "" {
			problem = j.leak("the value of the panic", o.panic)
		}
		if problem == "" && (len(o.records) > 0) != written {
			problem = fmt.Sprintf("written: %v, want %v", len(o.records) > 0, written)
		}
		j.check(lv.Name+"/secret", problem)
		if lv.Enabled == nil {
			continue
		}
		for _, derived := range []bool{false, true} {
			ask := func(got *bool) func(l L) {
				return func(l L) {
					if derived {
						for _, b := range j.a.Binders {
							l = b.Bind(l, "b", j.plain(b.Takes))
						}
						for _, g := range j.a.Groups {
							l = g.Open(l, "g")
						}
					}
					*got = lv.Enabled(l)
				}
			}
			var got, want bool
			j.play(j.a.Open, r, ask(&got))
			j.play(j.a.Plain, r, ask(&want))
			problem := ""
			if got != want {
				problem = fmt.Sprintf("enabled: %v, want %v", got, want)
			}
			j.check(fmt.Sprintf("%s/enabled/derived %v", lv.Name, derived), problem)
		}
	}
	if on == 0 || off == 0 {
		j.check("variety", fmt.Sprintf("%d levels are on and %d off: there must be both", on, off))
	}
}

func (j *judge[L]) scripts() {
	r, _ := j.lot.redactor()
	for _, s := range j.a.Scripts {
		j.same(s.Name, r, s.Run)
	}
}

func (j *judge[L]) memory() {
	r, _ := j.lot.redactor()
	secret := "got " + j.lot.shape(Base64).Value + " now"
	for _, w := range j.a.Owned {
		for _, key := range []string{"k", AdapterName, secret} {
			args, twin := w.Args(key, secret), w.Args(key, secret)
			o := j.play(j.a.Open, r, func(l L) { w.Log(l, args) })
			problem := j.leak("the sink", o.records)
			switch {
			case problem != "":
			case o.panicked:
				problem = "the adapter panics"
			case !reflect.DeepEqual(args, twin):
				problem = "the caller's memory was written to"
			}
			name := "key " + key
			if key == secret {
				name = "secret key"
			}
			j.check(w.Name+"/"+name, problem)
		}
	}
	for _, e := range j.a.Entries {
		for _, k := range j.kinds {
			if k.Hostile || e.Panics || !takes(e.Takes, k.Make(harmless)) {
				continue
			}
			text := secret
			if k.number {
				text = j.lot.shape(Numeric).Value
			}
			v, twin := k.Make(text), k.Make(text)
			j.play(j.a.Open, r, func(l L) { e.Log(l, "k", v) })
			problem := ""
			if !reflect.DeepEqual(v, twin) {
				problem = "the caller's memory was written to"
			}
			j.check(e.Name+"/"+k.Name, problem)
		}
	}
}
