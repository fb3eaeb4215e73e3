// Package detectors holds the built-in detectors of Tacit as data: typed values
// of [redact.Detector] with their examples beside them.
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//
// Structural detectors find tokens by a prefix, a shape or a checksum. Contextual
// detectors hide the values of sensitive names. Detectors of personal data are
// opt in, by [Family], and so are those of [SemConv]. Checks are made offline; a
// checksum that fails never lets a token with a distinctive prefix through. Numbers
// of persons have no such prefix, and there a check that fails rejects.
//
// CATALOGUE.md lists every detector with an example. [Without] leaves some out by
// their IDs, and [AsOf] returns the catalogue of an earlier version.
//
// # What is not protected
//
// A secret without a mark of its own, under no sensitive name, is not found: the
// bare 32 hexadecimal digits of a Twilio or Datadog key look like any digest.
// Identifiers that open nothing by themselves stay: Twilio account ids, OAuth client
// ids, certificates, public and publishable keys. Access key ids of clouds (AKIA and
// the like) are hidden, each under an ID of its own that [Without] can leave out.
// Keys whose format other values have too (Ghost: an ObjectId, a colon and a SHA-256;
// Zhipu: an MD5 and a suffix) are found near a word that tells only. Connection strings as a whole (the password within
// is found by its own name) are not covered, and personal data only where [PII] is
// asked for. A token shorter than its format allows, as a logger leaves when it
// cuts a line, may be missed. PEM keys with a log prefix before every line are not
// recognised.
//
// The formats are those of the catalogue's [Version]. Vendors change theirs, so
// register live secrets in a [redact.SecretSet] as well.
package detectors
