package redact

// Tier groups detectors by what makes them certain. Each tier has a false
// positive rate of its own and can be selected as a whole.
type Tier uint8

const (
	// Structural detectors are settled by a prefix, a shape or a checksum.
	Structural Tier = iota
	// Contextual detectors are settled by a sensitive name beside a value.
	Contextual
	// Entropy detectors need a long random run with a hint nearby.
	Entropy
	// PII detectors find personal data. They are opt in.
	PII
)

// String returns the tier's name in lower case.
func (t Tier) String() string {
	switch t {
	case Structural:
		return "structural"
	case Contextual:
		return "contextual"
	case Entropy:
		return "entropy"
	case PII:
		return "pii"
	}
	return "unknown"
}

// Verdict is what a detector's Verify says of a candidate.
type Verdict uint8

const (
	// Unknown leaves the candidate a match: a failed checksum alone never lets
	// a distinctive token through.
	Unknown Verdict = iota
	// Confirmed means that a checksum or a decoded structure holds.
	Confirmed
	// Rejected means that the candidate is ordinary text. Use it only where the
	// prefix is short or absent.
	Rejected
)

// Extent says how far the value of a name reaches.
type Extent uint8

const (
	// ExtentValue is one value: quoted, bracketed, or bare up to a blank or a
	// separator. It is the default.
	ExtentValue Extent = iota
	// ExtentScheme is a credential behind an optional authentication scheme, as
	// in "Authorization: Bearer …". The scheme stays.
	ExtentScheme
	// ExtentLine is everything to the end of the line or of the enclosing
	// quotes, as in "Cookie: a=b; c=d".
	ExtentLine
)

// A Detector describes one kind of secret as data. Exactly one of Pattern,
// Names and Userinfo is set.
//
// A Detector is plain data: New copies what it needs, and the slices may be
// reused afterwards.
type Detector struct {
	// ID names the detector in labels, events and reports: lower-case words
	// joined by hyphens, stable for ever, at most 48 bytes.
	ID string
	// Doc is one line that says what is found.
	Doc string
	// Source names the specification or the vendor's page that the format was
	// taken from.
	Source string
	// Since is the catalogue version that introduced the detector and Revision
	// counts changes to it, from 1.
	Since    string
	Revision int
	// Tier decides precedence and selection.
	Tier Tier

	// Pattern is RE2 syntax and matches bytes. One optional group marks what is
	// replaced. New refuses what has no exact meaning in a stream: lazy
	// quantifiers, empty matches, \A and \z, more than one group, a group whose
	// left or right context has no fixed length. Each of several alternatives may
	// have a group and is then looked for by itself: k=(x)|key=(x). A pattern needs
	// a literal of at least one byte at a bounded distance from its start. For one start the
	// longest match counts, and all starts count.
	Pattern string
	// Near lists words, matched without regard to case, of which one must stand
	// on the same line in the 64 bytes before the match or in its first 256
	// bytes. Empty means no condition.
	Near []string
	// Run says that every match holds a row of at least 24 letters, digits, +, /, -
	// and _ with a capital and a small letter among 24 of them, and lists how many
	// bytes behind the start of the match a part of the row begins: the row itself,
	// or what follows one of the four signs in it. The search sees such rows without
	// a literal: the pattern is looked for where they are, and only there, so Run is
	// for patterns of which all literals are short or common. At most 8 offsets, of
	// at most 64 bytes; an alternative whose group begins at one of them has only
	// that. The row must be spelled plainly or percent-encoded.
	Run []int
	// Verify judges the matched bytes. It must be pure, must not keep or change
	// its argument and may be called concurrently; a panic counts as Unknown. It
	// sees at most the limit of MaxMatch bytes. Nil means Unknown.
	Verify func(secret []byte) Verdict

	// Names lists sensitive names as words joined by underscores, such as
	// "client_secret". They are compared word by word with names in text and in
	// structured values, whatever their spelling: clientSecret, CLIENT-SECRET. Where
	// several detectors have a name, the one with the stronger action decides, the value
	// reaches as far as one of them says, and it is weak if all are; what only reports
	// takes nothing from the others.
	Names []string
	// Weak marks names that are often harmless, such as "key": ordinary words,
	// small numbers, durations, versions and paths under them stay.
	Weak bool
	// Extent says how far the value of one of Names reaches.
	Extent Extent

	// Userinfo makes the detector find passwords, and tokens in the place of
	// user names, before the "@" of URLs and of DSNs such as
	// user:password@tcp(host)/db.
	Userinfo bool

	// Hits and Misses are examples, read by tests only. In a hit ⟦ and ⟧ enclose
	// what is replaced; every ¦ is removed first, so that no example stands
	// whole in the source or in a binary.
	Hits, Misses []string
}
