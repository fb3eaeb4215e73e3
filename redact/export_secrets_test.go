package redact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// mirror returns a Redactor that gets what r exports, and what it got.
func mirror(t *testing.T, r *redact.Redactor, sets ...*redact.SecretSet) (m *redact.Redactor, sent *bytes.Buffer, stop func()) {
	var opts []redact.Option
	for range sets {
		opts = append(opts, redact.WithSecrets(new(redact.SecretSet)))
	}
	m, sent = redact.MustNew(opts...), new(bytes.Buffer)
	stop = r.ExportSecrets(func(frame []byte) {
		sent.Write(frame)
		if err := m.ImportSecrets(frame); err != nil && !errors.Is(err, redact.ErrPlanChanged) {
			t.Errorf("import: %v", err)
		}
		clear(frame)
	})
	return m, sent, stop
}

func TestExportSecrets(t *testing.T) {
	var a, b redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&a), redact.WithSecrets(&b))
	values := []string{"q8Z-first" + "-Tt4Yw0", "two words" + " and 7 more", "kurz-9" + "xq", "{\"password\":\"" + "hunter2-hunter3\"}", "ünïcödé" + "-pass-9"}
	must := func(_ redact.SecretReport, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(a.Set("before", []byte(values[0])))
	m, sent, stop := mirror(t, r, &a, &b)
	for i, v := range values[1:] {
		must(b.Set(fmt.Sprint("after", i), []byte(v)))
	}
	same := func() {
		t.Helper()
		for _, v := range values {
			for _, text := range []string{
				v, "x " + v + " y", hex.EncodeToString([]byte(v)), base64.StdEncoding.EncodeToString([]byte("u:" + v)),
				url.QueryEscape(v), fmt.Sprintf("%q", v), v[:len(v)-1], v[:len(v)/2] + "\r\n" + v[len(v)/2:], "a clean line of text",
			} {
				if want, got := r.String(text), m.String(text); got != want {
					t.Errorf("%q is %q there, and %q here", text, got, want)
				}
			}
		}
	}
	same()
	if m.String(values[2]) == values[2] || m.String(values[0]) == values[0] {
		t.Error("nothing is hidden")
	}
	for _, v := range values {
		for i := 0; i+6 <= len(v); i++ {
			if bytes.Contains(sent.Bytes(), []byte(v[i:i+6])) {
				t.Errorf("six bytes of a value were sent")
			}
		}
	}
	b.Forget("after1")
	must(b.Rotate("after0", []byte("rotated-"+"Zr81-value")))
	must(b.Set("after1", []byte(values[2]), redact.AllowShort())) // another rule for the same value
	same()
	if m.String("rotated-"+"Zr81-value") == "rotated-"+"Zr81-value" {
		t.Error("the new value is shown")
	}
	if _, err := b.SetAll(func(yield func(string, []byte) bool) {
		for i := range 3000 {
			if !yield(fmt.Sprint("bulk", i), []byte(fmt.Sprintf("bulk-%d-%x-value", i, uint64(i)*uint64(i)*7919))) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	values = append(values, fmt.Sprintf("bulk-%d-%x-value", 2999, uint64(2999*2999*7919)))
	same()

	// A late mirror gets the whole.
	m2, _, stop2 := mirror(t, r, &a, &b)
	stop2()
	for _, v := range values {
		if r.String(v) != m2.String(v) {
			t.Errorf("%q there", m2.String(v))
		}
	}
	stop()
	must(b.Set("unsent", []byte("not-exported-"+"Value-77")))
	if v := "not-exported-" + "Value-77"; m.String(v) != v {
		t.Error("stop did not stop")
	}
}

func TestExportTellsOfReplace(t *testing.T) {
	var s redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&s))
	var last []byte
	stop := r.ExportSecrets(func(frame []byte) { last = bytes.Clone(frame) })
	r.Replace(redact.MustNew(redact.WithNames("password")))
	m := redact.MustNew(redact.WithSecrets(new(redact.SecretSet)))
	for _, m := range []*redact.Redactor{m, nil} {
		if err := m.ImportSecrets(last); !errors.Is(err, redact.ErrPlanChanged) {
			t.Errorf("%v", err)
		}
	}
	stop()
	last = nil
	r.Replace(nil)
	if last != nil {
		t.Error("stop did not stop")
	}
}

func TestImportRefuses(t *testing.T) {
	var s redact.SecretSet
	r := redact.MustNew(redact.WithSecrets(&s))
	if _, err := s.Set("x", []byte("import-me-"+"77zQ")); err != nil {
		t.Fatal(err)
	}
	var frames [][]byte
	defer r.ExportSecrets(func(frame []byte) { frames = append(frames, bytes.Clone(frame)) })()
	for _, frame := range [][]byte{nil, {1}, {1, 0}, {2, 0, 1, 2, 3}, {9, 0}, frames[1], append([]byte{1, 7}, frames[0][2:]...)} {
		m := redact.MustNew(redact.WithSecrets(new(redact.SecretSet)))
		if err := m.ImportSecrets(frame); !errors.Is(err, redact.ErrImport) {
			t.Errorf("%x: %v", frame[:min(len(frame), 9)], err)
		}
	}
	var dst redact.SecretSet
	m := redact.MustNew(redact.WithSecrets(&dst))
	for _, frame := range frames {
		if err := m.ImportSecrets(frame); err != nil {
			t.Fatal(err)
		}
	}
	broken := bytes.Clone(frames[1])
	broken[2] = 9 // no such lane
	if err := m.ImportSecrets(broken); !errors.Is(err, redact.ErrImport) {
		t.Errorf("%v", err)
	}
	if _, err := dst.Set("y", []byte("another-"+"Value-5")); err == nil {
		t.Error("a value was added to an imported set")
	}
	if dst.Len() != 0 || dst.Forget("x") || dst.Inventory(nil) != nil && len(dst.Inventory(nil)) > 0 {
		t.Error("an imported set knows names")
	}
	var none *redact.Redactor
	none.ExportSecrets(func([]byte) {})()
	if none.ImportSecrets(frames[0]) == nil {
		t.Error("nil took a frame")
	}
}
