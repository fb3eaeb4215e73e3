package otelprocessor

import (
	"strings"

	"go.opentelemetry.io/otel/attribute"

	"github.com/tacit-go/tacit/redact"
)

// SemConv returns options that hide the attributes which the semantic conventions call
// sensitive by the beginning of their keys, whatever follows: parameters of database
// queries, metadata of RPCs, environment variables of processes. It goes with
// detectors.SemConv, which has those that are known by their ends:
//
//	r, err := redact.New(append(otelprocessor.SemConv(),
//		redact.WithDetectors(append(detectors.Default(), detectors.SemConv()...)...))...)
//
// Literals in SQL statements are taken out by [WithStatements].
//
// Headers are not among them: those that detectors know are hidden by name, and
// redact.WithPath("http.request.header.*", redact.Redact) hides all. Rules that begin with
// a name cost a clean span next to nothing; those with ** or a first name of * make it
// some microseconds, since each of its names and texts is then asked about by itself.
func SemConv() []redact.Option {
	var out []redact.Option
	for _, p := range []string{"db.query.parameter.*", "rpc.request.metadata.*", "rpc.response.metadata.*", "process.environment_variable.*"} {
		out = append(out, redact.WithPath(p, redact.Redact))
	}
	return out
}

// isCommand reports a key whose value is a command line in words.
func isCommand(key attribute.Key) bool {
	return key == "process.command_args" || key == "container.command_args"
}

// wordsOf returns the words of a command line: an array of texts, of either kind.
func wordsOf(v attribute.Value) ([]string, bool) {
	switch v.Type() {
	case attribute.STRINGSLICE:
		return v.AsStringSlice(), true
	case attribute.SLICE:
		elems := v.AsSlice()
		words := make([]string, len(elems))
		for i, e := range elems {
			switch e.Type() {
			case attribute.STRING:
				words[i] = e.AsString()
			case attribute.BOOL, attribute.INT64, attribute.FLOAT64, attribute.EMPTY:
				words[i] = e.String()
			default:
				return nil, false
			}
		}
		return words, true
	}
	return nil, false
}

// command redacts a command line whose words are redacted, as a line, since it is the
// word before that tells of a password. If something is hidden in the line, the words
// are those of the line.
func (p *pass) command(f redact.Field, v attribute.Value) (attribute.Value, verdict) {
	words, ok := wordsOf(v)
	if !ok {
		return v, same
	}
	line := strings.Join(words, " ")
	text := f.String(line)
	if text == line {
		return v, same
	}
	words = strings.Split(text, " ")
	if v.Type() == attribute.STRINGSLICE {
		return attribute.StringSliceValue(words), changed
	}
	out := make([]attribute.Value, len(words))
	for i, w := range words {
		out[i] = attribute.StringValue(w)
	}
	return attribute.SliceValue(out...), changed
}
