package crashguard

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// vars redacts JSON as expvar writes it.
func vars(r *redact.Redactor, src []byte) []byte {
	if start, end, ok := cmdline(src); ok {
		var args []string
		if json.Unmarshal(src[start:end], &args) == nil {
			clean := Args(r, args)
			if words, err := json.Marshal(clean); err == nil && !slices.Equal(clean, args) {
				out := append([]byte(nil), src[:start]...)
				out = append(out, words...)
				src = append(out, src[end:]...)
			}
		}
	}
	return r.AppendJSON(nil, src)
}

// cmdline finds the value of the member "cmdline" of the outermost object.
func cmdline(src []byte) (start, end int, ok bool) {
	if !bytes.Contains(src, []byte(`"cmdline"`)) {
		return 0, 0, false
	}
	d := json.NewDecoder(bytes.NewReader(src))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return 0, 0, false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return 0, 0, false
		}
		var v json.RawMessage
		if d.Decode(&v) != nil {
			return 0, 0, false
		}
		if name == "cmdline" {
			end = int(d.InputOffset())
			return end - len(v), end, true
		}
	}
	return 0, 0, false
}
