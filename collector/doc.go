// Package collector is a processor for the OpenTelemetry Collector that keeps secrets
// out of traces, logs, metrics and profiles. It is called "tacit" in configurations; README.md
// describes its keys, its telemetry and what a configuration of the redaction processor
// means here.
//
// # What is redacted
//
// Every text of a signal: names, descriptions, attributes of every kind and their keys,
// bodies, events, links, trace states, exemplars, metadata, resources with their entity
// references, scopes, schema URLs. Ids, times, kinds, codes and values of metrics are
// never touched. Data is written to in place, which the processor declares; in
// report-only mode it writes to nothing. Of profiles the original payload is removed, and,
// where something was hidden, strings of the table that nothing refers to.
//
// # Failing closed
//
// A record for which redacting fails is blanked, marked with the attribute tacit.error
// and counted, a metric is removed, and the batch goes on. No error is returned, since
// it would make senders repeat the batch.
//
// # What is not protected
//
// What the Collector does with data before the processor sees it, values that were cut
// before, and what is compressed. Points of metrics that become equal are merged within
// a batch only; use a replacement by keyed tokens where series must stay apart.
package collector
