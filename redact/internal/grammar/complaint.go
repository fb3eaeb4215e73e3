package grammar

import "bytes"

// complaint reports what a validation says about a value in place of it: can't be blank,
// is too short (minimum is 8 characters). It begins as such sentences do and has no word
// that they do not have, so no phrase that somebody would choose as a secret is one. Where
// it begins with what it is about it has four words or more, and one of a demand.
func complaint(v []byte) bool {
	if bytes.IndexByte(v, ' ') < 0 {
		return false
	}
	words, opened, about, demands, number := 0, false, false, false, false
	for len(v) > 0 {
		word := v
		if i := bytes.IndexByte(v, ' '); i >= 0 {
			word, v = v[:i], v[i+1:]
		} else {
			v = nil
		}
		word = bytes.TrimLeft(bytes.TrimSuffix(bytes.TrimRight(word, ".,:;!\"\\)"), []byte("(s")), "(\"\\>=")
		was := number
		number = digits(word)
		switch {
		case words == 0 && in(complaintOpeners, word):
			opened = true
		case number && (words == 0 || was || len(word) > 3), !number && !in(complaintWords, word):
			return false
		case words == 0 && in(complaintAsks, word) && (bytes.HasPrefix(v, []byte("your ")) || bytes.HasPrefix(v, []byte("a "))):
			opened = true
		case words == 0:
			about = in(complaintAbout, word)
		}
		demands = demands || in(complaintDemands, word)
		words++
	}
	return opened && words > 1 || about && demands && words > 3
}

// complaintOpeners begin sentences about a value that is refused.
var complaintOpeners = set(`can't cannot can must should is was has does doesn't do don't may too this please ensure
	invalid missing required incorrect wrong expected`)

// complaintAsks begin them before "your" or "a".
var complaintAsks = set("enter confirm choose forgot")

// complaintAbout begin them, too.
var complaintAbout = set("the your password passwords passphrase token field value string length size minimum maximum")

// complaintDemands are words of a demand.
var complaintDemands = set("must should cannot can't required least most between minimum maximum short long common similar match entirely appeared invalid expired")

// complaintWords are the words of such sentences.
var complaintWords = set(`a an the this that it its your field value input password passwords passphrase token confirmation user username email name string
	is are was be been has have had do does did no not and or of in to for from with by at as if than on
	can can't cannot must should may doesn't didn't don't isn't aren't please enter confirm choose forgot new provide provided ensure contain contains include included use choose given
	too short shorter long longer weak strong enough common similar simple easy guess least most minimum maximum min max between exactly more fewer less greater equal only
	length size small large characters character chars letters letter digits digit numbers number numeric alphanumeric non symbols symbol special uppercase lowercase upper lower case
	blank empty null none undefined required missing invalid incorrect wrong valid allowed already taken used changed expired entirely reserved list expected received
	reset link code session has expired
	match matches same different previous one two three entered set specified supplied appeared data leak '0'-'9' 'a'-'z'`)

// typeWords are types, which stand for a value in declarations and descriptions.
var typeWords = set("string string! str *string []byte secretstr char* varchar optional[str] mapped[str] option<string> optional<string> &str &'static")
