package grammar

import "bytes"

// minRooted is the number of bytes that a key has at least which begins like a path.
const minRooted = 16

// roots are the directories at the root in which files of secrets stand.
var roots = set(`etc var run usr opt home root tmp mnt srv dev proc secrets app data`)

// rootedPath reports that a value which begins with a solidus, right behind a name and a colon, is
// no secret. A strong name in what Go prints has its value there, so that only the name of a
// file in a directory that everybody has is none.
func (c *Candidate) rootedPath(v []byte) bool {
	if !c.Class.Weak && (c.member || c.keyed) && len(v) > 1 {
		root, _, more := bytes.Cut(v[1:], []byte("/"))
		return more && in(roots, root) && path(v)
	}
	return !rootedKey(v)
}

// rootedKey reports base64 that begins with a solidus, behind a name and a colon where a
// path may stand as well: it has padding, or a part that is no name of a file.
func rootedKey(v []byte) bool {
	if len(v) > maxHarmless {
		return true
	}
	if len(v) < minRooted {
		return false
	}
	for _, b := range v {
		if k := kindOf(b); k == sep && b != '/' && b != '+' && b != '=' && b != '-' && b != '_' {
			return false
		}
	}
	return v[len(v)-1] == '=' || jumbled(v)
}
