package matrix

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestSurfaces: no secret leaves a process by any of them, and nothing else changes.
// With the race detector it runs what is done at once, and one surface of each logger.
func TestSurfaces(t *testing.T) {
	twins := []string{"slog, text", "zap, console", "zap, encoder", "zerolog, console", "logr, funcr in text", "logrus, text"}
	for _, s := range Surfaces() {
		t.Run(s.Name, func(t *testing.T) {
			if raceEnabled && slices.Contains(twins, s.Name) {
				t.Skip("another surface of this logger runs at once what this does")
			}
			s.Run(t)
		})
	}
}

// The suite says something only if each surface shows its secrets without a guard.
func TestPlainSurfacesFail(t *testing.T) {
	long(t)
	for _, s := range Surfaces() {
		r := s.Check(true, "values", "names", "closed")
		for _, c := range []string{"values", "closed"} {
			if !r.Failed(c) {
				t.Errorf("%s: case %s holds without redaction", s.Name, c)
			}
		}
		t.Logf("%s: %d of %d cells fail", s.Name, len(r.Failures), r.Cells)
	}
}

// A case can be run by itself: what others lack is no failure then.
func TestOneCase(t *testing.T) {
	out, err := exec.Command(os.Args[0], "-test.short", "-test.v", "-test.run", "^TestSurfaces$/^log$/^rotation$").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestSurfaces/log/rotation") {
		t.Errorf("%v: %s", err, out)
	}
}
