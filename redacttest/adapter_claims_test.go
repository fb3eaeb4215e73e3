package redacttest

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The README says how much is tried.
func TestReadmeSaysWhatIsTried(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Skip("the module stands alone")
	}
	words := map[int]string{5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}
	for _, want := range []string{
		fmt.Sprintf("× %d kinds of values", len(kinds())),
		fmt.Sprintf("× %s encodings", words[len(encodings)]),
		fmt.Sprintf("× %s shapes of secrets", words[len(Canaries(t, 1))]),
	} {
		if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), want) {
			t.Errorf("README.md does not say %q", want)
		}
	}
}
