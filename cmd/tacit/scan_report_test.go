package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// sarifSchema is the schema of OASIS, errata 01.
//
//go:embed testdata/sarif-schema-2.1.0.json
var sarifSchema []byte

// checkSARIF judges a log by the schema of SARIF 2.1.0.
func checkSARIF(t *testing.T, text string) map[string]any {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(sarifSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	log, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	if err := s.Validate(log); err != nil {
		t.Errorf("%v", err)
	}
	return log.(map[string]any)
}

// at walks down maps and lists.
func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

func TestScanSARIF(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	put(t, "a b.log", "\n\U0001f600é password="+canary)
	put(t, "z.gz", zip(t, "cut", token)[:30])
	put(t, "t.tar", tarball(t, "in/x.log", "x "+token))
	r := tacit(t, "", "scan", "--format", "sarif", ".")
	if r.status != statusError {
		t.Errorf("status %d", r.status)
	}
	log := checkSARIF(t, r.out)
	run := at(log, "runs", 0)
	results := at(run, "results").([]any)
	if len(results) != 2 {
		t.Fatalf("%d results in %s", len(results), r.out)
	}
	for _, c := range []struct {
		want any
		path []any
	}{
		{"password", []any{0, "ruleId"}},
		{"a%20b.log", []any{0, "locations", 0, "physicalLocation", "artifactLocation", "uri"}},
		{"%SRCROOT%", []any{0, "locations", 0, "physicalLocation", "artifactLocation", "uriBaseId"}},
		{json.Number("2"), []any{0, "locations", 0, "physicalLocation", "region", "startLine"}},
		{json.Number("14"), []any{0, "locations", 0, "physicalLocation", "region", "startColumn"}}, // a pair, é and a blank
		{"t.tar", []any{1, "locations", 0, "physicalLocation", "artifactLocation", "uri"}},
		{nil, []any{1, "locations", 0, "physicalLocation", "region"}},
		{"t.tar!in/x.log", []any{1, "locations", 0, "logicalLocations", 0, "fullyQualifiedName"}},
		{json.Number("3"), []any{1, "properties", "column"}},
	} {
		if got := at(results, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
	for i := range results {
		rule, _ := at(results, i, "ruleIndex").(json.Number)
		n, err := rule.Int64()
		if err != nil || at(run, "tool", "driver", "rules", int(n), "id") != at(results, i, "ruleId") {
			t.Errorf("result %d has rule %v", i, rule)
		}
	}
	if at(run, "invocations", 0, "executionSuccessful") != false {
		t.Error("a damaged file was a success")
	}
	r = tacit(t, "", "scan", "--format", "sarif", t.TempDir())
	log = checkSARIF(t, r.out)
	if r.status != 0 || len(at(log, "runs", 0, "results").([]any)) != 0 {
		t.Errorf("clean: %d %.200s", r.status, r.out)
	}
}

// hostile are names that act on what shows them.
var hostile = []string{
	"ansi\x1b[31m\x1b]0;title\x07",
	"osc8\x1b]8;;http:||evil.example\x1b\\text\x1b]8;;\x1b\\",
	"osc52\x1b]52;c;ZXZpbA==\x07",
	"c1\u009b31m\u009d52;c;\u009c",
	"bidi\u202egpj\u2066\u200f\u2069\u061c",
	"<script>alert(1)<", // a name holds no slash
	"`</td><img src=x onerror=alert(1)>`|a|b",
	"[link](javascript:alert(1)) @mention #1 **b**",
	"new\nline\r- `x`: password at 1:1",
	"--flag\x00nul",
	"\xff\xfe bytes \u2028\u2029 \ufeff",
}

// TestReportsEscape feeds hostile names of files and of members to every format.
func TestReportsEscape(t *testing.T) {
	long(t)
	dir := t.TempDir()
	t.Chdir(dir)
	var members []string
	for _, name := range hostile {
		members = append(members, name, "x "+token)
		if strings.Contains(name, "\x00") {
			continue
		}
		if err := os.WriteFile(name, []byte("y "+token), 0o644); err != nil {
			t.Skip(err)
		}
	}
	for i := 0; i < len(members); i += 2 {
		members[i] = strings.ReplaceAll(members[i], "\x00", "")
	}
	put(t, "m.tar", tarball(t, members...))
	put(t, "damaged\x1b]52;c;<script>[x](y).gz", zip(t, "cut", token)[:30])
	n := 2*len(hostile) - 1
	for _, format := range scanFormats {
		r := tacit(t, "", "scan", "--format", format, ".")
		if r.status != statusError {
			t.Errorf("%s: status %d: %s", format, r.status, r.stderr)
		}
		for _, text := range []string{r.out, r.stderr} {
			for _, c := range text {
				if c < ' ' && c != '\n' || c >= 0x7f && c <= 0x9f || strings.ContainsRune("\u202e\u2066\u2069\u200f\u061c\u2028\u2029\ufeff\ufffd", c) {
					t.Errorf("%s: %U in the output", format, c)
				}
			}
		}
		switch format {
		case "text":
			if got := strings.Count(r.out, "\n"); got != n {
				t.Errorf("text: %d lines, want %d", got, n)
			}
		case "jsonl":
			lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")
			if len(lines) != n || strings.Contains(r.out, "<") {
				t.Errorf("jsonl: %d lines, want %d", len(lines), n)
			}
			for _, l := range lines {
				if !json.Valid([]byte(l)) {
					t.Errorf("jsonl: %q", l)
				}
			}
		case "markdown":
			lines := strings.Split(strings.TrimSuffix(r.out, "\n"), "\n")[2:]
			if len(lines) != n {
				t.Errorf("markdown: %d items, want %d", len(lines), n)
			}
			for _, l := range lines {
				// - `name`: `detector` at place
				if !strings.HasPrefix(l, "- `") || strings.Count(l, "`") != 4 || strings.Contains(l, "``") || !strings.Contains(l, "`: `"+tokenID+"` at ") {
					t.Errorf("markdown: %q", l)
				}
			}
		case "html":
			if strings.Contains(r.out, "<script") || strings.Contains(r.out, "<img") || strings.Count(r.out, "<td>") != 4*n || strings.Count(r.out, "</td>") != 4*n {
				t.Errorf("html: %s", r.out)
			}
		case "sarif":
			log := checkSARIF(t, r.out)
			if got := len(at(log, "runs", 0, "results").([]any)); got != n {
				t.Errorf("sarif: %d results, want %d", got, n)
			}
			var walk func(v any)
			walk = func(v any) {
				switch v := v.(type) {
				case map[string]any:
					for k, x := range v {
						if k != "rules" {
							walk(x)
						}
					}
				case []any:
					for _, x := range v {
						walk(x)
					}
				case string:
					if strings.ContainsFunc(v, func(c rune) bool { return c < ' ' || c > '~' }) || strings.ContainsAny(v, "<>[]`\\") {
						t.Errorf("sarif: %q", v)
					}
				}
			}
			walk(log)
		}
	}
}

// TestDiffsEscape feeds hostile names and commits in a diff to every format.
func TestDiffsEscape(t *testing.T) {
	long(t)
	diff := "commit \x1b]52;c;x\x07<script>`x`\n" + `--- /dev/null
+++ "b/\033]8;;x\007\342\200\256<script>` + "`" + `[x](y)\n|"
@@ -0,0 +1 @@
+x ` + token + "\n"
	for _, format := range scanFormats {
		r := tacit(t, diff, "scan", "--diff", "--format", format, "-")
		if r.status != statusFinding || !strings.Contains(r.out, tokenID) || strings.Contains(r.out, "52;c") || strings.Contains(r.out, "x`") {
			t.Errorf("%s: %+v", format, r)
		}
		for _, c := range r.out {
			if c < ' ' && c != '\n' || c >= 0x7f && c <= 0x9f || c == '\u202e' {
				t.Errorf("%s: %U in the output", format, c)
			}
		}
		if format != "text" && format != "markdown" && strings.Contains(r.out, "<script") {
			t.Errorf("%s: a tag in %s", format, r.out)
		}
		if format == "sarif" {
			checkSARIF(t, r.out)
		}
	}
}

func TestReportsWithoutFindings(t *testing.T) {
	for format, want := range map[string]string{"text": "", "jsonl": "", "markdown": "None.", "html": "None."} {
		if r := tacit(t, "clean", "scan", "--format", format, "-"); r.status != 0 || !strings.Contains(r.out, want) || want == "" && r.out != "" {
			t.Errorf("%s: %+v", format, r)
		}
	}
	if r := tacit(t, "", "scan", "--format", "xml", "-"); r.status != statusError {
		t.Errorf("%+v", r)
	}
}

func TestSARIFURI(t *testing.T) {
	for file, want := range map[string]sarifArtifact{
		"./a/b c%.log": {"a/b%20c%25.log", "%SRCROOT%"},
		"/x/é":         {"file:///x/%C3%A9", ""},
		"a:b":          {"a%3Ab", "%SRCROOT%"},
	} {
		if filepath.Separator != '/' {
			t.Skip("other paths")
		}
		if got := sarifURI(file); got != want {
			t.Errorf("%s: %+v", file, got)
		}
	}
}

func TestScanBounds(t *testing.T) {
	var out bytes.Buffer
	r := &sarifReport{w: &out}
	for range maxNotes + 5 {
		r.problem("f", "is damaged")
	}
	if err := r.end(); err != nil || strings.Count(out.String(), "is damaged") != maxNotes || !strings.Contains(out.String(), "further files") {
		t.Errorf("%v, %d notes", err, strings.Count(out.String(), "is damaged"))
	}
	w := &baselineWriter{entries: make(map[string]*baselineEntry, maxBaselineEntries)}
	e := &baselineEntry{}
	for i := range maxBaselineEntries {
		w.entries[strconv.Itoa(i)] = e
	}
	if err := w.add(&located{Fingerprint: "one more"}); err == nil {
		t.Error("a baseline without a bound")
	}
}
