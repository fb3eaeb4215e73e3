package redact_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

var eventKeys = redact.KeyRing{Current: redact.Key{ID: "k1", Secret: bytes.Repeat([]byte("k"), 32)}}

func observed(t testing.TB, opts ...redact.Option) (*redact.Redactor, *sinkEvents) {
	t.Helper()
	seen := new(sinkEvents)
	return build(t, append([]redact.Option{redact.WithObserver(seen)}, opts...)...), seen
}

func TestEventTells(t *testing.T) {
	set := redact.NewSecretSet()
	mustHold(t, set, "db", streamValue)
	check := redact.Detector{
		ID: "checked", Pattern: `tok_[a-z]{8,20}`,
		Verify: func(secret []byte) redact.Verdict {
			if bytes.HasSuffix(secret, []byte("ok")) {
				return redact.Confirmed
			}
			return redact.Unknown
		},
	}
	pii := redact.Detector{ID: "number", Pattern: `no[0-9]{8}`, Tier: redact.PII}
	r, seen := observed(t, redact.WithSecrets(set), redact.WithNames("password"), redact.WithDetectors(check, pii),
		redact.WithFingerprints(eventKeys), redact.WithPath("a.b", redact.Redact))
	trace := [16]byte{1, 2, 3}
	pc, _, _, _ := runtime.Caller(0)
	s := r.Scope("sink").From(redact.Origin{PC: pc, TraceID: trace})
	token := func(detector, secret string) string {
		out := redact.HMAC(eventKeys).AppendReplacement(nil, redact.MatchInfo{Detector: detector}, []byte(secret))
		return strings.TrimSuffix(strings.TrimPrefix(string(out), "[REDACTED:"+detector+"."), "]")
	}
	for _, c := range []struct {
		name string
		do   func()
		want []redact.Event
	}{
		{"live", func() { s.Text("x " + streamValue) }, []redact.Event{{Class: "match", Kind: "live", Detector: "live-secret", Secret: "db", Generation: 1, Fingerprint: token("live-secret", streamValue)}}},
		{"live inside", func() { s.Text("password=ab-" + streamValue) }, []redact.Event{
			{Class: "match", Kind: "contextual", Detector: "name", Fingerprint: token("name", "ab-"+streamValue)},
			{Class: "inside", Kind: "live", Detector: "live-secret", Secret: "db", Generation: 1}}},
		{"confirmed", func() { s.Text("tok_abcdefok") }, []redact.Event{{Class: "match", Kind: "structural", Confirmed: true, Detector: "checked", Fingerprint: token("checked", "tok_abcdefok")}}},
		{"not confirmed", func() { s.Text("tok_abcdefno") }, []redact.Event{{Class: "match", Kind: "structural", Detector: "checked", Fingerprint: token("checked", "tok_abcdefno")}}},
		{"confirmed under a name", func() { s.Field("password").String("tok_abcdefok") }, []redact.Event{{Class: "name", Kind: "structural", Confirmed: true, Detector: "checked", Fingerprint: token("checked", "tok_abcdefok")}}},
		{"confirmed in base64", func() { s.Text(base64.StdEncoding.EncodeToString([]byte("The value is tok_abcdefok here"))) }, []redact.Event{{Class: "match", Kind: "structural", Confirmed: true, Detector: "checked"}}},
		{"pii", func() { s.Text("no12345678") }, []redact.Event{{Class: "match", Kind: "pii", Detector: "number", Fingerprint: token("number", "no12345678")}}},
		{"name", func() { s.Field("password").String("hunter2") }, []redact.Event{{Class: "name", Kind: "contextual", Detector: "name", Fingerprint: token("name", "hunter2")}}},
		{"number under a name", func() { s.Field("password").Value(map[string]any{"n": 1234567}) }, []redact.Event{{Class: "name", Kind: "contextual", Detector: "name"}}},
		{"value", func() { s.Field("v").Value(map[string]string{"password": "hunter2"}) }, []redact.Event{{Class: "name", Kind: "contextual", Detector: "name", Fingerprint: token("name", "hunter2")}}},
		{"path", func() { s.Enter("a").Field("b").String("x") }, []redact.Event{{Class: "name", Kind: "path", Detector: "path", Fingerprint: token("path", "x")}}},
		{"json", func() { s.AppendJSON(nil, []byte(`{"a":{"b":"x"}}`)) }, []redact.Event{{Class: "match", Kind: "path", Detector: "path", Fingerprint: token("path", "x")}}},
		{"bytes", func() { s.Append(nil, []byte("tok_abcdefok")) }, []redact.Event{{Class: "match", Kind: "structural", Confirmed: true, Detector: "checked", Fingerprint: token("checked", "tok_abcdefok")}}},
	} {
		*seen = nil
		before := time.Now()
		c.do()
		if len(*seen) != len(c.want) {
			t.Errorf("%s: %d events, want %d: %+v", c.name, len(*seen), len(c.want), *seen)
			continue
		}
		for i, e := range *seen {
			if e.Time.Before(before) || e.Time.After(time.Now()) {
				t.Errorf("%s: the time is %v", c.name, e.Time)
			}
			want := c.want[i]
			if strings.HasSuffix(c.name, "base64") {
				want.Fingerprint = e.Fingerprint // of the digits of base64
			}
			want.Time, want.Sink, want.Count, want.Origin = e.Time, "sink", 1, redact.Origin{PC: pc, TraceID: trace}
			if e != want {
				t.Errorf("%s:\n got %+v\nwant %+v", c.name, e, want)
			}
		}
	}
}

type panicsInString struct{}

func (panicsInString) String() string { panic("value") }

// What fails, is left out or is only reported tells where it was, as a match does.
func TestEventOfFailuresTells(t *testing.T) {
	failing := redact.Detector{ID: "failing", Pattern: `fail_[a-z]{8,20}`, Verify: func([]byte) redact.Verdict { panic("verify") }}
	reported := redact.Detector{ID: "reported", Pattern: `rep_[a-z]{8,20}`}
	r, seen := observed(t, redact.WithDetectors(failing, reported), redact.WithAction("reported", redact.Report), redact.WithLimits(redact.Limits{MaxDepth: 2}))
	pc, _, _, _ := runtime.Caller(0)
	from := redact.Origin{PC: pc, TraceID: [16]byte{1}}
	s := r.Scope("sink").From(from)
	for class, do := range map[string]func(){
		"error":  func() { s.Field("v").Value(panicsInString{}) },
		"error ": func() { s.Text("x fail_abcdefgh y") },
		"limit":  func() { s.Field("v").Value([]any{[]any{[]any{[]any{"x"}}}}) },
		"limit ": func() { s.AppendJSON(nil, []byte(`[[[["fail_"]]]]`)) },
		"report": func() { s.Text("x rep_abcdefgh y") },
	} {
		*seen = nil
		do()
		if len(*seen) == 0 || !strings.HasPrefix(class, (*seen)[0].Class) {
			t.Errorf("%s: %+v", class, *seen)
		}
		for _, e := range *seen {
			if e.Sink != "sink" || e.Origin != from || !strings.HasPrefix(class, e.Class) && e.Class != "match" {
				t.Errorf("%s: %+v", class, e)
			}
		}
	}
	*seen = nil
	w := r.NewStreamWriter(io.Discard, redact.ForSink("stream"))
	io.WriteString(w, "x fail_abcdefgh rep_abcdefgh y\n")
	w.Close()
	for _, e := range *seen {
		if e.Sink != "stream" {
			t.Errorf("%+v", e)
		}
	}
	if len(*seen) != 3 {
		t.Errorf("%d events of a stream: %+v", len(*seen), *seen)
	}
}

// Examples of the catalogue have checksums that hold.
func TestEventConfirms(t *testing.T) {
	r, seen := observed(t, redact.WithDetectors(detectors.Default()...))
	var confirmed []string
	for _, d := range detectors.Default() {
		if d.Verify == nil || d.Pattern == "" || len(d.Hits) == 0 {
			continue
		}
		*seen = nil
		r.String(strings.NewReplacer("⟦", "", "⟧", "", "¦", "").Replace(d.Hits[0]))
		for _, e := range *seen {
			if e.Confirmed && e.Detector == d.ID {
				confirmed = append(confirmed, d.ID)
			}
		}
	}
	if len(confirmed) < 3 {
		t.Errorf("confirmed: %v", confirmed)
	}
}

func TestFromWithoutObserver(t *testing.T) {
	r := build(t, redact.WithNames("password"))
	s := r.Scope("x")
	if s.Observed() || (*redact.Redactor)(nil).Scope("x").Observed() {
		t.Error("observed")
	}
	if n := testing.AllocsPerRun(100, func() { _ = s.From(redact.Origin{PC: 1}) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	r, _ = observed(t, redact.WithNames("password"))
	if !r.Scope("x").Observed() {
		t.Error("not observed")
	}
}

func TestObservers(t *testing.T) {
	var a, b sinkEvents
	r := build(t, redact.WithNames("password"), redact.WithObserver(redact.Observers(panicky{}, &a, nil, panicky{}, &b)))
	r.String("password=hunter2")
	if len(a) != 1 || len(b) != 1 || r.Stats().Errors != 1 {
		t.Errorf("%v, %v, %d errors", a, b, r.Stats().Errors)
	}
}

func TestFingerprintKeyIsChecked(t *testing.T) {
	_, err := redact.New(redact.WithNames("password"), redact.WithFingerprints(redact.KeyRing{}))
	if err == nil || !strings.Contains(err.Error(), "WithFingerprints") {
		t.Error(err)
	}
}

type measured []redact.Measurement

func (m *measured) Measure(x redact.Measurement) { *m = append(*m, x) }

func TestMeter(t *testing.T) {
	var all measured
	r := build(t, redact.WithNames("password"), redact.WithMeter(&all, 1))
	w := r.NewRecordWriter(io.Discard, redact.ForSink("log"))
	io.WriteString(w, "password=hunter2\n")
	io.WriteString(w, "clean\n")
	if len(all) != 2 || !all[0].Changed || all[1].Changed || all[0].Bytes != 17 || all[1].Bytes != 6 || all[0].Sink != "log" || all[0].Weight != 1 || all[0].Took < 0 {
		t.Errorf("%+v", all)
	}
	all = nil
	r = build(t, redact.WithNames("password"), redact.WithMeter(&all, 16))
	s := r.Scope("x")
	for range 8000 {
		if p := s.Probe(); p.On() {
			p.Done(1, true)
		}
	}
	if n := len(all); n < 300 || n > 700 || all[0].Weight != 16 {
		t.Errorf("%d of 8000 are measured", n)
	}
	if (*redact.Redactor)(nil).Scope("x").Probe().On() || build(t, redact.WithNames("password")).Scope("x").Probe().On() {
		t.Error("measured without a meter")
	}
	for _, opt := range []redact.Option{redact.WithMeter(nil, 1), redact.WithMeter(&all, 0)} {
		if _, err := redact.New(redact.WithNames("password"), opt); err == nil || !strings.Contains(err.Error(), "WithMeter") {
			t.Error(err)
		}
	}
	r = build(t, redact.WithNames("password"), redact.WithMeter(panickyMeter{}, 1))
	io.WriteString(r.NewRecordWriter(io.Discard), "x")
	if r.Stats().Errors != 1 {
		t.Error("a panic is not counted")
	}
}

func TestProbeHit(t *testing.T) {
	var all measured
	r := build(t, redact.WithNames("password"), redact.WithMeter(&all, 1), redact.WithPath("a", redact.Redact))
	for name, do := range map[string]func(s redact.Scope, text string){
		"text":   func(s redact.Scope, text string) { s.Text(text) },
		"append": func(s redact.Scope, text string) { s.Append(nil, []byte(text)) },
		"field":  func(s redact.Scope, text string) { s.Field("v").String(text) },
		"value":  func(s redact.Scope, text string) { s.Field("v").Value([]string{text}) },
		"path":   func(s redact.Scope, text string) { s.Field(text[:1]).Value(map[string]any{"n": 1}) },
	} {
		for text, want := range map[string]bool{"password=hunter2": name != "path", "clean": false, "a clean": name == "path"} {
			p := r.Scope("x").Probe()
			do(r.Scope("x").Probed(p), text)
			if p.Hit() != want {
				t.Errorf("%s of %q: hit %v", name, text, p.Hit())
			}
		}
	}
	if (redact.Probe{}).Hit() {
		t.Error("nothing was hit")
	}
}

type panickyMeter struct{}

func (panickyMeter) Measure(redact.Measurement) { panic("meter") }

func TestHiddenBytes(t *testing.T) {
	text := strings.Repeat("a line without anything in it\n", 3000) + "password=hunter2 and password=0123456789\n"
	text += text
	for _, piece := range []int{1 << 20, 7, 4096} {
		r := build(t, redact.WithNames("password"))
		w := r.NewStreamWriter(io.Discard)
		for rest := text; rest != ""; {
			n := min(piece, len(rest))
			io.WriteString(w, rest[:n])
			rest = rest[n:]
		}
		w.Close()
		if n := r.Stats().Hidden; n != 2*17 {
			t.Errorf("pieces of %d: %d bytes", piece, n)
		}
	}
}

func TestPlanIsNamed(t *testing.T) {
	a := build(t, redact.WithNames("password"), redact.WithPolicyDigest("sha256:1"))
	b := build(t, redact.WithNames("password"))
	if a.Describe().Policy != "sha256:1" || b.Describe().Policy != "" || a.Describe().Digest != b.Describe().Digest {
		t.Errorf("%q, %q", a.Describe().Policy, b.Describe().Policy)
	}
	var zero, c redact.Redactor
	c.Replace(a)
	if a.Plan() == 0 || a.Plan() == b.Plan() || c.Plan() != a.Plan() || zero.Plan() != 0 || (*redact.Redactor)(nil).Plan() != 0 {
		t.Error("plans are not told apart")
	}
	if c.Describe().Policy != "sha256:1" {
		t.Error("the policy did not come with the plan")
	}
}

func TestDigest(t *testing.T) {
	plan := func(opts ...redact.Option) string {
		d := build(t, append([]redact.Option{redact.WithNames("password")}, opts...)...).Describe().Digest
		if b, err := hex.DecodeString(d); err != nil || len(b) != 8 {
			t.Errorf("%q is no digest", d)
		}
		return d
	}
	if first := plan(); first != plan() || first != plan(redact.WithObserver(new(sinkEvents))) {
		t.Error("equal plans differ")
	}
	other := redact.KeyRing{Current: redact.Key{ID: "k1", Secret: bytes.Repeat([]byte("o"), 32)}}
	if plan(redact.WithReplacement(redact.HMAC(eventKeys))) != plan(redact.WithReplacement(redact.HMAC(other))) {
		t.Error("the digest tells keys apart")
	}
	seen := map[string]int{}
	d := redact.Detector{ID: "d", Pattern: "abcd[0-9]{4}", Revision: 1}
	for i, opts := range [][]redact.Option{
		nil,
		{redact.WithNames("pass_code")},
		{redact.WithHarmlessNames("pass_code")},
		{redact.WithStrict()},
		{redact.WithStrict("a")},
		{redact.WithPath("a", redact.Keep)},
		{redact.WithPath("a", redact.Redact)},
		{redact.WithPathReplacement("a", redact.Fixed("x"))},
		{redact.WithReplacement(redact.Fixed("x"))},
		{redact.WithReplacement(redact.Mask(1, 2))},
		{redact.WithReplacement(redact.HMAC(eventKeys))},
		{redact.WithDetectors(d)},
		{redact.WithDetectors(func() redact.Detector { d := d; d.Revision = 2; return d }())},
		{redact.WithDetectors(d), redact.WithAction("d", redact.Report)},
		{redact.WithDetectors(d), redact.WithDetectorReplacement("d", redact.Fixed("x"))},
		{redact.WithAllowed([32]byte{1})},
		{redact.WithLimits(redact.Limits{MaxDepth: 9})},
		{redact.WithStableTypes()},
		{redact.WithSecrets(redact.NewSecretSet())},
	} {
		digest := plan(opts...)
		if at, ok := seen[digest]; ok {
			t.Errorf("plans %d and %d have one digest", at, i)
		}
		seen[digest] = i
	}
}

func TestVersion(t *testing.T) {
	if v := redact.Version(); v == "" {
		t.Error("no version")
	}
}

func BenchmarkObserver(b *testing.B) {
	line := "request failed password=hunter2hunter2 user=ada path=/v1/orders/17 status=500"
	for _, in := range []struct{ name, text string }{{"clean", strings.Replace(line, "password=hunter2hunter2", "attempt=3", 1)}, {"hit", line}} {
		for _, o := range []struct {
			name string
			opts []redact.Option
		}{
			{"none", nil},
			{"set", []redact.Option{redact.WithObserver(nobody{})}},
			{"fingerprint", []redact.Option{redact.WithObserver(nobody{}), redact.WithFingerprints(eventKeys)}},
		} {
			b.Run("input="+in.name+"/observer="+o.name, func(b *testing.B) {
				r := build(b, append([]redact.Option{redact.WithDetectors(detectors.Default()...)}, o.opts...)...)
				src, dst := []byte(in.text), make([]byte, 0, 256)
				b.SetBytes(int64(len(src)))
				b.ReportAllocs()
				for b.Loop() {
					dst = r.Append(dst[:0], src)
				}
				if hit := len(r.Stats().Matches) > 0; hit != (in.name == "hit") {
					b.Errorf("matches: %v", r.Stats().Matches)
				}
			})
		}
	}
}

type nobody struct{}

func (nobody) Observe(redact.Event) {}

func TestSecretSetAll(t *testing.T) {
	set := redact.NewSecretSet()
	for range set.All() {
		t.Error("an empty set has a value")
	}
	mustHold(t, set, "db", streamValue)
	mustHold(t, set, "cache", otherValue)
	if _, err := set.Rotate("db", []byte(otherValue+"-new")); err != nil {
		t.Fatal(err)
	}
	seen := map[redact.SecretInfo]bool{}
	for i := range set.All() {
		seen[i] = true
	}
	all := set.Inventory(nil)
	for _, i := range all {
		if !seen[i] {
			t.Errorf("%s/%d is missing or another", i.Name, i.Generation)
		}
	}
	if len(seen) != len(all) || len(all) != 3 {
		t.Errorf("%d of %d", len(seen), len(all))
	}
	for range set.All() {
		break
	}
}
