package detectors

import "github.com/tacit-go/tacit/redact"

// typed is a password behind the number of its type, and hexed a key behind that of type 7, which is hexadecimal,
// at the end of a command.
func typed(word string) string {
	return ended(word+` [06] ([!#-&(-\[\]-_a-~]{4,128})`) + "|" + hexed(word)
}

func hexed(word string) string { return ended(word + ` 7 ([0-9A-F]{4,128})`) }

func ended(value string) string { return value + `(?m:$)|` + value + `["'\\\r]` }

// plainKey is a key in plain text behind a command, up to its end.
func plainKey(command string) string { return ended(command + ` ([!#-&(-\[\]-_a-~]{4,128})`) }

// networks describes secrets in the configuration of network devices.
func networks() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "cisco-password",
			Doc:      "Password or key in the configuration of Cisco IOS, behind the number of its type (0, 6, 7), or behind commands that have no other argument.",
			Source:   "https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/security/d1/sec-d1-cr-book/sec-cr-e1.html#wp3884449514",
			Since:    "0.1.0",
			Revision: 2,
			Tier:     redact.Contextual,
			Pattern: typed("password") + "|" + typed("secret") + "|" + hexed("key") + "|" + hexed("key-string") +
				"|" + plainKey("tacacs-server key") + "|" + plainKey("radius-server key") + "|" + plainKey("tacacs-server key [06]") + "|" + plainKey("radius-server key [06]") +
				"|" + plainKey("ospf authentication-key") + "|" + plainKey("md5 key-string") +
				`|isakmp key ([!#-&(-\[\]-_a-~]{4,128}) (?:addre|hostn)|isakmp key [06] ([!#-&(-\[\]-_a-~]{4,128}) (?:addre|hostn)`,
			Verify: noPlainWord,
			Hits: []string{
				`username ada password 0 ⟦Zq8W¦k7x⟧`,
				`%PARSER-5-CFGLOG_LOGGEDCMD: User:ada  logged command:username ada privilege 15 secret 0 ⟦Zq8W¦k7x⟧`,
				`tacacs-server key 7 ⟦082245¦5D0A16⟧`,
				`{"cmd":"enable password 7 ⟦082245¦5D0A16⟧"}`,
				`tacacs-server ¦key ⟦Zq8W¦k7x⟧`,
				`crypto isakmp ¦key ⟦Zq8W¦k7x⟧ address 10.0.0.1`,
				`{"cmd":"ip ospf authentication-¦key ⟦Zq8W¦k7x⟧"}`,
			},
			Misses: []string{
				`password 0 attempts`,
				`password 7 times wrong`,
				`key 6 expired`,
				`foreign key 7 Users.id`,
				`password 0 Length`,
				`wrong password 3 Times`,
				`tacacs-server key missing`,
				`invalid authentication-key hmac-sha256`,
			},
		},
		{
			ID:       "snmp-community",
			Doc:      "Community of SNMP v1 and v2c in what clients print of a connection or a packet.",
			Source:   "https://www.rfc-editor.org/rfc/rfc3584#section-5",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `\bCommunity:([^ ,}"%\s]{1,64})`,
			Near:     []string{"snmp", "version:2c", "version:1", "pdutype", "port:161", "transport:"},
			Hits: []string{
				`SENDING PACKET: Version:2c, MsgFlags:NoAuthNoPriv, ContextName:, Commu¦nity:⟦Zq8W¦k7x⟧, PDUType:GetRequest`,
				`&{Conn:<nil> Target:127.0.0.1 Port:161 Transport:udp Commu¦nity:⟦Zq8W¦k7x⟧ Version:2c Timeout:2s}`,
			},
			Misses: []string{
				`Community:python Members:12`,
				`Community: edition, snmp: off`,
			},
		},
		{
			ID:       "sdp-crypto-key",
			Doc:      "Master key of SRTP in the crypto attribute of a session description (SDP).",
			Source:   "https://www.rfc-editor.org/rfc/rfc4568#section-6.1",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `_(?:32|80) inline:([0-9A-Za-z+/]{38,88}={0,2})|_GCM inline:([0-9A-Za-z+/]{38,88}={0,2})|;inline:([0-9A-Za-z+/]{38,88}={0,2})`,
			Hits: []string{
				`a=crypto:1 AES_CM_128_HMAC_SHA1_80 ¦inline:⟦d0RmdmcmVCspeEc3QGZ¦iNWpVLFJhQX1cfHAwJSoj⟧|2^20|1:32`,
				`a=crypto:1 AEAD_AES_256_GCM ¦inline:⟦d0RmdmcmVCspeEc3QGZ¦iNWpVLFJhQX1cfHAwJSojd0RmdmcmVCs=⟧`,
			},
			Misses: []string{
				`a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:`,
				`AES_CM_128_HMAC_SHA1_80 inline:missing`,
			},
		},
	}
}

// noPlainWord rejects letters of one case, or with a capital first.
func noPlainWord(secret []byte) redact.Verdict {
	capitals, small := 0, 0
	for _, b := range secret {
		switch kindOf(b) {
		case 'A':
			capitals++
		case 'a':
			small++
		}
	}
	switch {
	case capitals+small < len(secret):
		return redact.Unknown
	case small == 0, capitals == 0, capitals == 1 && kindOf(secret[0]) == 'A':
		return redact.Rejected
	}
	return redact.Unknown
}
