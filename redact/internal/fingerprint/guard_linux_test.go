package fingerprint

import (
	"math/rand/v2"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/guardpage"
)

// TestNoReadBeyond surveys texts beside pages that cannot be read, before and behind.
func TestNoReadBeyond(t *testing.T) {
	room := guardpage.Room(t, 1)
	r := rand.New(rand.NewPCG(1, 1))
	copy(room, surveyText(r, len(room)))
	tab := surveyTables(r)
	for _, k := range surveyKernels() {
		for n := 1; n <= reach; n++ {
			for _, text := range [][]byte{room[:n], room[len(room)-n:]} {
				if !k.surveys(text, tab) {
					t.Fatalf("kernel %d tells of %d bytes what plain Go does not", k, n)
				}
			}
		}
	}
}

// TestGlanceNoReadBeyond glances at texts beside such pages.
func TestGlanceNoReadBeyond(t *testing.T) {
	room := guardpage.Room(t, 1)
	r := rand.New(rand.NewPCG(2, 2))
	copy(room, surveyText(r, len(room)))
	tab := surveyTables(r)
	for _, k := range surveyKernels() {
		for n := 1; n <= glanceReach; n++ {
			for _, text := range [][]byte{room[:n], room[len(room)-n:]} {
				compareGlance(t, k, text, tab, map[string]int{})
			}
		}
	}
}
