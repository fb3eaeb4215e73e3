package corpus

import (
	"strconv"
	"time"
)

// gen is the state of a generator: its source and the clock of its logs.
type gen struct {
	rng
	now time.Time
}

func newGen(seed uint64, salt string) *gen {
	return &gen{newRNG(seed, salt), time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
}

func (g *gen) tick() { g.now = g.now.Add(time.Duration(g.IntN(40_000_000))) }

// A drawer appends one generated value.
type drawer func(dst []byte, g *gen) []byte

func clock(layout string) drawer {
	return func(dst []byte, g *gen) []byte { return g.now.AppendFormat(dst, layout) }
}

func number(lo, hi int) drawer {
	return func(dst []byte, g *gen) []byte { return strconv.AppendInt(dst, int64(g.between(lo, hi)), 10) }
}

func run(alphabet string, n int) drawer {
	return func(dst []byte, g *gen) []byte { return g.run(dst, alphabet, n) }
}

func word(list ...string) drawer {
	return func(dst []byte, g *gen) []byte { return append(dst, pick(g.rng, list)...) }
}

// numeric lists the kinds that are numbers in JSON.
var numeric = map[string]bool{
	"int": true, "small": true, "big": true, "pid": true, "port": true, "status": true,
	"bytes": true, "float": true, "bool": true, "ms": true,
}

var service = word("orders", "cart", "billing", "search", "media", "ledger", "mailer", "profile", "shipping", "catalog")

// drawers lists the kinds of value that a template may name.
var drawers = map[string]drawer{
	"ts": clock("2006-01-02T15:04:05.000Z07:00"), "tsspace": clock("2006-01-02 15:04:05.000"), "tscomma": clock("2006-01-02 15:04:05,000"),
	"tssys": clock("Jan _2 15:04:05"), "tsklog": clock("0102 15:04:05.000000"), "tsclf": clock("02/Jan/2006:15:04:05 -0700"),
	"tsredis": clock("02 Jan 2006 15:04:05.000"), "tsgo": clock("2006/01/02 15:04:05"), "tsutc": clock("2006-01-02 15:04:05.000 UTC"),
	"epoch": func(dst []byte, g *gen) []byte {
		return strconv.AppendFloat(dst, float64(g.now.UnixMilli())/1000, 'f', 3, 64)
	},
	"int": number(0, 9999), "small": number(0, 64), "big": number(100_000, 99_999_999), "pid": number(200, 65000),
	"port": number(1024, 65535), "bytes": number(20, 900_000), "ms": number(0, 2500), "two": run(digits, 2),
	"status": word("200", "200", "200", "200", "201", "204", "301", "304", "400", "401", "403", "404", "409", "429", "500", "502", "503"),
	"bool":   word("true", "false"),
	"float":  float, "dur": duration, "ip": ip, "uuid": uuid,
	"trace": run(hexes, 32), "span": run(hexes, 16), "sha": run(hexes, 40), "short": run(hexes, 8), "digest": run(hexes, 64),
	"etag": run(hexes+"-", 18), "b64": base64ish, "hex4": run(hexes, 4), "suffix": run(lower+digits, 5),
	"method": word("GET", "GET", "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"),
	"user":   word("ada", "linus", "grace", "barbara", "ken", "rob", "svc-batch", "svc-web", "m.kowalski", "j.doe", "deploy", "root"),
	"email":  word("ada@example.org", "ops@example.net", "j.doe@example.com", "billing@shop.example"),
	"host":   word("web-01", "web-02", "db-1", "cache-3", "edge-fra-2", "node-17", "ip-10-2-3-44", "worker-9", "build-4"),
	"svc":    service,
	"pod":    pod, "ns": word("default", "prod", "kube-system", "monitoring", "staging", "team-a"),
	"route": word("/v1/orders/{id}", "/v1/cart", "/v2/search", "/healthz", "/metrics", "/v1/users/{id}/avatar", "/graphql", "/v1/items/{id}/stock", "/login", "/v1/reports/daily"),
	"uri":   uri, "file": file, "caller": caller, "table": word("orders", "users", "line_items", "stock", "ledger_entries", "audit_log", "jobs", "outbox"),
	"ver": version, "sku": sku, "country": word("DE", "US", "FR", "JP", "BR", "IN", "SE"), "currency": word("EUR", "USD", "JPY", "GBP"),
	"queue": word("emails", "thumbnails", "invoices", "exports", "webhooks", "reindex"), "topic": word("orders.created", "stock.moved", "mail.out", "clicks", "audit"),
	"java":   word("o.s.w.s.DispatcherServlet", "c.e.shop.OrderService", "o.h.e.j.s.SqlExceptionHelper", "c.z.h.HikariPool", "o.a.k.c.c.i.ConsumerCoordinator", "c.e.shop.stock.Planner"),
	"thread": word("main", "http-nio-8080-exec-3", "scheduling-1", "pool-2-thread-7", "kafka-consumer-0", "grpc-default-executor-12"),
	"lvl":    word("INFO", "INFO", "INFO", "INFO", "DEBUG", "WARN", "ERROR"),
	"ua":     word("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15", "curl/8.9.1", "kube-probe/1.31", "Go-http-client/2.0", "okhttp/4.12.0"),
	"err":    word("context deadline exceeded", "connection reset by peer", "no such host", "i/o timeout", "EOF", "broken pipe", "record not found", "too many open files", "unexpected end of JSON input", "duplicate entry"),
	"city":   word("München", "São Paulo", "東京", "Zürich", "Kraków", "Łódź", "北京", "Москва", "Köln", "Paris"),
	"phrase": word("retrying", "giving up", "will back off", "done", "skipped", "no change", "queued", "accepted", "drained", "caught up"),
	"dev":    word("eth0", "ens5", "wlan0", "nvme0n1", "sda1", "dm-3"),
	"id":     number(1, 999_999), "order": order, "upstream": upstream, "mem": number(12, 4000),
}

func float(dst []byte, g *gen) []byte {
	return strconv.AppendFloat(dst, float64(g.IntN(1_000_000))/1000, 'f', 3, 64)
}

func duration(dst []byte, g *gen) []byte {
	switch g.IntN(3) {
	case 0:
		dst = strconv.AppendInt(dst, int64(g.between(1, 990)), 10)
		return append(dst, "ms"...)
	case 1:
		dst = strconv.AppendFloat(dst, float64(g.between(10, 99999))/1000, 'f', 3, 64)
		return append(dst, "ms"...)
	}
	dst = strconv.AppendFloat(dst, float64(g.between(1001, 59999))/1000, 'f', 3, 64)
	return append(dst, 's')
}

func ip(dst []byte, g *gen) []byte {
	dst = append(dst, pick(g.rng, []string{"10.4", "192.168", "172.16", "203.113"})...)
	for range 2 {
		dst = append(dst, '.')
		dst = strconv.AppendInt(dst, int64(g.between(1, 254)), 10)
	}
	return dst
}

func uuid(dst []byte, g *gen) []byte {
	for i, n := range []int{8, 4, 4, 4, 12} {
		if i > 0 {
			dst = append(dst, '-')
		}
		dst = g.run(dst, hexes, n)
	}
	return dst
}

func base64ish(dst []byte, g *gen) []byte {
	return append(g.run(dst, base62+"+/", 4*g.between(6, 14)-1), '=')
}

func pod(dst []byte, g *gen) []byte {
	dst = service(dst, g)
	dst = append(dst, '-')
	dst = g.run(dst, "bcdfghjklmnpqrstvwxz2456789", 10)
	dst = append(dst, '-')
	return g.run(dst, "bcdfghjklmnpqrstvwxz2456789", 5)
}

func uri(dst []byte, g *gen) []byte {
	dst = append(dst, pick(g.rng, []string{"/v1/orders/", "/v2/items/", "/img/p/", "/static/app-", "/api/users/", "/feed/"})...)
	dst = strconv.AppendInt(dst, int64(g.between(1, 999_999)), 10)
	return append(dst, pick(g.rng, []string{"", "", "", "?page=2&size=50", "?sort=-created", "?q=red+shoes", ".css", ".webp"})...)
}

func file(dst []byte, g *gen) []byte {
	dst = append(dst, pick(g.rng, []string{"/var/lib/app/", "/data/shard-3/", "/srv/www/", "/tmp/upload-", "/mnt/vol1/"})...)
	dst = g.run(dst, lower+digits, 8)
	return append(dst, pick(g.rng, []string{".log", ".parquet", ".json.gz", ".tmp", "/wal/000123"})...)
}

func caller(dst []byte, g *gen) []byte {
	dst = append(dst, pick(g.rng, []string{"server/http.go:", "store/pg.go:", "worker/loop.go:", "grpc/interceptor.go:", "cmd/run.go:"})...)
	return strconv.AppendInt(dst, int64(g.between(10, 900)), 10)
}

func version(dst []byte, g *gen) []byte {
	dst = append(dst, 'v')
	for i := range 3 {
		if i > 0 {
			dst = append(dst, '.')
		}
		dst = strconv.AppendInt(dst, int64(g.IntN(24)), 10)
	}
	return dst
}

func sku(dst []byte, g *gen) []byte {
	dst = append(g.run(dst, upper, 3), '-')
	return g.run(dst, digits, 5)
}

func order(dst []byte, g *gen) []byte {
	return strconv.AppendInt(append(dst, "ord-"...), int64(g.between(10000, 999999)), 10)
}

func upstream(dst []byte, g *gen) []byte {
	dst = append(service(append(dst, "http://"...), g), ".prod.svc:"...)
	return strconv.AppendInt(dst, int64(g.between(8000, 9000)), 10)
}
