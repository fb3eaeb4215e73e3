package gitleaksrules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// configuration has a rule of each kind. Its tokens are made up.
const configuration = `
title = "our rules"

[allowlist]
description = "what is never a secret"
regexes = ['''EXAMPLE$''']
stopwords = ["placeholder"]

[[rules]]
id = "acme-token"
description = "a token"
regex = '''\b(acme_[0-9a-z]{16})(?:[\x60'"\s;]|\\[nr]|$)'''
keywords = ["acme_"]

[[rules]]
id = "acme-pair"
regex = '''acme-id:([0-9]{6}):([a-z]{12})'''
secretGroup = 2

[[rules]]
id = "acme-random"
regex = '''rnd-[0-9a-z]{12,}'''
entropy = 2.5

[[rules]]
id = "acme-lazy"
regex = '''lzy-[a-z]+?'''

[[rules]]
id = "acme-near"
regex = '''q[0-9]{2}-[0-9a-f]{12}'''
keywords = ["queue"]

[[rules]]
id = "acme-either"
regex = '''(?:eth-|[5-8]{4}-)[0-9]{12}'''
keywords = ["eth-"]

[[rules]]
id = "acme-named"
regex = '''(?i)[\w.-]{0,50}?acmekey[ \t]{0,3}=[ \t"]{0,3}([0-9a-f]{12})(?:["\s]|$)'''
entropy = 2.0

[[rules]]
id = "acme-allowed"
regex = '''alw-[0-9a-z]{8}'''
[[rules.allowlists]]
condition = "AND"
regexes = ['''^alw-0''']
stopwords = ["zz"]
[[rules.allowlists]]
regexTarget = "line"
regexes = ['''test''']

[[rules]]
id = "acme-file"
path = '''\.pem$'''

[[rules]]
id = "acme-path"
regex = '''pth-[0-9]{8}'''
path = '''\.env$'''

[[rules]]
id = "acme-composite"
regex = '''cmp-[0-9]{8}'''
[[rules.required]]
id = "acme-token"

[[rules]]
id = "acme-anything"
regex = '''[0-9A-Za-z]{32}'''

[[rules]]
id = "odd name: secret"
regex = '''(['''
`

func read(t *testing.T, text string, opts ...Option) *Set {
	t.Helper()
	set, err := Read(strings.NewReader(text), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestRead(t *testing.T) {
	set := read(t, configuration)
	if set.Rules != 13 || set.Loaded != 7 {
		t.Errorf("%d rules, %d loaded", set.Rules, set.Loaded)
	}
	r := redact.MustNew(redact.WithDetectors(set.Detectors...))
	for _, c := range []struct{ in, want string }{
		{`x acme_0123456789abcdef y`, `x [REDACTED:gitleaks-acme-token] y`},
		{`x acme_0123456789abcdef`, `x [REDACTED:gitleaks-acme-token-3]`},
		{`x acme_0123456789abcdef\ny`, `x [REDACTED:gitleaks-acme-token-2]\ny`},
		{`acme_0123456789abcdef0`, `acme_0123456789abcdef0`}, // longer
		{`xacme_0123456789abcdef `, `xacme_0123456789abcdef `},
		{`acme-id:123456:abcdefghijkl`, `acme-id:123456:[REDACTED:gitleaks-acme-pair]`},
		{`rnd-a1b2c3d4e5f6g7`, `[REDACTED:gitleaks-acme-random]`},
		{`rnd-aaaaaaaaaaaaaa`, `rnd-aaaaaaaaaaaaaa`},   // low entropy
		{`rnd-a1b2placeholder`, `rnd-a1b2placeholder`}, // a stop word
		{`lzy-abc.`, `[REDACTED:gitleaks-acme-lazy].`}, // the longest match
		{`queue q12-0123456789ab`, `queue [REDACTED:gitleaks-acme-near]`},
		{`topic q12-0123456789ab`, `topic q12-0123456789ab`},
		{`5678-012345678901`, `5678-012345678901`}, // the keyword is in the other half of the regex
		{`eth-012345678901`, `[REDACTED:gitleaks-acme-either]`},
		{`alw-0zz12345 alw-01234567 alw-zz123456`, `alw-0zz12345 [REDACTED:gitleaks-acme-allowed] [REDACTED:gitleaks-acme-allowed]`},
		{`alw-01234567 in a test`, `[REDACTED:gitleaks-acme-allowed] in a test`}, // what looks at the line allows nothing
		{`acmekey = "0123456789ab"`, `acmekey = "0123456789ab"`},
	} {
		if got := r.String(c.in); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNotes(t *testing.T) {
	var got []string
	for _, n := range read(t, configuration).Notes {
		got = append(got, fmt.Sprintf("%s %v %s", n.Rule, n.Loaded, n.Text))
	}
	for _, want := range []string{
		"acme-token true the beginning and the end of the text: those of a line count",
		"acme-lazy true lazy quantifiers: the longest match counts",
		"acme-near true a keyword must stand in the match or in the 64 bytes before it, not anywhere in the text",
		"acme-named false the text before its secret varies in length; Widen loads it",
		"acme-allowed true an allow-list that looks at the match or the line around the secret allows nothing",
		"acme-file false it has no regex: only the path of a file decides",
		"acme-path false it is for files of certain paths, which a log does not have",
		"acme-composite false it is a composite rule, which needs matches of other rules nearby",
		"#13 false its regex is not RE2 syntax",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no note %q", want)
		}
	}
	if i := slices.IndexFunc(got, func(n string) bool { return strings.HasPrefix(n, "acme-anything false the engine cannot express") }); i < 0 {
		t.Errorf("no note on a regex without a literal in %q", got)
	}
	if len(got) != 11 {
		t.Errorf("%d notes: %q", len(got), got)
	}
}

func TestWiden(t *testing.T) {
	set := read(t, configuration, Widen())
	if set.Loaded != 8 {
		t.Errorf("%d loaded", set.Loaded)
	}
	r := redact.MustNew(redact.WithDetectors(set.Detectors...))
	for in, want := range map[string]string{
		`x acmekey = "0123456789ab" y`: `x [REDACTED:gitleaks-acme-named]" y`,
		`x acmekey=0123456789ab`:       `x [REDACTED:gitleaks-acme-named-2]`,
		`x acmekey=000000000000 y`:     `x acmekey=000000000000 y`, // low entropy
	} {
		if got := r.String(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "gitleaksrules: the configuration has no rules",
		"[[rules]]\nid = hunter2":        "gitleaksrules: no TOML, or a key of another type, at line 2, column 6",
		"[[rules]]\nid = 7":              "gitleaksrules: no TOML, or a key of another type, at line 2, column 6",
		strings.Repeat("#", maxConfig+1): "gitleaksrules: the configuration has more than 8 MiB",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("Read of %d bytes: %v, want %s", len(text), err, want)
		}
	}
	set := read(t, "[extend]\nuseDefault = true\n")
	if len(set.Detectors) != 0 || len(set.Notes) != 1 || set.Notes[0].Rule != "" {
		t.Errorf("extend: %+v", set)
	}
}

// TestIDs gives rules whose names differ in what an ID cannot have.
func TestIDs(t *testing.T) {
	long := strings.Repeat("long-", 20)
	set := read(t, fmt.Sprintf("[[rules]]\nid='A_b'\nregex='ab1-[0-9]+'\n[[rules]]\nid='a-b'\nregex='ab2-[0-9]+'\n[[rules]]\nid='%s'\nregex='ab3-[0-9]+'\n[[rules]]\nid='%sx'\nregex='ab4-[0-9]+'\n", long, long))
	if set.Loaded != 4 {
		t.Fatalf("%d loaded: %+v", set.Loaded, set.Notes)
	}
	if _, err := redact.New(redact.WithDetectors(set.Detectors...)); err != nil {
		t.Error(err)
	}
	if got := set.Detectors[1].ID; got != "gitleaks-a-b-2" {
		t.Errorf("the second ID is %s", got)
	}
}
