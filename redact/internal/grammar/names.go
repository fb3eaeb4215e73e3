// Package grammar knows how telemetry writes names with values: which names are
// sensitive, how far a value reaches in each syntax, and which values are
// harmless in spite of their name.
package grammar

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Extent says how far a value reaches; the numbers are those of redact.Extent.
type Extent uint8

// The extents.
const (
	ExtentValue Extent = iota
	ExtentScheme
	ExtentLine
)

// minJoined is the length from which the words of a text may be joined to the
// single word of a rule: pass_word.
const minJoined = 5

// A Rank orders what is done to the values of names.
type Rank uint8

// The ranks, from the weakest on.
const (
	RankReport Rank = iota
	RankRedact
	RankDrop
	RankDeny
)

// A Rule is one sensitive name: words joined by underscores.
type Rule struct {
	Name   string
	Det    int32
	Weak   bool
	Extent Extent
	Rank   Rank
}

// A Class is what a name is found to be.
type Class struct {
	Det    int32
	Weak   bool
	Extent Extent
	rank   Rank
	// special marks names with a rule of their own.
	special special
	// made marks names of what programs make: nobody chooses a token or a signature. signs marks the latter,
	// codes those of numbers that are typed, passes those of what people type.
	// names marks "secret", which may be followed by the name of an object of Kubernetes, keys
	// "key", which may be that of a pair.
	made, signs, codes, passes, names, keys bool
	// introduces marks names that may stand before a quoted value without a
	// separator: IDENTIFIED BY '…', PASSWORD '…'.
	introduces bool
	piece      bool // "token": of a pair, it is a piece of text
	plural     bool // what is inside of a value may be one of several
	chosen     bool // it is that
}

// Keyed reports the name "key", which with "value" beside it says what the value is.
func (c Class) Keyed() bool { return c.special == keyed }

// Piece reports the name "token", which with "logprob" beside it is a piece of text of a language model.
func (c Class) Piece() bool { return c.piece }

type special uint8

const (
	ordinary    special = iota
	pin                 // hides numbers of four digits and more only
	bare                // "pass": a verdict in test output unless it is an assignment
	pwd                 // the directory, unless it is a parameter
	home                // "pwd" as a parameter: hides all but paths
	keyed               // "key": of a pair, it is the name of the value
	block               // "stringData": its value is all that is indented deeper
	fingerprint         // "gpg_key": in images it is the fingerprint of a public one
)

// Names is a compiled set of sensitive names. It is immutable.
type Names struct {
	rules    []string  // the words of the rules, joined
	joined   string    // the rules, with a line end before and behind each
	keys     *wordList // of rules
	classes  []Class   // by the number of the key
	harmless *wordTable
	naming   *wordTable // weak as a whole
	maxJoin  int
	// IsMark reports whether a whole value is a replacement of ours.
	IsMark func(value []byte) bool
}

// NewNames compiles rules. Of rules with equal names the one of the highest rank counts,
// of these the first; it is weak only if all in force are, and reaches as far as one of
// them. So what is added never shows what was hidden.
func NewNames(rules []Rule, harmless []string, isMark func([]byte) bool) *Names {
	n := &Names{maxJoin: 2, IsMark: isMark} // pass_word is password
	known := make(map[string]int, len(rules))
	n.rules, n.classes = make([]string, 0, len(rules)), make([]Class, 0, len(rules))
	for _, r := range rules {
		var w words
		w.split([]byte(r.Name))
		key := string(w.join(0, w.count))
		c := Class{Det: r.Det, Weak: r.Weak, Extent: r.Extent, rank: r.Rank}
		i, ok := known[key]
		if ok {
			c = n.classes[i].with(c)
		} else {
			i = len(n.rules)
			known[key] = i
			n.rules, n.classes = append(n.rules, key), append(n.classes, c)
		}
		switch key {
		case "pin":
			c.special = pin
		case "pass":
			c.special, c.Weak = bare, true
		case "pwd":
			c.special, c.Weak = pwd, true
		case "key":
			c.special = keyed
		case "stringdata":
			c.special = block
		case "credentials", "creds":
			c.plural = true
		}
		c.origin(&w)
		c.piece = key == "token"
		c.introduces = !c.Weak && introducers.has([]byte(key))
		n.classes[i] = c
		n.maxJoin = max(n.maxJoin, w.count)
	}
	n.joined = "\n" + strings.Join(n.rules, "\n") + "\n"
	n.keys = newWords(n.rules)
	n.maxJoin = min(n.maxJoin, maxJoin)
	ruled := func(key string) bool { _, ok := known[key]; return ok }
	n.harmless = newTable(slices.Concat(joinedWords(harmless), slices.DeleteFunc(joinedWords(publicNames), ruled)))
	n.naming = newTable(slices.DeleteFunc(joinedWords(namingNames), ruled))
	return n
}

// with joins the classes of two equal names.
func (c Class) with(d Class) Class {
	switch {
	case c.rank == RankReport && d.rank > RankReport:
		return d
	case d.rank == RankReport && c.rank > RankReport:
		return c
	}
	out := c
	if d.rank > c.rank {
		out = d
	}
	out.Weak, out.Extent = c.Weak && d.Weak, max(c.Extent, d.Extent)
	return out
}

// over reports that c decides on a name of which both are parts, of these lengths, d
// before c. What only reports takes nothing from the others.
func (c Class) over(d Class, length, before int) bool {
	switch {
	case (c.rank == RankReport) != (d.rank == RankReport):
		return d.rank == RankReport
	case c.Weak != d.Weak:
		return d.Weak
	case c.rank != d.rank:
		return c.rank > d.rank
	}
	return length >= before
}

// Words reports whether name holds at least one letter or digit, and few enough
// of them to be compared.
func Words(name string) bool {
	var w words
	w.split([]byte(name))
	return w.count > 0 && w.count <= maxJoin && len(name) <= 40
}

// Found reports whether Words holds and name, if it has several words, can be told
// from a random run.
func Found(name string) bool {
	var w words
	w.split([]byte(name))
	return Words(name) && (w.count == 1 || !tooShort(w.join(0, w.count)))
}

// tooShort reports that a key of several words is none: cVc in a random run. With a digit
// it is, since no name is split there by chance.
func tooShort(key []byte) bool {
	return len(key) < minJoined && !bytes.ContainsAny(key, "0123456789")
}

// Triggers returns lower-case literals of which one occurs in the text of every
// sensitive name.
func (n *Names) Triggers() []string {
	out := slices.Clone(n.rules)
	slices.Sort(out)
	return out
}

// Announcements returns literals, in lower case, of which one occurs in the text of
// every name of rules: its words joined by nothing and by each separator. A name
// that holds a sensitive name of one word is announced by that.
func (n *Names) Announcements(rules []Rule) []string {
	single := make(map[string]bool, len(rules)/2)
	for _, r := range rules {
		var w words
		if w.split([]byte(r.Name)); w.count == 1 {
			single[string(w.join(0, 1))] = true
		}
	}
	out := make([]string, 0, 3*len(rules))
	var parts []string
	for _, r := range rules {
		var w words
		w.split([]byte(r.Name))
		parts = parts[:0]
		covered := false
		for i := range w.count {
			parts = append(parts, string(w.word(i)))
			covered = covered || single[parts[i]]
		}
		switch {
		case w.count == 1:
			out = append(append(out, parts[0]), escapedEnds(parts[0])...)
		case covered && !single[parts[len(parts)-1]]:
			out = append(out, strings.Join(parts, " ")) // the last word is not read behind a blank
		case !covered:
			for _, sep := range []string{"", "_", "-", ".", " "} {
				out = append(out, joins(parts, sep)...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// joins returns parts with sep between them, and between letters and digits with or
// without it: member_no2, member_no_2.
func joins(parts []string, sep string) []string {
	out := []string{parts[0]}
	for i, part := range parts[1:] {
		was := out
		out = nil
		for _, head := range was {
			out = append(out, head+sep+part)
			if (kindOf(parts[i][0]) == digit) != (kindOf(part[0]) == digit) {
				out = append(out, head+part)
			}
		}
	}
	return out
}

// Classify decides on a name. It does not allocate.
func (n *Names) Classify(name []byte) (Class, bool) {
	if plainName(name) {
		return n.ClassifyPlain(name)
	}
	const around = " \"'\\`\x00\u00ad\u200b\u200c\u200d\u2060\ufeff" // and what shows nothing
	// A name that was replaced says nothing, nor does one whose value was.
	for i := range name {
		if pairEnd(name[i]) == 0 {
			continue
		}
		if j := bytes.IndexByte(name[i:min(len(name), i+maxMark)], pairEnd(name[i])); j > 0 && n.IsMark(name[i:i+j+1]) {
			glued := i > 0 && kindOf(name[i-1]) != sep
			if c, ok := n.Classify(name[:i]); ok && !glued && !pair(bytes.TrimRight(name[:i], around)) {
				return c, true
			}
			return n.Classify(name[i+j+1:])
		}
	}
	if i := bytes.LastIndexAny(name, ":="); i >= 0 && n.IsMark(bytes.Trim(name[i+1:], around)) {
		return Class{}, false
	}
	var w words
	w.split(name)
	c, ok := n.classify(&w)
	if ok && !c.Weak {
		return c, true
	}
	if i := escapedLast(name); i > 0 { // of another script than the name, as it may be
		if tail, is := n.Classify(name[i:]); is && !(ok && tail.Weak) {
			return tail, true
		}
	}
	return c, ok
}

func plainName(name []byte) bool {
	for _, b := range name {
		if b >= 0x80 || !inName[b] {
			return false
		}
	}
	return true
}

// ClassifyPlain is Classify for a name of plain name bytes: letters, digits, dots,
// hyphens and underscores.
func (n *Names) ClassifyPlain(name []byte) (Class, bool) {
	name = name[max(0, len(name)-maxName):]
	if oneWord(name) {
		return n.classifyWord(name)
	}
	var w words
	w.splitPlain(name)
	return n.classify(&w)
}

// oneWord reports small letters: splitPlain makes one word of them, if it takes them all.
func oneWord(name []byte) bool {
	for _, b := range name {
		if b < 'a' || b > 'z' {
			return false
		}
	}
	return len(name) > 0
}

// classifyWord is classify for a name of one word, which no other one turns into the name
// of something else.
func (n *Names) classifyWord(word []byte) (Class, bool) {
	if n.harmless.find(word) >= 0 {
		return Class{}, false
	}
	return n.lookup(word, false)
}

func (n *Names) classify(w *words) (Class, bool) {
	var best Class
	bestLen := 0
	if w.count == 0 || n.harmless.find(w.join(0, w.count)) >= 0 {
		return best, false
	}
	near := n.turns(w)
	for i := range min(w.count, near.before+1) {
		for j := max(i, near.after) + 1; j <= min(i+n.maxJoin, w.count); j++ {
			key := w.join(i, j)
			if last := key[len(key)-1]; last != 's' && !n.keys.mayHave(key) && (j > i+1 || len(key) < minJoined || len(suffixEnds[last]) == 0) {
				continue
			}
			c, ok := n.lookup(key, j > i+1)
			if !ok || c.Weak && i > near.weak {
				continue
			}
			if c.special == bare && w.count > 1 {
				c.special, c.Weak = ordinary, false // db_pass
			}
			if (c.special == keyed || c.special == pwd) && w.count > 1 {
				c.special = ordinary
			}
			c.Weak, c.piece = c.Weak || j <= near.soft, c.piece && w.count == 1
			l := int(w.start[j]) - int(w.start[i])
			if bestLen == 0 || c.over(best, l, bestLen) {
				best, bestLen = c, l
			}
		}
	}
	if bestLen > 0 && n.naming.find(w.join(0, w.count)) >= 0 {
		best.Weak = true
		if key := w.join(0, w.count); string(key) == "gpgkey" {
			best.special = fingerprint
		}
	}
	return best, bestLen > 0
}

// pair reports that text ends with what stands between a name and its value.
func pair(text []byte) bool {
	return bytes.HasSuffix(text, []byte(":")) || bytes.HasSuffix(text, []byte("="))
}

// lookup returns the rule for a word, or for several that are joined.
func (n *Names) lookup(key []byte, joined bool) (Class, bool) {
	if joined && tooShort(key) {
		return Class{}, false
	}
	if c, ok := n.rule(key); ok {
		return c, true
	}
	last := len(key) - 1
	if last > 3 && key[last] == 's' {
		if c, ok := n.rule(key[:last]); ok {
			// Often a count or a list of names.
			c.plural, c.Weak = !c.Weak, true
			return c, true
		}
	}
	if joined {
		return Class{}, false
	}
	for _, s := range suffixEnds[key[last]] {
		if len(key) > len(s) && string(key[len(key)-len(s):]) == s {
			return n.rule(key[len(key)-len(s):])
		}
	}
	return Class{}, false
}

// rule returns the rule of a key, which is not empty.
func (n *Names) rule(key []byte) (Class, bool) {
	if !n.keys.mayHave(key) {
		return Class{}, false
	}
	i := n.keys.table.find(key)
	if i < 0 {
		return Class{}, false
	}
	return n.classes[i], true
}

// A turning says between which words of a name a sensitive one may lie: words before
// and behind it turn it into the name of something else.
type turning struct {
	before int // a sensitive name begins with this word, or before: max_tokens
	weak   int // a weak one does: primary_key
	after  int // it ends with this word, or behind: password_policy
	soft   int // one that ends before this word is weak: password_history
}

// turns looks for the words that turn names.
func (n *Names) turns(w *words) turning {
	t := turning{w.count, w.count, -1, 0}
	for k := range w.count {
		word := w.word(k)
		turns := turningWords.of(word)
		if turns&turnsBehind != 0 && t.before == w.count {
			t.before = k
		}
		if turns&turnsWeak != 0 && t.weak == w.count {
			t.weak = k
		}
		if turns&turnsSoft != 0 {
			t.soft = k
		}
		if turns&turnsAhead != 0 || turns&turnsWeak != 0 && k > 0 && string(word) == "hash" && in(certWords, w.word(k-1)) || k == 1 && w.count == 2 && mask(w.word(0), word) {
			t.after = k
		}
	}
	return t
}

// mask reports what Linux tells of the signals of a process: SigCgt.
func mask(sig, word []byte) bool { return string(sig) == "sig" && in(maskWords, word) }

var maskWords = set("blk ign cgt pnd")

// certWords stand before the hash of a certificate, which anybody may know.
var certWords = set("cert certificate")

// maxMark bounds the bytes of a replacement.
const maxMark = 64

// endsMark reports that text[i] closes the bracket of a replacement of ours in
// which the name lies.
func (n *Names) endsMark(text []byte, name, i int) bool {
	if text[i] == '%' {
		return n.endsEscapedMark(text, i)
	}
	for j := name - 1; j >= 0 && i-j < maxMark; j-- {
		if text[j] == '[' || text[j] == '(' {
			return n.IsMark(text[j : i+1])
		}
	}
	return false
}

// endsEscapedMark is endsMark for one in percent-encoding, of which text[i] begins the bracket.
func (n *Names) endsEscapedMark(text []byte, i int) bool {
	left := text[max(0, i-len("%5B")*maxMark):min(len(text), i+len("%5D"))]
	at := max(bytes.LastIndex(left, []byte("%5B")), bytes.LastIndex(left, []byte("%5b")), bytes.LastIndex(left, []byte("%28")))
	if at < 0 {
		return false
	}
	var buf [maxMark]byte
	mark := buf[:0]
	for left = left[at:]; len(left) > 0 && len(mark) < cap(mark); {
		if len(left) > 2 && left[0] == '%' && unit.Hex(left[1]) >= 0 && unit.Hex(left[2]) >= 0 {
			mark, left = append(mark, byte(unit.Hex(left[1])<<4|unit.Hex(left[2]))), left[3:]
			continue
		}
		mark, left = append(mark, left[0]), left[1:]
	}
	return len(left) == 0 && n.IsMark(mark)
}

// InMark reports that the plain name text[from:to] ends a replacement of ours: no value
// follows.
func (n *Names) InMark(text []byte, from, to int) bool {
	return to < len(text) && text[to] == ']' && n.endsMark(text, from, to)
}

// opensMark reports that text[i] opens the bracket of a replacement of ours.
func (n *Names) opensMark(text []byte, i int, final bool) (yes, more bool) {
	end, more := n.markAt(text, i, final)
	return end > 0 && text[i] == '[', more
}

// markAt returns the end of the replacement of ours, in brackets, that begins at i, or 0.
func (n *Names) markAt(text []byte, i int, final bool) (end int, more bool) {
	closing := pairEnd(text[i])
	if closing == 0 || closing == '}' {
		return 0, false
	}
	j := bytes.IndexByte(text[i:min(len(text), i+maxMark)], closing)
	if j < 0 {
		return 0, !final && len(text) < i+maxMark
	}
	if end = i + j + 1; !n.IsMark(text[i:end]) {
		end = 0
	}
	return end, false
}

// standsAt reports a replacement of ours at i that a blank, a quote mark or the end of
// the text follows: what hangs on to it could be the rest of a secret.
func (n *Names) standsAt(text []byte, i int, final bool) (yes, more bool) {
	switch end, more := n.markAt(text, i, final); {
	case end == 0:
		return false, more
	case end == len(text):
		return final, !final
	default:
		return bytes.IndexByte([]byte(" \t\r\n\"'`"), text[end]) >= 0, false
	}
}

// unmarked returns v with a plain word in the place of each replacement of ours.
func (n *Names) unmarked(dst, v []byte) []byte {
	if !bytes.ContainsAny(v, "[(") {
		return v
	}
	for i := 0; i < len(v); i++ {
		if pairEnd(v[i]) != 0 {
			if j := bytes.IndexByte(v[i:min(len(v), i+maxMark)], pairEnd(v[i])); j > 0 && n.IsMark(v[i:i+j+1]) {
				dst = append(dst, "redacted"...)
				i += j
				continue
			}
		}
		dst = append(dst, v[i])
	}
	return dst
}

// otherKey reports that text ends with a word and a blank that make the weak name
// behind it the name of something else: "public key", "host key", "Sense Key".
func otherKey(text []byte) bool {
	text = bytes.TrimRight(text, " ")
	i := len(text)
	for i > 0 && (kindOf(text[i-1]) == lower || kindOf(text[i-1]) == upper) {
		i--
	}
	if i > 0 && bytes.IndexByte([]byte(" \t\n\"'(["), text[i-1]) < 0 {
		return false
	}
	return in(negatingProse, text[i:])
}
