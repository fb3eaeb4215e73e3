package grammar

// minRooted is the number of bytes that a key has at least which begins like a path.
const minRooted = 16

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
