package redact_test

import "testing"

// Names of objects that hold a secret, and what programs have in the place of one, stay.
func TestContractNamedObjects(t *testing.T) {
	asMarked(t, []string{
		`level=info msg="up to date" secret=db-credentials`,
		`{"labels":{"alertname":"Overdue","secret":"db-credentials"}}`,
		`"msg"="synced" "secret"="my-app-tls" "ns"="shop"`,
		`  "checksum/secret": "5b1c8a2e53b14a499c390d6e7b8f9a105b1c8a2e53b14a499c390d6e7b8f9a10",`,
		`{"name": "deploy", "password": "NOT_LOGGING_PASSWORD", "shell": "/bin/sh"}`,
		`password=VALUE_SPECIFIED_IN_NO_LOG_PARAMETER`,

		`client_secret=«db-credentials»`,
		`secret=«my-secret»`,
		`secret: «winter-tls7x9»`,
		`secret=«tls»`,
		`  "digest/secret": "«5b1c8a2e53b14a499c390d6e7b8f9a105b1c8a2e53b14a499c390d6e7b8f9a10»",`,
	})
}
