package redact

// A SecretSet holds live secrets: exact values that the process knows. The zero
// value is empty and usable. It is safe for concurrent use; readers take an
// immutable snapshot with one atomic load, and one set may serve many Redactors.
type SecretSet struct{}
