package quality

import "strings"

func title(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

func snake(ws []string) string { return strings.Join(ws, "_") }
func kebab(ws []string) string { return strings.Join(ws, "-") }
func shout(ws []string) string { return strings.ToUpper(snake(ws)) }

func pascal(ws []string) string {
	var b strings.Builder
	for _, w := range ws {
		b.WriteString(title(w))
	}
	return b.String()
}

func camel(ws []string) string {
	p := pascal(ws)
	return strings.ToLower(p[:1]) + p[1:]
}

// train spells a name as a header.
func train(ws []string) string {
	t := make([]string, len(ws))
	for i, w := range ws {
		t[i] = title(w)
	}
	return strings.Join(t, "-")
}

func dotted(ws []string) string { return "app.datasource." + kebab(ws) }

// A secretName is a name that makes its value a secret.
type secretName struct {
	words []string
	// opaque names stand beside random values only; any other name hides weak
	// values too.
	opaque bool
}

// secretNames lists names as they occur in configurations, headers and forms.
func secretNames() []secretName {
	var all []secretName
	add := func(opaque bool, list string) {
		for _, n := range strings.Fields(list) {
			all = append(all, secretName{strings.Split(n, "_"), opaque})
		}
	}
	add(false, `password passwd pwd passphrase passcode user_password db_password database_password
		admin_password root_password new_password old_password current_password confirm_password
		password_confirmation smtp_password smtp_pass db_pass redis_password mysql_password
		postgres_password rabbitmq_password keystore_password trust_store_password ldap_bind_password
		bind_password proxy_password ssh_passphrase key_password wifi_password sudo_password
		login_password master_password spring_datasource_password initial_password user_passwd
		secret client_secret app_secret api_secret consumer_secret shared_secret webhook_secret
		jwt_secret signing_secret secret_key secret_token hmac_secret cookie_secret session_secret
		api_key apikey private_key x_api_key encryption_key`)
	add(true, `access_token auth_token authtoken refresh_token id_token bearer_token session_token
		csrf_token xsrf_token oauth_token api_token service_token bot_token deploy_token github_token
		gitlab_token npm_token slack_token vault_token registration_token private_token user_token
		x_auth_token x_access_token x_vault_token x_amz_security_token secret_access_key
		aws_secret_access_key access_key signing_key master_key account_key service_key
		subscription_key session_id sessionid credential credentials token auth
		reset_token invite_token verification_token remember_token personal_access_token
		application_key auth_key shared_access_key session_key`)
	return all
}

// neutralNames say nothing of a secret.
var neutralNames = [][]string{{"value"}, {"ref"}, {"item"}, {"payload"}, {"note"}, {"target"}, {"input"}, {"line", "text"}, {"data"}}
