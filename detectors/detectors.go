package detectors

import (
	"slices"

	"github.com/tacit-go/tacit/redact"
)

// Default returns the structural and the contextual detectors of secrets: the
// preset for logs. Like every function of this package it returns a new slice,
// which the caller owns, and is safe for concurrent use. It builds the catalogue
// anew, so call it where a Redactor is built and not per record.
func Default() []redact.Detector { return current().Default() }

// Secrets returns every detector of secrets, of all tiers. The catalogue has no
// detectors of the entropy tier yet, so it equals Default today.
func Secrets() []redact.Detector { return current().Secrets() }

// Structural returns the detectors that a prefix, a shape or a checksum settles.
func Structural() []redact.Detector { return current().Structural() }

// Contextual returns the detectors of secrets that go by the name of a value.
func Contextual() []redact.Detector { return current().Contextual() }

// PII returns the detectors of personal data of the given families, or of all
// families if none is given. They are not part of Default. Most of them look at
// every digit of a text, so ask for the families that you need.
func PII(families ...Family) []redact.Detector { return current().PII(families...) }

// SemConv returns detectors of the attributes and query names that the semantic
// conventions of OpenTelemetry call sensitive and that Default leaves: bodies,
// prompts, parameters of queries, identities, credentials in presigned URLs. Use
// them with Default, which holds the others. Groups of attributes, such as
// http.request.header.*, take redact.WithPath.
func SemConv() []redact.Detector { return current().SemConv() }

// All returns every detector of the catalogue, in its order.
func All() []redact.Detector { return current().All() }

// Without returns a new slice of the detectors in ds whose ID is not among ids.
// IDs that do not occur are ignored. ds is not changed.
func Without(ds []redact.Detector, ids ...string) []redact.Detector {
	return slices.DeleteFunc(slices.Clone(ds), func(d redact.Detector) bool {
		return slices.Contains(ids, d.ID)
	})
}

// tiers returns the detectors of ds of the given tiers, in a new slice.
func tiers(ds []redact.Detector, want ...redact.Tier) []redact.Detector {
	return slices.DeleteFunc(slices.Clone(ds), func(d redact.Detector) bool {
		return !slices.Contains(want, d.Tier)
	})
}
