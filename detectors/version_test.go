package detectors

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// update writes the generated files anew: go test ./detectors -update. A snapshot of
// a version that is published must not change.
var update = flag.Bool("update", false, "write the snapshots, CATALOGUE.md and the lists in CHANGELOG.md")

// snapshot writes one line for each detector of a version: what identifies it, and
// a digest of what decides on its matches.
func snapshot(c Catalogue) string {
	var b strings.Builder
	for _, d := range c.All() {
		fmt.Fprintf(&b, "%s %s %d %s %.12x\n", d.ID, d.Since, d.Revision, d.Tier, sha256.Sum256([]byte(factsOf(d))))
	}
	return b.String()
}

// generated checks that a file holds what is generated, or writes it.
func generated(t *testing.T, name, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ReplaceAll(string(got), "\r\n", "\n") != want {
		t.Errorf("%s is out of date: go test ./detectors -update", name)
	}
}

// TestSnapshots checks that AsOf returns each version as it was recorded.
func TestSnapshots(t *testing.T) {
	for _, v := range versions() {
		c, err := AsOf(v)
		if err != nil {
			t.Fatal(err)
		}
		generated(t, "testdata/catalogue-"+v+".txt", snapshot(c))
	}
}

// TestChangelog checks the list of what changed between versions.
func TestChangelog(t *testing.T) {
	const name = "../CHANGELOG.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(string(text), "\r\n", "\n")
	before := ""
	for _, v := range versions() {
		c, err := AsOf(v)
		if err != nil {
			t.Fatal(err)
		}
		head, tail := "<!-- catalogue "+v+": written by go test ./detectors -update -->\n", "<!-- end of catalogue "+v+" -->\n"
		i, j := strings.Index(want, head), strings.Index(want, tail)
		if i < 0 || j < i {
			t.Fatalf("%s has no place for the catalogue of %s: lines %q and %q", name, v, head, tail)
		}
		want = want[:i+len(head)] + difference(before, snapshot(c), c.Digest()) + want[j:]
		before = snapshot(c)
	}
	generated(t, name, want)
}

// difference lists what a version adds, changes and removes, one detector a word.
func difference(before, after, digest string) string {
	parse := func(text string) (ids []string, revision map[string]string) {
		revision = map[string]string{}
		for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
			if f := strings.Fields(line); len(f) == 5 {
				ids = append(ids, f[0])
				revision[f[0]] = f[2]
			}
		}
		slices.Sort(ids)
		return ids, revision
	}
	oldIDs, was := parse(before)
	newIDs, is := parse(after)
	var added, changed, removed []string
	for _, id := range newIDs {
		switch {
		case was[id] == "":
			added = append(added, "`"+id+"`")
		case was[id] != is[id]:
			changed = append(changed, "`"+id+"` (revision "+is[id]+")")
		}
	}
	for _, id := range oldIDs {
		if is[id] == "" {
			removed = append(removed, "`"+id+"`")
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d detectors, digest `%s`.\n", len(newIDs), digest)
	for _, part := range []struct {
		what string
		ids  []string
	}{{"Added", added}, {"Changed", changed}, {"Removed", removed}} {
		if len(part.ids) > 0 {
			fmt.Fprintf(&b, "\n%s (%d):\n%s\n", part.what, len(part.ids), wrap(strings.Join(part.ids, ", ")+"."))
		}
	}
	return b.String() + "\n"
}

// wrap breaks text into lines of at most 80 bytes.
func wrap(text string) string {
	var b strings.Builder
	n := 0
	for _, w := range strings.Fields(text) {
		switch {
		case n == 0:
		case n+1+len(w) > 80:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(w)
		n += len(w)
	}
	return b.String()
}

// TestRevisions checks that whatever changes between two versions has a Revision
// that is higher.
func TestRevisions(t *testing.T) {
	byID := map[string]redact.Detector{}
	for _, v := range versions() {
		c, err := AsOf(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range c.All() {
			if was, ok := byID[d.ID]; ok && factsOf(was) != factsOf(d) && was.Revision >= d.Revision {
				t.Errorf("%s changed in %s and has revision %d still", d.ID, v, d.Revision)
			}
			byID[d.ID] = d
		}
	}
}

// TestRewind checks AsOf on a history that is made up.
func TestRewind(t *testing.T) {
	det := func(id, since string, revision int) redact.Detector {
		return redact.Detector{ID: id, Since: since, Revision: revision}
	}
	known := []string{"1", "2", "3"}
	older := []past{
		{until: "2", detector: det("b", "1", 1)},
		{until: "3", detector: det("b", "1", 2)},
		{until: "3", detector: det("gone", "2", 1), gone: true},
	}
	list := []redact.Detector{det("a", "1", 1), det("b", "1", 3), det("c", "3", 1)}
	for _, tc := range []struct{ version, want string }{
		{"1", "a1 b1"}, {"2", "a1 b2"}, {"3", "a1 b3 c1"},
	} {
		c, err := asOf(tc.version, known, older)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range c.as(list) {
			got = append(got, fmt.Sprint(d.ID, d.Revision))
		}
		if strings.Join(got, " ") != tc.want || c.Version() != tc.version {
			t.Errorf("version %s: got %v, want %s", c.Version(), got, tc.want)
		}
		gone := slices.ContainsFunc(c.secrets(), func(d redact.Detector) bool { return d.ID == "gone" })
		if gone != (tc.version == "2") {
			t.Errorf("version %s: the removed detector is there: %v", tc.version, gone)
		}
	}
	if _, err := asOf("4", known, older); err == nil {
		t.Error("an unknown version is no error")
	}
}

// TestAsOfNow checks that the pinned catalogue of today equals the one that is not.
func TestAsOfNow(t *testing.T) {
	c, err := AsOf(Version)
	if err != nil {
		t.Fatal(err)
	}
	if c.Version() != Version || c.Digest() != current().Digest() || len(c.Digest()) != 64 {
		t.Errorf("version %s, digest %s", c.Version(), c.Digest())
	}
	for name, n := range map[string][2]int{
		"All": {len(c.All()), len(All())}, "Default": {len(c.Default()), len(Default())}, "SemConv": {len(c.SemConv()), len(SemConv())},
		"PII": {len(c.PII(Cards)), len(PII(Cards))}, "Contextual": {len(c.Contextual()), len(Contextual())},
		"Structural": {len(c.Structural()), len(Structural())},
	} {
		if n[0] != n[1] || n[0] == 0 {
			t.Errorf("%s: %d of %d detectors", name, n[0], n[1])
		}
	}
	if _, err := AsOf("0.0.1"); err == nil || !strings.Contains(err.Error(), Version) {
		t.Errorf("unknown version: %v", err)
	}
}
