package quality

import "strings"

// A Set names one of the questions that a corpus asks.
type Set string

// The sets of labelled lines.
const (
	Structural Set = "structural" // a marked format under a neutral name
	Contextual Set = "contextual" // any value under a sensitive name or in such a position
	Named      Set = "named"      // an unmarked format under its own name, or beside its provider's
	Encoded    Set = "encoded"    // a secret in an encoding
)

// The sets of lines that must stay.
const (
	Lookalike Set = "look-alike"    // a value that resembles a secret
	Harmless  Set = "harmless name" // a name that only looks sensitive
	Reference Set = "reference"     // a placeholder under a sensitive name
)

// A Sample is one labelled line.
type Sample struct {
	Set     Set
	Kind    string // the format, or the class of the value
	Carrier string
	Frame   string
	Name    string // the name beside the value, if any
	Text    Text
}

// takes reports whether a value can stand in the carrier.
func (c carrier) takes(v Text, lines bool) bool {
	if lines && !c.multi {
		return false
	}
	s := v.String()
	if strings.Contains(s, "://") && (c.group == "URL" || c.group == "curl" || c.group == "connection string" || c.group == "clients") {
		return false
	}
	// A blank, a quote mark or a bracket of the value ends it where it is bare.
	return c.esc != nil || !v.any(bare(c.bad))
}

// bare are the characters of bad that cut a token off; the others only change how
// a parser would read the whole.
func bare(bad string) string {
	var b strings.Builder
	for _, ch := range " \"'`\\" {
		if strings.ContainsRune(bad, ch) {
			b.WriteRune(ch)
		}
	}
	return b.String()
}

// Samples calls yield for every labelled line until it returns false: each kind in
// each carrier, n times, with the frames taking turns.
func Samples(seed uint64, n int, yield func(Sample) bool) {
	all := frames()
	at := 0
	send := func(s Sample, c carrier) bool {
		f := all[at%len(all)]
		at++
		s.Frame, s.Carrier = f.name, c.id()
		s.Text = f.put(s.Text, c.line)
		return yield(s)
	}
	ks, cs := kinds(), carriers()
	for _, k := range ks {
		for _, c := range cs {
			r := newRNG(seed, "structural", k.id(), c.id())
			if len(k.names) > 0 && (c.text || c.position) {
				continue
			}
			for range n {
				v := k.make(r)
				if !c.takes(v, k.lines) {
					continue
				}
				s := Sample{Set: Structural, Kind: k.id()}
				words := pick(r, neutralNames)
				if len(k.names) > 0 {
					if v.any(c.bad) && c.esc == nil {
						continue
					}
					s.Set, s.Name = Named, pick(r, k.names)
					words = strings.Split(strings.Trim(s.Name, "_"), "_")
				}
				if k.near != "" {
					s.Set, words = Named, append([]string{k.near}, words...)
				}
				if c.position {
					v = v.soften()
				}
				if s.Text = c.write(r, words, v); k.near != "" && (c.text || c.position) {
					s.Text = join(stay(k.near+": "), s.Text)
				}
				if !send(s, c) {
					return
				}
			}
		}
	}
	names := secretNames()
	for _, v := range values() {
		for _, c := range cs {
			if c.text || c.opaque && !v.opaque {
				continue
			}
			r := newRNG(seed, "contextual", v.class, c.id())
			for range 12 * n {
				name := pick(r, names)
				if name.opaque && !v.opaque {
					continue
				}
				s := Sample{Set: Contextual, Kind: v.class}
				if !c.position {
					s.Name = snake(name.words)
				}
				s.Text = c.write(r, name.words, secret(v.draw(r, c.bad)))
				if !send(s, c) {
					return
				}
			}
		}
	}
	for _, c := range encodings() {
		r := newRNG(seed, "encoded", c.name)
		for range 100 * n {
			s := Sample{Set: Encoded, Text: c.write(r)}
			if !send(s, carrier{group: "encoded", name: c.name, line: c.line}) {
				return
			}
		}
	}
}
