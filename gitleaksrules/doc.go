// Package gitleaksrules reads the rules of a gitleaks configuration as detectors,
// so that rules which people have already written work on logs too.
//
//	set, err := gitleaksrules.Read(file)
//	r := redact.MustNew(redact.WithDetectors(set.Detectors...))
//
// A rule's regex, secretGroup, keywords, entropy, stop words and allow-lists become
// one detector, or several where the text behind the secret varies in length. The
// detectors are in the structural tier; their IDs are those of the rules with
// "gitleaks-" before them, so that they stand beside those of detectors.
//
// What a log redactor cannot do as a scanner of files does is listed by rule in
// Set.Notes: rules that are not loaded, and rules whose meaning changes. The
// longest match counts here, where gitleaks takes the leftmost that its expression
// prefers; a secret ends where its expression ends, not at its first ending.
//
// # What is not protected
//
// Rules for paths, commits and files, and composite rules, are not loaded. Neither
// are rules whose regex allows text of varying length between a name and the
// secret, unless Widen is given: the engine replaces one group at a fixed distance
// from the start of the match. "extend" is not followed.
package gitleaksrules
