package secretflow_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/tacit-go/tacit/cmd/tacitvet/secretflow"
)

func TestFlows(t *testing.T) {
	if testing.Short() {
		// What the others import takes long to read under the race detector.
		analysistest.Run(t, analysistest.TestData(), secretflow.New(), "example.org/wrap", "example.org/user")
		return
	}
	analysistest.Run(t, analysistest.TestData(), secretflow.New(),
		"example.org/std", "example.org/others", "example.org/sources", "example.org/wrap", "example.org/user", "example.org/allow", "example.org/forms")
}

func TestFixes(t *testing.T) {
	if testing.Short() {
		t.Skip("reads os/exec and what it imports")
	}
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), secretflow.New(), "example.org/fix", "example.org/fiximport")
}

func TestSafe(t *testing.T) {
	a := secretflow.New()
	if err := a.Flags.Set("safe", "true"); err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, analysistest.TestData(), a, "example.org/safe")
}
