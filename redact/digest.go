package redact

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"runtime/debug"
	"slices"
)

// digest identifies a plan: what is looked for, and what becomes of it. It covers
// neither functions, but for the revision of detectors, nor keys.
func (b *builder) digest(detectors []detectorSum) string {
	h, c := sha256.New(), &b.cfg
	for i := range detectors {
		h.Write(detectors[i][:])
	}
	for _, id := range sorted(c.actions) {
		note(h, "action", id, c.actions[id])
	}
	note(h, "replacement", replacementName(c.rep))
	for _, id := range sorted(c.repOf) {
		note(h, "replacement of", id, replacementName(c.repOf[id]))
	}
	for i := range c.paths {
		p := &c.paths[i]
		note(h, "path", p.path, p.action, replacementName(p.rep))
	}
	sums := make([]string, 0, len(c.allowed))
	for sum := range c.allowed {
		sums = append(sums, hex.EncodeToString(sum[:]))
	}
	slices.Sort(sums)
	note(h, "more", c.names, c.harmless, c.strict, sums, c.limits, c.stable, len(c.sets) > 0, c.noStubs, c.audit)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// note adds values to a hash so that no two lists of them are written alike.
func note(h hash.Hash, values ...any) {
	for _, v := range values {
		fmt.Fprintf(h, "%#v\x00", v)
	}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// replacementName describes a replacement without its keys.
func replacementName(rep Replacement) string {
	switch r := rep.(type) {
	case nil:
		return ""
	case fixed:
		return "fixed " + string(r)
	case mask:
		return fmt.Sprint("mask ", r.head, r.tail)
	case *hmacToken:
		name := "hmac"
		for _, k := range r.keys {
			name += " " + k.ID
		}
		return name
	}
	return fmt.Sprintf("%T", rep)
}

const modulePath = "github.com/tacit-go/tacit"

// Version returns the version of this module in the program that is running, as the go
// command has recorded it: "(devel)" if it has recorded none. It reads the build
// information each time, so it is for start-up, not for each record.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return develVersion
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path != modulePath {
			continue
		}
		if m.Replace != nil {
			m = m.Replace
		}
		if m.Version != "" {
			return m.Version
		}
	}
	return develVersion
}

const develVersion = "(devel)"
