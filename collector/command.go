package collector

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/tacit-go/tacit/redact"
)

// isCommand reports a key whose value is a command line in words.
func isCommand(key string) bool {
	return key == "process.command_args" || key == "container.command_args"
}

// lineOf returns the line that the words of a command make.
func lineOf(v pcommon.Value) (string, bool) {
	if v.Type() != pcommon.ValueTypeSlice {
		return "", false
	}
	words := make([]string, v.Slice().Len())
	for i := range words {
		w := v.Slice().At(i)
		switch w.Type() {
		case pcommon.ValueTypeStr, pcommon.ValueTypeInt, pcommon.ValueTypeDouble, pcommon.ValueTypeBool, pcommon.ValueTypeEmpty:
			words[i] = w.AsString()
		default:
			return "", false
		}
	}
	return strings.Join(words, " "), true
}

// command redacts a command line whose words are redacted, as a line, since it is the
// word before that tells of a password. If something is hidden in the line, the words
// are those of the line.
func (p *pass) command(f redact.Field, v pcommon.Value) {
	line, ok := lineOf(v)
	if !ok {
		return
	}
	text := f.String(line)
	if text == line {
		return
	}
	p.n++
	elems := v.SetEmptySlice()
	for _, w := range strings.Split(text, " ") {
		elems.AppendEmpty().SetStr(w)
	}
}
