package grammar

import "bytes"

// lookups are expressions that read a variable of the environment. What stands between is
// its name; with a value to fall back to they are none.
var lookups = [...]struct{ open, close string }{
	{"os.Getenv(", ")"}, {"os.getenv(", ")"}, {"getenv(", ")"}, {"System.getenv(", ")"}, {"env(", ")"}, {"env::var(", ")"},
	{"os.environ[", "]"}, {"os.environ.get(", ")"}, {"ENV[", "]"}, {"ENV.fetch(", ")"}, {"$_ENV[", "]"},
	{"process.env[", "]"}, {"process.env.", ""}, {"import.meta.env.", ""}, {"Environment.GetEnvironmentVariable(", ")"},
}

// lookupBegins tells the bytes with which they begin.
var lookupBegins = func() (t [256]bool) {
	for _, l := range lookups {
		t[l.open[0]] = true
	}
	return t
}()

// lookup reports such an expression: os.Getenv("NAME").
func lookup(v []byte) bool {
	if len(v) == 0 || !lookupBegins[v[0]] && v[0] != 's' {
		return false
	}
	v = bytes.TrimPrefix(bytes.TrimRight(v, ";,"), []byte("std::"))
	if len(v) == 0 || !lookupBegins[v[0]] {
		return false
	}
	for _, l := range lookups {
		rest, ok := bytes.CutPrefix(v, []byte(l.open))
		if !ok {
			continue
		}
		if rest, ok = bytes.CutSuffix(rest, []byte(l.close)); !ok {
			return false
		}
		if l.close != "" {
			name := unquoted(rest)
			return len(name) < len(rest) && envName(name)
		}
		return envName(rest)
	}
	return false
}

// envName reports the name of a variable: capital letters, digits and underscores.
func envName(v []byte) bool {
	if len(v) == 0 || len(v) > maxRef || v[0] >= '0' && v[0] <= '9' {
		return false
	}
	for _, b := range v {
		if b != '_' && (b < 'A' || b > 'Z') && (b < '0' || b > '9') {
			return false
		}
	}
	return true
}
