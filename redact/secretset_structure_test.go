package redact

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSecretSetFindsPartsOfStructures(t *testing.T) {
	const pw = "s3cr%2Ft" + "Zk9#qVw2"
	const plain = "s3cr/t" + "Zk9#qVw2"
	account, _ := json.Marshal(map[string]any{
		"type": "service_account", "project_id": "project-one-two", "private_key_id": "0123456789abcdef0123",
		"token_uri": "https://oauth2.example.com/token", "client_email": "robot@project-one-two.example.com",
		"nested": map[string]any{"api_key": []string{"q7W\"e9<Rt2Yu", "aZ81-quartz-lemon"}, "dsn": "postgres://app:" + pw + "@db/x"},
		"note":   "some words that are no secret",
	})
	for name, tc := range map[string]struct {
		value        string
		kinds        []string
		hidden, left []string
	}{
		"url": {
			"postgres://app:" + pw + "@db.example.com:5432/main?sslmode=verify-full",
			[]string{partURLPassword},
			[]string{pw, plain, base64.StdEncoding.EncodeToString([]byte("user:" + plain)), hex.EncodeToString([]byte(plain))},
			[]string{"db.example.com:5432", "postgres://app", "verify-full", "main"},
		},
		"broken url": {"amqp://app:" + plain + "@mq.example.com/vhost", []string{partURLPassword}, []string{plain}, []string{"mq.example.com/vhost"}},
		"token as user": {
			"https://vT4quartzLemon91x@git.example.com/a/b", []string{partURLUser}, []string{"vT4quartzLemon91x"}, []string{"git.example.com/a/b"},
		},
		"mysql":   {"app:" + plain + "@tcp(10.0.0.1:3306)/db?parseTime=true", []string{partURLPassword}, []string{plain}, []string{"parseTime=true", "tcp(10.0.0.1:3306)"}},
		"libpq":   {"host=db user=app password='" + plain + "' sslmode=require", []string{partParameter}, []string{plain}, []string{"sslmode=require", "host=db"}},
		"ado":     {"Server=tcp:db.example.com;User ID=app;Password=" + plain + ";Encrypt=True", []string{partParameter}, []string{plain}, []string{"Encrypt=True", "Server=tcp:db"}},
		"jdbc":    {"jdbc:postgresql://db/x?user=app&password=" + pw, []string{partParameter}, []string{pw, plain}, []string{"jdbc:postgresql://db"}},
		"sas":     {"https://a.example.com/c?sv=2024-01-01&sig=" + "Zk9%2Bq7W8e9Rt2", []string{partParameter}, []string{"Zk9+q7W8e9Rt2"}, []string{"sv=2024-01-01"}},
		"pair":    {"app:" + plain, []string{partPair}, []string{plain, base64.StdEncoding.EncodeToString([]byte("app:" + plain))}, []string{"app"}},
		"no pair": {"team:payments-service", nil, nil, []string{"payments-service", "team"}},
		"json": {
			string(account), []string{partJSON, partURLPassword},
			[]string{"q7W\"e9<Rt2Yu", `q7W\"e9\u003cRt2Yu`, "aZ81-quartz-lemon", pw, plain},
			[]string{"service_account", "project-one-two", "0123456789abcdef0123", "https://oauth2.example.com/token", "robot@project-one-two.example.com", "some words that are no secret"},
		},
		"env": {
			"# settings\nexport API_KEY=\"q7We9Rt2Yu#x\"\nHOST=db.example.com\nDATABASE_URL=postgres://app:" + pw + "@db/x\nDEBUG=true\nTOKEN=strict\n",
			[]string{partLine, partURLPassword}, []string{"q7We9Rt2Yu#x", pw, plain}, []string{"HOST=db.example.com", "DEBUG=true", "strict", "# settings"},
		},
	} {
		var s SecretSet
		r, err := s.Set("n", []byte(tc.value), AllowCommon())
		if err != nil {
			t.Errorf("%s: %v %+v", name, err, r)
			continue
		}
		var kinds []string
		for _, p := range r.Parts {
			if p.Count == 0 {
				t.Errorf("%s: %+v", name, p)
			}
			kinds = append(kinds, p.Kind)
		}
		slices.Sort(kinds)
		if kinds = slices.Compact(kinds); !slices.Equal(kinds, tc.kinds) {
			t.Errorf("%s: %v, want %v", name, kinds, tc.kinds)
		}
		for _, text := range append(tc.hidden, tc.value) {
			if secretNames(&s, "x "+text+" y") == nil {
				t.Errorf("%s: %q is not hidden", name, text)
			}
		}
		for _, text := range tc.left {
			if secretNames(&s, "x "+text+" y") != nil {
				t.Errorf("%s: %q is hidden", name, text)
			}
		}
		if text := fmt.Sprintf("%+v", r); strings.Contains(text, plain) || strings.Contains(text, pw) {
			t.Errorf("%s: the report holds a part", name)
		}
	}
}

func privateKeys(t *testing.T) map[string][]byte {
	t.Helper()
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	e, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for name, key := range map[string]any{"rsa": r, "ec": e} {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = der
	}
	return out
}

func TestSecretSetFindsPartsOfKeys(t *testing.T) {
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: bytes.Repeat([]byte("certified"), 40)})
	for name, der := range privateKeys(t) {
		text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		body := strings.Join(lines[1:len(lines)-1], "")
		kubeconfig := "users:\n- name: me\n  user:\n    client-certificate-data: " + base64.StdEncoding.EncodeToString(public) +
			"\n    client-key-data: " + base64.StdEncoding.EncodeToString(text) + "\n"
		account, _ := json.Marshal(map[string]string{"private_key": string(text)})
		for kind, value := range map[string]string{
			"pem": string(text), "crlf": strings.ReplaceAll(string(text), "\n", "\r\n"), "bundle": string(public) + string(text),
			"kubeconfig": kubeconfig, "account": string(account),
		} {
			var s SecretSet
			r, err := s.Set("key", []byte(value))
			if err != nil {
				t.Fatal(name, kind, err)
			}
			for what, shown := range map[string]string{
				"folded":    strings.ReplaceAll(string(text), "\n", "\n    "),
				"escaped":   strings.ReplaceAll(string(text), "\n", `\n`),
				"line":      "at " + lines[2][:] + ".",
				"body":      body,
				"rewrapped": wrap(body, 76, "\r\n"),
				"der":       string(der),
				"hex":       hex.EncodeToString(der),
			} {
				if what == "line" && len(lines) < 5 {
					continue
				}
				if secretNames(&s, "x "+shown+" y") == nil {
					t.Errorf("%s as %s: %s is not hidden: %+v", name, kind, what, r)
				}
			}
			certificate := strings.Split(string(public), "\n")[1]
			for _, left := range []string{"-----BEGIN PRIVATE KEY-----", certificate, "-----END PRIVATE KEY-----"} {
				if secretNames(&s, "x "+left+" y") != nil {
					t.Errorf("%s as %s: %q is hidden", name, kind, left)
				}
			}
		}
	}
}

// Multi-line values are found however their lines end and are indented.
func TestSecretSetMultiLine(t *testing.T) {
	var s SecretSet
	value := "first l1ne of it\nsecond-Line\n\nlast l1ne"
	mustSet(t, &s, "m", value)
	for _, text := range []string{
		value, strings.ReplaceAll(value, "\n", "\r\n"), strings.ReplaceAll(value, "\n", "\n  "), strings.ReplaceAll(value, "\n", `\n`),
		strings.ReplaceAll(value, "\n", `\r\n`), strings.Join(strings.Fields(value), " "),
	} {
		if secretNames(&s, text) == nil {
			t.Errorf("%q is not hidden", text)
		}
	}
	for _, text := range []string{"first l1ne", "second-Line", "last"} {
		if secretNames(&s, text) != nil {
			t.Errorf("%q is hidden", text)
		}
	}
}

func TestPartsAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 2 * maxParts {
		fmt.Fprintf(&b, "KEY=v4lue-%d-Of.it\n", i)
	}
	var s SecretSet
	r, err := s.Set("env", []byte(b.String()))
	if err != nil || len(r.Parts) != 1 || r.Parts[0].Count != maxParts || !slices.ContainsFunc(r.Skipped, func(f SkippedForm) bool { return f.Form == "parts" }) {
		t.Errorf("%v %+v %+v", err, r.Parts, r.Skipped)
	}
	// Depth: JSON in JSON in JSON in JSON.
	text := []byte(`"q7We9Rt2Yu#x"`)
	for range 5 {
		text, _ = json.Marshal(map[string]string{"secret": string(text)})
	}
	if _, err := s.Set("deep", text); err != nil {
		t.Error(err)
	}
}

// Nothing that can be written makes finding parts fail.
func FuzzParts(f *testing.F) {
	for _, s := range []string{
		`{"a":["\ud83d\ude00","\u00e9\\"]}`, "postgres://a:b%zz@c/?password=%", "-----BEGIN X-----\n=\n-----END X", "password='", "a:b@tcp(", "pwd=\"\\", "[[[\"secret\"]]]", "key: \"", "x://:@",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		if len(value) == 0 || len(value) > 4096 {
			return
		}
		before := bytes.Clone(value)
		total := 0
		p := parts{yield: func(_ string, part []byte) { total += len(part) }}
		p.of(value, 0)
		if !bytes.Equal(before, value) {
			t.Error("the value was changed")
		}
		if total > 4*maxPartDepth*len(value) {
			t.Errorf("%d bytes of parts of %d", total, len(value))
		}
	})
}
