package detectors

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// Version is the version of the catalogue. A detector's Since names the version
// that introduced it, and its Revision counts the changes since.
const Version = "0.1.0"

// versions lists every version of the catalogue, the oldest first.
func versions() []string { return []string{Version} }

// A Catalogue is the catalogue of one version, as AsOf returns it. It is immutable and safe for
// concurrent use; its methods return new slices.
type Catalogue struct {
	known []string // its version and those before
	past  []past   // what came after took their place
}

// A past is a detector as it was before the version until changed or removed it.
type past struct {
	until    string
	detector redact.Detector
	gone     bool
}

// superseded lists what has changed or gone since the first version, so that AsOf
// can return it, in the order of the versions: an entry is added whenever a Revision
// is raised, or a detector of secrets is removed, after its version was published.
func superseded() []past { return nil }

func current() Catalogue { return Catalogue{known: versions()} }

// AsOf returns the catalogue as it was in a version, for those who want an upgrade
// of this package to change no output: detectors that came later are absent, and
// those that changed or went are as they were. What a detector shares with others,
// such as the syntax of names, is part of package redact and not pinned. An unknown
// version is an error.
func AsOf(version string) (Catalogue, error) { return asOf(version, versions(), superseded()) }

func asOf(version string, known []string, older []past) (Catalogue, error) {
	at := slices.Index(known, version)
	if at < 0 {
		return Catalogue{}, fmt.Errorf("detectors: AsOf: no version %s; there are %s", strconv.Quote(version), strings.Join(known, ", "))
	}
	c := Catalogue{known: known[:at+1]}
	for _, p := range older {
		if slices.Index(known, p.until) > at {
			c.past = append(c.past, p)
		}
	}
	return c, nil
}

// Version returns the version of the catalogue.
func (c Catalogue) Version() string { return c.known[len(c.known)-1] }

// Default is the preset [Default] of this version.
func (c Catalogue) Default() []redact.Detector {
	return tiers(c.secrets(), redact.Structural, redact.Contextual)
}

// Secrets is the preset [Secrets] of this version.
func (c Catalogue) Secrets() []redact.Detector { return c.secrets() }

// Structural is the preset [Structural] of this version.
func (c Catalogue) Structural() []redact.Detector { return tiers(c.secrets(), redact.Structural) }

// Contextual is the preset [Contextual] of this version.
func (c Catalogue) Contextual() []redact.Detector { return tiers(c.secrets(), redact.Contextual) }

// PII is the preset [PII] of this version.
func (c Catalogue) PII(families ...Family) []redact.Detector { return c.as(personalData(families)) }

// SemConv is the preset [SemConv] of this version.
func (c Catalogue) SemConv() []redact.Detector { return c.as(semConv()) }

// All is the list [All] of this version.
func (c Catalogue) All() []redact.Detector {
	return slices.Concat(c.Secrets(), c.PII(), c.SemConv())
}

// secrets returns the detectors of secrets as they are in this version, with those
// that have gone since.
func (c Catalogue) secrets() []redact.Detector {
	ds := c.as(credentials())
	for _, p := range c.past {
		if p.gone && !slices.ContainsFunc(ds, func(d redact.Detector) bool { return d.ID == p.detector.ID }) {
			ds = append(ds, c.as([]redact.Detector{p.detector})...)
		}
	}
	return ds
}

// as returns the detectors of ds as they are in this version.
func (c Catalogue) as(ds []redact.Detector) []redact.Detector {
	return rewind(ds, c.past, c.known)
}

// rewind takes back what came after the last of the known versions. What is past is
// in the order of the versions, so the first of an ID is the one that was in force.
func rewind(ds []redact.Detector, older []past, known []string) []redact.Detector {
	was := map[string]redact.Detector{}
	for _, p := range older {
		if _, ok := was[p.detector.ID]; !ok {
			was[p.detector.ID] = p.detector
		}
	}
	out := make([]redact.Detector, 0, len(ds))
	for _, d := range ds {
		if p, ok := was[d.ID]; ok {
			d = p
		}
		if slices.Contains(known, d.Since) {
			out = append(out, d)
		}
	}
	return out
}

// Digest returns the SHA-256, in hexadecimal, of all that the detectors of this
// version say of their matches: equal digests redact alike, as far as the detectors
// go. Functions in Verify are not in it; a change there raises the Revision, which
// is.
func (c Catalogue) Digest() string {
	sum := sha256.New()
	for _, d := range c.All() {
		fmt.Fprintln(sum, factsOf(d))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// factsOf writes what decides on the matches of a detector in one line.
func factsOf(d redact.Detector) string {
	return fmt.Sprintf("%s %s %d %s %q %q %v %t %q %t %d %t", d.ID, d.Since, d.Revision, d.Tier, d.Pattern, d.Near,
		d.Run, d.Verify != nil, d.Names, d.Weak, d.Extent, d.Userinfo)
}
