package corpus

func logfmtApps() []app {
	return []app{
		{"prometheus", 2, logfmt, []string{
			"info|Head GC completed|component=tsdb|caller=head.go:{int}|duration={dur}",
			"info|WAL checkpoint complete|component=tsdb|first={int}|last={int}|duration={dur}",
			"warn|Error on ingesting out-of-order samples|component=scrape manager|scrape_pool={svc}|num_dropped={small}",
			"info|Completed loading of configuration file|filename=/etc/prometheus/prometheus.yml|totalDuration={dur}",
		}},
		{"log store", 3, logfmt, []string{
			"info|flushing stream|caller=flush.go:{int}|user=fake|fp={span}|num_chunks={small}",
			"info|query done|caller=metrics.go:{int}|latency=fast|duration={dur}|length=1h0m0s|step=14s|status=200|returned_lines={int}",
			"debug|ring lookup|instances={small}|zone=a|err={err}",
			"warn|stream limit near|tenant={svc}|streams={int}|limit=10000",
		}},
		{"reverse proxy", 3, logfmt, []string{
			"info|{method} {uri}|status={status}|bytes={bytes}|service={svc}|dur={dur}|remote={ip}:{port}",
			"warn|circuit open|service={svc}|failures={small}|window=30s|upstream={upstream}",
			"error|handshake failed|remote={ip}:{port}|err=EOF|proto=h2",
		}},
		{"worker (queue)", 3, logfmt, []string{
			"info|job done|queue={queue}|jid={short}{hex4}{hex4}|elapsed={float}|retries={small}",
			"info|job enqueued|queue={queue}|jid={short}{hex4}{hex4}|delay={dur}",
			"error|job raised|queue={queue}|class=InvoiceWorker|err={err}|retry_in={dur}",
			"debug|heartbeat|busy={small}|concurrency=25|rss={mem}MB",
		}},
		{"cert manager", 1, logfmt, []string{
			"info|certificate renewed|host={svc}.example.org|notAfter=2026-06-{two}|serial={span}",
			"info|secret updated|namespace={ns}|name={svc}-tls|type=kubernetes.io/tls",
			"warn|order pending|host={svc}.example.org|challenge=dns-01|wait={dur}",
		}},
		{"router (PaaS)", 2, logfmt, []string{
			"info|request|at=info|method={method}|target={uri}|host={svc}.example.org|request_id={uuid}|fwd={ip}|dyno=web.{small}|connect={ms}ms|service={ms}ms|status={status}|bytes={bytes}",
			"error|request|at=error|code=H12|desc=Request timeout|method={method}|target={uri}|request_id={uuid}|service=30000ms|status=503",
		}},
		{"alerting", 1, logfmt, []string{
			"info|Notify success|component=dispatcher|receiver=oncall|integration=webhook[0]|attempts=1|duration={dur}",
			"warn|alert resolved late|alertname=HighLatency|service={svc}|for={dur}",
			"debug|Received alert|component=dispatcher|alert=HighLatency[{short}][active]",
		}},
		{"edge cache", 2, logfmt, []string{
			"info|hit|obj={uri}|ttl={int}|age={int}|node={host}|bytes={bytes}",
			"info|miss|obj={uri}|fetch={dur}|origin={upstream}|status={status}",
			"info|purge|tag=item-{id}|objs={small}|by={user}",
		}},
		{"stream processor", 2, logfmt, []string{
			"info|committed|topic={topic}|partition={small}|offset={big}|lag={int}",
			"warn|rebalance|group={svc}-consumers|generation={small}|members={small}|took={dur}",
			"debug|window closed|topic={topic}|partition_key=user#{id}|events={int}|late={small}",
		}},
	}
}
