package redact

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// secretNames returns name/generation of what s finds in text.
func secretNames(s *SecretSet, text string) []string {
	x := s.snapshot()
	if x == nil {
		return nil
	}
	var st fingerprint.State
	var out []string
	ms := x.fp.Advance(&st, []byte(text), len(text), true, nil)
	slices.SortFunc(ms, func(a, b fingerprint.Match) int { return cmp.Or(a.Start-b.Start, a.End-b.End, int(a.ID-b.ID)) })
	for _, m := range slices.Compact(ms) { // one text can be two forms of a value
		name, generation := x.info(m.ID)
		out = append(out, fmt.Sprintf("%s/%d", name, generation))
		s.noteUse(m.ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func mustSet(t *testing.T, s *SecretSet, name, value string, opts ...SecretOption) SecretReport {
	t.Helper()
	r, err := s.Set(name, []byte(value), opts...)
	if err != nil {
		t.Fatalf("Set: %v, %+v", err, r)
	}
	return r
}

// wrap breaks s into lines of n bytes.
func wrap(s string, n int, end string) string {
	var b strings.Builder
	for ; len(s) > n; s = s[n:] {
		b.WriteString(s[:n] + end)
	}
	return b.String() + s
}

const dbValue = "k7#Qz/9v" + "LmW\"x&2pT<e"

func TestSecretSetFindsEveryForm(t *testing.T) {
	var s SecretSet
	mustSet(t, &s, "db", dbValue)
	js, _ := json.Marshal(dbValue)
	spaced := strings.Join(strings.Split(dbValue, ""), "\x00")
	for form, text := range map[string]string{
		"raw":      "x" + dbValue + "y",
		"query":    url.QueryEscape(dbValue),
		"path":     url.PathEscape(dbValue),
		"lower":    strings.ToLower("%2F")[:0] + strings.ReplaceAll(strings.ReplaceAll(url.QueryEscape(dbValue), "%2F", "%2f"), "%3C", "%3c"),
		"json":     string(js),
		"slash":    strings.ReplaceAll(string(js), "/", `\/`),
		"quote":    fmt.Sprintf("%q", dbValue),
		"bytes":    fmt.Sprint([]byte(dbValue)),
		"hex":      hex.EncodeToString([]byte(dbValue)),
		"%X":       fmt.Sprintf("%X", dbValue),
		"base64":   base64.StdEncoding.EncodeToString([]byte(dbValue + "\n")),
		"basic":    base64.StdEncoding.EncodeToString([]byte("user:" + dbValue)),
		"basic 2":  base64.URLEncoding.EncodeToString([]byte("users:" + dbValue)),
		"utf-16":   spaced,
		"wrapped":  wrap(base64.StdEncoding.EncodeToString([]byte("user:"+dbValue)), 10, "\r\n"),
		"escaped":  wrap(base64.StdEncoding.EncodeToString([]byte("user:"+dbValue)), 9, `\n`),
		"twice":    wrap(base64.StdEncoding.EncodeToString([]byte(dbValue)), 20, `\\r\\n`),
		"indented": wrap(base64.StdEncoding.EncodeToString([]byte(dbValue)), 16, "\n    "),
		"slashed":  strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte(dbValue)), "/", `\/`),
		"soft":     wrap(strings.ReplaceAll(dbValue, "=", "=3D"), 7, "=\r\n"),
		"json 2":   strconv.Quote(string(js)),
		"%25":      url.PathEscape(url.QueryEscape(dbValue)),
		"coloured": dbValue[:5] + "\x1b[31m" + dbValue[5:],
	} {
		if got := secretNames(&s, text); !slices.Equal(got, []string{"db/1"}) {
			t.Errorf("%s: %v", form, got)
		}
	}
	if got := secretNames(&s, "k7#Qz/9v LmW and other words"); got != nil {
		t.Errorf("clean text: %v", got)
	}
}

func TestSecretSetGuards(t *testing.T) {
	for _, tc := range []struct {
		name, value string
		opts        []SecretOption
		err         error
		bound       bool
	}{
		{"a", "", nil, ErrSecretRefused, false},
		{"a", "  \n", nil, ErrSecretRefused, false},
		{"a", "x7$qp", nil, ErrSecretRefused, false},
		{"a", "x7$qp", []SecretOption{AllowShort()}, nil, true},
		{"a", "x7$", []SecretOption{AllowShort()}, ErrSecretRefused, false},
		{"a", "xxxxxxxxxxxxxxxx", nil, ErrSecretRefused, false},
		{"a", "{", nil, ErrSecretRefused, false},
		{"a", "Strict", nil, ErrSecretRefused, false},
		{"a", "LOCALHOST", nil, ErrSecretRefused, false},
		{"a", "password", nil, ErrSecretRefused, false},
		{"a", "360000", nil, ErrSecretRefused, false},
		{"a", "36000042", nil, nil, true},
		{"a", strings.Repeat("ab", 40000), nil, ErrSecretRefused, false},
		{"a", strings.Repeat("aB3$x9", 10922), nil, nil, false},
		{"a", "x7$qp9", nil, nil, true},
		{"a", "correcthorsebattery", nil, nil, true},
		{"a", "\x00\x00\x00\x00\x00a\x00b", nil, ErrSecretRefused, false},
		{"a", "[REDACTED:a]vXjQzK", nil, ErrSecretRefused, false},
		{"a", "vXjQzK(REDACTED", nil, ErrSecretRefused, false},
		{"a", "vXjQzK[REDACTE", nil, nil, false},
		{"", dbValue, nil, ErrSecretName, false},
		{"a b", dbValue, nil, ErrSecretName, false},
		{strings.Repeat("n", 65), dbValue, nil, ErrSecretName, false},
		{"is-hunter2Xy-here", "hunter2Xy", nil, ErrSecretLeaks, false},
		{"a", "hunter2Xy", []SecretOption{WithOwner("HUNTER2xy")}, ErrSecretLeaks, false},
		{"a", "hunter2Xy", []SecretOption{WithEnvironment("hunter2Xy")}, ErrSecretLeaks, false},
		{"ow6b334a397837516d325a6238576e3454", leaky, nil, ErrSecretLeaks, false},
		{"ow6B334A397837516D325A6238576E3454-x", leaky, nil, ErrSecretLeaks, false},
		{"a", leaky, []SecretOption{WithOwner(base64.StdEncoding.EncodeToString([]byte(leaky)))}, ErrSecretLeaks, false},
		{base64.RawURLEncoding.EncodeToString([]byte("xy" + leaky + "z")), leaky, nil, ErrSecretLeaks, false},
		{"a", leaky, []SecretOption{WithEnvironment(base32.StdEncoding.EncodeToString([]byte(leaky)))}, ErrSecretLeaks, false},
		{"a", leaky, []SecretOption{WithCriticality("k%33J9%78%37Qm2Zb8Wn4T")}, nil, false}, // of no usual encoder
		{"a", leaky, []SecretOption{WithCriticality(percentAll(leaky))}, ErrSecretLeaks, false},
		{"a", leaky + "!", []SecretOption{WithSource("a/" + hex.EncodeToString([]byte(leaky+"!")))}, ErrSecretLeaks, false},
		{"a", "two  " + leaky, []SecretOption{WithOwner("two " + leaky)}, ErrSecretLeaks, false},
		{"hunter2xQ9", "postgres://shop:hunter2xQ9@db/shop", nil, ErrSecretLeaks, false},
		{"a", "postgres://shop:" + leaky + "@db/shop", []SecretOption{WithOwner("6b334a397837516d325a6238576e3454")}, ErrSecretLeaks, false},
		{"payments-service-database-password-6b33", leaky, []SecretOption{WithOwner("payments-and-billing@example.com")}, nil, false},
		{"shop-db", "postgres://shop:hunter2xQ9@db/shop", []SecretOption{WithOwner("shop")}, nil, false},
		{"admin-password", "admin", nil, ErrSecretRefused, false},
	} {
		var s SecretSet
		for _, add := range []func(string, []byte, ...SecretOption) (SecretReport, error){s.Set, s.Rotate} {
			r, err := add(tc.name, []byte(tc.value), tc.opts...)
			if !errors.Is(err, tc.err) {
				t.Errorf("%.20q: error %v, want %v", tc.value, err, tc.err)
				continue
			}
			if (err != nil) != (r.Generation == 0) || (err != nil) != (len(r.Registered) == 0) || err == nil && r.WordBound != tc.bound {
				t.Errorf("%.20q: report %+v", tc.value, r)
			}
			if err == nil && s.Len() != 1 || err != nil && s.Len() != 0 {
				t.Errorf("%.20q: %d held", tc.value, s.Len())
			}
			if v := strings.TrimSpace(tc.value); len(v) > 3 {
				if text := fmt.Sprintf("%+v %v", r, err); strings.Contains(text, v) {
					t.Errorf("%.20q: the report holds it: %.200s", tc.value, text)
				}
			}
		}
	}
}

const leaky = "k3J9x7Qm2Zb8Wn4T"

func percentAll(s string) (out string) {
	for i := range len(s) {
		out += fmt.Sprintf("%%%02x", s[i])
	}
	return out
}

func TestSecretSetWordBound(t *testing.T) {
	var s SecretSet
	mustSet(t, &s, "pin", "x7qp93")
	for text, want := range map[string]bool{"x7qp93": true, "=x7qp93&": true, "ax7qp93": false, "x7qp93_": false} {
		if got := secretNames(&s, text) != nil; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	mustSet(t, &s, "short", "x7qp", AllowShort())
	if got := secretNames(&s, hex.EncodeToString([]byte("ax7qpb"))); got != nil {
		t.Error("a value of 4 bytes was looked for in hex")
	}
}

// TestSecretSetWeakForms: a short or guessable value is found in the forms in which
// logs hold it, also where its neighbours are encoded with it.
func TestSecretSetWeakForms(t *testing.T) {
	for _, value := range []string{`p@s"<wd`, "hunter2", "correcthorsebattery"} {
		var s SecretSet
		mustSet(t, &s, "weak", value)
		escaped, _ := json.Marshal("x " + value + "\n")
		for form, text := range map[string]string{
			"JSON":              string(escaped),
			"%q":                fmt.Sprintf("%q", "x\n"+value),
			"XML":               "<p>" + html.EscapeString(value) + "</p>",
			"Basic credentials": base64.StdEncoding.EncodeToString([]byte("bob:" + value)),
			"base64":            base64.StdEncoding.EncodeToString([]byte(value)),
			"hex":               hex.EncodeToString([]byte("bob:" + value + ";")),
			"decimal bytes":     fmt.Sprint([]byte(value)),
		} {
			if secretNames(&s, text) == nil {
				t.Errorf("%s in %s: %s was not found", value, form, text)
			}
		}
	}
}

func TestSecretSetLifecycle(t *testing.T) {
	now := time.Now()
	s := SecretSet{clock: func() time.Time { return now }}
	first, second := dbValue+"-1", dbValue+"-2"
	states := func() string {
		var out []string
		for _, i := range s.Inventory(nil) {
			out = append(out, fmt.Sprintf("%d:%s:%d/%d", i.Generation, i.State, i.LateUses, i.Uses))
		}
		return strings.Join(out, " ")
	}
	expect := func(want string) {
		t.Helper()
		if got := states(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if s.Expire("db") || s.Revoke("db") || s.Forget("db") || s.Len() != 0 || s.Inventory([]byte("k")) != nil {
		t.Error("an empty set holds something")
	}
	mustSet(t, &s, "db", first, WithGrace(time.Hour), WithOwner("team-a"), WithKind(Dynamic))
	secretNames(&s, first)
	expect("1:live:0/1")
	if r, err := s.Rotate("db", []byte(second)); err != nil || r.Generation != 2 {
		t.Fatal(r, err)
	}
	if got := secretNames(&s, first+" "+second); !slices.Equal(got, []string{"db/1", "db/2"}) {
		t.Error(got)
	}
	expect("1:rotated:1/2 2:live:0/1")
	now = now.Add(2 * time.Hour)
	secretNames(&s, first)
	expect("1:tombstone:2/3 2:live:0/1")
	s.Expire("db")
	secretNames(&s, second)
	expect("1:tombstone:2/3 2:expired:1/2")
	s.Revoke("db")
	now = now.Add(3 * time.Minute)
	secretNames(&s, second)
	expect("1:revoked:2/3 2:revoked:2/3")
	if i := s.Inventory(nil); i[1].RevokedToLastUse != 3*time.Minute || i[0].RevokedToLastUse != 0 || i[0].Owner != "team-a" || i[0].Kind.String() != "dynamic" {
		t.Errorf("%+v", i)
	}
	mustSet(t, &s, "db", first) // back again, as the same generation
	if r := mustSet(t, &s, "db", dbValue+"-3"); r.Generation != 3 {
		t.Error(r)
	}
	expect("1:live:2/3 2:revoked:2/3 3:live:0/0")
	if !s.Forget("db") || s.Len() != 0 || secretNames(&s, first+second) != nil {
		t.Error("not forgotten")
	}
	if r := mustSet(t, &s, "db", first); r.Generation != 4 {
		t.Error("a forgotten generation's number was used again")
	}
	mustSet(t, &s, "lease", second, WithExpiry(now.Add(time.Minute)))
	now = now.Add(time.Hour)
	if i := s.Inventory(nil); i[1].State != stateExpired {
		t.Errorf("%+v", i[1])
	}
}

func TestSecretSetInventoryComparesProcesses(t *testing.T) {
	var a, b SecretSet
	mustSet(t, &a, "stage.db", dbValue)
	mustSet(t, &b, "prod.db", dbValue)
	mustSet(t, &b, "prod.other", dbValue+"x")
	key := []byte("0123456789abcdef")
	x, y := a.Inventory(key), b.Inventory(key)
	if x[0].Fingerprint != y[0].Fingerprint || len(x[0].Fingerprint) != 64 || y[1].Fingerprint == x[0].Fingerprint {
		t.Error("fingerprints do not compare")
	}
	if a.Inventory([]byte("another key, long"))[0].Fingerprint == x[0].Fingerprint || a.Inventory(key[:15])[0].Fingerprint != "" {
		t.Error("the key does not count")
	}
}

func TestSecretSetTombstonesMakeRoom(t *testing.T) {
	now := time.Now()
	s := NewSecretSet(MaxForms(20000))
	s.clock = func() time.Time { return now }
	mustSet(t, s, "a", dbValue+"1", WithGrace(0))
	if _, err := s.Rotate("a", []byte(dbValue+"2")); err != nil {
		t.Fatal(err)
	}
	x := s.snapshot().copy()
	var entries []fingerprint.Entry
	for i := range 20000 - x.fp.Len() + 1 {
		entries = append(entries, fingerprint.Entry{Form: fmt.Appendf(nil, "filler%06d", i), ID: 1})
	}
	x.fp = x.fp.With(entries...)
	s.cur.Store(x)
	mustSet(t, s, "c", "an0ther v4lue", WithOwner("x"))
	for _, i := range s.Inventory(nil) {
		if i.Name == "a" && i.Generation == 1 {
			t.Error("the tombstone stayed")
		}
	}
	before := s.Len()
	for i := 0; ; i++ {
		if _, err := s.Set("d", fmt.Appendf(nil, "M0re-%d-values!", i)); errors.Is(err, ErrSecretsFull) {
			break
		} else if err != nil || i > 10 {
			t.Fatal(i, err)
		}
		before++
	}
	if s.Len() != before {
		t.Error("a refused value was kept")
	}
}

func TestSecretSetReadersNeverMissWhatWasSet(t *testing.T) {
	var s SecretSet
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Go(func() {
			name := fmt.Sprintf("writer-%d", w)
			for i := range 60 {
				value := fmt.Sprintf("V4lue/%d.%d$end", w, i)
				add := s.Set
				if i%2 == 1 {
					add = s.Rotate
				}
				r, err := add(name, []byte(value))
				if err != nil {
					t.Error(err)
					return
				}
				if got := secretNames(&s, "x "+value+" y"); !slices.Equal(got, []string{fmt.Sprintf("%s/%d", name, r.Generation)}) {
					t.Errorf("%s: %v", name, got)
				}
				if i%20 == 19 {
					s.Revoke(name)
					s.Expire(name)
					s.Forget(name)
				}
			}
		})
	}
	for range 2 {
		wg.Go(func() {
			for range 200 {
				secretNames(&s, "nothing of V4lue/ here")
				s.Inventory([]byte("key"))
				s.Len()
			}
		})
	}
	wg.Wait()
}

// A heap dump of a process with a warm set and open scans holds no eight
// consecutive bytes of a value in any plain encoding. What the runtime saves of the
// vector registers of a goroutine that it interrupts does, by chance and until it saves
// others, so the test runs where it interrupts none.
func TestSecretSetKeepsNoPlaintext(t *testing.T) {
	const calm = "asyncpreemptoff=1"
	if !strings.Contains(os.Getenv("GODEBUG"), calm) {
		cmd := exec.Command(os.Args[0], "-test.run=^TestSecretSetKeepsNoPlaintext$", "-test.v")
		cmd.Env = append(os.Environ(), "GODEBUG="+strings.TrimPrefix(os.Getenv("GODEBUG")+","+calm, ","))
		if out, err := cmd.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--- PASS")) {
			t.Fatalf("%v: %s", err, out)
		}
		return
	}
	const values, size = 20, 40
	// Values exist only as the sum of two random halves until the dump is written.
	halves := make([][2][]byte, values)
	for i := range halves {
		for k := range halves[i] {
			halves[i][k] = make([]byte, size)
			rand.Read(halves[i][k])
		}
	}
	// join gives value i as printable text.
	join := func(dst []byte, i int) []byte {
		const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
		for k := range size {
			c := alphabet[(halves[i][0][k]^halves[i][1][k])&63]
			if i%4 == 3 && k%8 == 7 {
				c = ' ' // some in the lane of forms with white space
			}
			if i%4 == 1 && (c == '+' || c == '/') {
				c = 'x' // some that nothing escapes
			}
			dst = append(dst, c)
		}
		return dst
	}
	control := make([]byte, 16)
	rand.Read(control)
	controlText := []byte(hex.EncodeToString(control))

	var s SecretSet
	states := make([]fingerprint.State, 3*values)
	secrets := make([]Secret[[]byte], values)
	func() {
		value := make([]byte, 0, size+1)
		for i := range values {
			value = join(value[:0], i)
			if _, err := s.Set(fmt.Sprintf("v%d", i), value); err != nil {
				t.Fatal(err)
			}
			secrets[i] = NewSecret(value)
			if _, err := s.Bind(fmt.Sprintf("bound%d", i), &secrets[i]); err != nil {
				t.Fatal(err)
			}
			secrets[i].Use(func(v []byte) {
				if !bytes.Equal(v, value) {
					t.Error("another value")
				}
			})
			clear(value[:cap(value)])
		}
		if _, err := s.SetAll(func(yield func(string, []byte) bool) {
			for i := range values {
				value = join(value[:0], i)
				if !yield(fmt.Sprintf("all%d", i), value) {
					return
				}
			}
			clear(value[:cap(value)])
		}); err != nil {
			t.Fatal(err)
		}
		x := s.snapshot()
		text := make([]byte, 0, 4*size)
		for i := range values {
			text = append(join(text[:0], i), ' ')
			text = join(text, i)
			// Whole once, and an open candidate.
			if got := x.fp.Advance(&states[i], text, len(text)-4, false, nil); len(got) == 0 {
				t.Error("value not found")
			}
			clear(text[:cap(text)])
		}
		// Views: a list that has ended, and one that goes on after the value.
		hexed := make([]byte, 0, 8*size)
		for i := range values {
			value = join(value[:0], i)
			for _, c := range value {
				hexed = append(hex.AppendEncode(hexed, []byte{c}), ':')
			}
			for k, end := range []string{"\n", "00:01:02:03:04:05:06:07:08:09:"} {
				hexed := append(hexed, end...)
				if got := x.fp.Advance(&states[values*(1+k)+i], hexed, len(hexed), k == 0, nil); len(got) == 0 {
					t.Error("value not found in a list")
				}
			}
			clear(hexed[:cap(hexed)])
			clear(value[:cap(value)])
			hexed = hexed[:0]
		}
	}()
	runtime.GC()
	runtime.GC()

	f, err := os.Create(filepath.Join(t.TempDir(), "heap"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	debug.WriteHeapDump(f.Fd())
	dump, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	runtime.KeepAlive(states)
	runtime.KeepAlive(secrets)
	runtime.KeepAlive(&s)
	if !bytes.Contains(dump, controlText) {
		t.Fatal("the dump does not hold the control: the test shows nothing")
	}
	runtime.KeepAlive(controlText)

	fragments := map[string]bool{}
	for i := range values {
		v := join(nil, i)
		for _, form := range []string{
			string(v), hex.EncodeToString(v), strings.ToUpper(hex.EncodeToString(v)),
			base64.StdEncoding.EncodeToString(v),
			base64.StdEncoding.EncodeToString(v[1:]),
			base64.StdEncoding.EncodeToString(v[2:]),
			url.QueryEscape(string(v)),
		} {
			for k := 0; k+8 <= len(form)-3; k++ {
				fragments[form[k:k+8]] = true
			}
		}
	}
	for k := 0; k+8 <= len(dump); k++ {
		if fragments[string(dump[k:k+8])] {
			t.Fatalf("a fragment of a value is in the dump at %d of %d", k, len(dump))
		}
	}
}

func BenchmarkSecretSetSet(b *testing.B) {
	for _, held := range []int{10, 1000} {
		b.Run(fmt.Sprintf("held=%d", held), func(b *testing.B) {
			var s SecretSet
			for i := range held {
				if _, err := s.Set("n", fmt.Appendf(nil, "Some/Value-%d$end", i)); err != nil {
					b.Fatal(err)
				}
			}
			value := []byte("An0ther/Value$of the same")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := s.Set("m", value); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
