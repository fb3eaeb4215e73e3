package redacttest

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
		{AdapterCase{"deny", "of a record that is denied a stub stays and nothing else, unless it is one of an audit log"}, entries, (*judge[L]).deny},
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

// fewer has do try one shape of a secret in each cell.
func (j *judge[L]) fewer(do func()) {
	defer func(was bool) { j.few = was }(j.few)
	j.few = true
	do()
}
