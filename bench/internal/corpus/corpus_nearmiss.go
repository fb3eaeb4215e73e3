package corpus

// NearMisses returns n lines that come as near to a secret as ordinary text
// gets: names that look sensitive, prose about secrets, halves of tokens, and
// the random-looking identifiers of telemetry.
func NearMisses(seed uint64, n int) [][]byte {
	g := newGen(seed, "near misses")
	var lines []template
	for _, l := range []string{
		`{ts} INFO token is expired by {dur}`, `{ts} WARN password must contain a digit`, `{ts} INFO password is required`,
		`{ts} ERROR secrets "{svc}-creds" not found`, `{ts} INFO key={topic}-7 partition={small} offset={big}`,
		`{ts} DEBUG cache_key=product:{id}:v3 ttl={int}`, `{ts} INFO max_tokens=4096 prompt_tokens={int} completion_tokens={int}`,
		`{ts} INFO session_timeout=30m sessions={int}`, `{ts} INFO auth_method=password mfa=true user={user}`,
		`{ts} WARN Bearer token missing`, `WWW-Authenticate: Bearer realm="api", error="invalid_token"`,
		`{ts} INFO grant_type=password response_type=token token_type=bearer`,
		`{"time":"{ts}","level":"INFO","msg":"token refreshed","token_type":"bearer","expires_in":{int}}`,
		`{"time":"{ts}","level":"INFO","msg":"keys listed","key_count":{small},"next_page_token":""}`,
		`{"time":"{ts}","level":"INFO","msg":"secret mounted","secretName":"{svc}-tls","namespace":"{ns}"}`,
		`{ts} INFO commit {sha} by {user}`, `{ts} INFO image shop/{svc}@sha256:{digest}`, `traceparent: 00-{trace}-{span}-01`,
		`{ts} INFO prefix gh` + `p_ is that of a personal token`, `{ts} WARN gh` + `p_{short} is too short for a token`,
		`{ts} INFO sk-learn {ver} loaded`, `{ts} INFO task_id={short} disk_used={bytes}`, `{ts} INFO eyJ is how base64 of JSON begins`,
		`{ts} INFO glp` + `at-{hex4} is too short`, `{ts} INFO GET https://{svc}.example.org/v1/items?page=2&sort=key 200`,
		`{ts} INFO mail to {email} via smtp://mx.example.org:25`, `{ts} INFO pin=3 gpio=17 level=high`, `{ts} INFO author={user} authored={int}`,
		`{ts} INFO primary_key=id foreign_key=order_id unique_key=sku`, `{ts} INFO etag="{etag}" nonce={int}`,
		`{ts} DEBUG sig=SIGTERM signal=15 signature=func(int) string`, `{ts} INFO mounted /var/run/secrets/kubernetes.io/serviceaccount/token`,
		`{ts} INFO sessionid cookie missing, redirecting to /login`, `{ts} INFO password_file=/run/secrets/db`,
		`{ts} INFO SELECT password_hash FROM users WHERE id=$1`, `{ts} INFO api_key_id={id} used {int} times`, `{ts} INFO row {uuid} updated`,
		`{ts} INFO compass heading {small}, passing lane {small}, passed={int} failed=0`, `{ts} INFO keyboard layout de, monkey patch {ver}`,
	} {
		lines = append(lines, parse(l))
	}
	out := make([][]byte, n)
	for i := range out {
		g.tick()
		out[i] = lines[i%len(lines)].append(nil, g)
	}
	return out
}
