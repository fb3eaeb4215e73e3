package redacttest

// control: every entry point shows secrets without the adapter, in every encoding.
func (j *judge[L]) control() {
	defer func(was bool) { j.few = was }(j.few)
	j.few = false // the same shape each time
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
