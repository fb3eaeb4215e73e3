package matrix

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"k8s.io/klog/v2"
	"k8s.io/klog/v2/textlogger"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrredact"
	"github.com/tacit-go/tacit/redact"
)

// TestKlogBodies logs what client-go logs of requests and responses at -v=8 and -v=9:
// bodies as text or as a hex dump, cut after 1024 or 10,240 bytes, headers, and a curl
// command (k8s.io/client-go v0.37, rest/request.go, transport/round_trippers.go).
func TestKlogBodies(t *testing.T) {
	const live = "zK7-quartz-lemon-41"
	password := "hunter2-" + "correct-horse"
	var set redact.SecretSet
	if _, err := set.Set("db", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set))

	cut := func(body string, n int) string {
		if len(body) <= n {
			return body
		}
		return body[:n] + fmt.Sprintf(" [truncated %d chars]", len(body)-n)
	}
	manifest := func(data map[string]string) string {
		text, err := json.Marshal(map[string]any{
			"apiVersion": "v1", "data": data, "kind": "Secret", "metadata": map[string]any{"name": "db", "uid": "9f4c7a4e-8f4b-4d0e-9a2f-0c6c6f8b2d11"}, "type": "Opaque",
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	encoded := "aHVudGVyMi1jb3JyZWN0LWhvcnNl" // of password, in base64
	long := manifest(map[string]string{"a": strings.Repeat("QUJD", 300), "password": encoded})
	token := "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGIifQ" + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_w"
	for name, c := range map[string]struct {
		body    string
		secrets []string
	}{
		"secret":        {manifest(map[string]string{"password": encoded, "user": "YWRh"}), []string{encoded}},
		"cut":           {cut(long, 1024), []string{encoded[:10]}},
		"cut inside":    {cut(long, strings.Index(long, encoded)+14), []string{encoded[:10]}},
		"token request": {`{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","status":{"token":"` + token + `","expirationTimestamp":"2026-11-26T19:00:00Z"}}`, []string{token, token[21:60]}},
		"config map":    {`{"kind":"ConfigMap","apiVersion":"v1","data":{"app.yaml":"db:\n  password: ` + password + `\n"}}`, []string{password}},
		"live hex dump": {cut(hex.Dump([]byte("k8s\x00\n\x0b\n\x02v1\x12\x06Secret\x12"+live+"\x1a\x00")), 1024), []string{hexOf(live)[:17], live}},
	} {
		for sink, build := range map[string]func(io.Writer){
			"backend": func(w io.Writer) {
				klog.SetLoggerWithOptions(logrredact.New(textlogger.NewLogger(textlogger.NewConfig(textlogger.Output(w), textlogger.Verbosity(9))), r), klog.ContextualLogger(true))
			},
			"output": func(w io.Writer) {
				klog.ClearLogger()
				klog.SetOutput(r.NewRecordWriter(w))
			},
		} {
			t.Run(name+"/"+sink, func(t *testing.T) {
				defer klogFlags(map[string]string{"v": "9", "logtostderr": "false", "one_output": "true", "stderrthreshold": "4"})()
				var out strings.Builder
				build(&out)
				log := klog.Background()
				log.V(8).Info("Response Body", "body", c.body)
				log.V(8).Info("Request", "verb", "GET", "url", "https://ada:"+password+"@10.0.0.1/api?access_token="+password, "headers", map[string][]string{"Authorization": {"Bearer " + password}})
				log.V(9).Info("Request", "curlCommand", `curl -v -XGET -H "Authorization: Bearer `+token+`" 'https://10.0.0.1/api'`)
				klog.V(8).Infof("Response Body: %s", c.body)
				klog.Flush()
				for _, s := range append(c.secrets, password, token) {
					if strings.Contains(out.String(), s) {
						t.Errorf("%.8s… is shown: %s", s, out.String())
					}
				}
				if n := strings.Count(out.String(), "Response Body"); n != 2 || !strings.Contains(out.String(), "verb=") {
					t.Errorf("too little is left: %s", out.String())
				}
			})
		}
	}
}

func hexOf(s string) string { return fmt.Sprintf("% x", s) }
