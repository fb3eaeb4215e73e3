package detectors

import "github.com/tacit-go/tacit/redact"

// Private keys begin and end with lines of this form: RFC 7468, PGP armour and
// the older form of SSH2, which has four hyphens and blanks.
const (
	pemBegin = `-{4,5} ?BEGIN [0-9A-Z ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}`
	pemEnd   = `-{4,5} ?END [0-9A-Z ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}`
	// pemHeader is the head of a header line within the block.
	pemHeader = `(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|Subject|X-[0-9A-Za-z-]+): `
	// pemBreak is a line end and the indentation around it, pemEscape its escaped
	// form at any depth of quoting.
	pemBreak  = `[ \t\r]*\n[ \t\r\n]*`
	pemEscape = `(?:\\+(?:[rn]|u000[AaDd]))+`
	// pemLine is a full line of base64. The last line may be shorter.
	pemLine = `[0-9A-Za-z+/]{16,}={0,2}`
)

// pemPattern has three ends: the END line behind a last line of any length; a
// last line of any length behind a full one, to the end of its line; and a run
// that is cut off. An ordinary line, with its blanks, is none of these.
const pemPattern = pemBegin + pemBreak + `(?:` + pemHeader + `[^\r\n]*` + pemBreak + `)*(?:` +
	`(?:` + pemLine + pemBreak + `)*(?:[0-9A-Za-z+/]{24,}={0,2}|[0-9A-Za-z+/]+={0,2}` + pemBreak + `(?:=[0-9A-Za-z+/]{4}` + pemBreak + `)?` + pemEnd + `)` +
	`|(?:` + pemLine + pemBreak + `)+[0-9A-Za-z+/]+={0,2}\r?(?m:$))`

// pemIndented has lines with blanks before them, as in an indented file.
const (
	pemIndented = pemBegin + pemEscapes + `(?:` + pemHeader + `[^"\\\r\n]*` + pemEscapes + `)*(?:` + pemDigits + `{16,}={0,2}` + pemEscapes + `)*(?:` +
		pemDigits + `{24,}={0,2}|` + pemDigits + `+={0,2}` + pemEscapes + `(?:=` + pemDigits + `{4}` + pemEscapes + `)?` + pemEnd + `)`
	pemEscapes = `[ \t]*(?:\\+(?:[rnt]|u000[AaDd9])[ \t]*)+`
	pemDigits  = `(?:[0-9A-Za-z+]|\\*/)`
)

// pem describes private keys in PEM and in the forms that it takes in logs.
func pem() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "pem-private-key",
			Doc:      "PEM private key of any kind over several lines, also cut off before its END line.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7468",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  pemPattern,
			Hits: []string{
				"key:\n⟦-----BEGIN RSA PRIVATE ¦KEY-----\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\nAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Syntheti\nPLEonly1Synthetic20E==\n-----END RSA PRIVATE KEY-----⟧\nINFO next line",
				"⟦-----BEGIN EC PRIVATE ¦KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,0A1B\r\n\r\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\r\n0EXAMPLEonly=\r\n-----END EC PRIVATE KEY-----⟧\r\n",
				"⟦-----BEGIN PGP PRIVATE ¦KEY BLOCK-----\nVersion: Example 1\n\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\nMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic\n=0aB1\n-----END PGP PRIVATE KEY BLOCK-----⟧\n",
				"  ⟦-----BEGIN OPENSSH PRIVATE ¦KEY-----\n  0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20\n  XAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EX⟧\nERROR the next line stays\n",
				"⟦-----BEGIN RSA PRIVATE ¦KEY-----\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\n0EXAMPLEon⟧\nan ordinary line",
				"⟦---- BEGIN SSH2 ENCRYPTED PRIVATE ¦KEY ----\nComment: example\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20\n0EXAMPLEonly1Synthetic20EXAMPL==\n---- END SSH2 ENCRYPTED PRIVATE KEY ----⟧\n",
			},
			Misses: []string{
				"-----BEGIN RSA PRIVATE KEY-----\nINFO nothing follows\n",
				"-----BEGIN CERTIFICATE-----\n1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synth\n-----END CERTIFICATE-----",
				"-----BEGIN PUBLIC KEY-----\n1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synth\n-----END PUBLIC KEY-----",
				"-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
			},
		},
		{
			ID:       "pem-private-key-escaped",
			Doc:      "PEM private key on one line, with escaped line ends at any depth of quoting.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7468",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			// Each is an automaton of its own: together they have some 1,400 states.
			Pattern: `(` + pemIndented + `)|(` + pemBegin + pemEscape + `(?:` + pemHeader + `[^"\\\r\n]*` + pemEscape + `)*(?:[0-9A-Za-z+]|\\*/)[0-9A-Za-z+/=\\]{24,}[0-9A-Za-z+/=](?:` + pemEnd + `)?)`,
			Hits: []string{
				`{"private_key":"⟦-----BEGIN RSA PRIVATE ¦KEY-----\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\n0EXAMPLEonly1Synthet==\n-----END RSA PRIVATE KEY-----⟧\n"}`,
				`env ⟦-----BEGIN RSA PRIVATE ¦KEY-----\r\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\r\n-----END RSA PRIVATE KEY-----⟧ done`,
				`{"m":"{\"k\":\"⟦-----BEGIN RSA PRIVATE ¦KEY-----\\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\\nEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20E⟧\"}"}`,
				`{"m":"  ⟦-----BEGIN RSA PRIVATE ¦KEY-----\n  0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\n  0EXAMPLEonly1Synthetic20EXAMPL⟧\nERROR the next line stays"}`,
				`{"m":"\t⟦-----BEGIN RSA PRIVATE ¦KEY-----\n\t0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\n\t0EXAMPL==\n\t-----END RSA PRIVATE KEY-----⟧"}`,
				`"⟦-----BEGIN RSA PRIVATE ¦KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth\n-----END RSA PRIVATE KEY-----⟧"`,
			},
			Misses: []string{
				`-----BEGIN RSA PRIVATE KEY-----\n`,
				`-----BEGIN CERTIFICATE-----\n1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synth\n-----END CERTIFICATE-----\n`,
				`expected -----BEGIN PRIVATE KEY----- in file`,
			},
		},
		{
			ID:       "pem-private-key-flat",
			Doc:      "PEM private key whose line ends became blanks or were lost.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7468",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  pemBegin + ` ?[0-9A-Za-z+/]{24,}={0,2}(?: [0-9A-Za-z+/]{24,}={0,2})*(?:(?: [0-9A-Za-z+/]+={0,2})? ?` + pemEnd + `)?`,
			Hits: []string{
				`KEY=⟦-----BEGIN RSA PRIVATE ¦KEY----- 0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth XAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthet 0EXAMPLEo -----END RSA PRIVATE KEY-----⟧ ok`,
				`KEY=⟦-----BEGIN RSA PRIVATE ¦KEY-----0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Syntheti-----END RSA PRIVATE KEY-----⟧`,
			},
			Misses: []string{
				`-----BEGIN RSA PRIVATE KEY----- not found in the file`,
				`-----BEGIN PUBLIC KEY----- 1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synth -----END PUBLIC KEY-----`,
			},
		},
		{
			ID:       "pem-private-key-percent",
			Doc:      "PEM private key in a form body or a query.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7468",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `-----BEGIN(?:\+|%(?:25)*20)(?:[0-9A-Z]+(?:\+|%(?:25)*20)){0,3}PRIVATE(?:\+|%(?:25)*20)KEY(?:(?:\+|%(?:25)*20)BLOCK)?-----%(?:25)*0[AaDd](?:[0-9A-Za-z+/=]|%(?:25)*(?:0[AaDd]|2[BbFf]|3[Dd])){24,}(?:-----END(?:[+0-9A-Z]|%(?:25)*20)*-----)?`,
			Hits: []string{
				`key=⟦-----BEGIN+RSA+PRIVATE+¦KEY-----%0A0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth%0A0EXAMPLEo%3D%3D%0A-----END+RSA+PRIVATE+KEY-----⟧&n=1`,
				`key=⟦-----BEGIN%20PRIVATE%20¦KEY-----%0D%0A0EXAMPLEonly1Synthetic20EXAMPLEonly1Synthetic20EXAMPLEonly1Synth⟧&n=1`,
			},
			Misses: []string{
				`-----BEGIN+PRIVATE+KEY-----`,
				`-----BEGIN+PUBLIC+KEY-----%0A1EXAMPLEonly1Synthetic21EXAMPLEonly1Synthetic21EXAMPLEonly1Synth`,
			},
		},
		{
			ID:       "pem-private-key-base64",
			Doc:      "Base64 of a PEM private key, as in Kubernetes secrets and CI variables.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7468",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFW|BSU0EgUFJJVkFURSBLRV|BFQyBQUklWQVRFIEtFW|BEU0EgUFJJVkFURSBLRV|BFTkNSWVBURUQgUFJJVkFURSBLRV|BPUEVOU1NIIFBSSVZBVEUgS0VZ|BQR1AgUFJJVkFURSBLRV)[0-9A-Za-z+/_-]{40,}={0,2}(?:\r?\n[0-9A-Za-z+/]{60,}={0,2})*(?:\r?\n[0-9A-Za-z+/]+={1,2})?`,
			Hits: []string{
				`tls.key: ⟦LS0tLS1CRUdJTi¦BSU0EgUFJJVkFURSBLRVktLS0tLQ0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth==⟧`,
				`{"k":"⟦LS0tLS1CRUdJTi¦BPUEVOU1NIIFBSSVZBVEUgS0VZLS0tLS0K0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth⟧"}`,
			},
			Misses: []string{
				`tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic20EXAM`,
				`LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVk=`,
			},
		},
		{
			ID:       "pkcs12-bundle",
			Doc:      "Base64 of a PKCS #12 bundle.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7292",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `MI[IJ][0-9A-Za-z+/]{3}IBAzCC[0-9A-Za-z+/]{80,}={0,2}`,
			Hits: []string{
				`level=info msg="clone failed" token=⟦MIIK¦AgIBAzCC0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth⟧ status=401`,
				`{"auth":"⟦MIIJ¦cQIBAzCCPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synth=⟧","n":1}`,
			},
			Misses: []string{
				`MIIKAgIBAzCC`,
				`MIIKAgIBBzCC1EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synthetic21EXAMPLE+only/1Synth`,
			},
		},
	}
}
