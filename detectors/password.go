package detectors

import "github.com/tacit-go/tacit/redact"

// passwords describes values of names for passwords. Every value is hidden: no test of
// its length or randomness, since people choose passwords.
func passwords() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "password",
			Doc:      "Value of a name for a password.",
			Source:   "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"password", "passwd", "passwort", "pwd", "passphrase", "pass_phrase",
				"passcode", "pass_code", "user_pass", "userpass", "db_pass", "dbpass",
				"database_pass", "smtp_pass", "mail_pass", "email_pass", "ssh_pass", "sshpass",
				"ftp_pass", "proxy_pass", "ldap_pass", "redis_pass", "admin_pass", "root_pass",
				"login_pass", "mysql_pwd", "pgpassword", "pgpass", "mypassword", "userpassword",
				"dbpassword", "adminpassword", "rootpassword", "dbpasswd", "identified_by", "storepass", "keypass",
				"deststorepass", "srcstorepass", "destkeypass", "srckeypass",
				"bind_pw", "root_pw", "admin_pw", "user_pw", "ldap_pw", "smtp_pw", "login_pw",
				"dbpwd", "userpwd", "adminpwd", "rootpwd", "requirepass", "masterauth",
				"pswd", "kennwort", "contrasena", "senha", "motdepasse", "mot_de_passe", "wachtwoord", "haslo",
				"security_answer", "sasl_auth_bytes",
			},
			Hits: []string{
				`password=⟦hunt¦er2⟧ user=app`,
				`{"dbPassword":"⟦p,¦w d}⟧","n":1}`,
				`SMTP_PASS: ⟦s3¦cret⟧`,
				`PGPASSWORD=⟦abc¦123⟧ psql`,
				`LDAP_BIND_PW=⟦abc¦123⟧ ok`,
				`redis-server *:6379 --requirepass ⟦abc¦123⟧`,
			},
			Misses: []string{
				`password authentication failed for user "app"`,
				`password_file=/run/secrets/db`,
				`passwordless=true`,
				`password=null`,
			},
		},
	}
}
