package redact

// A Match is one replaced span: the bytes [Start, End) of the source. Matches
// of several detectors that overlap or touch are one Match, which bears the ID
// of the first of them.
type Match struct {
	Start, End int
	// Detector is the ID of the detector that gives the replacement, or
	// "live-secret" for a live secret.
	Detector string
}
