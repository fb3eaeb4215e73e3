// Package logrusredact keeps secrets out of what is logged with
// [github.com/sirupsen/logrus].
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	logrusredact.Install(logrus.StandardLogger(), r)
//
// # What is redacted
//
// The message, and the name and the value of every field, errors and structured values
// among them. It happens twice, since neither place is enough: a [logrus.Hook] before all others, so
// that hooks that export entries, and what recovers from Panic, see no secret; and a
// [logrus.Formatter] around the logger's own, since an entry is written even if a hook
// before ours fails, or if somebody replaces the hooks. The second finds nothing left to do and changes nothing.
//
// Fields of WithField are held by the Entry as they are and redacted with each
// record, so that a secret that was registered later is hidden in the next record.
// The Entry of the caller is never written to. Time, level and caller of a record
// stay; one with nothing to hide is passed on as it is, without an allocation of this
// package.
//
// # What is different
//
// A value that renders itself by a method, such as a Stringer, is rendered once and
// handed on as one of the types that [redact.Redactor.Value] lists; a method that
// panics becomes [REDACTED:error]. A number under a sensitive name becomes a string.
// Of two names that become the same, the first in order stays.
//
// # What is not protected
//
//   - Hooks that are put before the one of this package, by ReplaceHooks or by hand.
//   - The errors of other hooks, which logrus prints to standard error; those of the
//     formatter and of the output are redacted. Hooks that were given redacted entries
//     have little to tell.
//   - The context of an entry, for hooks that look into it.
//   - Lines of more than 64 KiB that are written to Logger.Writer, which cuts them:
//     put a [redact.StreamWriter] before it.
//   - A logger on which nothing was installed, as [logrus.New] makes them.
//
// A field that the policy drops is left out. A record that it denies ([redact.Deny])
// becomes a stub: its time, level and caller, and a message that tells the detector. With
// [redact.WithoutStubs] it is not written, and hooks behind this one get it without
// message and fields.
package logrusredact
