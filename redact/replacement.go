package redact

// A Replacement writes what stands in the place of a secret.
//
// AppendReplacement appends to dst and returns it. The output must be 1 to 64
// bytes of A-Z a-z 0-9 and _.:#*()[]- and must not itself be a secret; anything
// else is replaced by [REDACTED:error]. The secret is the bytes of the first
// match of a group, at most the limit of MaxMatch; it must be neither kept nor
// changed. Implementations must be safe for concurrent use.
type Replacement interface {
	AppendReplacement(dst []byte, m MatchInfo, secret []byte) []byte
}

// MatchInfo describes a match to a [Replacement]. It holds no secret.
type MatchInfo struct {
	// Detector is the ID of the detector, or "secret" for a live secret.
	Detector string
	// Secret is the name of a live secret, else empty.
	Secret string
	Tier   Tier
	// Spans is the number of matches in the group.
	Spans int
}
