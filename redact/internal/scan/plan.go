// Package scan joins the search for literals, the patterns and the grammar:
// candidates become confirmed, verified matches, and matches that overlap or
// touch become groups. One machine serves whole texts and streams.
package scan

import (
	"sync"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/literal"
	"github.com/tacit-go/tacit/redact/internal/pattern"
	"github.com/tacit-go/tacit/redact/internal/unit"
)

// Lookback is the number of bytes before the held ones that a machine may read:
// the left context of names, words near a match, the beginning of a URL, a statement.
const Lookback = 4<<10 + 256

// A Plan is what a machine looks for. It is immutable.
type Plan struct {
	Search    literal.Searcher // nil when there is no literal
	Kernel    literal.Kernel   // that looks for runs of base64
	Uses      [][]Use          // by literal
	Patterns  []Pattern
	Runs      []int32        // patterns that are looked for where runs begin
	Names     *grammar.Names // never nil
	Userinfo  int32          // detector of passwords in URLs, or -1
	Commands  int32          // detector of the values of commands, or -1
	Detectors []Detector
	MaxMatch  int
	// Allowed reports bytes that are never hidden; nil means none.
	Allowed          func(text []byte) bool
	leftRun, leftAny int
	slots            []runSlot
	runs             *runGuard // nil where there are no slots
	barren           []bool    // by literal
	rooms            sync.Pool // of plainRoom
}

// A Detector is what the machine must know of one. Detectors are numbered in the
// order of their IDs.
type Detector struct {
	Rank       uint8 // precedence of the tier
	ReportOnly bool
	Denies     bool // a match of it is told even if it is not the first of its group
}

// RankLive is the precedence of live secrets, above every tier.
const RankLive = 0

// UseKind says what a literal announces.
type UseKind uint8

const (
	// UsePattern is a pattern whose match starts Lo to Hi bytes before.
	UsePattern UseKind = iota
	// UseName is a sensitive name.
	UseName
	// UseNear is a word that must stand near a match of a pattern whose literals are
	// too short to be looked for everywhere.
	UseNear
	// UseURL is "://" and UseDSN an "@" with a protocol.
	UseURL
	UseDSN
	// UseStated is a value that another member may name.
	UseStated
	// UseArguments is a list of what a statement has placeholders for.
	UseArguments
	// UseManifest is a word with which a manifest of Kubernetes begins.
	UseManifest
	// UseAudit is the word of a record of auditd with the number Pattern.
	UseAudit
	// UseCommand is the word of the command with the number Pattern.
	UseCommand
)

// Use is one reason to look for a literal.
type Use struct {
	Kind    UseKind
	Pattern int32
	Lo, Hi  int
	guard   *guard // nil lets all through
	sides   grammar.Sides
	// alone tells that the literal, as a word by itself, is a name of the class.
	alone bool
	class grammar.Class
}

// A Pattern is a compiled pattern with its conditions.
type Pattern struct {
	Prog *pattern.Prog
	Det  int32
	Near [][]byte // in lower case
	// Run lists the distances from the start of a match to where a part of a run
	// begins, the largest first. Such a pattern has no literal among Uses.
	Run []int
	// Judge reports bytes that are no secret, and bytes that are one for sure; nil
	// means neither. A panic counts as neither.
	Judge func(secret []byte) (rejected, confirmed bool)
	first byteSet // with which a match may begin, as it is or as an escape
}

// A byteSet has a bit for each byte.
type byteSet [4]uint64

func (s *byteSet) has(b byte) bool { return s[b>>6]>>(b&63)&1 != 0 }
func (s *byteSet) add(b byte)      { s[b>>6] |= 1 << (b & 63) }

// minRun is the number of bytes of a run without blanks that are always held: a
// number of JSON must be replaced whole.
const minRun = 24

// Init computes what follows from the fields; lits are the literals of Uses. It
// must be called once.
func (p *Plan) Init(lits []literal.Literal) {
	var s pattern.Surveyor
	p.guards(&s, lits)
	p.mayBeBarren()
	for i := range p.Patterns {
		p.Patterns[i].first = firstBytes(&s, p.Patterns[i].Prog)
	}
	p.leftRun = minRun
	blanks := make([]int, len(p.Patterns)) // least distance of a blank, plus 1
	if p.Search != nil {
		p.leftRun = encodedLeft + literal.MinRun
	}
	p.runGuards(&s)
	for _, i := range p.Runs {
		left := p.Patterns[i].Run[0]
		if s.Blank(p.Patterns[i].Prog) < left {
			p.leftAny = max(p.leftAny, encodedLeft+literal.MinRun+left)
		} else {
			p.leftRun = max(p.leftRun, encodedLeft+literal.MinRun+left)
		}
	}
	for _, uses := range p.Uses {
		for _, u := range uses {
			switch {
			case u.Kind == UseDSN:
				p.leftRun = max(p.leftRun, grammar.MaxDSN)
			case u.Kind == UsePattern && u.Hi > 0, u.Kind == UseNear:
				left := u.Hi
				if u.Kind == UseNear {
					left = nearInside
				}
				at := &blanks[u.Pattern]
				if *at == 0 {
					*at = 1 + s.Blank(p.Patterns[u.Pattern].Prog)
				}
				if *at <= left {
					p.leftAny = max(p.leftAny, left)
				} else {
					p.leftRun = max(p.leftRun, left)
				}
			}
		}
	}
}

// MaxRunAt bounds the distance of a run from the start of its match.
const MaxRunAt = 64

// maxLeft bounds the distance of a literal from the start of its match.
const maxLeft = pattern.MaxBlank

// guards gives each use of a pattern its guard.
func (p *Plan) guards(s *pattern.Surveyor, lits []literal.Literal) {
	for i, uses := range p.Uses {
		for j := range uses {
			u := &uses[j]
			if u.Kind == UseName {
				u.sides = p.Names.Sides(lits[i].Text)
				if letters(lits[i].Text) {
					u.class, u.alone = p.Names.ClassifyPlain([]byte(lits[i].Text))
				}
			}
			if u.Kind == UsePattern {
				a := pattern.Anchor{Text: lits[i].Text, Fold: lits[i].Fold, Lo: u.Lo, Hi: u.Hi}
				u.guard = (*guard)(s.Guard(p.Patterns[u.Pattern].Prog, a))
			}
		}
	}
}

// firstBytes returns the bytes with which a match may begin, as they are or as escapes.
func firstBytes(s *pattern.Surveyor, p *pattern.Prog) (first byteSet) {
	s.Reach(p, 1, func(_ int, bytes pattern.ByteSet) {
		for k, word := range specials {
			first[k] = bytes[k] | word
		}
	})
	return first
}

// specials are the bytes with which a unit other than a plain byte may begin.
var specials = func() (set byteSet) {
	for b := range 256 {
		if unit.Special(byte(b)) {
			set.add(byte(b))
		}
	}
	return set
}()

// letters reports a word of small letters.
func letters(word string) bool {
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return false
		}
	}
	return true
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// A Live is one snapshot of a set of live secrets.
type Live struct{ Snapshot *fingerprint.Snapshot }
