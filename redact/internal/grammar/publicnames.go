package grammar

import "strings"

// publicNames are whole names of well-known programs that only look sensitive: what they hold is
// an address, a choice, a time, or public. A rule for such a name counts more.
var publicNames = strings.Fields(`
	dbus_session_bus_address dbus_session_bus_pid desktop_session xdg_session_desktop gdm_session
	sec_websocket_key host_key_algorithms kex_algorithms
	authentication_backends session_engine session_cookie_name csrf_cookie_name csrf_header_name
	session_cookie_httponly csrf_cookie_httponly session_save_every_request session_expire_at_browser_close
	bad_password_time logon_hours trigger_key
	mysql_allow_empty_password mysql_random_root_password mariadb_allow_empty_root_password mariadb_random_root_password
	dkim_signature x_google_dkim_signature arc_message_signature domainkey_signature
	load_credential load_credential_encrypted client_request_token creation_token session_connection
	key_condition_expression customer_master_key_spec key_spec token_chars limit_blank_password_use
	otp_supported_applications smtpd_tls_session_cache_database smtp_tls_session_cache_database
	token_validity_in_seconds_for_remember_me`)

// namingNames are such names of which the value names or chooses something, as a rule; one that looks
// like a secret is hidden. A rule for one counts more here, too.
var namingNames = strings.Fields(`
	grouping_key password_zxcvbn
	gpg_key update_password allow_empty_password passwordvariable key_pair key_pair_name job_key
	existing_secret existing_secret_name existing_secret_key existing_secret_password_key
	password_key user_password_key admin_password_key secret_keys`)
