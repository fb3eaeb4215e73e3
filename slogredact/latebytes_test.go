package slogredact_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/slogredact"
)

// Arrays of bytes that were bound before their bytes became a secret are hidden like those bound later.
func TestLateByteArrays(t *testing.T) {
	key := [16]byte([]byte("k3J9x7Qm" + "2Zb8Wn4T"))
	for name, v := range map[string]any{
		"array": key, "pointer": &key, "struct": struct{ ID [16]byte }{key}, "list": []any{key}, "map": map[string][16]byte{"a": key},
	} {
		var out bytes.Buffer
		set := redact.NewSecretSet()
		r := redact.MustNew(redact.WithSecrets(set))
		log := slog.New(slogredact.NewHandler(slog.NewJSONHandler(&out, nil), r)).With("x", v)
		log.Info("before")
		if !strings.Contains(out.String(), "107,51,74") {
			t.Errorf("%s: %s", name, out.String())
		}
		if _, err := set.Set("db", key[:]); err != nil {
			t.Fatal(err)
		}
		out.Reset()
		log.Info("behind")
		if strings.Contains(out.String(), "107,51,74") || !strings.Contains(out.String(), "[REDACTED:live-secret]") {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}
