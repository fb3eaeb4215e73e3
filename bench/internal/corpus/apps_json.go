package corpus

func jsonApps() []app {
	return []app{
		{"orders (slog)", 4, slogJSON, []string{
			"INFO|request done|method={method}|route={route}|status={status}|bytes={bytes}|duration={dur}|trace_id={trace}",
			"INFO|order placed|order={order}|items={small}|total={float}|currency={currency}|customer={uuid}",
			"INFO|order shipped|order={order}|carrier=dhl|country={country}|city={city}|parcels={small}",
			"WARN|stock low|sku={sku}|left={small}|warehouse={country}-{two}|reorder_at={small}",
			"ERROR|cannot reserve stock|order={order}|sku={sku}|err={err}|attempt={small}|trace_id={trace}",
			"DEBUG|cache lookup|cache_key=product:{id}:v3|hit={bool}|took={dur}",
		}},
		{"payments (zap)", 3, zapJSON, []string{
			"info|charge settled|order={order}|amount={float}|currency={currency}|processor=acme|took={dur}|request_id={uuid}",
			"info|refund queued|order={order}|amount={float}|reason=customer request|queue={queue}",
			"warn|charge declined|order={order}|code=insufficient_funds|network=visa|retry={bool}",
			"error|processor timeout|err={err}|attempt={small}|backoff={dur}|request_id={uuid}",
			"info|idempotent replay|idempotency_key={order}-retry{two}|order={order}|age={dur}",
		}},
		{"inventory (zerolog)", 3, zerologJSON, []string{
			"info|item moved|sku={sku}|from=A{two}|to=B{two}|qty={small}|by={user}",
			"info|sync finished|items={int}|changed={small}|took={dur}|source=erp",
			"warn|negative stock corrected|sku={sku}|before=-{two}|after=0|user={user}",
			"debug|row locked|table={table}|rows={small}|wait={dur}|tx={big}",
			"error|import failed|file={file}|line={int}|err={err}",
		}},
		{"api gateway (ECS)", 4, ecsJSON, []string{
			"info|{method} {uri} {status}|http.request.method={method}|url.original={uri}|http.response.status_code={status}|client.ip={ip}|event.duration={big}|trace.id={trace}|user_agent.original={ua}",
			"info|upstream chosen|upstream={upstream}|pool=blue|healthy={small}|trace.id={trace}",
			"warn|rate limit reached|client.ip={ip}|limit=100/s|route={route}|trace.id={trace}",
			"error|upstream failed|upstream={upstream}|error.message={err}|http.response.status_code=502|trace.id={trace}",
			"warn|rejected request|reason=token is expired|route={route}|client.ip={ip}|http.response.status_code=401",
		}},
		{"search (GCP)", 3, gcpJSON, []string{
			"INFO|query served|q=red shoes|hits={int}|shards={small}|latency={dur}|lang=de",
			"INFO|segment merged|index=items-{two}|docs={big}|size={bytes}|took={dur}",
			"WARNING|slow query|q=size:42 colour:blue|latency={dur}|threshold=800ms|shard={small}",
			"ERROR|shard unavailable|index=items-{two}|node={host}|err={err}",
		}},
		{"mailer (bunyan)", 2, bunyanJSON, []string{
			"30|mail accepted|queue={queue}|to_domain=example.org|size={bytes}|template=invoice-v2",
			"30|delivered|smtp_status=250|relay={host}|took={dur}|message_id={uuid}",
			"40|deferred|smtp_status=451|relay={host}|next_try={dur}|tries={small}",
			"50|template error|template=welcome-v4|err={err}|locale=de-DE",
		}},
		{"recommender (slog)", 2, slogJSON, []string{
			"INFO|model loaded|model=als-{ver}|digest=sha256:{digest}|took={dur}|dim={small}",
			"INFO|batch scored|users={int}|items={int}|took={dur}|gpu={small}",
			"INFO|completion finished|prompt_tokens={int}|completion_tokens={int}|max_tokens=4096|took={dur}",
			"WARN|feature missing|feature=last_seen_at|user={uuid}|default=0",
		}},
		{"scheduler (zap)", 3, zapJSON, []string{
			"info|job started|job=nightly-{svc}|run={uuid}|node={host}|attempt={small}",
			"info|job finished|job=nightly-{svc}|run={uuid}|took={dur}|rows={big}",
			"error|job failed|job=nightly-{svc}|run={uuid}|err={err}|exit_code={small}",
			"debug|lease renewed|job=nightly-{svc}|holder={host}|ttl={dur}",
		}},
		{"media (zerolog)", 2, zerologJSON, []string{
			"info|transcoded|file={file}|codec=av1|height=1080|frames={int}|fps={float}",
			"info|thumbnail made|object=img/{short}.webp|w=320|h=240|bytes={bytes}",
			"warn|odd container|file={file}|container=mkv|tracks={small}",
			"error|decoder gave up|file={file}|err={err}|frame={int}",
		}},
		{"iot ingest (slog)", 2, slogJSON, []string{
			"INFO|readings stored|device=th-{short}|count={small}|lag={dur}|fw={ver}",
			"INFO|device connected|device=th-{short}|ip={ip}|qos=1|clean_session={bool}",
			"WARN|clock skew|device=th-{short}|skew={dur}|fw={ver}",
			"ERROR|bad frame|device=th-{short}|crc={hex4}|want={hex4}|len={small}",
		}},
		{"identity (zap)", 1, zapJSON, []string{
			"info|login ok|user_id={uuid}|auth_method=password|mfa=true|ip={ip}|took={dur}",
			"info|session started|user_id={uuid}|session_timeout=30m|ip={ip}",
			"warn|login failed|user_id={uuid}|reason=password is incorrect|tries={small}|ip={ip}",
			"info|keys rotated|kid=2026-{two}|key_count={small}|next={dur}",
			"debug|token introspected|token_type=bearer|active={bool}|expires_in={int}|took={dur}",
		}},
		{"billing (ECS)", 2, ecsJSON, []string{
			"info|invoice sent|invoice=INV-{big}|total={float}|currency={currency}|country={country}|trace.id={trace}",
			"info|usage rolled up|tenant={uuid}|rows={int}|took={dur}|month=2026-02",
			"warn|vat id not verified|country={country}|tenant={uuid}|source=vies",
			"error|ledger mismatch|tenant={uuid}|diff={float}|currency={currency}|trace.id={trace}",
		}},
		{"feature flags (bunyan)", 1, bunyanJSON, []string{
			"30|flag changed|flag=new-checkout|from=off|to=10%|by={user}",
			"20|flags served|count={small}|etag={etag}|took={dur}",
			"40|stale flags|age={dur}|max_age=60s|source=redis",
		}},
		{"chat (GCP)", 2, gcpJSON, []string{
			"INFO|message relayed|room={uuid}|bytes={bytes}|members={small}|took={dur}",
			"INFO|user joined {city}|room={uuid}|client=web-{ver}",
			"WARNING|slow consumer dropped|conn={big}|buffered={bytes}|limit=1048576",
			"ERROR|fan-out failed|room={uuid}|err={err}|node={host}",
		}},
	}
}
