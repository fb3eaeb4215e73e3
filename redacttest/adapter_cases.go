package redacttest

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// adapterCase is a case and how it runs.
type adapterCase[L any] struct {
	AdapterCase
	// without names what the adapter does not have and the case needs.
	without func(a *Adapter[L]) string
	do      func(j *judge[L])
}

// cases lists the cases in their order.
func cases[L any]() []adapterCase[L] {
	type a = *Adapter[L]
	needs := func(what string, n func(a a) int) func(a a) string {
		return func(a a) string {
			if n(a) == 0 {
				return what
			}
			return ""
		}
	}
	always := func(a a) string {
		if a.Open == nil || a.Plain == nil {
			return "Open or Plain"
		}
		return ""
	}
	entries := needs("Entries", func(a a) int { return len(a.Entries) })
	binders := needs("Binders", func(a a) int { return len(a.Binders) })
	groups := needs("Groups", func(a a) int { return len(a.Groups) })
	return []adapterCase[L]{
		{AdapterCase{"control", "an entry point that shows no secret without the adapter proves nothing with it"}, always, (*judge[L]).control},
		{AdapterCase{"values", "a secret in a value must not get out, whatever the value is and however the secret is encoded"}, entries, (*judge[L]).values},
		{AdapterCase{"names", "what stands under a sensitive name is a secret, whatever it looks like"}, entries, (*judge[L]).names},
		{AdapterCase{"keys", "secrets get into keys by a forgotten argument and by maps"}, entries, (*judge[L]).keys},
		{AdapterCase{"bound", "bound fields are rendered early and by another path, and a derived logger must still redact"}, binders, (*judge[L]).bound},
		{AdapterCase{"late", "a field that was bound before its secret was known is written after"}, binders, (*judge[L]).late},
		{AdapterCase{"policy", "a policy that is replaced holds for fields that were bound before"}, binders, (*judge[L]).policy},
		{AdapterCase{"groups", "names of groups and of loggers carry secrets, and what is in a group must be redacted"}, groups, (*judge[L]).groups},
		{AdapterCase{"closed", "a Redactor that is nil or zero must hide everything, not nothing"}, entries, (*judge[L]).closed},
		{AdapterCase{"failing sink", "what a logger tells about a failed write holds what the sink said"}, entries, (*judge[L]).failingSink},
		{AdapterCase{"neighbours", "a hostile value must not change the next record"}, entries, (*judge[L]).neighbours},
		{AdapterCase{"clean", "what holds no secret must come out byte for byte as without the adapter"}, entries, (*judge[L]).unchanged},
		{AdapterCase{"levels", "which records are written is the logger's decision"}, needs("Levels", func(a a) int { return len(a.Levels) }), (*judge[L]).levels},
		{AdapterCase{"scripts", "sampling, fan-out and the like must behave as without the adapter"}, needs("Scripts", func(a a) int { return len(a.Scripts) }), (*judge[L]).scripts},
		{AdapterCase{"memory", "what the caller hands over is the caller's, and may be shared with other sinks"}, needs("Owned", func(a a) int { return len(a.Owned) }), (*judge[L]).memory},
		{AdapterCase{"concurrency", "loggers are derived from and used by many goroutines at once"}, entries, (*judge[L]).concurrency},
		{AdapterCase{"rotation", "a secret must stay hidden while it is rotated"}, entries, (*judge[L]).rotation},
	}
}

// harmless is a value for a record whose secret is elsewhere.
const harmless = "nothing to hide"

// plain returns a value that an entry or a binder takes.
func (j *judge[L]) plain(takes func(any) bool) any {
	for _, k := range j.all {
		if v := k.Make(harmless); !k.Hostile && (takes == nil || takes(v)) {
			return v
		}
	}
	return nil
}

// simple writes a clean record.
func (j *judge[L]) simple(l L) {
	e := j.text()
	e.Log(l, "k", j.plain(e.Takes))
}

// text returns the first entry that takes a string, or else the first.
func (j *judge[L]) text() Entry[L] {
	for _, e := range j.a.Entries {
		if !e.Panics && takes(e.Takes, harmless) {
			return e
		}
	}
	return j.a.Entries[0]
}

func takes(f func(any) bool, v any) bool { return f == nil || f(v) }

// shapes are the live canaries to try in one cell.
func (j *judge[L]) shapes(k Kind) []Canary {
	switch {
	case k.number:
		return []Canary{j.lot.shape(Numeric)}
	case j.few:
		j.turn++
		return j.lot.live[j.turn%len(j.lot.live):][:1]
	}
	return j.lot.live
}

// embed sets a secret among other text.
func embed(k Kind, secret string) string {
	if k.number {
		return secret
	}
	return "got " + secret + " now"
}

// control: every entry point shows secrets without the adapter, in every encoding.
func (j *judge[L]) control() {
	r, _ := j.lot.redactor()
	shows := func(do func(l L)) bool {
		o := j.play(j.a.Plain, r, do)
		return j.leak("the sink", o.records) != ""
	}
	shown := map[string]bool{} // encodings; some entries encode what they take themselves
	for _, e := range j.a.Entries {
		some := false
		for _, enc := range encodings {
			found, tried := false, false
			for _, k := range j.kinds {
				if k.Hostile || k.number && enc.name != "raw" || !takes(e.Takes, k.Make(harmless)) {
					continue
				}
				tried, some = true, true
				secret := j.shapes(k)[0].Value
				if found = shows(func(l L) { e.Log(l, "k", k.Make(embed(k, enc.of(secret)))) }); found {
					break
				}
			}
			shown[enc.name] = shown[enc.name] || found
			if tried && (found || enc.name == "raw") {
				problem := ""
				if !found {
					problem = "no kind of value is shown"
				}
				j.check(e.Name+"/value/"+enc.name, problem)
			}
		}
		if !some {
			problem := ""
			if e.Keyless || !shows(func(l L) { e.Log(l, j.lot.shaped.Value, j.plain(e.Takes)) }) {
				problem = "neither a value nor a key is shown"
			}
			j.check(e.Name+"/key", problem)
		}
	}
	for _, enc := range encodings {
		if !shown[enc.name] {
			j.check("any/value/"+enc.name, "no kind of value is shown")
		}
	}
	for _, b := range j.a.Binders {
		problem := "no kind of value is shown"
		for _, k := range j.kinds {
			if !k.Hostile && !k.number && takes(b.Takes, k.Make(harmless)) &&
				shows(func(l L) { j.simple(b.Bind(l, "k", k.Make(embed(k, j.lot.shaped.Value)))) }) {
				problem = ""
				break
			}
		}
		j.check(b.Name, problem)
	}
	for _, g := range j.a.Groups {
		problem := ""
		if !shows(func(l L) { j.simple(g.Open(l, j.lot.shaped.Value)) }) {
			problem = "the name is not shown"
		}
		j.check(g.Name, problem)
	}
}

// fatal kinds end the process when a plain logger or fmt prints them.
func fatal(k Kind) bool { return k.Name == "map in itself" }

// each calls do with every kind that an entry takes and with the canaries of each
// encoding.
func (j *judge[L]) each(e func(any) bool, keyless bool, do func(cell string, k Kind, text string)) {
	for _, k := range j.kinds {
		if k.Names || keyless && fatal(k) || !takes(e, k.Make(harmless)) {
			continue
		}
		for i, enc := range encodings {
			if k.number && i > 0 || k.Escapes && (enc.name == "json" || enc.name == "quote") {
				continue
			}
			if j.few && i > 0 && i != 1+j.turn%(len(encodings)-1) {
				continue
			}
			for _, c := range j.shapes(k) {
				do(k.Name+"/"+enc.name+"/"+c.Name, k, embed(k, enc.of(c.Value)))
			}
		}
		if !k.number && !(keyless && k.bytes) {
			do(k.Name+"/raw/"+j.lot.shaped.Name, k, embed(k, j.lot.shaped.Value))
		}
	}
}

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

// fewer has do try one shape of a secret in each cell.
func (j *judge[L]) fewer(do func()) {
	defer func(was bool) { j.few = was }(j.few)
	j.few = true
	do()
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

const (
	crowd  = 4  // goroutines
	rounds = 20 // of each
)

func (j *judge[L]) concurrency() {
	r, _ := j.lot.redactor()
	e := j.text()
	secret := j.lot.shape(Base64).Value
	shared := make([]any, len(j.a.Owned))
	for i, w := range j.a.Owned {
		shared[i] = w.Args("k", secret)
	}
	o := j.play(j.a.Open, r, func(l L) {
		for _, b := range j.a.Binders {
			l = b.Bind(l, "outer", j.plain(b.Takes))
		}
		var wg sync.WaitGroup
		var panicked atomic.Pointer[any]
		for g := range crowd {
			wg.Go(func() {
				defer func() {
					if p := recover(); p != nil {
						panicked.CompareAndSwap(nil, &p)
					}
				}()
				for i := range rounds {
					child := l
					for _, b := range j.a.Binders {
						child = b.Bind(child, "inner", j.plain(b.Takes))
					}
					for _, g := range j.a.Groups {
						child = g.Open(child, "g")
					}
					if takes(e.Takes, harmless) {
						e.Log(child, "k", fmt.Sprintf("crowd-%d-%d! %s", g, i, secret))
					}
					for i, w := range j.a.Owned {
						w.Log(l, shared[i])
					}
				}
			})
		}
		wg.Wait()
		if p := panicked.Load(); p != nil {
			panic(*p)
		}
	})
	j.check("leaks", j.leak("the sink", o.records))
	problem := ""
	if o.panicked {
		problem = "the adapter panics"
	}
	j.check("panics", problem)
	if !takes(e.Takes, harmless) {
		return
	}
	for g := range crowd {
		for i := range rounds {
			problem := ""
			if n := strings.Count(string(o.records), fmt.Sprintf("crowd-%d-%d!", g, i)); n != 1 {
				problem = fmt.Sprintf("the record was written %d times", n)
			}
			j.check(fmt.Sprintf("record %d of goroutine %d", i, g), problem)
		}
	}
}

func (j *judge[L]) rotation() {
	e := j.text()
	set := redact.NewSecretSet()
	r, err := redact.New(redact.WithSecrets(set))
	if err != nil {
		j.check("redactor", err.Error())
		return
	}
	if !takes(e.Takes, harmless) {
		return
	}
	rec := &findings{}
	rotate(rec, set, func(w io.Writer, bound string) Logger {
		l := j.a.Open(Sinks{Records: w, Errors: io.Discard, Redactor: r})
		for _, b := range j.a.Binders {
			if takes(b.Takes, bound) {
				l = b.Bind(l, "bound", bound)
			}
		}
		lg := Logger{Log: func(text string) { e.Log(l, "k", text) }}
		if j.a.Flush != nil {
			lg.Close = func() error { return j.a.Flush(l) }
		}
		return lg
	})
	for _, problem := range rec.all {
		j.check("drill", problem)
	}
	if len(rec.all) == 0 {
		j.check("drill", "")
	}
}

// findings collects what a drill reports.
type findings struct{ all []string }

func (f *findings) Helper() {}
func (f *findings) Errorf(format string, args ...any) {
	f.all = append(f.all, fmt.Sprintf(format, args...))
}

var _ reporter = testing.TB(nil)
