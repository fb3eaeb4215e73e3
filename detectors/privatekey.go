package detectors

import "github.com/tacit-go/tacit/redact"

// privateKeys describes values of names for private and symmetric keys.
func privateKeys() []redact.Detector {
	return []redact.Detector{
		{
			ID:       "private-key",
			Doc:      "Value of a name for a private, signing or encryption key.",
			Source:   "https://www.rfc-editor.org/rfc/rfc7517",
			Since:    "0.1.0",
			Revision: 1,
			Tier:     redact.Contextual,
			Names: []string{
				"client_key_data", "keys_base64", "private_key", "privatekey", "priv_key", "privkey", "ssh_key", "sshkey",
				"rsa_key", "deploy_key", "signing_key", "signingkey", "encryption_key", "encryptionkey",
				"decryption_key", "master_key", "masterkey", "secret_key", "secretkey", "secret_key_base",
				"storage_key", "account_key", "accountkey", "shared_access_key", "sharedaccesskey", "shared_key",
				"sharedkey", "primary_access_key", "secondary_access_key", "preshared_key", "pre_shared_key", "presharedkey",
				"psk", "wep_key", "wpa_key", "hmac_key", "hmac_secret", "tls_key",
				"unseal_key", "recovery_key", "seed_phrase", "recovery_phrase", "secret_phrase", "mnemonic_phrase",
			},
			Hits: []string{
				`secret_key=⟦abc¦123def⟧`,
				`{"PrivateKey":"⟦abc¦123def=⟧"}`,
				`AccountName=x;AccountKey=⟦abc¦123def==⟧;EndpointSuffix=y`,
			},
			Misses: []string{
				`private_key_path=/etc/k.pem`,
				`primary_key=17`,
				`public_key=abc123def`,
			},
		},
	}
}
