package middleware

import (
	"slices"
	"sort"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// applied returns a URL without what was found. If hide, of r, changes it as it came, that comes
// first, since a name that is hidden tells nothing of its value any more. What is left then of what
// was found is hidden where it stands now, with what again finds in the rest.
func applied(r *redact.Redactor, hide func(string) string, uri string, found []span, again func(uri string) []span) string {
	if len(found) == 0 {
		return uri
	}
	shown := hide(uri)
	if shown == uri {
		return apply(uri, found)
	}
	cuts := cutsOf(r, uri, shown)
	left := make([]span, 0, len(found))
	for _, h := range again(shown) {
		if h, ok := cuts.place(h, false); ok {
			left = append(left, h)
		}
	}
	for _, h := range cuts.torn(found, uri) {
		if h, ok := cuts.place(h, true); ok {
			left = append(left, h)
		}
	}
	return apply(shown, left)
}

// A cut is what the Redactor has hidden of a text, and what stands for it in what is shown.
type cut struct {
	was, is stretch
	label   bool // which has no bytes of what it hides
}

type cuts []cut

// cutsOf returns what the Redactor has hidden of a text. Where its matches do not explain what it
// shows, that is all between what both begin and end with.
func cutsOf(r *redact.Redactor, text, shown string) cuts {
	if c := matched(r, text, shown); c != nil {
		return c
	}
	from, most := 0, min(len(text), len(shown))
	for from < most && text[from] == shown[from] {
		from++
	}
	behind := 0
	for behind < most-from && text[len(text)-1-behind] == shown[len(shown)-1-behind] {
		behind++
	}
	return cuts{newCut(stretch{from, len(text) - behind}, stretch{from, len(shown) - behind}, shown)}
}

func newCut(was, is stretch, shown string) cut { return cut{was, is, label(shown[is.from:is.to])} }

// matched returns the matches of r in a text with what is shown for them, or nothing if they do not
// explain all of it. A replacement has none of the signs of which a URL is made: where there is none
// between two matches, it is not certain where the one ends, and they are one.
func matched(r *redact.Redactor, text, shown string) (out cuts) {
	if r == nil {
		return nil
	}
	matches := r.AppendMatches(nil, []byte(text))
	if len(matches) == 0 || !strings.HasPrefix(shown, text[:matches[0].Start]) {
		return nil
	}
	at := matches[0].Start
	was := stretch{at, 0}
	for i, m := range matches {
		was.to = m.End
		kept, end := text[m.End:], 0
		if i == len(matches)-1 {
			end = len(shown) - len(kept)
		} else {
			if kept = text[m.End:matches[i+1].Start]; replacing(kept) {
				continue
			}
			end = at + strings.Index(shown[at:], kept)
		}
		if end < at || shown[end:end+len(kept)] != kept {
			return nil
		}
		c := newCut(was, stretch{at, end}, shown)
		if mark := shown[at:end]; was.from != m.Start {
			c.label = false
		} else if !c.label && !replacing(mark) {
			return nil
		}
		out = append(out, c)
		if at = end + len(kept); i < len(matches)-1 {
			was.from = matches[i+1].Start
		}
	}
	return out
}

// replacing reports a text of the characters that a replacement may have, with quotes in JSON, and no others.
func replacing(text string) bool {
	for i := 0; i < len(text); i++ {
		if b := text[i]; !alnum(b) && strings.IndexByte("_.:#*()[]-\"", b) < 0 {
			return false
		}
	}
	return true
}

// label reports a replacement that tells nothing of what it stands for.
func label(mark string) bool {
	if n := len(mark); n > 1 && mark[0] == '"' && mark[n-1] == '"' {
		mark = mark[1 : n-1] // of a number in JSON
	}
	if mark == "" || mark == hidden {
		return true
	}
	n := len(mark) - 1
	return (strings.HasPrefix(mark, "[REDACTED:") && mark[n] == ']' || strings.HasPrefix(mark, "(REDACTED:") && mark[n] == ')') &&
		!strings.ContainsAny(mark[1:n], "[]()")
}

// place returns where a span stands in what is shown, which it does already unless it is of the text
// as it was. What is behind a label is hidden, and the label stays, unless it stands within the span.
func (c cuts) place(h span, as bool) (span, bool) {
	of := func(i int) stretch {
		if as {
			return c[i].was
		}
		return c[i].is
	}
	moved := func(i int) int {
		if i == 0 {
			return 0
		}
		return c[i-1].is.to - of(i-1).to
	}
	i := sort.Search(len(c), func(i int) bool { return of(i).to > h.from })
	j := i + sort.Search(len(c)-i, func(j int) bool { return of(i+j).to >= h.to })
	out := span{h.from + moved(i), h.to + moved(j), h.text}
	if i < len(c) && of(i).from <= h.from {
		if h.to <= of(i).to && c[i].label {
			return span{}, false
		}
		if out.from = c[i].is.from; c[i].label && of(i).from < h.from {
			out.from = c[i].is.to
		}
	}
	if j < len(c) && of(j).from < h.to {
		if out.to = c[j].is.to; c[j].label && h.to < of(j).to {
			out.to = c[j].is.from
		}
	}
	return out, out.from < out.to
}

// maxTorn bounds the values of which parts are looked for.
const maxTorn = 32

// torn appends to what was found in a text where the same values stand in part behind a cut.
func (c cuts) torn(found []span, text string) []span {
	var seen [maxTorn]string
	n := 0
	for _, h := range found {
		v := text[h.from:h.to]
		if h.text == "" || v == "" || slices.Contains(seen[:n], v) {
			continue
		}
		if n == maxTorn {
			break
		}
		seen[n] = v
		n++
		for at, k := 0, 0; ; at += len(v) {
			i := strings.Index(text[at:], v)
			if i < 0 {
				break
			}
			at += i
			for k < len(c) && c[k].was.to <= at {
				k++
			}
			if k == len(c) {
				break
			}
			if was := c[k].was; was.from < at+len(v) && (at < was.from || was.to < at+len(v)) {
				found = append(found, span{at, at + len(v), h.text})
			}
		}
	}
	return found
}
