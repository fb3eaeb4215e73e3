package grammar

import "bytes"

// maxComplaint is the length of a sentence that a validation says.
const maxComplaint = 128

// complaint reports what a validation says about a value in place of it: can't be blank,
// is too short (minimum is 8 characters). It begins as such sentences do and has no word
// that they do not have, so no phrase that somebody would choose as a secret is one.
func complaint(v []byte) bool {
	if len(v) > maxComplaint {
		return false
	}
	words, opened := 0, false
	for len(v) > 0 {
		word := v
		if i := bytes.IndexByte(v, ' '); i >= 0 {
			word, v = v[:i], v[i+1:]
		} else {
			v = nil
		}
		word = bytes.TrimLeft(bytes.TrimRight(word, ".,:;!)"), "(")
		switch {
		case words == 0 && in(complaintOpeners, word):
			opened = true
		case !in(complaintWords, word) && (words == 0 || !digits(word) || len(word) > 3):
			return false
		}
		words++
	}
	return opened && words > 1
}

// complaintOpeners begin sentences about a value that is refused.
var complaintOpeners = set(`can't cannot can must should is was has does doesn't do don't may too this please ensure
	invalid missing required incorrect wrong`)

// complaintWords are the words of such sentences.
var complaintWords = set(`a an the this that it its field value password passwords passphrase confirmation user username email name
	is are was be been has have had do does did not no and or of in to for from with by at as if than
	can can't cannot must should may doesn't don't isn't aren't please enter provide provided ensure contain contains include use choose
	too short long weak common similar simple easy guess least most minimum maximum min max between exactly more fewer less greater only
	length characters character chars letters letter digits digit numbers number numeric symbols symbol special uppercase lowercase upper lower case
	blank empty null none required missing invalid incorrect wrong valid allowed already taken used changed expired entirely
	match matches same different previous one two three entered string set specified supplied given`)

// typeWords are types, which stand for a value in declarations and descriptions.
var typeWords = set("string string! str *string []byte secretstr char* varchar")
