// Package zerologredact keeps secrets out of what is logged with
// [github.com/rs/zerolog].
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	log := zerolog.New(zerologredact.NewWriter(os.Stderr, r)).With().Timestamp().Logger()
//
// # What is redacted
//
// zerolog encodes a field at the moment it is added and gives hooks no way to change
// one, so the event is redacted where it is whole: on its way to the writer. It is
// read once, as JSON with its escapes: the message, names and values at any depth, RawJSON
// (also if it is broken), errors, what With bound. Values under a sensitive name
// are replaced whole, numbers and objects too; a name with dots in it, as
// [zerolog.NewSlogHandler] writes for groups, is judged by its words. A field that was bound with With before a secret
// was registered is hidden in the next event, since its bytes are read with every
// event. Level and time stay. An event with nothing to hide is passed on as it is.
//
// With the build tag binary_log events are CBOR, which is redacted value by value
// and stays CBOR; it costs an allocation for each name. An event that is not well
// formed is replaced by one that says [REDACTED:error].
//
// # Where to put it
//
// Outermost, right under the Logger:
//
//	zerolog.New(zerologredact.NewWriter(zerolog.ConsoleWriter{Out: os.Stderr}, r))
//	zerolog.New(zerologredact.NewWriter(zerolog.MultiLevelWriter(os.Stderr, file), r))
//	zerolog.New(zerologredact.NewWriter(diode.NewWriter(file, 1000, 0, nil), r))
//	zerolog.New(zerologredact.NewWriter(&lumberjack.Logger{Filename: name}, r))
//
// So nothing behind it, be it a buffer, a ring or a second sink, holds a secret, and
// lumberjack counts the bytes that it writes. Below a [zerolog.ConsoleWriter] the
// Writer sees coloured text instead of JSON and finds less: values are known by
// what stands before them in the line only. Below a diode the work is done on the diode's goroutine, while the ring
// holds the events as they were, and the level is lost, as the diode loses it. Below
// a MultiLevelWriter each branch needs its own Writer.
//
// # What is not protected
//
//   - The panic value: Panic().Msg(m) panics with m as it is. Use [Panic].
//   - What hooks are given; a panic in a method of a value, which goes on to the
//     caller as without this package; the marshalling of values, in which the tag
//     redact is not known. For the last two see [InterfaceMarshalFunc] and
//     [ErrorMarshalFunc].
//   - What [InterfaceMarshalFunc] and [ErrorMarshalFunc] have replaced: it is hidden, but
//     denies no event, since the writer finds nothing left. Path rules and names still do.
//   - A header that package hlog records under a name that says nothing: name the
//     field after the header, as in CustomHeaderHandler("authorization",
//     "Authorization").
//   - Tokens in hexadecimal, as Hex writes them, unless they are live secrets or stand
//     under a sensitive name.
//   - RawCBOR in builds without the tag: zerolog writes base64 of it, into which
//     nobody looks.
//   - What does not go through the Writer, as a logger made by Output does not.
//
// Path rules count from the event's root and do not hold for the time, the level, the
// message and the caller that zerolog writes. A field that a rule drops is left out, and
// an event that one drops is not written.
package zerologredact
