// Package secretsource registers the secrets that a process is given, in a
// redact.SecretSet: environment variables, directories of files as Kubernetes,
// Docker and a Vault Agent write them, .env files, and whatever implements [Source].
//
//	set := redact.NewSecretSet()
//	sync := secretsource.New(set,
//		secretsource.Env(os.Environ(), "*_PASSWORD", "*_TOKEN"),
//		secretsource.Dir("/run/secrets"))
//	if err := sync.Load(ctx); err != nil { … }
//	go sync.Run(ctx)
//
// A value is registered before anyone can read it from [Sync.Secret]. A new value
// rotates the old one out, which stays hidden. A source that fails keeps what it
// had.
//
// What is not protected: a value that something reads from the file or the
// environment itself is hidden only from the next load on. Files are looked at
// again at an interval, so a change that ends within one is not seen; the module
// secretsource/watch sees it at once. secretsource/vault reads from Vault.
package secretsource
