package detectors

import (
	"bytes"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// duplicates describes what databases quote of a row that is there already.
func duplicates() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "mysql-duplicate-entry",
			Doc:      "Value that MySQL quotes as a duplicate, with the name of its key, if that is the name of a secret.",
			Source:   "https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html#error_er_dup_entry_with_key_name",
			Since:    "0.1.0",
			Revision: 3,
			Tier:     redact.Contextual,
			Pattern:  `Duplicate entry '([^'\n]{1,96}' for key '[0-9A-Za-z_.$-]{1,80})'`,
			Verify:   ofSecretKey,
			Hits: []string{
				`ERROR 1062 (23000): Duplicate entry '⟦Zq8Wn4¦EXk7x' for key 'users.api_key⟧'`,
				`ERROR 1062 (23000): Duplicate entry '⟦Zq8Wn4¦EXk7x' for key 'users.token_2⟧'`,
				`ERROR 1062 (23000): Duplicate entry '⟦Zq8Wn4¦EXk7x' for key 'sessions.session_id⟧'`,
				`ERROR 1062 (23000): Duplicate entry '⟦Zq8Wn4¦EXk7x' for key 'sessions.session_key⟧'`,
				`ERROR 1062 (23000): Duplicate entry '⟦Zq8Wn4¦EXk7x' for key 'apps.apps_secret_key_key⟧'`,
				`{"error":"Duplicate entry '⟦Zq8Wn4¦EXk7x' for key 'idx_users_reset_token_unique⟧'"}`,
			},
			Misses: []string{
				`ERROR 1062 (23000): Duplicate entry 'ada@example.com' for key 'users.email'`,
				`ERROR 1062 (23000): Duplicate entry '42' for key 'tokens.PRIMARY'`,
				`ERROR 1062 (23000): Duplicate entry '42' for key 'users.token_id'`,
				`ERROR 1062 (23000): Duplicate entry '5' for key 'refresh_token'`,
			},
		},
		{
			ID:       "sqlserver-duplicate-key",
			Doc:      "Value that SQL Server quotes as a duplicate, behind a constraint or an index with the name of a secret.",
			Source:   "https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/mssqlserver-2627-database-engine-error",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  `The duplicate key value is \(([^\n)]{1,200})\)`,
			Near:     []string{"token'", "secret'", "password'", "apikey'", "api_key'", "sessionid'", "session_id'"},
			Verify:   notID,
			Hits: []string{
				`Violation of UNIQUE KEY constraint 'UQ_Users_Token'. Cannot insert duplicate key in object 'dbo.Users'. The duplicate key ¦value is (⟦Zq8Wn4¦EXk7x⟧).`,
				`Cannot insert duplicate key row in object 'dbo.Users' with unique index 'IX_Users_ApiKey'. The duplicate key ¦value is (⟦Zq8Wn4¦EXk7x⟧).`,
			},
			Misses: []string{
				`Violation of UNIQUE KEY constraint 'UQ_Users_Email'. Cannot insert duplicate key in object 'dbo.Users'. The duplicate key value is (ada@example.com).`,
				`with unique index 'IX_Token'. The duplicate key value is (42).`,
			},
		},
		{
			ID:       "mongodb-duplicate-key",
			Doc:      "Value that MongoDB before 4.2 quotes as a duplicate without its name, behind an index with the name of a secret.",
			Source:   "https://www.mongodb.com/docs/manual/core/index-unique/",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Pattern:  ` dup key: \{ : ([^}\n]{1,200}) \}`,
			Near:     []string{"token_1", "secret_1", "password_1", "apikey_1", "api_key_1", "sessionid_1", "session_id_1"},
			Verify:   notNumber,
			Hits: []string{
				`E11000 duplicate key error collection: app.users index: token_1 dup ¦key: { : ⟦"Zq8Wn4¦EXk7x"⟧ }`,
				`E11000 duplicate key error index: app.users.$apiKey_1 dup ¦key: { : ⟦"Zq8Wn4¦EXk7x"⟧ }`,
			},
			Misses: []string{
				`E11000 duplicate key error collection: app.users index: email_1 dup key: { : "ada@example.com" }`,
				`E11000 duplicate key error collection: app.users index: token_1 dup key: { : 42 }`,
			},
		},
	}
}

// ofSecretKey rejects what MySQL says of a key that has not the name of a secret.
func ofSecretKey(entry []byte) redact.Verdict {
	if value, _, _ := bytes.Cut(entry, []byte("'")); notID(value) == redact.Rejected {
		return redact.Rejected
	}
	key := strings.ToLower(string(entry[bytes.LastIndexByte(entry, '\'')+1:]))
	if name := strings.TrimRight(key, "0123456789"); len(key)-len(name) <= 2 {
		key = strings.TrimSuffix(name, "_") // the second key of that name
	}
	for _, end := range []string{"_unique", "_uniq", "_idx", "_index", "_uq", "_uk"} {
		key = strings.TrimSuffix(key, end)
	}
	for range 3 { // of a key with the name of a column that ends so: secret_key_key
		for _, end := range []string{"token", "secret", "password", "passwd", "apikey", "api_key", "access_key", "session_key", "credential", "session_id", "sessionid"} {
			if strings.HasSuffix(key, end) {
				return redact.Unknown
			}
		}
		key = strings.TrimSuffix(key, "_key")
	}
	return redact.Rejected
}

// notNumber rejects what stands without quote marks: numbers, ObjectId('…'), null.
func notNumber(value []byte) redact.Verdict {
	if v := bytes.TrimLeft(value, "\\"); len(v) < 2 || v[0] != '"' {
		return redact.Rejected
	}
	return redact.Unknown
}

// notID rejects a small number, which is no secret though its key has the name of one.
func notID(value []byte) redact.Verdict {
	if len(value) <= 6 && len(bytes.Trim(value, "0123456789")) == 0 {
		return redact.Rejected
	}
	return redact.Unknown
}
