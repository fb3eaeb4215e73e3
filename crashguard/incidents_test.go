package crashguard_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/crashguard"
)

// Incidents of other programs, as they would go through this package.

const pemKey = "-----BEGIN EC PRIVATE " + "KEY-----\n" +
	"MHcCAQEEIBkg4LVWM9nuwNSk3yByxZpYRTBnVJk5oSjGPJ5uWc0eoAoGCCqGSM49\n" +
	"AwEHoUQDQgAEYB1p8vkVkAwTg1jz1q3a3h6wT4ZK1V1mNqH2r0J5xwqzP3mGQ1Wm\n" +
	"-----END EC PRIVATE " + "KEY-----\n"

// noKey fails if text holds a line of pemKey.
func noKey(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(pemKey) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "--") && strings.Contains(text, line[:24]) {
			t.Errorf("a private key is in\n%.1000s", text)
		}
	}
}

// Calico's calicoctl printed its whole configuration, with the kubeconfig and keys in it.
func TestCVE_2026_6720_ConfigurationInAPanic(t *testing.T) {
	type datastore struct {
		Kubeconfig, KubeconfigInline, K8sAPIToken, EtcdPassword, EtcdKey string
	}
	type config struct{ Spec *datastore }
	c := config{&datastore{
		Kubeconfig:       "/etc/cni/kubeconfig",
		KubeconfigInline: "users:\n- name: admin\n  user:\n    password: " + password + "\n    token: " + token + "\n",
		K8sAPIToken:      token, EtcdPassword: password, EtcdKey: pemKey,
	}}
	for name, v := range map[string]any{
		"value": c, "pointer": c.Spec, "%+v": fmt.Sprintf("%+v", *c.Spec), "%v of a map": fmt.Sprint(map[string]string{"token": token, "password": password}),
		"error": fmt.Errorf("connect with %+v: %w", *c.Spec, errors.ErrUnsupported),
	} {
		p := recovered(t, func() { explode([8]byte{1}, v) })
		clean(t, p.Error()+p.Stack())
		noKey(t, p.Error())
		if name == "value" || name == "pointer" || name == "%+v" {
			wants(t, p.Error(), "/etc/cni/kubeconfig")
		}
	}
}

// SpiceDB wrote the DSN of its datastore as it started.
func TestCVE_2026_40091_DSNInAPanic(t *testing.T) {
	for _, dsn := range []string{
		"postgres://spicedb:" + password + "@db.internal:5432/spicedb?sslmode=require",
		"spicedb:" + password + "@tcp(db:3306)/spicedb?parseTime=true",
		"host=db user=spicedb password=" + password + " dbname=spicedb",
		"projects/p/instances/i?credentials=" + token,
	} {
		p := recovered(t, func() { panic(fmt.Errorf("unable to connect to datastore: cannot parse `%s`: failed", dsn)) })
		clean(t, p.Error())
		wants(t, p.Error(), "unable to connect to datastore", "failed")
	}
}

// Snyk's command line wrote its arguments and its environment when debugging was on.
func TestCVE_2025_6624_ArgumentsAndEnvironment(t *testing.T) {
	r := redactor(t)
	args := []string{"snyk", "container", "test", "--username=ci", "--password", password, "-d", "registry.io/app"}
	clean(t, strings.Join(crashguard.Args(r, args), "\n"))
	env := []string{"HOME=/root", "SNYK_TOKEN=" + token, "DOCKER_PASSWORD=" + password, "DSN=postgres://u:" + password + "@h/d"}
	vars, _ := json.Marshal(map[string]any{"cmdline": args, "env": env})
	for _, dump := range []string{string(vars), strings.Join(env, "\n"), strings.Join(args, " "), strings.Join(args, "\x00")} {
		out, err := crashguard.Dump(r, []byte(dump))
		if err != nil {
			t.Fatal(err)
		}
		clean(t, string(out))
		if strings.Contains(dump, "HOME") {
			wants(t, string(out), "HOME=/root")
		}
	}
}

// Coder's agent showed its manifest, with the variables of a workspace, on a debug page.
func TestGHSA_jf75_p25m_pw74_ManifestOnADebugPage(t *testing.T) {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{
			"agent_name":            "main",
			"environment_variables": map[string]string{"GITHUB_TOKEN": token, "DB_PASSWORD": password, "LANG": "C.UTF-8"},
			"git_auth_configs":      1,
		})
	})
	w := httptest.NewRecorder()
	crashguard.Debug(redactor(t), page).ServeHTTP(w, httptest.NewRequest("GET", "/debug/manifest", nil))
	out := w.Body.String()
	clean(t, out)
	wants(t, out, `"agent_name":"main"`, `"LANG":"C.UTF-8"`, "GITHUB_TOKEN")
	if w.Code != 200 || !json.Valid(w.Body.Bytes()) || w.Header().Get("Content-Type") != "application/json" {
		t.Error(w.Code, w.Header(), out)
	}
}
