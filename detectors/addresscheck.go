package detectors

import (
	"bytes"
	"net/netip"

	"github.com/tacit-go/tacit/redact"
)

// documentation holds the networks that are for examples and tests.
var documentation = [...]netip.Prefix{
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("3fff::/20"),
}

// publicAddress confirms addresses that can belong to somebody.
func publicAddress(secret []byte) redact.Verdict {
	a, err := netip.ParseAddr(string(secret))
	if err != nil || !a.IsGlobalUnicast() || a.IsPrivate() {
		return redact.Rejected
	}
	for _, p := range documentation {
		if p.Contains(a) {
			return redact.Rejected
		}
	}
	return redact.Confirmed
}

// macAddress confirms addresses of six or eight octets with one separator, unless all
// octets are the same.
func macAddress(secret []byte) redact.Verdict {
	if n := len(secret); n != 17 && n != 23 {
		return redact.Rejected
	}
	same := true
	for i := 2; i < len(secret); i += 3 {
		if secret[i] != secret[2] {
			return redact.Rejected
		}
		same = same && bytes.EqualFold(secret[i+1:i+3], secret[:2])
	}
	return valued(!same)
}
