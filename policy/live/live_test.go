package live

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
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

	"github.com/tacit-go/tacit/policy"
)

func write0(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// events collects what a service tells.
type events struct {
	mu   sync.Mutex
	list []Event
}

func (e *events) add(x Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.list = append(e.list, x)
}

func (e *events) count(kind string) (n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, x := range e.list {
		if x.Kind == kind {
			n++
		}
	}
	return n
}

func (e *events) last(kind string) (found Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, x := range e.list {
		if x.Kind == kind {
			found = x
		}
	}
	return found
}

func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

func begin(t *testing.T, cfg Config) (*Service, *events) {
	t.Helper()
	e := &events{}
	cfg.OnEvent = e.add
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	s, err := Start(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s, e
}

const light = "version: 1\ndetectors: {preset: none, on: [password]}\n"

func TestReload(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, light+"names: [badge]\n")
	s, e := begin(t, Config{Files: []string{file}, Interval: time.Hour})
	r := s.Redactor("slog")
	if got := r.String("badge=zq7wx4 desk=zq7wx4"); got != "badge=[REDACTED:name] desk=zq7wx4" {
		t.Fatal(got)
	}
	before := s.Status().Digest

	write0(t, file, light+"names: [desk]\n") // in place
	await(t, "the new policy", func() bool { return r.String("desk=zq7wx4") != "desk=zq7wx4" })
	if s.Status().Digest == before || s.Redactor("slog") != r {
		t.Error("another digest and the same Redactor are wanted")
	}

	write0(t, file+".new", light+"names: [chair]\n") // by another file
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
	await(t, "the renamed policy", func() bool { return r.String("chair=zq7wx4") != "chair=zq7wx4" })
	// It is told after the policy is in force.
	await(t, "three reports", func() bool { return e.count("loaded") >= 3 })
}

// TestBrokenStays writes a broken policy of each kind over one that runs.
func TestBrokenStays(t *testing.T) {
	dir := t.TempDir()
	floor, file := filepath.Join(dir, "floor.yaml"), filepath.Join(dir, "policy.yaml")
	write0(t, floor, light)
	write0(t, file, "version: 1\nnames: [badge]\n")
	s, e := begin(t, Config{Files: []string{floor, file}, Interval: time.Hour})
	r := s.Redactor("")
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":    {"version: 1\nnamse: []\n", "policy.yaml:2:1: unknown key; write names"},
		"bad pattern":    {"version: 1\ndetectors:\n  own:\n  - {id: a, pattern: 'a(', hits: [⟦a⟧]}\n", "policy.yaml:4:22: detectors.own[1].pattern: pattern"},
		"duplicate ID":   {"version: 1\ndetectors:\n  own:\n  - {id: password, pattern: abc, hits: [⟦abc⟧]}\n", "policy.yaml:4:10: detectors.own[1].id: duplicate ID"},
		"wrong type":     {"version: 1\nnames: 3\n", "policy.yaml:2:8: names: want a list"},
		"tab":            {"version: 1\nlimits:\n\tmax_depth: 3\n", "policy.yaml:3:1: a tab in the indentation; indent with spaces"},
		"alias bomb":     {"version: 1\nnames: &a [*a]\n", "policy.yaml:2:12: with what aliases stand for"},
		"example":        {"version: 1\ndetectors:\n  own:\n  - {id: a, pattern: abc, hits: [⟦ab⟧c]}\n", "policy.yaml:4:34: detectors.own[1].hits[1]: the example does not hold"},
		"weakened floor": {"version: 1\ndetectors: {preset: none}\n", "policy.yaml:2:21: detectors.preset: weakens"},
		"empty":          {"", "policy.yaml:1:1: the document is empty"},
	} {
		before := e.count("broken")
		write0(t, file, c.text)
		await(t, name, func() bool { return e.count("broken") > before })
		if got := fmt.Sprint(e.last("broken").Err); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
		if got := r.String("badge=zq7wx4 password=hunter2"); got != "badge=[REDACTED:name] password=[REDACTED:password]" {
			t.Errorf("%s: the policy before does not stay: %s", name, got)
		}
		if s.Status().Err == nil {
			t.Errorf("%s: the status is fine", name)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := s.Reload(t.Context()); err == nil || r.String("badge=zq7wx4") == "badge=zq7wx4" {
		t.Errorf("no file: %v", err)
	}
	write0(t, file, "version: 1\nnames: [badge]\n")
	await(t, "a good one again", func() bool { return s.Status().Err == nil })
}

func TestStartRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, "version: 2\n")
	if _, err := Start(t.Context(), Config{Files: []string{file}}); err == nil || !strings.Contains(err.Error(), "policy.yaml:1:10") {
		t.Error(err)
	}
	for _, r := range []Remote{{URL: "http://a/b", Key: make([]byte, 32)}, {URL: "https://u:p@a/b", Key: make([]byte, 32)}, {URL: "https://a/b"}} {
		if _, err := Start(t.Context(), Config{Remote: &r}); err == nil || strings.Contains(err.Error(), "u:p") {
			t.Error(err)
		}
	}
}

// clock is a clock that tests set.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func TestLevels(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, "version: 1\ndetectors: {preset: none, on: [password]}\npii: [emails]\n")
	e, c := &events{}, &clock{t: time.Now()}
	s, err := start(t.Context(), Config{Files: []string{file}, OnEvent: e.add}, c.now)
	if err != nil {
		t.Fatal(err)
	}
	a, b := s.Redactor("a"), s.Redactor("b")
	in := "password=hunter2 a@acme.org"
	const all, essential = "password=[REDACTED:password] [REDACTED:email-address]", "password=[REDACTED:password] a@acme.org"
	expect := func(when, wantA, wantB string) {
		t.Helper()
		if gotA, gotB := a.String(in), b.String(in); gotA != wantA || gotB != wantB {
			t.Errorf("%s: %s; %s", when, gotA, gotB)
		}
	}
	expect("at first", all, all)
	for _, o := range []Override{
		{Level: policy.Off, Sink: "a", Reason: "r", Until: c.now().Add(time.Hour)},
		{Level: policy.Off, Sink: "a", Owner: "o", Until: c.now().Add(time.Hour)},
		{Level: policy.Off, Sink: "a", Owner: "o", Reason: "r"},
		{Level: policy.Off, Sink: "a", Owner: "o", Reason: "r", Until: c.now().Add(policy.MaxOff + time.Hour)},
		{Level: 9, Sink: "a", Owner: "o", Reason: "r", Until: c.now().Add(time.Hour)},
	} {
		if s.SetLevel(o) == nil {
			t.Errorf("taken: %+v", o)
		}
	}
	expect("refused", all, all)

	begun := time.Now()
	if err := s.SetLevel(Override{Level: policy.Off, Sink: "a", Owner: "ada", Reason: "an outage", Until: c.now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	expect("a off", in, all)
	if d := time.Since(begun); d > 10*time.Second {
		t.Errorf("it took %v", d)
	}
	if x := e.last("level"); x.Sink != "a" || x.From != policy.Full || x.To != policy.Off || x.Owner != "ada" || x.Reason != "an outage" || x.Until.IsZero() {
		t.Errorf("told: %+v", x)
	}
	st := s.Status()
	if st.Levels["a"] != policy.Off || len(st.Overrides) != 1 {
		t.Errorf("status: %+v", st)
	}
	var told []string
	for _, r := range s.Redactors() {
		told = append(told, r.Describe().Policy)
	}
	if d := st.Digest; !slices.Equal(told, []string{d, d + "/off", d}) || a.Plan() == b.Plan() || b.Plan() != s.Redactor("").Plan() {
		t.Errorf("the Redactors tell of %q, the policy is %s", told, d)
	}
	if err := s.SetLevel(Override{Level: policy.Essential, Owner: "ada", Reason: "load", Until: c.now().Add(2 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	expect("b essential", in, essential)
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("after a reload", in, essential)

	c.add(time.Hour)
	s.kick()
	await(t, "off ends by itself", func() bool { return a.String(in) == essential })
	c.add(time.Hour)
	s.kick()
	await(t, "essential ends by itself", func() bool { return a.String(in) == all && b.String(in) == all })
	if x := e.last("level"); x.To != policy.Full {
		t.Errorf("told: %+v", x)
	}
}

func TestLevelsOfThePolicyLapse(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	until := time.Now().Add(2500 * time.Millisecond).UTC().Truncate(time.Second).Add(time.Second).Format(time.RFC3339)
	write0(t, file, light+"levels:\n  - {level: off, sink: a, owner: ada, reason: r, until: "+until+"}\n")
	s, e := begin(t, Config{Files: []string{file}})
	r := s.Redactor("a")
	await(t, "off", func() bool { return r.String("password=hunter2") == "password=hunter2" })
	if x := e.last("level"); x.Owner != "ada" || x.To != policy.Off {
		t.Errorf("told: %+v", x)
	}
	await(t, "its end", func() bool { return r.String("password=hunter2") != "password=hunter2" })
}

// What lapses is over even if the plan cannot be built as before.
func TestLapseWithoutKeys(t *testing.T) {
	dir := t.TempDir()
	file, key := filepath.Join(dir, "policy.yaml"), filepath.Join(dir, "key")
	c := &clock{t: time.Now()}
	until := func(d time.Duration) string { return c.now().Add(d).UTC().Format(time.RFC3339) }
	write0(t, key, strings.Repeat("k", 32))
	write0(t, file, light+"names: [badge]\nreplacement: hmac:a\nkey_rings: [{name: a, current: {id: k1, file: key}}]\nreport_only:\n"+
		"  - {detector: password, owner: ada, reason: r, until: "+until(time.Hour)+"}\n"+
		"  - {detector: name, owner: ada, reason: r, until: "+until(2*time.Hour)+"}\n")
	s, err := start(t.Context(), Config{Files: []string{file}, Interval: time.Hour}, c.now)
	if err != nil {
		t.Fatal(err)
	}
	r := s.Redactor("")
	const in = "password=hunter2 badge=zq7wx4"
	if got := r.String(in); got != in {
		t.Fatal(got)
	}
	if err := os.Remove(key); err != nil {
		t.Fatal(err)
	}
	c.add(time.Hour)
	s.lapse()
	if got := r.String(in); got != "password=[REDACTED:password] badge=zq7wx4" || s.Status().Err == nil {
		t.Errorf("%s, %v", got, s.Status().Err)
	}
	c.add(time.Hour)
	s.lapse()
	if got := r.String(in); got != "password=[REDACTED:password] badge=[REDACTED:name]" {
		t.Error(got)
	}
	write0(t, key, strings.Repeat("k", 32))
	s.lapse()
	if got := r.String(in); strings.Contains(got, "hunter2") || !strings.Contains(got, "hmac") && strings.Contains(got, "[REDACTED:password]") || s.Status().Err != nil {
		t.Errorf("%s, %v", got, s.Status().Err)
	}
}

// A floor that does not delegate the level any more ends what was set by it.
func TestFloorTakesLevelBack(t *testing.T) {
	dir := t.TempDir()
	floor, file := filepath.Join(dir, "floor.yaml"), filepath.Join(dir, "policy.yaml")
	write0(t, floor, light+"delegate: [level]\n")
	write0(t, file, "version: 1\n")
	s, _ := begin(t, Config{Files: []string{floor, file}, Interval: time.Hour})
	o := Override{Level: policy.Off, Owner: "ada", Reason: "load", Until: time.Now().Add(time.Hour)}
	for i := range MaxSinks {
		o.Sink = fmt.Sprint(i)
		if err := s.SetLevel(o); err != nil {
			t.Fatal(err)
		}
	}
	o.Sink = "one more"
	if s.SetLevel(o) == nil {
		t.Error("overrides have no bound")
	}
	r := s.Redactor("7")
	await(t, "the level", func() bool { return r.String("password=hunter2") == "password=hunter2" })
	write0(t, floor, light)
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := r.String("password=hunter2"); got != "password=[REDACTED:password]" || len(s.Status().Overrides) != 0 {
		t.Errorf("%s, %d overrides", got, len(s.Status().Overrides))
	}
}

// A file that is written in steps counts when it is whole, also where each step is a
// policy.
func TestHalfWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, light+"names: [badge]\n")
	s, _ := begin(t, Config{Files: []string{file}, Interval: 10 * time.Millisecond})
	r := s.Redactor("")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, part := range []string{"version: 1\n", "detectors: {preset: none, on: [password]}\n", "#\n", "names: [badge]\n"} {
		begun := time.Now()
		if _, err := f.WriteString(part); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(settle / 4); time.Now().Before(end); {
			if got := r.String("badge=zq7wx4"); got == "badge=zq7wx4" {
				if time.Since(begun) >= settle {
					t.Skip("the machine is busy: there was a pause in writing")
				}
				t.Fatalf("behind %q: %s", part, got)
			}
		}
	}
}

func TestFloorKeepsLevel(t *testing.T) {
	dir := t.TempDir()
	floor, file := filepath.Join(dir, "floor.yaml"), filepath.Join(dir, "policy.yaml")
	write0(t, floor, light)
	write0(t, file, "version: 1\n")
	s, _ := begin(t, Config{Files: []string{floor, file}})
	o := Override{Level: policy.Essential, Owner: "ada", Reason: "load", Until: time.Now().Add(time.Hour)}
	if err := s.SetLevel(o); err == nil {
		t.Error("a level that the floor does not delegate is taken")
	}
	write0(t, floor, light+"delegate: [level]\n")
	if err := s.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.SetLevel(o); err != nil {
		t.Error(err)
	}
}

func TestSecretsOfThePolicy(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "policy.yaml")
	write0(t, filepath.Join(dir, ".env"), "A=q7We9Rt2Yu#x-1\n")
	write0(t, file, light+"secrets: [{dotenv: .env}]\n")
	s, _ := begin(t, Config{Files: []string{file}, Interval: 20 * time.Millisecond})
	r := s.Redactor("")
	if got := r.String("at q7We9Rt2Yu#x-1"); got != "at [REDACTED:live-secret]" {
		t.Error(got)
	}
	write0(t, filepath.Join(dir, ".env"), "A=q7We9Rt2Yu#x-2\n")
	await(t, "the new value", func() bool { return r.String("at q7We9Rt2Yu#x-2") == "at [REDACTED:live-secret]" })
	// A policy without the source does not show what was hidden.
	write0(t, file, light)
	await(t, "the new policy", func() bool { return len(s.Policy().Sources(nil)) == 0 })
	if got := r.String("at q7We9Rt2Yu#x-2"); got != "at [REDACTED:live-secret]" {
		t.Error(got)
	}
}

// server serves a signed document.
type server struct {
	mu       sync.Mutex
	doc, sig []byte
	down     bool
	asked    int
	unchange int
}

func (s *server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if s.down {
		http.Error(w, "down", http.StatusServiceUnavailable)
		return
	}
	body := s.doc
	if strings.HasSuffix(req.URL.Path, ".sig") {
		body = s.sig
	} else {
		tag := fmt.Sprintf("%q", base64.StdEncoding.EncodeToString(s.sig)[:16])
		w.Header().Set("ETag", tag)
		if req.Header.Get("If-None-Match") == tag {
			s.unchange++
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	_, _ = w.Write(body)
}

func (s *server) set(key ed25519.PrivateKey, doc string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doc = []byte(doc)
	s.sig = []byte(base64.StdEncoding.EncodeToString(ed25519.Sign(key, s.doc)) + "\n")
}

func TestRemote(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the whole catalogue many times")
	}
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	srv := &server{}
	ts := httptest.NewTLSServer(srv)
	defer ts.Close()
	dir := t.TempDir()
	file := filepath.Join(dir, "policy.yaml")
	write0(t, file, "version: 1\nnames: [desk]\n")
	floor := func(serial int, name string) string {
		return fmt.Sprintf("version: 1\nserial: %d\ndetectors: {preset: none, on: [password]}\nnames: [%s]\n", serial, name)
	}
	cfg := Config{Files: []string{file}, Remote: &Remote{URL: ts.URL + "/policy", Key: pub, Client: ts.Client(),
		Cache: filepath.Join(dir, "cache"), Interval: 20 * time.Millisecond}, Interval: time.Hour}

	srv.down = true
	s, e := begin(t, cfg) // the server is down, and nothing waits
	r := s.Redactor("")
	hides := func(name string) bool { return r.String(name+"=zq7wx4") != name+"=zq7wx4" }
	if !hides("desk") || hides("badge") {
		t.Error("the files alone")
	}
	srv.set(key, floor(5, "badge"))
	srv.mu.Lock()
	srv.down = false
	srv.mu.Unlock()
	await(t, "the floor", func() bool { return hides("badge") && s.Status().Serial == 5 })
	if !hides("desk") {
		t.Error("the file is gone")
	}
	await(t, "an answer by ETag", func() bool { srv.mu.Lock(); defer srv.mu.Unlock(); return srv.unchange > 0 })

	for name, c := range map[string]struct {
		key  ed25519.PrivateKey
		doc  string
		want string
	}{
		"bad signature": {other, floor(6, "chair"), "/policy:1:1: bad signature; sign the bytes as they are served"},
		"older serial":  {key, floor(4, "chair"), "/policy:1:1: serial 4 is older than 5"},
		"same serial":   {key, floor(5, "chair"), "/policy:1:1: serial 5 is in force with another document; give it a larger serial"},
		"no serial":     {key, light + "names: [chair]\n", "/policy:1:1: serial is missing; add"},
		"broken":        {key, "version: 1\nserial: 7\nnamse: []\n", "/policy:3:1: unknown key; write names"},
	} {
		srv.set(c.key, c.doc)
		await(t, name, func() bool { return strings.Contains(fmt.Sprint(e.last("broken").Err), c.want) })
		if !hides("badge") || hides("chair") {
			t.Errorf("%s: the policy before does not stay", name)
		}
	}

	// Without the server the cache has it.
	srv.mu.Lock()
	srv.down = true
	srv.mu.Unlock()
	s2, _ := begin(t, cfg)
	if s2.Status().Serial != 5 || s2.Redactor("").String("badge=zq7wx4") == "badge=zq7wx4" {
		t.Error("the cache is not used")
	}
	// A cache that was tampered with is not.
	data, err := os.ReadFile(cfg.Remote.Cache)
	if err != nil {
		t.Fatal(err)
	}
	write0(t, cfg.Remote.Cache, strings.Replace(string(data), `"Document":"`, `"Document":"AAAA`, 1))
	s3, e3 := begin(t, cfg)
	if s3.Status().Serial != 0 || !strings.Contains(fmt.Sprint(e3.last("broken").Err), "bad signature") {
		t.Errorf("serial %d, %v", s3.Status().Serial, e3.last("broken").Err)
	}
}

func TestRemoteThatBreaksTheFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the whole catalogue")
	}
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	srv := &server{}
	srv.set(key, "version: 1\nserial: 1\ndetectors: {preset: none, on: [password]}\nactions: [{detector: password, action: drop_field}]\n")
	ts := httptest.NewTLSServer(srv)
	defer ts.Close()
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, "version: 1\npaths: [{path: a}]\n")
	s, e := begin(t, Config{Files: []string{file}, Interval: time.Hour,
		Remote: &Remote{URL: ts.URL + "/policy", Key: pub, Client: ts.Client(), Interval: time.Hour}})
	await(t, "the refusal", func() bool {
		return strings.Contains(fmt.Sprint(e.last("broken").Err), "policy.yaml:2:16: paths[1].path: weakens")
	})
	if got := string(s.Redactor("").AppendJSON(nil, []byte(`{"a":"q"}`))); got != `{"a":"[REDACTED:path]"}` {
		t.Error(got)
	}
}

func TestManySinks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, light)
	s, _ := begin(t, Config{Files: []string{file}})
	for i := range 2 * MaxSinks {
		r := s.Redactor(fmt.Sprint(i))
		if shared := r == s.Redactor(""); shared != (i >= MaxSinks-1) {
			t.Errorf("sink %d shares: %v", i, shared)
		}
		if r.String("password=hunter2") != "password=[REDACTED:password]" {
			t.Errorf("sink %d hides nothing", i)
		}
	}
}

func TestReported(t *testing.T) {
	file := filepath.Join(t.TempDir(), "policy.yaml")
	write0(t, file, `version: 1
detectors:
  preset: none
  own:
    - {id: acme-token, pattern: '\bacme_[a-z0-9]{2,24}\b', hits: ["⟦acme_0a⟧"]}
report_only:
  - {detector: acme-token, owner: a, reason: r, until: `+time.Now().AddDate(0, 0, 2).UTC().Format(time.DateOnly)+"}\n")
	s, _ := begin(t, Config{Files: []string{file}})
	r := s.Redactor("")
	values := []string{"acme_0a1b2c3d4e5f", "acme_0a1b2c3d4e5f", "acme_zz"}
	for i := range 2 * MaxShapes {
		values = append(values, "acme_"+strings.Repeat("a", i/2%12)+strings.Repeat("0", 12-i/2%12))
	}
	for _, v := range values {
		if got := r.String("at " + v); got != "at "+v {
			t.Errorf("changed: %s", got)
		}
	}
	got := s.Status().Reported["acme-token"]
	if got.Count != uint64(len(values)) || len(got.Shapes) == 0 || len(got.Shapes) > MaxShapes {
		t.Errorf("%+v", got)
	}
	for _, x := range got.Shapes {
		if !strings.HasPrefix(x.Shape, "aaaa_") || strings.Contains(x.Shape, "acme") {
			t.Errorf("shape %q", x.Shape)
		}
	}
}
