package vault

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

const (
	token  = "hvs." + "CAESIJ0xR7mQ"
	first  = "q7We9Rt2" + "Yu#x-1"
	second = "q7We9Rt2" + "Yu#x-2"
)

// server answers as https://developer.hashicorp.com/vault/api-docs says: secret/kv/kv-v2,
// secret/databases and system/leases.
type server struct {
	*httptest.Server
	mu      sync.Mutex
	now     time.Time
	kv      map[string]any // nil: deleted
	version int
	issued  int
	max     time.Duration // of a lease
	begun   map[string]time.Time
	ttl     time.Duration
	down    bool
	denied  bool
	asked   []string
}

func newServer(t *testing.T) *server {
	s := &server{now: time.Now(), ttl: 60 * time.Second, max: 150 * time.Second, begun: map[string]time.Time{}, kv: map[string]any{"password": first}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.Method+" "+r.URL.Path)
	answer := func(status int, v any) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	switch {
	case s.down:
		answer(503, map[string]any{"errors": []string{"Vault is sealed " + first}})
	case s.denied || r.Header.Get("X-Vault-Token") != token || r.Header.Get("X-Vault-Namespace") != "team":
		answer(403, map[string]any{"errors": []string{"permission denied " + first}})
	case r.Method == "GET" && r.URL.Path == "/v1/secret/data/apps/shop":
		metadata := map[string]any{"created_time": "2026-01-02T03:04:05Z", "deletion_time": "", "destroyed": false, "version": s.version, "custom_metadata": map[string]any{"owner": "shop"}}
		if s.kv == nil {
			metadata["deletion_time"] = "2026-01-03T03:04:05Z"
			answer(404, map[string]any{"data": map[string]any{"data": nil, "metadata": metadata}})
			return
		}
		answer(200, map[string]any{"request_id": "1", "lease_id": "", "renewable": false, "lease_duration": 0, "data": map[string]any{"data": s.kv, "metadata": metadata}})
	case r.Method == "GET" && r.URL.Path == "/v1/database/creds/shop":
		s.issued++
		id := fmt.Sprintf("database/creds/shop/%d", s.issued)
		s.begun[id] = s.now
		answer(200, map[string]any{"lease_id": id, "renewable": true, "lease_duration": int(s.ttl / time.Second), "data": map[string]any{"username": fmt.Sprintf("v-token-shop-%dXq", s.issued), "password": fmt.Sprintf("Lp7-%d-zWq9#Kd", s.issued)}})
	case r.Method == "PUT" && r.URL.Path == "/v1/sys/leases/renew":
		var in struct {
			ID        string `json:"lease_id"`
			Increment int    `json:"increment"`
		}
		if json.NewDecoder(r.Body).Decode(&in) != nil || in.Increment != int(s.ttl/time.Second) {
			answer(400, map[string]any{"errors": []string{"bad"}})
			return
		}
		begun, ok := s.begun[in.ID]
		if !ok {
			answer(400, map[string]any{"errors": []string{"lease not found"}})
			return
		}
		left := min(s.ttl, begun.Add(s.max).Sub(s.now))
		answer(200, map[string]any{"lease_id": in.ID, "renewable": true, "lease_duration": int(left / time.Second)})
	default:
		answer(404, map[string]any{"errors": []string{}})
	}
}

func (s *server) set(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// pass lets time pass for the server and the source.
func (s *server) pass(d time.Duration) { s.set(func() { s.now = s.now.Add(d) }) }

func (s *server) clock() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func open(t *testing.T, s *server, paths ...Path) *Source {
	t.Helper()
	src, err := New(Config{Address: s.URL, Token: redact.NewSecret([]byte(token)), Namespace: "team"}, paths...)
	if err != nil {
		t.Fatal(err)
	}
	src.now = s.clock
	return src
}

func reveal(t *testing.T, s *secretsource.Sync, name string) string {
	t.Helper()
	secret, ok := s.Secret(name)
	if !ok {
		t.Fatalf("no %s among %v", name, s.Names())
	}
	return string(secret.Reveal())
}

func states(set *redact.SecretSet) (out []string) {
	for _, i := range set.Inventory(nil) {
		out = append(out, fmt.Sprintf("%s/%d %s %s", i.Name, i.Generation, i.State, i.Kind))
	}
	return out
}

func TestKV(t *testing.T) {
	s := newServer(t)
	s.kv["note"], s.kv["port"], s.kv["nested"] = "  ", 5432, map[string]any{"api_key": "Zk9vLmW0x2pT"}
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	sync := secretsource.New(set, open(t, s, KV("secret", "/apps/shop")))
	if err := sync.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names := sync.Names(); !slices.Equal(names, []string{"apps_shop.nested", "apps_shop.password"}) {
		t.Error(names)
	}
	if reveal(t, sync, "apps/shop.password") != first || set.Inventory(nil)[0].Owner != "shop" {
		t.Error("value or owner")
	}
	s.set(func() { s.kv["password"] = second; s.version++ })
	if err := sync.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{first, second, "Zk9vLmW0x2pT"} {
		if out := r.String("x " + v); strings.Contains(out, v) {
			t.Errorf("%q is not hidden", v)
		}
	}
	if got := states(set); !slices.Contains(got, "apps_shop.password/1 rotated static") || !slices.Contains(got, "apps_shop.password/2 live static") {
		t.Error(got)
	}

	// A failing server keeps what it had, and its text stays out of the error.
	for _, fail := range []*bool{&s.down, &s.denied} {
		s.set(func() { *fail = true })
		err := sync.Load(t.Context())
		if !errors.As(err, new(statusError)) || strings.Contains(err.Error(), first) || strings.Contains(err.Error(), token) || reveal(t, sync, "apps/shop.password") != second {
			t.Error(err)
		}
		s.set(func() { *fail = false })
	}
	// A deleted version has no values; the old ones stay hidden.
	s.set(func() { s.kv = nil })
	if err := sync.Load(t.Context()); err != nil {
		t.Error(err)
	}
	if _, ok := sync.Secret("apps/shop.password"); ok || r.String("x "+second) != "x [REDACTED:live-secret]" {
		t.Error("a deleted secret")
	}
}

func TestLease(t *testing.T) {
	s := newServer(t)
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	src := open(t, s, Lease("database/creds/shop"))
	sync := secretsource.New(set, src)
	load := func(want string, asked ...string) {
		t.Helper()
		s.set(func() { s.asked = nil })
		if err := sync.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := reveal(t, sync, "database/creds/shop.password"); got != want {
			t.Errorf("password %q, want %q", got, want)
		}
		s.set(func() {
			if !slices.Equal(s.asked, asked) {
				t.Errorf("asked %q, want %q", s.asked, asked)
			}
		})
	}
	const get, renew = "GET /v1/database/creds/shop", "PUT /v1/sys/leases/renew"
	one, two := "Lp7-1-zWq9#Kd", "Lp7-2-zWq9#Kd"
	load(one, get)
	load(one) // within its time nobody is asked
	if at, ok := src.next(); !ok || at.Sub(s.clock()) != 40*time.Second {
		t.Errorf("due at %v", at)
	}
	s.pass(45 * time.Second)
	load(one, renew)
	if e := set.Inventory(nil)[0].Expiry.Sub(s.clock()); e != 60*time.Second {
		t.Errorf("it expires in %v", e)
	}
	s.pass(50 * time.Second) // 95 of 150 seconds: 55 are left
	load(one, renew)
	s.set(func() { s.down = true })
	s.pass(40 * time.Second) // 135: 15 are left
	if err := sync.Load(t.Context()); err == nil || reveal(t, sync, "database/creds/shop.password") != one {
		t.Error("a server that is down:", err)
	}
	s.set(func() { s.down = false })
	load(two, renew, get)
	if got := states(set); !slices.Contains(got, "database_creds_shop.password/1 rotated dynamic") || !slices.Contains(got, "database_creds_shop.password/2 live dynamic") {
		t.Error(got)
	}
	for _, v := range []string{one, two} {
		if out := r.String("x " + v); strings.Contains(out, v) {
			t.Errorf("%q is not hidden", v)
		}
	}
	s.set(func() { clear(s.begun) }) // revoked on the server
	s.pass(45 * time.Second)
	load("Lp7-3-zWq9#Kd", renew, get)
	s.pass(2 * time.Hour) // over
	load("Lp7-4-zWq9#Kd", get)
}

// Run renews in time, by Changed alone.
func TestRunRenews(t *testing.T) {
	s := newServer(t)
	s.ttl = 2 * time.Second
	set := redact.NewSecretSet()
	src, err := New(Config{Address: s.URL, Token: redact.NewSecret([]byte(token)), Namespace: "team"}, Lease("database/creds/shop"))
	if err != nil {
		t.Fatal(err)
	}
	sync := secretsource.New(set, src).Every(time.Hour)
	if err := sync.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	go sync.Run(t.Context())
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var n int
		s.set(func() { n = len(s.asked) })
		if n >= 2 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("not renewed")
		}
	}
}

func TestNewTellsAllThatIsWrong(t *testing.T) {
	_, err := New(Config{Address: "vault:8200"}, KV("secret", "a/../b"), Lease(""), KV("secret", "x"), KV("other", "x"))
	for _, want := range []string{"Address", "Token", `"a/../b"`, `"" is`, `"x" is read twice`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %s: %v", want, err)
		}
	}
}

func TestTokenFileIsReadEachTime(t *testing.T) {
	s := newServer(t)
	file := filepath.Join(t.TempDir(), "token")
	src, err := New(Config{Address: s.URL, TokenFile: file, Namespace: "team"}, KV("secret", "apps/shop"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := src.Load(t.Context()); err == nil || strings.Contains(err.Error(), file) {
		t.Error(err)
	}
	for text, ok := range map[string]bool{token + "\n": true, "hvs.other": false, "": false, "a\nb": false,
		token + strings.Repeat("\n", MaxToken-len(token)): true, token + strings.Repeat("\n", MaxToken+1-len(token)): false} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := src.Load(t.Context()); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// The token does not go to another host.
func TestRedirects(t *testing.T) {
	other := newServer(t)
	s := httptest.NewServer(http.RedirectHandler(other.URL+"/v1/secret/data/apps/shop", http.StatusTemporaryRedirect))
	defer s.Close()
	src, _ := New(Config{Address: s.URL, Token: redact.NewSecret([]byte(token)), Namespace: "team"}, KV("secret", "apps/shop"))
	if _, err := src.Load(t.Context()); err == nil || len(other.asked) > 0 {
		t.Error(err, other.asked)
	}
}

func TestOddResponses(t *testing.T) {
	for _, text := range []string{"", "null", "[]", `{"data":5}`, `{"data":{"data":5,"metadata":{}}}`, `{"data":{"password":"` + first + `"`, strings.Repeat(" ", MaxResponse+5)} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(text)) }))
		for _, p := range []Path{KV("secret", "apps/shop"), Lease("database/creds/shop")} {
			src, _ := New(Config{Address: s.URL, Token: redact.NewSecret([]byte(token))}, p)
			if v, err := src.Load(t.Context()); err == nil || len(v) > 0 || strings.Contains(err.Error(), first) {
				t.Errorf("%.40q: %v, %v", text, v, err)
			}
		}
		s.Close()
	}
}

func TestUnquote(t *testing.T) {
	for _, v := range []string{"", "a", `q"\/b`, "line\n\r\t\b\f", "é 日本 \U0001F511", "\u2028<>&", "\x00\x1f"} {
		text, _ := json.Marshal(v)
		if got := string(unquote(text)); got != v {
			t.Errorf("%s: %q", text, got)
		}
	}
	for text, want := range map[string]string{`"\ud83d\udd11"`: "\U0001F511", `"\ud83d"`: "\ufffd", `"\ud83dx\u0041"`: "\ufffdxA", `"\/"`: "/"} {
		if got := string(unquote([]byte(text))); got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func Example() {
	vault := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"data":{"data":{"password":"vT4-quartz-lemon"},"metadata":{"version":1}}}`)
	}))
	defer vault.Close()

	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	src, err := New(Config{Address: vault.URL, Token: redact.NewSecret([]byte(token))}, KV("secret", "apps/shop"))
	if err != nil {
		fmt.Println(err)
	}
	sync := secretsource.New(set, src)
	fmt.Println(sync.Load(context.Background()))
	password, _ := sync.Secret("apps/shop.password")
	fmt.Println(r.String("cannot log in with " + string(password.Reveal())))
	// Output:
	// <nil>
	// cannot log in with [REDACTED:live-secret]
}
