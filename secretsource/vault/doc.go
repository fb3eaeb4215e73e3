// Package vault reads secrets from the HTTP API of HashiCorp Vault, and of OpenBao,
// which has the same: the key-value store, version 2, and leased dynamic credentials,
// which it renews, and replaces when they cannot be renewed any more. A new value
// rotates the old one out, which stays hidden.
//
//	src, err := vault.New(vault.Config{Address: "https://vault:8200", TokenFile: "/vault/token"},
//		vault.KV("secret", "apps/shop"),
//		vault.Lease("database/creds/shop"))
//	…
//	sync := secretsource.New(set, src)
//	if err := sync.Load(ctx); err != nil { … }
//	go sync.Run(ctx)
//	password, _ := sync.Secret("database/creds/shop.password")
//
// Between two loads the source holds the values of leases combined with a random pad,
// as [redact.Secret] does, and those of the key-value store not at all. Buffers that
// held a response are cleared.
//
// What is not protected: net/http and the TLS library have copies of a response for a
// while. The package neither logs in nor renews its own token; a Vault Agent does, and
// writes it to a file. Leases are not revoked when the program ends; they run out.
//
// It is tested against a local server that answers as the API's documentation says
// (https://developer.hashicorp.com/vault/api-docs), not against a Vault.
package vault
