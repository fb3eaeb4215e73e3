package redact

// Limits holds every bound of a Redactor. A zero field means its default.
//
// The kind of each bound says what happens behind it. (a): the secret is
// replaced and swallowed to the end of its run. (b): a candidate that is not
// yet a secret stops being one. (c): work left undone is replaced by
// [REDACTED:limit].
type Limits struct {
	// MaxMatch is the number of bytes a match may have before it is decided
	// (a), and the number of bytes a candidate may have before it is dropped
	// (b). Default 16 KiB, at least 1 KiB, at most 1 MiB. A stream holds back at
	// most this much and 8 KiB.
	MaxMatch int
	// MaxDepth bounds nesting in Value and AppendJSON (c), and JSON in strings
	// of JSON. Default 64.
	MaxDepth int
	// MaxNodes bounds the values that one call of Value visits (c). Default
	// 10,000.
	MaxNodes int
	// MaxText bounds the bytes of one rendered value in Value (c). Default
	// 1 MiB. Plain text has no such bound.
	MaxText int
}
