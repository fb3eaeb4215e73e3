// Package otelmetrics tells by OpenTelemetry metrics what is hidden, at what cost, and
// whether the protection is in place. Prometheus gets them by OpenTelemetry's exporter.
//
//	m := otelmetrics.New()
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...),
//		redact.WithObserver(redact.Observers(log, m)), redact.WithMeter(m, 64))
//	registration, err := m.Register(meterProvider, audit.Subject{Redactor: r, Catalogue: detectors.Version})
//
// The instruments, as Prometheus names them:
//
//	tacit_matches_total{detector,sink}            groups that were replaced
//	tacit_confirmed_matches_total{detector,sink}  those with a checksum that holds
//	tacit_live_uses_total{class,sink}             live secrets: match, name, inside, late, revoked, frequent
//	tacit_denied_records_total{detector,sink}     records in whose place a stub stands, or nothing
//	tacit_reported_total{detector}                matches of detectors that only report
//	tacit_records_total{sink}                     records, estimated from those that were measured
//	tacit_records_changed_total{sink}             those in which something was hidden
//	tacit_record_bytes_total{sink}                text of records
//	tacit_hidden_bytes_total                      bytes that were replaced
//	tacit_latency_seconds{sink}                   time a record was held up, of those measured
//	tacit_failures_total{reason}                  fail closed: error, limit; lost: bytes a writer lost
//	tacit_audit_lost_total                        events of which the audit log has no record
//	tacit_live_secrets{state}                     live, rotated, tombstone, expired, revoked
//	tacit_near_expiry_secrets                     live ones that expire within seven days
//	tacit_rotation_coverage_ratio                 share of the live ones that were renewed or expire
//	tacit_static_ratio                            share of those that do neither
//	tacit_revoke_seconds                          longest time from a revocation to the last use after it
//	tacit_heartbeat_hidden{sink}                  1 if the last beat came out hidden, else 0
//	tacit_heartbeat_raw{sink}                     1 if it came out raw
//	tacit_heartbeat_timestamp_seconds{sink}       when it was sent
//	tacit_level{level}                            Redactors at full, essential, off: see package policy
//	tacit_info{version,catalogue,policy_digest,kernel}
//
// grafana/tacit.json is a dashboard of them, prometheus/tacit.rules.yml has alerts, and
// tacit.rules_test.yml beside it shows with promtool when they fire. A policy that
// policy/live follows is told without more: a level that is not full stands behind its
// digest. What a plan counts between the last collection and its replacement is not shown.
//
// Labels are IDs, sinks and versions, never text of a record or the name of a secret; all
// have passed the Redactor. There are at most 32 sinks and 1024 pairs of detector and
// sink; what comes beyond has the label "other". Of heartbeats that share a label the worst
// is shown.
//
// # What is not protected
//
// Counts tell that something was hidden, and sums of bytes how much: whoever can read
// them and log at will learns the length of a secret that others log.
package otelmetrics
