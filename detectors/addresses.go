package detectors

import "github.com/tacit-go/tacit/redact"

// ipAddresses describes addresses of the Internet Protocol. Those of private networks,
// of the host itself and of documentation name nobody and stay.
func ipAddresses() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "ipv4-address",
			Doc:      "Public IPv4 address.",
			Source:   "https://www.iana.org/assignments/iana-ipv4-special-registry/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `\b[0-9]{0,2}(?:0\.|1\.|2\.|3\.|4\.|5\.|6\.|7\.|8\.|9\.)[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]+)*\b`,
			Verify:   publicAddress,
			Hits: []string{
				`from ⟦8.8.¦4.4⟧:53`,
				`{"ip":"⟦81.2.¦69.142⟧"}`,
			},
			Misses: []string{
				`10.0.0.1`,
				`127.0.0.1`,
				`192.168.1.20`,
				`v8.8.4.4`,
				`8.8.4`,
				`8.8.4.444`,
			},
		},
		{
			ID:       "ipv6-address",
			Doc:      "Public IPv6 address.",
			Source:   "https://www.iana.org/assignments/ipv6-unicast-address-assignments/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.PII,
			Pattern:  `\b(?:200[0-9a-f]|20[1-3][0-9a-fA-F]|2[4-9a-fA-F][0-9a-fA-F]{2}):[0-9a-fA-F:.]*[0-9a-fA-F]`,
			Verify:   publicAddress,
			Hits: []string{
				`from ⟦2a00:1450¦:4001:81b::200e⟧ ok`,
				`{"ip":"⟦2600:1f18¦::1⟧"}`,
			},
			Misses: []string{
				`2001:db8::1`,
				`2a00:1`,
				`fe80::1`,
				`26ab:99`,
			},
		},
	}
}
