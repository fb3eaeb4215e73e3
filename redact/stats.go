package redact

// Stats are counters since New. They are always on and hold no secret.
type Stats struct {
	// Matches counts replaced groups by the ID of their first detector.
	Matches map[string]uint64
	// Reported counts matches of detectors whose action is Report.
	Reported map[string]uint64
	// ReportedPaths counts the fields at which path rules with the action Report hold,
	// by the path of the rule; Reported has their sum under "path".
	ReportedPaths map[string]uint64
	// Denied counts records that were denied, by detector: see [Deny]. Dropped counts
	// those of which nothing is left, not even a stub.
	Denied  map[string]uint64
	Dropped uint64
	// Hidden counts the bytes that were replaced in text and JSON. Values that Value
	// replaces without reading them are not counted.
	Hidden uint64
	// Errors counts contained panics and internal errors, Limits the bounds
	// that were reached, Lost the bytes held back by a stream when its writer
	// failed.
	Errors, Limits, Lost uint64
}

// Description tells what a Redactor looks for and which limits hold.
type Description struct {
	Detectors []DetectorInfo
	Names     []string
	Limits    Limits
	// States is the number of states of all compiled patterns. Each takes four bytes
	// for every class of bytes that its pattern tells apart.
	States int
	// Kernel is the search in force, "" where there is nothing to search for. If
	// KernelFailed, it replaces a faster one that failed its self-test.
	Kernel       Kernel
	KernelFailed bool
	// Digest tells plans apart: 16 hexadecimal digits, equal in all processes with
	// equal detectors, names, paths, actions, replacements and limits. It covers
	// neither functions of a detector, for which its Revision stands, nor keys, nor
	// live secrets.
	Digest string
	// Policy is what WithPolicyDigest has set.
	Policy string
}

// DetectorInfo is the public part of a detector in force.
type DetectorInfo struct {
	ID, Doc, Source string
	Tier            Tier
	Action          Action
}
