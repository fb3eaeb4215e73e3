package peers

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// planted is a line that every peer with spans finds something in.
func planted() corpus.Planted {
	line := "clone failed, token="
	secret := "gh" + "p_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"
	return corpus.Planted{Line: []byte(line + secret + " status=401"), Secret: corpus.Span{Start: len(line), End: len(line) + len(secret)}}
}

func TestPeersFind(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	p := planted()
	secret := p.Line[p.Secret.Start:p.Secret.End]
	for _, peer := range all {
		if peer.Line == nil {
			t.Errorf("%s works on no line", peer.Name)
			continue
		}
		before := bytes.Clone(p.Line)
		peer.Line(p.Line)
		if peer.Text != nil {
			peer.Text(p.Line)
		}
		if peer.Lines != nil {
			peer.Lines([][]byte{p.Line})
		}
		if !bytes.Equal(before, p.Line) {
			t.Errorf("%s writes into its input", peer.Name)
		}
		switch {
		case peer.Spans != nil:
			spans := peer.Spans(nil, p.Line)
			slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
			if !corpus.Covers(spans, p.Secret) {
				t.Errorf("%s finds %v, the secret is at %v", peer.Name, spans, p.Secret)
			}
		case peer.Hide != nil:
			if out := peer.Hide(p.Line); bytes.Contains(out, secret) {
				t.Errorf("%s leaves the secret", peer.Name)
			}
		case !peer.Prefilter:
			t.Errorf("%s tells nothing and is not a prefilter", peer.Name)
		}
	}
}

func TestLoggersLog(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	families := map[string]int{}
	for _, l := range Loggers(r) {
		if families[l.Family] == 0 && l.Name != "plain" {
			t.Errorf("%s does not begin with the plain one", l.Family)
		}
		families[l.Family]++
		l.Log()
	}
	if len(families) != 4 {
		t.Errorf("families %v", families)
	}
}

// TestSinksSeeTheRecord guards against loggers that know that nobody listens.
func TestSinksSeeTheRecord(t *testing.T) {
	s := &sink{}
	for _, l := range []Logger{slogger("", slog.NewJSONHandler(s, nil)), zapper("", s), zerologger("", s), stdLogger("", s)} {
		before := s.n
		if l.Log(); s.n-before < 120 {
			t.Errorf("%s writes %d bytes", l.Family, s.n-before)
		}
	}
}

func TestReflective(t *testing.T) {
	type inner struct{ Password, Note string }
	value := struct {
		Inner *inner
		List  []any
		Map   map[string]string
	}{&inner{"hunter2", "n"}, []any{"x", 3, nil}, map[string]string{"token": "t0", "id": "7"}}
	var b bytes.Buffer
	l := slog.New(slog.NewJSONHandler(&b, &slog.HandlerOptions{ReplaceAttr: Reflective(nil)}))
	l.Info("m", "v", value, "password", "hunter2", "s", "a gh"+"p_"+strings.Repeat("a1", 18)+" b")
	out := b.String()
	for _, bad := range []string{"hunter2", "t0", "a1a1"} {
		if strings.Contains(out, bad) {
			t.Errorf("%q stays in %s", bad, out)
		}
	}
	for _, good := range []string{`"Note":"n"`, `"id":"7"`, `["x",3,null]`, `"msg":"m"`} {
		if !strings.Contains(out, good) {
			t.Errorf("%s is lost in %s", good, out)
		}
	}
	if value.Inner.Password != "hunter2" || value.Map["token"] != "t0" {
		t.Error("the caller's value was changed")
	}
}
