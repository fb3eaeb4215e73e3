package adapters

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/slogredact"
)

// An incident is a published leak of a Go service, or of one that a Go service can
// have in the same way: it logs the canaries as that service did.
type incident struct {
	id, what string
	replay   func(e *evidence)
}

// evidence is what an incident has at hand.
type evidence struct {
	t   *testing.T
	r   *redact.Redactor
	out *bytes.Buffer
	log *slog.Logger
	// Canaries of several shapes.
	password, token, jwt, pem, url string
}

func (e *evidence) serve(req *http.Request, opts ...middleware.Option) {
	opts = append(opts, middleware.WithLogger(slog.New(slog.NewJSONHandler(e.out, nil))))
	middleware.AccessLog(e.r, opts...)(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body)
	})).ServeHTTP(httptest.NewRecorder(), req)
}

// gone is a server that does not answer.
type gone struct{}

func (gone) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("connection refused")
}

type observer func(redact.Event)

func (f observer) Observe(e redact.Event) { f(e) }

type answering struct{ body string }

func (a answering) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

var incidents = []incident{
	{"CVE-2024-8365", "Vault's audit log stopped to hash headers with tokens", func(e *evidence) {
		req := httptest.NewRequest("GET", "/v1/secret/data/db", nil)
		req.Header.Set("X-Vault-Token", e.password)
		req.Header.Set("Authorization", "Bearer "+e.jwt)
		e.serve(req, middleware.WithAllHeaders())
		e.serve(req, middleware.WithRequestHeaders("X-Vault-Token", "Authorization"))
	}},
	{"GHSA-q8cj-789h-vg24", "OpenBao read its list of headers the wrong way round", func(e *evidence) {
		req := httptest.NewRequest("GET", "/", nil)
		for _, n := range []string{"Authorization", "Proxy-Authorization", "Cookie", "X-Vault-Token"} {
			req.Header.Set(n, e.password)
		}
		e.serve(req)
		e.serve(req, middleware.WithRequestHeaders("Accept"))
		e.serve(req, middleware.WithRequestHeaders("Authorization", "Proxy-Authorization", "Cookie", "X-Vault-Token"))
	}},
	{"CVE-2025-4166", "Vault's errors of decoding quoted the value", func(e *evidence) {
		err := fmt.Errorf("error converting input for field %q: 1 error(s) decoding:\n\n* 'password' expected type 'map[string]interface {}', got unconvertible type 'string', value: '%s'", "data", e.token)
		e.log.Error("request failed", "err", err)
		e.log.Error("request failed", "err", fmt.Errorf("1 error(s) decoding:\n\n* 'password' expected type 'int', got unconvertible type 'string', value: '%s'", e.password))
	}},
	{"CVE-2025-52893", "OpenBao's errors of decoding quoted the value", func(e *evidence) {
		e.log.Error("audit", "err", fmt.Errorf("1 error(s) decoding:\n\n* cannot parse 'secret_id_ttl_password' as int: strconv.ParseInt: parsing %q: invalid syntax", e.password))
	}},
	{"CVE-2024-6104", "go-retryablehttp logged URLs with user and password", func(e *evidence) {
		l := log.New(e.r.NewRecordWriter(e.out), "", log.LstdFlags)
		l.Printf("[DEBUG] GET %s", e.url)
		l.Printf("[ERR] GET %s request failed: %v", e.url, fmt.Errorf("Get %q: dial tcp: refused", e.url))
		c := &http.Client{Transport: middleware.NewTransport(gone{}, e.r, middleware.WithLogger(e.log))}
		_, err := middleware.NewClient(c, e.r).Get(e.url)
		fmt.Fprintln(e.out, err)
	}},
	{"CVE-2024-36127", "apko logged the URL of a keyring with HTTP basic credentials", func(e *evidence) {
		e.log.Info("installing keyring", "url", e.url)
		e.log.Info(fmt.Sprintf("fetching %s", e.url))
		req, err := http.NewRequest("GET", e.url, nil)
		if err != nil {
			e.t.Fatal(err)
		}
		req.SetBasicAuth("ada", e.password)
		e.log.Info("request", "request", middleware.Request(req, e.r, middleware.WithAllHeaders()))
		dump, err := middleware.DumpRequestOut(req, false, e.r)
		fmt.Fprintln(e.out, string(dump), err)
	}},
	{"CVE-2026-6720", "calicoctl logged its configuration with kubeconfig and keys", func(e *evidence) {
		type spec struct{ KubeconfigInline, K8sAPIToken, EtcdKey, EtcdPassword string }
		type config struct{ Spec spec }
		c := config{spec{"users:\n- name: ada\n  user:\n    token: " + e.jwt + "\n", e.token, e.pem, e.password}}
		e.log.Debug("loaded", "config", c)
		e.log.Debug(fmt.Sprintf("loaded config: %+v", c))
		e.log.Debug("loaded", "config", &c)
	}},
	{"CVE-2026-40091", "SpiceDB logged the connection string of its datastore at start", func(e *evidence) {
		dsn := "postgres://spicedb:" + e.password + "@db:5432/spicedb?sslmode=disable"
		e.log.Info("configuration", "datastore-conn-uri", dsn, "engine", "postgres")
		e.log.Info("starting with flags: --datastore-conn-uri=" + dsn)
		e.log.Info("args", "argv", []string{"serve", "--datastore-conn-uri", dsn, "--grpc-preshared-key", e.token})
	}},
	{"GHSA-jf75-p25m-pw74", "Coder logged an agent's manifest with its environment", func(e *evidence) {
		m := struct {
			AgentID string
			Env     map[string]string
		}{"a1", map[string]string{"DB_PASSWORD": e.password, "GITHUB_TOKEN": e.token, "HOME": "/home/ada"}}
		e.log.Debug("fetched manifest", "manifest", m)
		e.log.Debug(fmt.Sprintf("fetched manifest %+v", m))
	}},
	{"GHSA-5rc7-2jj6-mp64", "Linode's provider logged bodies of requests and responses", func(e *evidence) {
		tr := middleware.NewTransport(answering{`{"id":1,"root_pass":"` + e.password + `","kubeconfig":"` + base64.StdEncoding.EncodeToString([]byte("token: "+e.token)) + `"}`},
			e.r, middleware.WithLogger(e.log), middleware.WithRequestBody(0), middleware.WithResponseBody(0), middleware.WithAllHeaders())
		req, err := http.NewRequest("POST", "https://api.example.com/v4/instances", strings.NewReader(`{"label":"x","root_pass":"`+e.password+`","stackscript_data":{"token":"`+e.token+`"}}`))
		if err != nil {
			e.t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Bearer "+e.token)
		resp, err := tr.RoundTrip(req)
		if err != nil {
			e.t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, req.Body)
		_, _ = io.Copy(io.Discard, resp.Body)
	}},
	{"CVE-2025-6624", "Snyk logged its arguments and environment", func(e *evidence) {
		e.log.Debug("command", "args", []string{"container", "test", "--username", "ada", "--password", e.password, "--token=" + e.token})
		e.log.Debug("environment", "env", []string{"SNYK_TOKEN=" + e.password, "PATH=/bin"})
	}},
	{"CVE-2025-62232", "APISIX logged the credentials of basic authentication", func(e *evidence) {
		header := "Basic " + base64.StdEncoding.EncodeToString([]byte("ada:"+e.password))
		e.log.Info("decoding", "authorization", header)
		e.log.Info("failed to authenticate, Authorization: " + header)
		req := httptest.NewRequest("GET", "/", nil)
		req.Header.Set("Authorization", header)
		e.serve(req, middleware.WithAllHeaders())
		e.log.Info("user found", "user", "ada", "password", e.password)
	}},
	{"CVE-2017-18896", "Mattermost logged the bodies of requests with tokens and passwords", func(e *evidence) {
		// The request was logged as it was decoded, as its body and as a form.
		type login struct{ LoginId, Password, Token, DeviceId string }
		e.log.Debug("request", "body", login{"ada", e.password, e.token, "d1"})
		e.log.Debug(fmt.Sprintf("request %+v", &login{"ada", e.password, e.token, "d1"}))
		for ctype, body := range map[string]string{
			"application/json":                  `{"login_id":"ada","password":"` + e.password + `","token":"` + e.token + `"}`,
			"application/x-www-form-urlencoded": url.Values{"login_id": {"ada"}, "password": {e.password}, "token": {e.token}}.Encode(),
		} {
			req := httptest.NewRequest("POST", "/api/v4/users/login?token="+url.QueryEscape(e.token), strings.NewReader(body))
			req.Header.Set("Content-Type", ctype)
			e.serve(req, middleware.WithRequestBody(0), middleware.WithAllHeaders())
		}
	}},
	{"rollbar-gem#1207, mercure#910", "a filter by a precompiled or a wrong path was taken for none", func(e *evidence) {
		// A path rule that fits nothing leaves what names and patterns say in force.
		if r, err := redact.New(redact.WithDetectors(detectors.Default()...), redact.WithPath("no.such.field", redact.Keep)); err == nil {
			l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(e.out, nil), r))
			l.Info("update", "user", map[string]string{"password": e.password, "token": e.token}, "nope", map[string]any{"such": map[string]string{"password": e.password}})
		} else {
			e.t.Error(err)
		}
		// A list of nothing is refused rather than taken for everything.
		if _, err := redact.New(redact.WithDetectors()); err == nil {
			e.t.Error("a Redactor with nothing to look for")
		}
		e.log.Info("update", "user", map[string]string{"password": e.password})
	}},
	{"pinojs/redact#18, fast-redact CVE-2025-57319", "rules with several wildcards failed in silence, and names such as __proto__", func(e *evidence) {
		r, err := redact.New(redact.WithDetectors(detectors.Default()...), redact.WithPath("*.*.*.x", redact.Redact), redact.WithPath("**.__proto__.y", redact.Redact))
		if err != nil {
			e.t.Fatal(err)
		}
		l := slog.New(slogredact.NewHandler(slog.NewJSONHandler(e.out, nil), r))
		deep := map[string]any{"a": map[string]any{"b": map[string]any{"c": map[string]any{"x": e.password}}}, "__proto__": map[string]string{"y": e.password}}
		l.Info("m", slog.Any("root", deep["a"].(map[string]any)), slog.Any("v", map[string]any{"__proto__": deep["__proto__"]}))
	}},
	{"logfire#1909", "the report of the redactor held what it had found", func(e *evidence) {
		var events bytes.Buffer
		r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithObserver(observer(func(ev redact.Event) { fmt.Fprintf(&events, "%+v\n", ev) })))
		slog.New(slogredact.NewHandler(slog.NewJSONHandler(e.out, nil), r)).Error("x", "password", e.password, e.token, e.jwt, "err", errors.New(e.url))
		fmt.Fprintf(e.out, "%s %+v %+v", events.String(), r.Stats(), r.Describe())
		e.log.Info("m", "token", e.token)
	}},
	{"vault#1764", "a token in the path of a URL", func(e *evidence) {
		req := httptest.NewRequest("GET", "/v1/auth/token/lookup/"+e.token, nil)
		e.serve(req)
		// A value without a shape is known by its place.
		req = httptest.NewRequest("GET", "/v1/auth/token/revoke/s3-7d1f90aa", nil)
		e.serve(req, middleware.WithPathPatterns("/v1/auth/token/{action}/{token}"))
		if strings.Contains(e.out.String(), "7d1f90aa") {
			e.t.Errorf("%s", e.out)
		}
	}},
	{"golang/go#24572, #53993", "errors of net/url quote passwords", func(e *evidence) {
		for _, u := range []string{"postgres://u:" + e.password + "@h:port/", "http://u:" + e.password + "@h%zz/", e.url + "\x7f"} {
			_, err := middleware.NewClient(nil, e.r).Get(u)
			e.log.Error("request failed", "err", err)
			_, err = http.Get(u)
			e.log.Error("request failed", "err", err)
		}
	}},
	{"stacklok/toolhive#4065", "a panic's value and its stack", func(e *evidence) {
		middleware.Recover(e.r, middleware.WithLogger(e.log))(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			panic(fmt.Errorf("dial %s: refused", e.url))
		})).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	}},
}

func TestIncidents(t *testing.T) {
	canaries := redacttest.Canaries(t, 7)
	oracle := redacttest.NewOracle(canaries...)
	value := func(s redacttest.Shape) string {
		for _, c := range canaries {
			if c.Shape == s {
				return c.Value
			}
		}
		t.Fatalf("no canary of shape %d", s)
		return ""
	}
	replay := func(t *testing.T, in incident, r *redact.Redactor) string {
		e := &evidence{t: t, r: r, out: &bytes.Buffer{}, password: value(redacttest.Base64), token: value(redacttest.GitHubToken),
			jwt: value(redacttest.JWT), pem: value(redacttest.PEM), url: value(redacttest.URLPassword)}
		e.log = slog.New(slogredact.NewHandler(slog.NewJSONHandler(e.out, &slog.HandlerOptions{Level: slog.LevelDebug}), r))
		in.replay(e)
		return e.out.String()
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	keyed := redact.MustNew(redact.WithDetectors(detectors.Default()...),
		redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: redact.Key{ID: "k1", Secret: bytes.Repeat([]byte("k"), 32)}})))
	blind := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "x", Pattern: `\bnever_[0-9]{9}\b`}))
	controls := 0
	for _, in := range incidents {
		t.Run(in.id, func(t *testing.T) {
			for _, r := range []*redact.Redactor{r, keyed} {
				out := replay(t, in, r)
				if leaks := oracle.Leaks([]byte(out)); len(leaks) > 0 {
					t.Errorf("%s: %v in %s", in.what, leaks, out)
				}
				if !strings.Contains(out, "REDACTED") && in.id != "GHSA-q8cj-789h-vg24" {
					t.Errorf("%s: nothing was hidden in %s", in.what, out)
				}
			}
		})
		if in.id != "vault#1764" && len(oracle.Leaks([]byte(replay(t, in, blind)))) > 0 {
			controls++
		}
	}
	// Without detectors they do leak, but for what is a credential by its header, or hidden
	// by rules of its own.
	if controls < len(incidents)-4 {
		t.Errorf("%d of %d incidents leak without detectors", controls, len(incidents))
	}
}
