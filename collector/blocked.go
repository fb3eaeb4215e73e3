package collector

import "github.com/tacit-go/tacit/redact"

// replace replaces what b matches in v, but where it stands in text that is allowed.
func (b *blocked) replace(v string, p *pass) string {
	found := b.re.FindAllStringIndex(v, -1)
	if found == nil {
		return v
	}
	var shown [][]int
	if p.e.allowedText != nil {
		shown = p.e.allowedText.FindAllStringIndex(v, -1)
	}
	var out []byte
	from := 0
	for _, m := range found {
		if within(m, &shown) || m[0] == m[1] || v[m[0]:m[1]] == p.e.masking.text {
			continue
		}
		out = append(out, v[from:m[0]]...)
		out = p.e.masking.AppendReplacement(out, redact.MatchInfo{Detector: b.id}, []byte(v[m[0]:m[1]]))
		from = m[1]
		p.e.tel.found(b.id, 1)
	}
	if from == 0 && out == nil {
		return v
	}
	return string(append(out, v[from:]...))
}

// within reports a span that lies in one of others. It drops those that end before: the
// spans that it is asked about come in order.
func within(span []int, others *[][]int) bool {
	for len(*others) > 0 && (*others)[0][1] < span[1] {
		*others = (*others)[1:]
	}
	return len(*others) > 0 && (*others)[0][0] <= span[0]
}
