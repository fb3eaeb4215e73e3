package peers

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/detectors"
)

// ten are masking expressions as services have them: written one by one, each
// after an incident.
var ten = []*regexp.Regexp{
	regexp.MustCompile(`(?i)("?password"?\s*[:=]\s*"?)([^"\s,;&}]+)`),
	regexp.MustCompile(`(?i)("?(?:api[_-]?key|apikey)"?\s*[:=]\s*"?)([^"\s,;&}]+)`),
	regexp.MustCompile(`(?i)("?(?:access_|refresh_|auth)?token"?\s*[:=]\s*"?)([^"\s,;&}]+)`),
	regexp.MustCompile(`(?i)("?(?:client_)?secret"?\s*[:=]\s*"?)([^"\s,;&}]+)`),
	regexp.MustCompile(`(?i)(authorization:\s*(?:bearer|basic)\s+)(\S+)`),
	regexp.MustCompile(`()(eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)`),
	regexp.MustCompile(`()(gh[pousr]_[A-Za-z0-9]{36,})`),
	regexp.MustCompile(`()((?:AKIA|ASIA)[A-Z0-9]{16})`),
	regexp.MustCompile(`(://[^:/\s]+:)([^@\s]+)@`),
	regexp.MustCompile(`()(sk_(?:live|test)_[A-Za-z0-9]{16,})`),
}

// regexps are the standard library's expressions: ten in a loop, as people write
// them, and every pattern of our catalogue as one alternation.
func regexps() ([]Peer, error) {
	loop := Peer{
		Name: "10 regexps in a loop", Note: "ReplaceAllString of a masking middleware",
		Line: func(line []byte) {
			s := string(line)
			for _, re := range ten {
				s = re.ReplaceAllString(s, "${1}***")
			}
		},
		Spans: func(dst []corpus.Span, line []byte) []corpus.Span {
			for _, re := range ten {
				for _, m := range re.FindAllSubmatchIndex(line, -1) {
					dst = append(dst, corpus.Span{Start: m[4], End: m[5]})
				}
			}
			return dst
		},
	}
	var parts []string
	for _, d := range detectors.Default() {
		if d.Pattern != "" {
			parts = append(parts, "(?:"+d.Pattern+")")
		}
	}
	parts = append(parts, `(?i:password|passwd|secret|token|api_?key)["'\\]*\s*[:=]\s*["'\\]*[^"'\\\s,;&}]+`)
	all, err := regexp.Compile(strings.Join(parts, "|"))
	if err != nil {
		return nil, err
	}
	alternation := Peer{
		Name: "regexp alternation", Note: "every pattern of our catalogue and one for names, as one expression",
		Line: func(line []byte) { all.FindAllIndex(line, -1) },
		Spans: func(dst []corpus.Span, line []byte) []corpus.Span {
			for _, m := range all.FindAllIndex(line, -1) {
				dst = append(dst, corpus.Span{Start: m[0], End: m[1]})
			}
			return dst
		},
	}
	return []Peer{loop, alternation}, nil
}

// MaskedLines is a writer that masks each line with the ten expressions, one for a name
// and one more, as services write it.
func MaskedLines(w io.Writer, name, pattern string) io.Writer {
	all := append(slices.Clone(ten),
		regexp.MustCompile(`(?i)("?`+regexp.QuoteMeta(name)+`"?\s*[:=]\s*"?)([^"\s,;&}]+)`), regexp.MustCompile("()("+pattern+")"))
	return masked{w, all}
}

type masked struct {
	w   io.Writer
	all []*regexp.Regexp
}

func (m masked) Write(p []byte) (int, error) {
	out := p
	for _, re := range m.all {
		out = re.ReplaceAll(out, []byte("${1}***"))
	}
	if _, err := m.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
