package detectors

import "github.com/tacit-go/tacit/redact"

// passwordHashes describes hashes of passwords and proofs of them: the whole string, with its parameters and salt.
func passwordHashes() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "password-hash-bcrypt",
			Doc:      "Password hash of bcrypt ($2b$ and its kin).",
			Source:   "https://www.openwall.com/crypt/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `\$2[abxy]\$[0-9]{2}\$[./0-9A-Za-z]{22,}`,
			Hits: []string{
				`level=info msg="sync failed" with=⟦$2b$12$¦0EXAMPLE.only/1Synthetic20EXAMPLE.only/1Synthetic20EX⟧ status=401`,
				`{"auth":"⟦$2b$12$¦PLE.only/1Synthetic20EXAMPLE.only/1Synthetic20EXAMPLE⟧","n":1}`,
			},
			Misses: []string{
				`$2b$12$short`,
				`case $2a in`,
				`$2c$12$0EXAMPLE.only/1Synthetic20EXAMPLE.only/1Synthetic20EX`,
			},
		},
		{
			ID:       "password-hash-argon2",
			Doc:      "Password hash of Argon2 in PHC string form.",
			Source:   "https://github.com/P-H-C/phc-winner-argon2",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `\$argon2(?:id|i|d)\$(?:v=[0-9]+\$)?[a-z]+=[0-9A-Za-z=,+/-]+\$[0-9A-Za-z+/]{8,}(?:\$[0-9A-Za-z+/]{8,})?`,
			Hits: []string{
				`curl -H "X-Auth: ⟦$argon2id$v=19$m=65536,t=3,p=4$¦0EXAMPLE+only/1Synthet$0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦$argon2i$m=4096,t=3,p=1$¦PLE+only/1Synthe$PLE+only/1Synthetic20EXAMPLE+only/1Syntheti⟧&page=2 200`,
			},
			Misses: []string{
				`$argon2id$v=19$`,
				`algorithm=argon2id`,
				`$argon2id$v=19$m=65536,t=3,p=4$`,
			},
		},
		{
			ID:       "password-hash-crypt",
			Doc:      "Password hash of crypt(3): md5, SHA-256, SHA-512, yescrypt, gost-yescrypt or scrypt.",
			Source:   "https://manpages.debian.org/bookworm/libcrypt-dev/crypt.5.en.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `\$(?:1|5|6|7|y|gy|apr1)\$(?:rounds=[0-9]+\$)?[./0-9A-Za-z]{1,64}\$(?:[./0-9A-Za-z]{1,86}\$)?[./0-9A-Za-z]{22,}`,
			Hits: []string{
				`using ⟦$6$¦0EXAMPLE.only/1S$0EXAMPLE.only/1Synthetic20EXAMPLE.only/1Synthetic20EXAMPLE.only/1Synthetic20EXAMPLE.on⟧, retrying`,
				`Error: (⟦$y$j9T$¦PLE.only/1Synthetic20E$PLE.only/1Synthetic20EXAMPLE.only/1Syntheti⟧) refused`,
				`env A=1 KEY=⟦$5$rounds=10000$¦PLE.only/1Synthe$PLE.only/1Synthetic20EXAMPLE.only/1Syntheti⟧ B=2`,
				`config: {Token:⟦$apr1$¦PLE.only$PLE.only/1Synthetic20E⟧ Retries:3}`,
			},
			Misses: []string{
				`costs $5$ or $6$`,
				`VALUES ($1,$5,$6)`,
				`$6$rounds=5000$salt`,
			},
		},
		{
			ID:       "password-hash-scrypt",
			Doc:      "Password hash of scrypt in PHC string form or as Werkzeug writes it.",
			Source:   "https://werkzeug.palletsprojects.com/en/stable/utils/#module-werkzeug.security",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `(?:\$scrypt\$ln=[0-9]+,r=[0-9]+,p=[0-9]+|scrypt:[0-9]+:[0-9]+:[0-9]+)\$[0-9A-Za-z+/]{8,}\$[0-9A-Za-z+/]{22,}`,
			Hits: []string{
				`level=info msg="sync failed" with=⟦$scrypt$ln=16,r=8,p=1$¦0EXAMPLE+only/1Synthet$0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn⟧ status=401`,
				`{"auth":"⟦scrypt:32768:8:1$¦PLEonly1Syntheti$c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f6⟧","n":1}`,
			},
			Misses: []string{
				`scrypt:32768:8:1`,
				`$scrypt$ln=16,r=8,p=1$`,
			},
		},
		{
			ID:       "password-hash-pbkdf2",
			Doc:      "Password hash of PBKDF2 as Django, Passlib and Werkzeug write it.",
			Source:   "https://docs.djangoproject.com/en/stable/topics/auth/passwords/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `pbkdf2(?:[_:-]sha(?:1|256|512))?(?::[0-9]+\$|\$[0-9]+\$)[./0-9A-Za-z+_-]{4,}\$[./0-9A-Za-z+]{20,}={0,2}`,
			Hits: []string{
				`curl -H "X-Auth: ⟦pbkdf2_sha256$870000$¦0EXAMPLEonly1Synthetic$0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn=⟧" https://api.example.org/v1`,
				`GET /v1/items?access=⟦pbkdf2:sha256:600000$¦PLEonly1Syntheti$c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧&page=2 200`,
			},
			Misses: []string{
				`pbkdf2_sha256`,
				`pbkdf2_sha256$870000$`,
				`pbkdf2:sha256:600000`,
			},
		},
		{
			ID:       "password-hash-phpass",
			Doc:      "Password hash of phpass, as WordPress and phpBB store it.",
			Source:   "https://www.openwall.com/phpass/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `\$[PH]\$[./0-9A-Za-z]{31,}`,
			Hits: []string{
				`using ⟦$P$B¦0EXAMPLE.only/1Synthetic20EXAM⟧, retrying`,
				`Error: (⟦$H$9¦PLE.only/1Synthetic20EXAMPLE.o⟧) refused`,
			},
			Misses: []string{
				`$P$G`,
				`$Q$B0EXAMPLE.only/1Synthetic20EXAM`,
				`$PATH$HOME`,
			},
		},
		{
			ID:       "password-hash-ldap",
			Doc:      "Password hash with its scheme in braces, as LDAP directories and Dovecot store it.",
			Source:   "https://www.rfc-editor.org/rfc/rfc2307",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `\{(?:SSHA|SHA|SMD5|MD5|PBKDF2)[0-9A-Z-]*\}[0-9A-Za-z+/.$]{20,}={0,2}`,
			Hits: []string{
				`env A=1 KEY=⟦{SSHA}¦0EXAMPLE+only/1Synthetic20EXAMPLE+only==⟧ B=2`,
				`config: {Token:⟦{SSHA512}¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20⟧ Retries:3}`,
				`level=info msg="sync failed" with=⟦{MD5}¦PLE+only/1Synthetic20E==⟧ status=401`,
			},
			Misses: []string{
				`{SSHA}`,
				`{SHA}short`,
				`{SALT}0EXAMPLE+only/1Synthetic20EXAMPLE+only`,
			},
		},
		{
			ID:       "postgres-scram-verifier",
			Doc:      "PostgreSQL SCRAM-SHA-256 verifier of a password.",
			Source:   "https://www.postgresql.org/docs/current/catalog-pg-authid.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `SCRAM-SHA-256\$[0-9]+:[0-9A-Za-z+/]{8,}={0,2}\$[0-9A-Za-z+/]{40,}=?:[0-9A-Za-z+/]{40,}=?`,
			Hits: []string{
				`{"auth":"⟦SCRAM-SHA-256$4096:¦0EXAMPLE+only/1Synthet==$0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn=:0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Syn=⟧","n":1}`,
				`curl -H "X-Auth: ⟦SCRAM-SHA-256$4096:¦PLE+only/1Synthetic20E==$PLE+only/1Synthetic20EXAMPLE+only/1Syntheti=:PLE+only/1Synthetic20EXAMPLE+only/1Syntheti=⟧" https://api.example.org/v1`,
			},
			Misses: []string{
				`SCRAM-SHA-256`,
				`mechanism SCRAM-SHA-256-PLUS`,
				`SCRAM-SHA-256$4096:`,
			},
		},
		{
			ID:       "kerberos-hash",
			Doc:      "Kerberos ticket or pre-authentication in the form of password crackers ($krb5tgs$).",
			Source:   "https://www.rfc-editor.org/rfc/rfc4120",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `\$krb5(?:tgs|asrep|pa)\$[0-9A-Za-z$*./@:_-]*[0-9a-f]{32,}`,
			Hits: []string{
				`GET /v1/items?access=⟦$krb5tgs$23$*svc$EXAMPLE.ORG$¦0a1b2c3d4e5f607182930a1b2c3d4e5f$0a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b⟧&page=2 200`,
				`using ⟦$krb5asrep$23$ann@EXAMPLE.ORG:¦c3d4e5f607182930a1b2c3d4e5f60718$c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4e5f607182930a1b2c3d4⟧, retrying`,
			},
			Misses: []string{
				`$krb5tgs$23$`,
				`krb5_get_init_creds`,
			},
		},
		{
			ID:       "ntlm-authenticate",
			Doc:      "NTLM authenticate message in base64, which proves a password.",
			Source:   "https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-nlmp/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Structural,
			Pattern:  `TlRMTVNTUAAD[0-9A-Za-z+/]{20,}={0,2}`,
			Hits: []string{
				`Error: (⟦TlRMTVNTUAAD¦0EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAM⟧) refused`,
				`env A=1 KEY=⟦TlRMTVNTUAAD¦PLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+only/1Synthetic20EXAMPLE+o⟧ B=2`,
			},
			Misses: []string{
				`TlRMTVNTUAAB0EXAMPLE+only/1Synthetic20EXAMPLE+only/1`,
				`TlRMTVNTUAAD`,
			},
		},
	}
}
