package detectors

import (
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// Version is the version of the catalogue. A detector's Since names the version
// that introduced it.
const Version = "0.1.0"

// Default returns the structural and the contextual detectors: the preset for
// logs. Like every function of this package it returns a new slice, which the
// caller owns, and is safe for concurrent use. It builds the catalogue anew, so
// call it where a Redactor is built and not per record.
func Default() []redact.Detector { return tiers(redact.Structural, redact.Contextual) }

// Structural returns the detectors that a prefix, a shape or a checksum settles.
func Structural() []redact.Detector { return tiers(redact.Structural) }

// Contextual returns the detectors that go by the name of a value.
func Contextual() []redact.Detector { return tiers(redact.Contextual) }

// PII returns the detectors of personal data: payment card numbers. They are not
// part of Default.
func PII() []redact.Detector { return tiers(redact.PII) }

// All returns every detector of the catalogue, in its order.
func All() []redact.Detector { return catalogue() }

// Without returns a new slice of the detectors in ds whose ID is not among ids.
// IDs that do not occur are ignored. ds is not changed.
func Without(ds []redact.Detector, ids ...string) []redact.Detector {
	return slices.DeleteFunc(slices.Clone(ds), func(d redact.Detector) bool {
		return slices.Contains(ids, d.ID)
	})
}

// tiers returns the detectors of the given tiers, in the catalogue's order.
func tiers(want ...redact.Tier) []redact.Detector {
	return slices.DeleteFunc(catalogue(), func(d redact.Detector) bool {
		return !slices.Contains(want, d.Tier)
	})
}
