package detectors

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

var (
	idForm   = regexp.MustCompile(`^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$`)
	nameForm = regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$`)
	// scanners are projects whose rules may not serve as a source.
	scanners = regexp.MustCompile(`gitleaks|trufflehog|noseyparker|detect-secrets|secretlint|kingfisher`)
)

// TestCatalogue reads the whole list and checks each detector by itself.
func TestCatalogue(t *testing.T) {
	all := All()
	if len(all) < 60 {
		t.Fatalf("only %d detectors", len(all))
	}
	ids, names := map[string]bool{}, map[string]string{}
	for _, d := range all {
		t.Run(d.ID, func(t *testing.T) {
			if ids[d.ID] {
				t.Error("ID occurs twice")
			}
			ids[d.ID] = true
			checkFacts(t, d)
			for _, n := range d.Names {
				if !nameForm.MatchString(n) {
					t.Errorf("name %q is not words joined by underscores", n)
				}
				if other, ok := names[n]; ok {
					t.Errorf("name %q belongs to %s already", n, other)
				}
				names[n] = d.ID
			}
			for _, h := range d.Hits {
				checkHitForm(t, h)
			}
			if d.Pattern != "" {
				checkPattern(t, d)
			}
		})
	}
}

func checkFacts(t *testing.T, d redact.Detector) {
	t.Helper()
	if !idForm.MatchString(d.ID) || len(d.ID) > 48 {
		t.Error("ID is not lower-case words joined by hyphens, of at most 48 bytes")
	}
	if d.Doc == "" || strings.ContainsAny(d.Doc, "\n\r") || !strings.HasSuffix(d.Doc, ".") {
		t.Errorf("Doc is not one sentence: %q", d.Doc)
	}
	if !strings.HasPrefix(d.Source, "https://") || scanners.MatchString(d.Source) {
		t.Errorf("Source is no page of a vendor or a standard: %q", d.Source)
	}
	if !slices.Contains(versions(), d.Since) || d.Revision < 1 {
		t.Errorf("Since %q, Revision %d", d.Since, d.Revision)
	}
	kinds := 0
	for _, is := range []bool{d.Pattern != "", len(d.Names) > 0, d.Userinfo} {
		if is {
			kinds++
		}
	}
	if kinds != 1 {
		t.Errorf("%d of Pattern, Names and Userinfo are set", kinds)
	}
	if d.Pattern == "" && (d.Verify != nil || len(d.Near) > 0 || d.Tier != redact.Contextual && d.Tier != redact.PII) {
		t.Error("a detector of names is contextual or personal and has neither Verify nor Near")
	}
	if len(d.Hits) < 2 || len(d.Misses) < 2 {
		t.Errorf("%d hits, %d misses", len(d.Hits), len(d.Misses))
	}
	if again := slices.Compact(slices.Sorted(slices.Values(d.Hits))); len(again) != len(d.Hits) {
		t.Error("a hit occurs twice")
	}
}

// checkHitForm checks that the secret of a hit does not stand whole.
func checkHitForm(t *testing.T, hit string) {
	t.Helper()
	parseExample(t, hit)
	_, rest, _ := strings.Cut(hit, "⟦")
	if secret, _, _ := strings.Cut(rest, "⟧"); !strings.Contains(secret, "¦") {
		t.Errorf("no mark inside the secret of %q", hit)
	}
}

// checkPattern judges a pattern by package regexp: the engine has tests of its
// own, and the two must agree.
func checkPattern(t *testing.T, d redact.Detector) {
	t.Helper()
	m := newModel(t, d)
	if re := m.re.String(); m.re.NumSubexp() > 1+strings.Count(re, "|") {
		t.Error("more than one group")
	}
	for _, lazy := range []string{"*?", "+?", "}?", "??"} {
		if strings.Contains(strings.ReplaceAll(d.Pattern, `\?`, ""), lazy) {
			t.Errorf("lazy quantifier %s", lazy)
		}
	}
	if m.re.MatchString("") {
		t.Error("matches nothing")
	}
	for _, hit := range d.Hits {
		text, want := parseExample(t, hit)
		if got := m.find(text); len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
		if strings.Contains(hit, "¦") && len(m.find(hit)) > 0 {
			t.Errorf("%q stands whole in the source", hit)
		}
	}
	for _, miss := range d.Misses {
		if got := m.find(miss); len(got) > 0 {
			t.Errorf("%q: matched at %v", miss, got)
		}
	}
	if d.Tier != redact.Structural {
		return
	}
	for _, hit := range contextHits(d) {
		for _, c := range logContexts {
			text, want := place(t, d, hit, c.format)
			got := append(m.find(text), m.find(blanked(text, want.start))...)
			if !slices.ContainsFunc(got, func(s span) bool { return covers(text, s, want) }) {
				t.Errorf("%s: %q: got %v, want %v", c.name, text, got, want)
			}
		}
	}
}

// TestNearGates checks that a condition of Near is needed: without its words no
// hit is found.
func TestNearGates(t *testing.T) {
	for _, d := range All() {
		if len(d.Near) == 0 {
			continue
		}
		m := newModel(t, d)
		for _, hit := range d.Hits {
			text, want := parseExample(t, hit)
			secret := text[want.start:want.end]
			if bare := "v=" + secret; len(m.find(bare)) > 0 {
				t.Errorf("%s: found without a word that tells: %q", d.ID, bare)
			}
			if far := d.Near[0] + strings.Repeat(" ", 70) + secret; len(m.find(far)) > 0 {
				t.Errorf("%s: found behind a word too far away", d.ID)
			}
		}
	}
}

// TestRunsAreTakenWhole lengthens each token: vendors do so without notice, and a
// pattern of a fixed length would leave the tail in the log.
func TestRunsAreTakenWhole(t *testing.T) {
	fixed := map[string]bool{
		"bitcoin-private-key":  true, // a longer run is no key
		"modal-token":          true, // a longer run is another name
		"json-web-key-crt":     true, // a longer run is no member
		"json-web-key-member":  true, // a longer run is no member
		"maxmind-key":          true, // ends in its mark
		"newrelic-license-key": true, // ends in its mark
		"twilio-api-key":       true, // a longer run is another digest
	}
	for _, d := range Structural() {
		if d.Pattern == "" || fixed[d.ID] {
			continue
		}
		m := newModel(t, d)
		for _, hit := range d.Hits {
			text, want := parseExample(t, hit)
			last := text[want.end-1 : want.end]
			if strings.ContainsAny(last, "=-.X") || strings.HasSuffix(text[:want.end], "%3D") {
				continue // padding, an END line, a fixed last letter
			}
			long := text[:want.end] + strings.Repeat(last, 40)
			if got := m.find(long); len(got) != 1 || got[0] != (span{want.start, len(long)}) {
				t.Errorf("%s: %q: got %v", d.ID, long, got)
			}
		}
	}
}

// TestLabelsAreNoSecrets checks that no pattern finds anything in the label of a
// detector, wherever it stands: redacting twice must equal redacting once.
func TestLabelsAreNoSecrets(t *testing.T) {
	var labels strings.Builder
	for _, d := range All() {
		for _, format := range []string{"[REDACTED:%]", "(REDACTED:%)", "Bearer [REDACTED:%]", "twilio vault google notion api: [REDACTED:%]"} {
			labels.WriteString(strings.ReplaceAll(format, "%", d.ID) + "\n")
		}
	}
	for _, d := range All() {
		if d.Pattern == "" {
			continue
		}
		text := labels.String()
		for _, s := range newModel(t, d).find(text) {
			t.Errorf("%s finds %q", d.ID, text[s.start:s.end])
		}
	}
}

// TestPresets checks which tier is in which preset.
func TestPresets(t *testing.T) {
	count := map[redact.Tier]int{}
	for _, d := range slices.Concat(credentials(), personalData(nil)) {
		count[d.Tier]++
	}
	for _, c := range []struct {
		name  string
		got   []redact.Detector
		tiers []redact.Tier
	}{
		{"Default", Default(), []redact.Tier{redact.Structural, redact.Contextual}},
		{"Structural", Structural(), []redact.Tier{redact.Structural}},
		{"Contextual", Contextual(), []redact.Tier{redact.Contextual}},
		{"Secrets", Secrets(), []redact.Tier{redact.Structural, redact.Contextual, redact.Entropy}},
		{"PII", PII(), []redact.Tier{redact.PII}},
	} {
		want := 0
		for _, tier := range c.tiers {
			want += count[tier]
		}
		if len(c.got) != want || want == 0 {
			t.Errorf("%s: %d detectors, want %d", c.name, len(c.got), want)
		}
		for _, d := range c.got {
			if !slices.Contains(c.tiers, d.Tier) {
				t.Errorf("%s holds %s of tier %v", c.name, d.ID, d.Tier)
			}
		}
	}
}

// TestWithout checks that the named detectors go and that the argument stays.
func TestWithout(t *testing.T) {
	all := Default()
	got := Without(all, "password", "no-such-detector")
	if len(got) != len(all)-1 || slices.ContainsFunc(got, func(d redact.Detector) bool { return d.ID == "password" }) {
		t.Errorf("%d of %d detectors left", len(got), len(all))
	}
	if !slices.ContainsFunc(all, func(d redact.Detector) bool { return d.ID == "password" }) || all[len(all)-1].ID == "" {
		t.Error("the argument was changed")
	}
	got = Without(all)
	got[0].ID = "changed"
	if all[0].ID == "changed" {
		t.Error("the result shares memory with the argument")
	}
}

// TestEveryFamilyIsListed reads the source: a function that returns detectors and
// that catalogue does not call would be a detector that never runs.
func TestEveryFamilyIsListed(t *testing.T) {
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	called, families := map[string]bool{}, map[string]string{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			switch {
			case !ok:
			case name == "list.go" || f.Name.Name == "SemConv":
				ast.Inspect(f.Body, func(n ast.Node) bool {
					if call, ok := n.(*ast.CallExpr); ok {
						if id, ok := call.Fun.(*ast.Ident); ok {
							called[id.Name] = true
						}
					}
					return true
				})
			case !f.Name.IsExported() && returnsDetectors(f):
				families[f.Name.Name] = name
			}
		}
	}
	if len(families) < 20 {
		t.Fatalf("only %d families found in the source", len(families))
	}
	for f, name := range families {
		if !called[f] {
			t.Errorf("%s: %s is not in the list", name, f)
		}
	}
}

// returnsDetectors reports whether f is a constructor of a family: no parameters
// and a slice of detectors, or one detector.
func returnsDetectors(f *ast.FuncDecl) bool {
	if f.Recv != nil || len(f.Type.Params.List) != 0 || f.Type.Results == nil || len(f.Type.Results.List) != 1 {
		return false
	}
	result := f.Type.Results.List[0].Type
	if list, ok := result.(*ast.ArrayType); ok {
		result = list.Elt
	}
	sel, ok := result.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Detector"
}
