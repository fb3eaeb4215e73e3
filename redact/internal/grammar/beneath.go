package grammar

import "bytes"

// What stands inside of a value under a plural, passwords: {"db": …}, secrets: map[db:…], is one of several
// secrets or says something of them. A member is judged by its own name; where that says nothing, what
// somebody has chosen or a program has made is hidden: {"passwords":{"db":"…"}}, and words, numbers, ids, dates,
// versions, paths and URLs stay.

// Plural reports the class of such a value, or of what is inside.
func (c Class) Plural() bool { return c.plural || c.chosen }

// Several is the class of such a value, of a detector.
func Several(det int32) Class { return Class{Det: det, Weak: true, plural: true} }

// Beneath is the class of what stands inside of a value under a plural, of that detector, if its
// name does not tell what else it is.
func Beneath(det int32, name []byte) (Class, bool) {
	if tellsOther(name) {
		return Class{}, false
	}
	return Class{Det: det, Weak: true, chosen: true}, true
}

// pluralNames are weak names that are plurals of nothing that a detector has.
var pluralNames = set("credentials creds tokens")

// tellsOther reports a name that tells something of a secret: namespace, created_at, region.
func tellsOther(name []byte) bool {
	if len(name) > maxMember {
		return false
	}
	var w words
	w.split(name)
	if w.count == 0 {
		return false
	}
	last, whole := w.word(w.count-1), w.join(0, w.count)
	return turningWords.of(last) != 0 || turningWords.of(w.word(0))&turnsBehind != 0 || in(tellingWords, last) ||
		describingTexts.has(whole) || describingNames.has(whole) || describingWords.has(whole) || describingPlaces.has(whole) || describingTimes.has(whole)
}

// tellingWords end such names, besides those that turn the name of a secret into another.
var tellingWords = set(`sha sha1 sha256 md5 digest hash checksum commit tag tags label labels annotations metadata uid uuid guid arn urn etag zone cluster node pod
	engine mount issuer subject audience user username email account owner tenant project org organization team app image host hostname address ip client
	session request trace span by on from to parent replica schema table image build release run job date time`)

// minChosen is the length from which on a value is taken for a chosen one.
const minChosen = 8

// chosenValue reports what is neither words with numbers behind them nor an id, a time, a version, a path or a
// URL.
func chosenValue(v []byte) bool {
	if len(v) < minChosen || v[0] == '/' || v[0] == '.' || v[0] == '~' || bytes.Contains(v, []byte("://")) || bytes.HasPrefix(v, []byte("arn:")) || bytes.IndexByte(v, ' ') >= 0 {
		return false
	}
	if len(v) <= 36 && len(bytes.Trim(v, "0123456789abcdefABCDEF-")) == 0 || date(v) || version(v) || measure(v) {
		return false
	}
	for len(v) > 0 {
		part, rest, _ := bytes.Cut(v, []byte("-"))
		if i := bytes.IndexAny(v, "-_./:@"); i >= 0 {
			part, rest = v[:i], v[i+1:]
		}
		if name := bytes.TrimRight(part, "0123456789"); len(name) > 1 && bytes.ContainsAny(name[1:], "0123456789!#$%^&*+=?~") || jumbled(part) {
			return true
		}
		v = rest
	}
	return false
}
