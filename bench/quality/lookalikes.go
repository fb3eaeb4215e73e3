package quality

import (
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// A lookalike is a value that resembles a secret and is none.
type lookalike struct {
	name string
	make func(r rng) string
}

func like(name string, specs ...string) lookalike {
	return lookalike{name, func(r rng) string { return expand(r, pick(r, specs)) }}
}

// lookalikes lists values that telemetry is full of.
func lookalikes() []lookalike {
	std := base64.StdEncoding
	stamp := func(r rng) time.Time {
		return time.Date(2026, 3, r.between(1, 28), r.between(0, 23), r.between(0, 59), r.between(0, 59), r.IntN(1e9), time.UTC)
	}
	return []lookalike{
		like("UUID", "{uuid}", "urn:uuid:{uuid}", "req-{uuid}"),
		{"UUID, upper case", func(r rng) string { return "{" + strings.ToUpper(r.uuid()) + "}" }},
		like("MD5", "{h32}", "md5:{h32}"),
		like("SHA-1", "{h40}", "sha1:{h40}"),
		like("SHA-256", "{h64}", "{H64}"),
		like("SHA-512", "{h128}"),
		like("git SHA", "commit {h40}", "HEAD is now at {h7} fix the build", "Merge {h40} into {h40}", "tree {h40}", "index {h7}..{h7} 100644"),
		like("digest", "sha256:{h64}", "app@sha256:{h64}", "ghcr.io/acme/app:1.4@sha256:{h64}", "sha512-{b86}=="),
		like("image and layer ids", "{h12}", "docker-{h64}.scope", "containerd://{h64}", "overlay2/{h64}/merged"),
		like("trace id", "{h32}", "00-{h32}-{h16}-01", "trace_id={h32} span_id={h16}", "{h16}:{h16}:0:1", "{h32}/{d19};o=1"),
		like("X-Amzn-Trace-Id", "Root=1-{h8}-{h24};Parent={h16};Sampled=1"),
		like("request ids", "{AN52}", "{h16}-FRA", "req_{an24}", "{AN16}:{b60}=", "01{AN24}"),
		like("ETag", `W/"{h16}"`, `"{h32}"`, "{h8}-{h4}"),
		like("ULID, KSUID, ObjectId", "01{AN24}", "{an27}", "{h24}"),
		like("snowflake", "{d18}", "{d19}"),
		like("Go sum", "h1:{b43}=", "golang.org/x/sys v0.49.0 h1:{b43}="),
		like("npm integrity", "sha512-{b86}==", "sha1-{b27}="),
		like("pod and node names", "orders-{al10}-{al5}", "ip-10-2-3-{d2}.eu-central-1.compute.internal", "gke-prod-pool-1-{h8}-{al4}"),
		like("cloud resource ids", "i-0{h16}", "vpc-0{h16}", "sg-0{h16}", "ami-0{h16}", "arn:aws:iam::{d12}:role/app-{al8}", "projects/acme-{d6}/secrets/db/versions/3", "/subscriptions/{uuid}/resourceGroups/rg-1"),
		like("vendor object ids", "cus_{an14}", "pi_{an24}", "evt_{an24}", "ch_{an24}", "price_{an24}", "in_{an24}", "msg_{an24}", "chatcmpl-{an29}", "thread_{an24}", "file-{an22}", "ACb{h31}", "SM{h32}", "D0{AN9}", "C0{AN9}", "U0{AN9}"),
		like("IAM unique ids", "AIDA{B32:17}", "AROA{B32:17}", "ANPA{B32:17}"),
		like("publishable keys", "pk_live_{an24}", "pk_test_{an99}", "phc_{an43}", "pk.eyJ1Ijoi{u60}.{u22}"),
		like("client ids", "{d12}-{al32}.apps.googleusercontent.com", "client_id={uuid}", "0oa{an17}"),
		{"base64 image", func(r rng) string {
			return "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA" + std.EncodeToString(r.bytes(3*r.between(100, 600)))
		}},
		{"base64 of binary data", func(r rng) string { return std.EncodeToString(r.bytes(r.between(24, 300))) }},
		{"base64 of text", func(r rng) string {
			return std.EncodeToString([]byte(fmt.Sprintf(`{"page":%d,"sort":"-created","ids":["%s","%s"]}`, r.IntN(90), r.uuid(), r.text(hexes, 12))))
		}},
		{"minified JSON", func(r rng) string {
			return fmt.Sprintf(`{"id":"%s","n":%d,"ok":true,"tags":["a","%s"],"at":"%s","h":"%s"}`, r.uuid(), r.IntN(1e6), r.text(lower, 6), stamp(r).Format(time.RFC3339Nano), r.text(hexes, 40))
		}},
		{"minified JavaScript", func(r rng) string {
			return fmt.Sprintf("function %s(e,t){return e.%s(t)||void 0===t?%d:n(%d)}", r.text(lower, 2), r.text(lower, 5), r.IntN(99), r.IntN(9999))
		}},
		{"ISO date", func(r rng) string {
			return stamp(r).Format(pick(r, []string{time.RFC3339, time.RFC3339Nano, "2006-01-02", "20060102T150405Z", time.RFC1123, time.RFC1123Z, "02/Jan/2006:15:04:05 -0700", "2006-W02-1"}))
		}},
		{"epoch", func(r rng) string {
			return fmt.Sprint(pick(r, []int64{stamp(r).Unix(), stamp(r).UnixMilli(), stamp(r).UnixNano()}))
		}},
		{"MAC address", func(r rng) string {
			var parts []string
			for range 6 {
				parts = append(parts, r.text(hexes, 2))
			}
			return strings.Join(parts, pick(r, []string{":", "-"}))
		}},
		{"IPv6", func(r rng) string { return "2001:db8:" + r.text(hexes, 4) + "::" + r.text(hexes, 4) }},
		like("serial number", "SN-{AN12}", "{AN4}-{AN4}-{AN4}-{AN4}", "S/N {AN10}", "{d15}", "WD-WX{d2}A{AN8}", "GPU-{uuid}"),
		like("order and invoice numbers", "ORD-{d8}", "INV-2026-{d6}", "RMA{d9}", "{U2}{d9}{U2}", "1Z{AN16}"),
		like("file with a hash", "/static/js/main.{h8}.chunk.js", "app-{al8}.css", "/nix/store/{al32}-bash-5.2", "~/.cache/go-build/{h2}/{h64}-d", "vendor.{h20}.js.map"),
		like("memory and objects", "0xc000{h6}", "0x00007f{h10}", "com.example.Foo@{h8}", "<object at 0x7f{h10}>", "fault addr=0x{h8} pc=0x{h6}"),
		like("public key material", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{b43}", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ{b300}", "SHA256:{b43}", "MD5:{h2}:{h2}:{h2}:{h2}", "-----BEGIN CERTIFICATE-----\\n{b64}\\n{b64}\\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----\\n{b64}\\n-----END PUBLIC KEY-----", "age1{be58}"),
		like("versions", "v1.{d2}.{d1}-rc.1+{h8}", "go1.26.{d1}", "1.{d1}.{d2}-alpine3.20", "0.0.0-2026{d10}-{h12}", "Chrome/128.0.{d4}.{d2} Safari/537.36"),
		like("addresses", "0x{h40}", "bc1q{be38}", "1{b58:33}"),
		like("MIME boundary", "multipart/form-data; boundary=----WebKitFormBoundary{an16}", "boundary=\"{h32}\""),
		like("measurements", "{d3}.{d3}ms", "cpu={d2}.{d1}% mem={d4}Mi", "rps={d4} p99={d3}ms err=0.0{d2}%", "lat=52.{d6} lon=13.{d6}"),
		like("identifiers in code", "org.springframework.web.servlet.DispatcherServlet$ApplicationContext", "func (*tokenBucket).takeN(0xc000{h6}, 0x{h2})", "vkCreateSwapchainKHR_{d3}", "std::__1::basic_string<char>::{al8}"),
	}
}

// harmless lists names that only look sensitive, with values that they have.
var harmless = []string{
	"max_tokens=4096", "prompt_tokens=812", "completion_tokens=155", "total_tokens=967", "token_count=1200", "tokens_used=88",
	"tokenizer=cl100k_base", "tokenize_ms=14", "token_type=Bearer", "token_ttl=3600", "token_expires_in=3599", "token_bucket_size=100",
	"author=grace.hopper", "authors=2", "authority=api.example.org", "auth_method=password", "auth_type=oidc", "auth_duration_ms=12", "authenticated=true",
	"secret_name=db-credentials", "secret_arn=arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-Xa12Bc", "secret_version=7", "secret_count=12", "secretary=j.doe",
	"password_policy=strong", "password_length=14", "password_min_length=12", "password_changed_at=2026-03-02T08:00:00Z", "password_expires_in=90d", "password_strength=4", "passwordless=enabled",
	"password_file=/run/secrets/db", "password_hash_algo=argon2id", "passed=118", "passenger_count=4", "bypass=false", "compass=north", "passport_type=D",
	"key_id=2026-01-signing", "kid=b3f1c2", "primary_key=order_id", "sort_key=created_at", "partition_key=user-12", "foreign_key=orders_user_fk", "cache_key=product:42:v3",
	"routing_key=orders.created", "idempotency_key=ord-118-retry2", "public_key=ssh-ed25519-AAAAC3NzaC1lZDI1NTE5AAAAIabcdef", "key_count=17", "key_prefix=orders/", "keyspace=shop", "hotkey=ctrl-s", "keyboard=us-intl", "monkey=rhesus", "turkey=12", "keystore_path=/etc/app/ks.jks", "key_type=rsa-2048", "s3_key=exports/2026/03/02/orders-000117.parquet", "object_key=img/p/118.webp",
	"session_timeout=30m", "session_duration=1800", "session_count=1042", "sessions_active=98", "session_state=established", "session_affinity=ClientIP",
	"cookie_consent=granted", "cookie_domain=example.org", "cookie_count=3", "cookies_enabled=true", "credential_source=EnvironmentVariables", "credentials_loaded=true", "credential_type=service_account",
	"pin_code_length=6", "pinned=true", "pins=3", "opinion=neutral", "shipping_code=DHL-2", "signature_version=v4", "signature_algorithm=RS256", "has_password=true", "is_secret=false", "need_password_reset=true", "requires_auth=yes",
	"grant_type=authorization_code", "response_type=token", "login_count=12", "otp_enabled=true", "csrf_enabled=true", "api_key_id=ak-2026-17", "access_key_count=2", "private_key_path=/etc/ssl/k.pem", "secret_key_ref=app-secrets", "token_endpoint=https://id.example.org/oauth2/token", "authorization_endpoint=https://id.example.org/authorize",
	"auth_url=https://id.example.org/auth", "certificate=CN-web-01", "hash=crc32c", "salt_length=16", "nonce_size=12", "cipher=TLS_AES_128_GCM_SHA256", "encryption=aes-256-gcm", "vault_addr=https://vault.example.org:8200", "vault_namespace=prod/team-a",
}

// references are values under sensitive names that are no secrets.
var references = []string{
	"${DB_PASSWORD}", "$DB_PASSWORD", "{{ .Values.password }}", "{{ vault_db_password }}", "<password>", "<your-token>", "%DB_PASSWORD%", "***", "********", "xxxxxxxx", "null", "true", "false", "nil", "None", "", "vault:secret/data/db", "op://prod/db/password",
}

// Clean calls yield for every line that must stay as it is, n times each: the
// look-alikes, the names that only look sensitive and the references. Kind names
// the value, Carrier the syntax.
func Clean(seed uint64, n int, yield func(s Sample) bool) {
	all, at := frames(), 0
	send := func(set Set, kind string, c carrier, words []string, v string, r rng) bool {
		f := all[at%len(all)]
		at++
		t := c.write(r, words, stay(v))
		return yield(Sample{Set: set, Kind: kind, Carrier: c.id(), Frame: f.name, Text: f.put(t, c.line)})
	}
	var named, texts []carrier
	for _, c := range carriers() {
		switch {
		case c.text:
			texts = append(texts, c)
		case !c.position:
			named = append(named, c)
		}
	}
	for _, l := range lookalikes() {
		for _, c := range append(append([]carrier(nil), texts...), named...) {
			r := newRNG(seed, "lookalike", l.name, c.id())
			for range n {
				v := l.make(r)
				if c.esc == nil && strings.ContainsAny(v, bare(c.bad)) {
					continue
				}
				if !send(Lookalike, l.name, c, pick(r, neutralNames), v, r) {
					return
				}
			}
		}
	}
	for _, h := range harmless {
		name, v, _ := strings.Cut(h, "=")
		for _, c := range named {
			if c.esc == nil && strings.ContainsAny(v, c.bad) || c.id() == "headers: wire log" && strings.Contains(v, "/") {
				continue
			}
			r := newRNG(seed, "harmless", name, c.id())
			if !send(Harmless, name, c, strings.Split(name, "_"), v, r) {
				return
			}
		}
	}
	names := secretNames()
	for _, v := range references {
		for _, c := range named {
			// Behind a flag an empty value needs quote marks, or the next word is it.
			if v == "" && c.id() == "flags: --name value" {
				continue
			}
			if strings.ContainsAny(v, c.bad) || c.esc != nil && c.esc(v) != v || len(c.wrap) > 0 && v == "" {
				continue
			}
			r := newRNG(seed, "reference", v, c.id())
			if !send(Reference, v, c, pick(r, names).words, v, r) {
				return
			}
		}
	}
}
