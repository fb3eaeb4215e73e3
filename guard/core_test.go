//go:build linux || darwin

package guard_test

import (
	"slices"
	"syscall"
	"testing"

	"github.com/tacit-go/tacit/guard"
)

func TestCoreFiles(t *testing.T) {
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &was); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &was) })
	for _, tt := range []struct {
		limit uint64
		crash string
		want  guard.Finding
	}{
		{0, "", guard.Finding{}},
		{1, "", guard.Finding{ID: "core-limit", Severity: guard.Notice}},
		{0, "crash", guard.Finding{ID: "gotraceback-crash", Severity: guard.Warning}},
		{1, "crash", guard.Finding{ID: "gotraceback-crash", Severity: guard.Critical}},
	} {
		fresh(t)
		t.Setenv("GOTRACEBACK", tt.crash)
		if tt.limit > was.Max {
			continue
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{Cur: tt.limit, Max: was.Max}); err != nil {
			t.Fatal(err)
		}
		found := guard.Check(quiet).Findings
		i := slices.IndexFunc(found, func(f guard.Finding) bool { return f.ID == tt.want.ID && f.Severity == tt.want.Severity })
		if tt.want.ID == "" && len(found) > 0 || tt.want.ID != "" && (i < 0 || len(found) != 1) {
			t.Errorf("limit %d, GOTRACEBACK=%s: %v", tt.limit, tt.crash, found)
		}
	}
}
