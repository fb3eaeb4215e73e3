package detectors

import "strings"

// nested returns a pattern of secrets behind any of the contexts, which are patterns of JSON
// with its quote marks, as they stand in JSON and in a string of it, up to three deep.
func nested(secret string, contexts ...string) string {
	return inString(0, secret, contexts...) + "|" + inStrings(secret, contexts...)
}

// inStrings is nested but for JSON that stands in no string.
func inStrings(secret string, contexts ...string) string {
	return inString(1, secret, contexts...) + "|" + inString(2, secret, contexts...) + "|" + inString(3, secret, contexts...)
}

// inString is nested for one level. The quote marks of secret stay as they are.
func inString(level int, secret string, contexts ...string) string {
	mark := strings.Repeat(`\\`, 1<<level-1) + `"`
	alternatives := make([]string, len(contexts))
	for i, c := range contexts {
		alternatives[i] = strings.ReplaceAll(c, `"`, mark) + `(` + secret + `)`
	}
	return strings.Join(alternatives, "|")
}
