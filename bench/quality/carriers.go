package quality

import (
	"strings"
)

// A carrier is a syntax in which telemetry writes a value.
type carrier struct {
	group, name string
	// shapes are the ways to write it. {v} is the value; {n}, {c}, {P}, {k}, {H},
	// {N} and {d} are its name in snake, camel, Pascal, kebab, header, upper and
	// dotted case; « and » enclose text that may go with it.
	shapes []string
	// esc is how the value is written; nil for as it is.
	esc func(string) string
	// bad are characters that a value cannot have here, for the syntax gives
	// them another meaning.
	bad string
	// wrap escapes what the shapes give, which then stands between front and back.
	wrap        []func(string) string
	front, back string
	// position tells that the position alone makes the value a secret: the
	// shapes have no name.
	position bool
	// text tells that neither name nor position says anything: only secrets of
	// a known format are found here.
	text bool
	// opaque carriers hold random values only.
	opaque bool
	// line tells that the value may reach to the end of the line.
	line bool
	// multi tells that a value may have line breaks.
	multi bool
}

func (c carrier) id() string { return c.group + ": " + c.name }

// carriers lists every syntax.
func carriers() []carrier {
	var all []carrier
	for _, list := range [][]carrier{
		textCarriers(), jsonCarriers(), configCarriers(), goCarriers(), javaCarriers(), scriptCarriers(), markupCarriers(),
		headerCarriers(), commandCarriers(), urlCarriers(), sqlCarriers(), proseCarriers(),
	} {
		all = append(all, list...)
	}
	return all
}

// Carriers returns the names of all carriers.
func Carriers() []string {
	var ids []string
	for _, c := range carriers() {
		ids = append(ids, c.id())
	}
	return ids
}

// write writes a value under a name.
func (c carrier) write(r rng, words []string, v Text) Text {
	if c.esc != nil {
		v = v.each(c.esc)
	}
	return c.fill(pick(r, c.shapes), words, v)
}

func (c carrier) fill(shape string, words []string, v Text) Text {
	t := c.named(shape, words, v)
	for _, w := range c.wrap {
		t = t.each(w)
	}
	if c.front != "" || c.back != "" {
		t = join(stay(c.front), t, stay(c.back))
	}
	return t
}

func (c carrier) named(shape string, words []string, v Text) Text {
	names := strings.NewReplacer("{n}", snake(words), "{c}", camel(words), "{P}", pascal(words), "{k}", kebab(words),
		"{H}", train(words), "{N}", shout(words), "{d}", dotted(words))
	var t Text
	class := Stay
	for shape != "" {
		at := strings.IndexAny(shape, "«»{")
		if at < 0 {
			at = len(shape)
		}
		if at > 0 {
			t = append(t, Segment{shape[:at], class})
		}
		shape = shape[at:]
		switch {
		case shape == "":
		case strings.HasPrefix(shape, "«"):
			class, shape = Either, shape[len("«"):]
		case strings.HasPrefix(shape, "»"):
			class, shape = Stay, shape[len("»"):]
		case strings.HasPrefix(shape, "{v}"):
			t, shape = append(t, v...), shape[3:]
		case len(shape) > 2 && shape[2] == '}' && strings.IndexByte("ncPkHNd", shape[1]) >= 0:
			t, shape = append(t, Segment{names.Replace(shape[:3]), class}), shape[3:]
		default:
			t, shape = append(t, Segment{"{", class}), shape[1:]
		}
	}
	return t
}
