package redact

import "fmt"

// Limits holds every bound of a Redactor that can be set. A zero field means its
// default.
//
// The kind of each bound says what happens behind it. (a): the secret is
// replaced and swallowed to the end of its run. (b): a candidate that is not yet
// a secret stops being one. (c): work left undone is replaced by
// [REDACTED:limit]. Bounds that cannot be set are listed in SECURITY.md.
type Limits struct {
	// MaxMatch is the number of bytes a match may have before it is decided (a),
	// and that a candidate may have before it is dropped (b). Default 16 KiB, at
	// least 1 KiB, at most 1 MiB. A stream holds back at most this much and 8 KiB.
	MaxMatch int
	// MaxDepth bounds nesting in Value and AppendJSON (c). Default 64, at most
	// 1000.
	MaxDepth int
	// MaxNodes bounds the values that one call of Value visits (c). Default
	// 10,000.
	MaxNodes int
	// MaxText bounds the bytes of one rendered value in Value (c). Default 1 MiB.
	// Plain text has no such bound.
	MaxText int
}

func (l *Limits) fill() (errs []error) {
	for _, f := range []struct {
		name          string
		v             *int
		def, min, max int
	}{
		{"MaxMatch", &l.MaxMatch, 16 << 10, 1 << 10, 1 << 20},
		{"MaxDepth", &l.MaxDepth, 64, 1, 1000},
		{"MaxNodes", &l.MaxNodes, 10_000, 1, 1 << 30},
		{"MaxText", &l.MaxText, 1 << 20, 1 << 10, 1 << 30},
	} {
		switch {
		case *f.v == 0:
			*f.v = f.def
		case *f.v < f.min || *f.v > f.max:
			errs = append(errs, fmt.Errorf("redact: WithLimits: %s is %d, want %d to %d", f.name, *f.v, f.min, f.max))
			*f.v = f.def
		}
	}
	return errs
}
