// Package promredact keeps secrets out of the metrics that client_golang exposes and
// pushes.
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	http.Handle("/metrics", promredact.Handler(r))
//
// or, for all that reads the default gatherer:
//
//	prometheus.DefaultGatherer = promredact.NewGatherer(prometheus.DefaultGatherer, r)
//
// # What is redacted
//
// [NewGatherer] and [NewTransactionalGatherer] redact label values and label names,
// exemplars, metric names, help texts and units, and the errors of what they wrap;
// [Handler] and [HandlerFor] the log of the handler too; [NewPusher] also the job and
// the grouping key, which are part of a URL. Numbers and times stay.
//
// A label's name decides as any name does: "token" hides its value. A label whose
// action is DropField is left out. A metric that is denied ([redact.Deny]) has the label
// tacit_denied alone, which tells the detector; with [redact.WithoutStubs] it is left
// out, and so is an exemplar in any case. In a name that was valid before UTF-8 names came, the bytes of a replacement that were
// not allowed then become "_".
//
// Nothing of the caller is written to. What is clean is passed on as it is, without a
// copy.
//
// # Series that become equal
//
// Series of one family that differ in a hidden label only are one afterwards, since a
// scrape with two of them is refused:
//
//   - Counters are added up, and so are count and sum of summaries, whose quantiles are
//     left out then, as they tell nothing of both.
//   - Classic histograms are added up where their buckets have bounds in common, native
//     ones at the coarser schema and the wider zero bucket, those of gauges alike; at a
//     coarser one still where that makes more than 160 buckets, unless one has more.
//   - Gauges and untyped metrics cannot be added. They stay apart by a label
//     tacit_series, or tacit_series_ if a label has that name, a hash of the labels as
//     they were, keyed by random bytes that the gatherer keeps in memory: it is the same at each scrape and another one after a
//     restart. So do series with times of their own that differ, histograms of which one
//     is native or counts in fractions and another does not, and native ones with
//     schemas other than -4 to 8.
//
// A counter that is the sum of some gets smaller when one of them ends, which reads as
// a reset. Where series are to stay apart, let [redact.HMAC] replace values: equal ones
// get equal tokens, others do not.
//
// Families whose names become equal are one if their types are, else the later one
// gets such a hash behind its name; so do labels of one metric whose names become equal.
// An exemplar whose labels get longer than [prometheus.ExemplarMaxRunes] is left out.
//
// # What is not protected
//
//   - Numbers: a gauge that is set to a secret shows it.
//   - How many values a hidden gauge's label has, as without this package.
//   - What prometheus.Register and its like say of a collector that they refuse, and
//     the text of a panic of MustRegister, hold names and constant labels.
//   - A collector that panics is answered by an error, which is redacted; a gatherer of
//     yours that panics is not.
//   - Gatherers that are not wrapped: with a registry of its own, as promhttp.HandlerFor,
//     push.Pusher.Collector and prometheus.WriteToTextfile take it.
package promredact
