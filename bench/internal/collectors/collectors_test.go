package collectors

import (
	"context"
	"strings"
	"testing"
)

// TestLeaks: of ours no secret may be left; how many the other leaves shows that the
// places are real.
func TestLeaks(t *testing.T) {
	count := map[string]int{}
	for name, of := range Processors() {
		f, cfg := of()
		places, left, err := Leaks(context.Background(), f, cfg)
		if err != nil {
			t.Fatal(err)
		}
		count[name] = len(left)
		t.Logf("%s: %d of %d: %s", name, len(left), len(places), strings.Join(left, "; "))
	}
	if count["tacit"] != 0 || count["redaction"] == 0 {
		t.Error(count)
	}
}
