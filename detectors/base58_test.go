package detectors

import (
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// TestWalletImport uses the example of the page on the format.
func TestWalletImport(t *testing.T) {
	const key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqe" + "Zyd4dZ1jvhTVqvbTLvyTJ"
	for text, want := range map[string]redact.Verdict{
		key:            redact.Confirmed,
		"_" + key:      redact.Confirmed,
		key[:50] + "K": redact.Unknown,
		"KwExampleOfWordsInCamexCaseThatAreQuiteLongButNoKeys":  redact.Rejected,
		"5HUECGU8RMJXEXXPUD5BDKU4MKFQEZYD4DZ1JVHTVQVBTLVYTJABC": redact.Rejected,
	} {
		if got := walletImport([]byte(text)); got != want {
			t.Errorf("%.4s… of %d bytes: %v, want %v", text, len(text), got, want)
		}
	}
}
