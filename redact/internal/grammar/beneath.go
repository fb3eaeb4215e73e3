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
	jti kid lease accessor thumbprint pubkey contract contact profile code deployment vault item volume instance
	session request trace span by on from to parent replica schema table image build release run job date time`)

// minChosen is the length from which on a value is taken for a chosen one, and minSingle that of one whose letters
// have one case.
const (
	minChosen = 8
	minSingle = 12
)

// chosenValue reports what a program has made, or somebody has mixed: letters of both cases with digits at two
// places or more, or of one case with digits at three, and mostly no words. An id, a path, a reference and
// what is masked are none.
func chosenValue(v []byte) bool {
	if len(v) < minChosen || len(v) <= 36 && len(bytes.Trim(v, "0123456789abcdefABCDEF-")) == 0 || bytes.Contains(v, []byte("://")) || bytes.Contains(v, []byte("${")) ||
		bytes.Count(v, []byte("*")) > 2 || bytes.ContainsAny(v, " \t\"'`<>()[]{}|,;") || bytes.IndexByte(bytes.TrimRight(v, "="), '=') > 0 || date(v) {
		return false
	}
	if first, _, ok := bytes.Cut(v, []byte("/")); ok && (letters(first) || first[0] == '.' || first[0] == '~') {
		return false // or it is empty: a path
	}
	capital, small, groups, wordy, run := 0, 0, 0, 0, 0
	last := sep
	for i := 0; i <= len(v); i++ {
		k := sep
		if i < len(v) && v[i] < 0x80 {
			k = kindOf(v[i])
		}
		switch k {
		case upper:
			capital++
		case lower:
			small++
		}
		if k == last && k != sep {
			run++
			continue
		}
		if (last == lower || last == upper) && run >= 3 {
			wordy += run
		}
		if k == digit {
			groups++
		}
		last, run = k, 1
	}
	if 2*wordy > len(v) {
		return false
	}
	return groups >= 2 && capital > 0 && small > 0 || groups >= 3 && len(v) >= minSingle && !bytes.ContainsAny(v, "-_.:/@")
}
