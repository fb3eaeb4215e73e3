package redact_test

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redact/internal/pattern"
)

// The model says what is to be found, slowly: it tries every start of every
// detector with package regexp and merges by the rule. It shares nothing with
// the engine but the list of detectors. Text is matched as runes of one byte
// each, since patterns match bytes.

type model []modelDetector

type modelDetector struct {
	redact.Detector
	first, later *regexp.Regexp // at the start of the text; behind one byte, so that \b sees it
}

func newModel(ds []redact.Detector) (model, error) {
	var m model
	for _, d := range alternatives(ds) {
		first, err := regexp.Compile(`\A(?:` + d.Pattern + `)`)
		if err != nil {
			return nil, fmt.Errorf("model of %s: %w", d.ID, err)
		}
		later := regexp.MustCompile(`(?s:\A.)(?:` + d.Pattern + `)`)
		first.Longest()
		later.Longest()
		m = append(m, modelDetector{d, first, later})
	}
	return m, nil
}

// alternatives returns a detector for each alternative of the patterns.
func alternatives(ds []redact.Detector) (all []redact.Detector) {
	for _, d := range ds {
		for _, d.Pattern = range pattern.Alternatives(d.Pattern) {
			all = append(all, d)
		}
	}
	return all
}

type modelSpan struct {
	redact.Match
	tier redact.Tier
}

func (m model) matches(text []byte) []redact.Match {
	runes := make([]rune, len(text))
	offset := make([]int, len(text)+1) // of each byte in wide
	position := map[int]int{}          // the other way round
	for i, b := range text {
		runes[i] = rune(b)
		offset[i+1] = offset[i] + len(string(rune(b)))
	}
	for i, o := range offset {
		position[o] = i
	}
	wide := string(runes)
	var spans []modelSpan
	for _, d := range m {
		for start := range text {
			from, re := start, d.first
			if start > 0 {
				from, re = start-1, d.later
			}
			loc := re.FindStringSubmatchIndex(wide[offset[from]:])
			if loc == nil {
				continue
			}
			at := func(i int) int { return position[offset[from]+loc[i]] }
			end := at(1)
			if !modelNear(text, d.Near, start, end) || !modelRun(text, d.Run, start) {
				continue
			}
			span := redact.Match{Start: start, End: end, Detector: d.ID}
			if len(loc) == 4 {
				span.Start, span.End = at(2), at(3)
			}
			if d.Verify != nil && d.Verify(bytes.Clone(text[span.Start:span.End])) == redact.Rejected {
				continue
			}
			spans = append(spans, modelSpan{span, d.Tier})
		}
	}
	return modelMerge(spans)
}

// modelNear reports whether one of words stands on the same line in the 64 bytes
// before the match, or in its first 256 bytes.
func modelNear(text []byte, words []string, start, end int) bool {
	before := text[max(0, start-64):start]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	inside := text[start:min(end, start+256)]
	return len(words) == 0 || slices.ContainsFunc(words, func(w string) bool {
		w = strings.ToLower(w)
		return bytes.Contains(bytes.ToLower(before), []byte(w)) || bytes.Contains(bytes.ToLower(inside), []byte(w))
	})
}

// modelRun reports whether a part of a row of 24 digits of base64 that have both
// cases begins at one of the offsets.
func modelRun(text []byte, offsets []int, start int) bool {
	digit := func(b byte) bool { return base64Run.Match(bytes.Repeat([]byte{b}, 20)) }
	return len(offsets) == 0 || slices.ContainsFunc(offsets, func(off int) bool {
		from := start + off
		if from >= len(text) || from > 0 && digit(text[from-1]) && !bytes.ContainsRune([]byte("+/-_"), rune(text[from-1])) {
			return false
		}
		to := from
		for from > 0 && digit(text[from-1]) {
			from--
		}
		for to < len(text) && digit(text[to]) {
			to++
		}
		for ; from+24 <= to; from++ {
			if row := text[from : from+24]; !bytes.Equal(bytes.ToLower(row), row) && !bytes.Equal(bytes.ToUpper(row), row) {
				return true
			}
		}
		return false
	})
}

func modelMerge(spans []modelSpan) []redact.Match {
	slices.SortFunc(spans, func(a, b modelSpan) int {
		return cmp.Or(
			cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.tier, b.tier),
			cmp.Compare(b.End, a.End), // the longest first
			cmp.Compare(a.Detector, b.Detector),
		)
	})
	var merged []redact.Match
	for _, s := range spans {
		if n := len(merged); n > 0 && s.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, s.End)
		} else {
			merged = append(merged, s.Match)
		}
	}
	return merged
}

// synthetic detectors collide often on texts of few letters.
var synthetic = []redact.Detector{
	{ID: "run", Doc: "x", Pattern: `ab[abc]{2,}`},
	{ID: "optional-end", Doc: "x", Tier: redact.Entropy, Pattern: `a{3,}b?`},
	{ID: "loop", Doc: "x", Tier: redact.PII, Pattern: `(?:ab|cd)+x`},
	{ID: "group-open", Doc: "x", Pattern: `c([ab]+)`},
	{ID: "group-closed", Doc: "x", Tier: redact.PII, Pattern: `b([cd]{2,5})x`},
	{ID: "word", Doc: "x", Pattern: `\bx[ab]{1,3}\b`},
	{ID: "verified", Doc: "x", Tier: redact.Entropy, Pattern: `d[a-d]{2,}`, Verify: evenIsRejected},
	{ID: "near", Doc: "x", Tier: redact.Entropy, Pattern: `1[abcd]{3}`, Near: []string{"Near"}},
	{ID: "fold", Doc: "x", Pattern: `(?i)AB1`},
	{ID: "but-not", Doc: "x", Tier: redact.PII, Pattern: `x[^\n ]{2,4}1`},
	{ID: "long-or-short", Doc: "x", Pattern: `b(?:c|cdcdcd)a`},
	{ID: "bytes", Doc: "x", Pattern: `1[^\x00-\x7f]{2}`},
	{ID: "tie-b", Doc: "x", Pattern: `dd[ab]`},
	{ID: "tie-a", Doc: "x", Pattern: `dd[ac]`},
}

func evenIsRejected(s []byte) redact.Verdict {
	switch bytes.Count(s, []byte("a")) % 3 {
	case 0:
		return redact.Rejected
	case 1:
		return redact.Confirmed
	}
	return redact.Unknown
}

// base64Run is what the engine may decode, and the model does not: it needs a capital.
var base64Run = regexp.MustCompile(`[0-9A-Za-z+/_-]{20,}`)

// modelText makes a text of at most 120 bytes from the letters of the synthetic
// detectors.
func modelText(seed []byte) []byte {
	letters := []string{"a", "b", "c", "d", "x", "1", "a", "b", "ab", "cd", " ", "\n", "_", "A", "\xff", "\x80", " near ", "ddd"}
	var text []byte
	for _, b := range seed {
		if next := letters[int(b)%len(letters)]; len(text)+len(next) <= 120 {
			text = append(text, next...)
		}
	}
	return base64Run.ReplaceAllFunc(text, bytes.ToLower)
}

func TestModelByHand(t *testing.T) {
	m, err := newModel(synthetic)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text, want, reason string
	}{
		{"", "", "nothing"},
		{"xx abab", "run[3,7]", "longest end"},
		{"aaab", "optional-end[0,4]", "longest end"},
		{"caaab", "group-open[1,5]", "same start: structural wins over entropy"},
		{"bcdx", "loop[1,4]", "same start, same tier: the longest wins"},
		{"bccx", "group-closed[1,3]", "the group only"},
		{"near 1aba", "near[5,9]", "a word on the line"},
		{"near\n1dbd", "", "a word on another line"},
		{"1\xff\x80", "bytes[0,3]", "bytes are not runes"},
		{"dda", "tie-a[0,3]", "by ID"},
		{"ddb", "tie-b[0,3]", "only one matches"},
		{"dbb", "", "rejected"},
		{"bca bcdcdcda", "long-or-short[0,3] long-or-short[4,12]", "both lengths"},
		{"xab abab", "word[0,3] run[4,8]", "a blank parts them"},
		{"ab1ab1", "fold[0,6]", "touching matches are one"},
	} {
		var got []string
		for _, s := range m.matches([]byte(tt.text)) {
			got = append(got, fmt.Sprintf("%s[%d,%d]", s.Detector, s.Start, s.End))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q: %v, want %s: %s", tt.text, got, tt.want, tt.reason)
		}
	}
}

func compareWithModel(t *testing.T, r *redact.Redactor, m model, text []byte) {
	t.Helper()
	want := m.matches(text)
	if got := r.AppendMatches(nil, text); !slices.Equal(got, want) {
		t.Fatalf("%q: engine found %v, model %v", text, got, want)
	}
}

func TestEngineEqualsModel(t *testing.T) {
	alone(t)
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	sets := map[string][]redact.Detector{"all": synthetic}
	for _, d := range synthetic {
		sets[d.ID] = []redact.Detector{d}
	}
	for name, ds := range sets {
		t.Run(name, func(t *testing.T) {
			r := build(t, redact.WithDetectors(ds...))
			m, err := newModel(ds)
			if err != nil {
				t.Fatal(err)
			}
			rng := random(uint64(len(name)))
			seed := make([]byte, 120)
			for i := range rounds / (1 + len(sets) - len(ds)) {
				for j := range seed {
					seed[j] = byte(rng.IntN(256))
				}
				compareWithModel(t, r, m, modelText(seed[:1+i%len(seed)]))
			}
		})
	}
}

// TestEngineEqualsModelOnRuns takes texts with rows of base64, and patterns that are
// looked for where those are.
func TestEngineEqualsModelOnRuns(t *testing.T) {
	ds := []redact.Detector{
		{ID: "part", Doc: "x", Pattern: `(?:\b|_)q[0-9A-Za-z]{3,}`, Run: []int{0, 1}},
		{ID: "second", Doc: "x", Pattern: `[0-9]{1,2}\.[0-9A-Za-z+/_-]{26,}`, Run: []int{2, 3}},
		{ID: "judged", Doc: "x", Pattern: `r[0-9A-Za-z]{5,}`, Run: []int{0}, Verify: evenIsRejected},
		{ID: "literal", Doc: "x", Tier: redact.PII, Pattern: `zaqB[a-z]{2,}`},
	}
	m, err := newModel(ds)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ds { // a set of runs alone has no literal at all
		alone := build(t, redact.WithDetectors(ds[i]))
		compareWithModel(t, alone, m[i:i+1], []byte("a 1.q7Wm2Xv9Lk4Rt8Yz3Bn6Hd1Fs5 rq7Wm2Xv9Lk4Rt8Yz3Bn6Hd1Fs5 zaqBcd"))
	}
	r := build(t, redact.WithDetectors(ds...))
	parts := []string{"q", "qA7b", "r", "1.", "22.", ".", " ", "\n", "=", "_", "-", "/", "+", "zaqBcd", "kF3xPz0", "m4t8w2y6n1c5", "Hd1Fs5Xv9Lk4", "q7Wm2Xv9Lk4Rt8Yz3Bn6Hd1Fs5", "kkkkkkkkkkkkkkkkkkkkkkkk"}
	rng := random(7)
	found, rounds := 0, 4000
	if testing.Short() || raced {
		rounds = 300
	}
	for range rounds {
		var text []byte
		for n := 1 + rng.IntN(16); n > 0; n-- {
			text = append(text, parts[rng.IntN(len(parts))]...)
		}
		compareWithModel(t, r, m, text)
		found += len(m.matches(text))
	}
	if found < rounds/4 {
		t.Errorf("the texts hold %d matches", found)
	}
}

// TestEngineEqualsModelOnBuiltIns takes the built-in detectors that have a
// pattern, and texts made of parts of their own examples.
func TestEngineEqualsModelOnBuiltIns(t *testing.T) {
	alone(t)
	var ds []redact.Detector
	var examples []string
	marks := strings.NewReplacer("⟦", "", "⟧", "", "¦", "")
	for _, d := range detectors.Default() {
		if d.Pattern == "" {
			continue
		}
		ds = append(ds, d)
		for _, example := range append(slices.Clone(d.Hits), d.Misses...) {
			examples = append(examples, marks.Replace(example))
		}
	}
	if len(ds) == 0 {
		t.Fatal("no built-in detector has a pattern")
	}
	r := build(t, redact.WithDetectors(ds...))
	m, err := newModel(ds)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range examples {
		if raced && i%40 > 0 {
			continue
		}
		compareWithModel(t, r, m, []byte(e[:min(len(e), 400)]))
	}
	rng := random(1)
	rounds := 400
	if testing.Short() || raced {
		rounds = 10
	}
	escape, compared := regexp.MustCompile("%[0-9A-Fa-f]{2}"), 0
	for range rounds {
		var text strings.Builder
		for text.Len() < 120 {
			e := examples[rng.IntN(len(examples))]
			from := rng.IntN(len(e))
			if rng.IntN(2) == 0 {
				from = 0
			}
			text.WriteString(e[from:min(len(e), from+1+rng.IntN(120))])
		}
		cut := []byte(text.String()[:120])
		if escape.Match(cut) {
			continue // which the engine reads and the model does not
		}
		compareWithModel(t, r, m, cut)
		compared++
	}
	if compared < rounds*3/4 {
		t.Errorf("only %d of %d texts were compared", compared, rounds)
	}
}
