// Package live keeps Redactors at a policy that changes while the service runs.
//
//	s, err := live.Start(ctx, live.Config{Files: []string{"/etc/shop/policy.yaml"}})
//	if err != nil { … }
//	slog.SetDefault(slog.New(slogredact.NewHandler(h, s.Redactor("slog"))))
//
// A change of a file is read at once, by the events of the file system, and at an interval
// for where these do not come. It counts once it has not changed for 20 ms, so what is
// written with longer pauses is to be renamed into its place. A policy that is broken is
// told of and not used: the one before stays. What has lapsed is over also where a key
// cannot be read any more: labels stand for its tokens. Redactors are handles, so adapters
// hold them for ever.
//
// Each sink has a Redactor of its own, which may be at a level of its own: see
// [Service.SetLevel] and the entries of levels in the policy. A level takes effect before
// SetLevel returns, is told of by an [Event], which [Recorded] writes to an audit log with
// owner, reason and until, and ends by itself.
//
// A [Remote] layer is the floor under the files. It is taken over HTTPS, signed, with a
// serial that never goes back; the last good one is kept in a file, and nothing waits for
// the server.
//
// The Policy of a Redactor's [redact.Description] is the digest, with the level behind it
// where that is not full; so audit and otelmetrics tell it:
//
//	audit.Subject{Redactor: s.Redactor(""), More: s.Redactors}
//
// # What is not protected
//
// Until a remote layer was seen for the first time the files stand alone. Who can write
// the cache file can bring back an older document that was signed, and no other. A file
// that contradicts a new remote layer keeps that from being used, as any broken policy:
// [Status] and an event say so. Counters of [redact.Redactor.Stats] begin anew with each
// plan, and sinks at one level share them.
package live
