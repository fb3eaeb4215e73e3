package corpus

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Confirms counts, for each KB of text, the matches of the catalogue's patterns
// alone, with regexp and before words nearby or checksums are asked. It is slow;
// a megabyte is enough of a sample.
func Confirms(text []byte, ds []redact.Detector) float64 {
	total := 0
	low := bytes.ToLower(text)
	for _, d := range ds {
		if d.Pattern == "" {
			continue
		}
		lits := Literals([]redact.Detector{d}, nil)
		holds := len(lits) == 0
		for _, l := range lits {
			holds = holds || bytes.Contains(low, []byte(strings.ToLower(l)))
		}
		if !holds {
			continue
		}
		re, err := regexp.Compile(d.Pattern)
		if err != nil {
			continue
		}
		total += len(re.FindAllIndex(text, -1))
	}
	return float64(total) / (float64(len(text)) / 1000)
}
