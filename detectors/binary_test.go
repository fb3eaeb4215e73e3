package detectors

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestNoExampleInABinary builds a program with the whole catalogue in it, and the
// quickstart, and looks for the secrets of the examples: scanners of images and of
// binaries must find none.
func TestNoExampleInABinary(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command")
	}
	linked := filepath.Join(t.TempDir(), "linked.exe")
	if out, err := exec.Command(goTool, "build", "-o", linked, "./testdata/linked").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// The program must work, or an empty one would pass.
	out, err := exec.Command(linked, "password=hunter2").Output()
	if err != nil || !bytes.Contains(out, []byte("[REDACTED:password]")) {
		t.Fatalf("%q, %v", out, err)
	}
	noExamples(t, linked)

	t.Run("quickstart", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "quickstart.exe")
		if out, err := exec.Command(goTool, "build", "-o", name, "../examples/quickstart").CombinedOutput(); err != nil {
			t.Skipf("the module of the examples is not in the workspace: %v\n%s", err, out)
		}
		noExamples(t, name)
	})
}

// noExamples checks that no secret of an example is in a file.
func noExamples(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range Secrets() { // numbers of persons are among the misses, where they must stay
		for _, hit := range d.Hits {
			text, want := parseExample(t, hit)
			secret := text[want.start:want.end]
			if d.Pattern != "" {
				// With the text before a group: bare digits may be part of another run.
				loc := newModel(t, d).re.FindStringIndex(text)
				secret = text[loc[0]:loc[1]]
			}
			if len(secret) < 12 {
				continue // hunter2
			}
			n++
			if i := bytes.Index(data, []byte(secret)); i >= 0 {
				t.Errorf("%s: an example stands whole at %d: %q", d.ID, i, hit)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d examples", n)
	}
}
