package corpus

// An app is one kind of application: how it writes its lines, and what it says.
type app struct {
	name   string
	weight int
	write  writer
	// lines are whole lines for text, and "level|message|name=value|…" for
	// JSON and logfmt.
	lines []string
}

// apps lists the kinds of application. What they log is what such programs log:
// names that merely look sensitive and prose about sessions, tokens and keys
// occur as often as they do there.
func apps() []app {
	all := append(jsonApps(), logfmtApps()...)
	return append(all, textApps()...)
}

// Kinds returns the names of the kinds of application.
func Kinds() []string {
	var names []string
	for _, a := range apps() {
		names = append(names, a.name)
	}
	return names
}
