package redacttest

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/cloudflare/ahocorasick"
)

// A Leak says that a secret reached the output. It never holds any of it.
type Leak struct {
	// Canary is the name of the canary.
	Canary string
	// Encoding is the form in which it was found: "raw", "fragment" (8 secret
	// bytes as they are), "json", "base64/1", …
	Encoding string
	// Offset is where in the output the first such find begins.
	Offset int
}

// String tells canary, encoding and offset.
func (l Leak) String() string {
	return fmt.Sprintf("canary %s leaked as %s at byte %d", l.Canary, l.Encoding, l.Offset)
}

// Leaks looks for the canaries in output: the parts of 16 bytes of which a secret is made, so that
// of 31 bytes in a row one is found, in every encoding (raw, percent, JSON, Go quotes, XML, quoted-printable, hex,
// base64 at three alignments, UTF-16, lists of byte values) and every fragment
// of 8 bytes as it is. Base32, bytes with something between them (% x, 5a:71), and escapes of single
// bytes that need none are not among them. It returns the first find of each encoding of each
// canary, in the order of the output; no leak is nil.
//
// Leaks builds an [Oracle] at each call. A test that judges many outputs keeps
// one.
func Leaks(output []byte, canaries ...Canary) []Leak {
	return NewOracle(canaries...).Leaks(output)
}

// An Oracle looks for a fixed set of canaries. It is safe for concurrent use;
// concurrent calls wait for each other.
type Oracle struct {
	mu      sync.Mutex // the matcher marks what it has found in its own nodes
	matcher *ahocorasick.Matcher
	needles []needle
}

type needle struct {
	text             []byte
	canary, encoding string
}

// NewOracle prepares the search for canaries. It takes about 4 KB of memory for
// each byte of each encoded form, some megabytes for each canary.
func NewOracle(canaries ...Canary) *Oracle {
	o := &Oracle{}
	seen := map[string]bool{}
	add := func(c Canary, encoding, text string) {
		if key := c.Name + "\x00" + text; text != "" && !seen[key] {
			seen[key] = true
			o.needles = append(o.needles, needle{[]byte(text), c.Name, encoding})
		}
	}
	for _, c := range canaries {
		for _, secret := range c.Secret {
			for _, block := range blocks(secret) {
				for _, f := range forms(block) {
					add(c, f.encoding, f.text)
				}
			}
		}
		for _, f := range c.Fragments {
			add(c, "fragment", f)
		}
	}
	dictionary := make([][]byte, len(o.needles))
	for i, n := range o.needles {
		dictionary[i] = n.text
	}
	o.matcher = ahocorasick.NewMatcher(dictionary)
	return o
}

// Leaks is like the function [Leaks].
func (o *Oracle) Leaks(output []byte) []Leak {
	o.mu.Lock()
	hits := o.matcher.Match(output)
	o.mu.Unlock()
	var leaks []Leak
	for _, i := range hits {
		n := o.needles[i]
		found := Leak{n.canary, n.encoding, bytes.Index(output, n.text)}
		at := slices.IndexFunc(leaks, func(l Leak) bool {
			return l.Canary == n.canary && l.Encoding == n.encoding
		})
		if at < 0 {
			leaks = append(leaks, found)
		} else {
			leaks[at].Offset = min(leaks[at].Offset, found.Offset)
		}
	}
	slices.SortFunc(leaks, func(a, b Leak) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Canary, b.Canary), cmp.Compare(a.Encoding, b.Encoding))
	})
	return leaks
}
