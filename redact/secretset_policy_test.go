package redact

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

func TestSecretSetPolicy(t *testing.T) {
	weakValue := []byte("x7qp93")
	for _, p := range []SecretPolicy{PolicyAllow, PolicyReport, PolicyRefuse} {
		s := NewSecretSet(nil, RequireOwner(p), RequireExpiry(p), WeakValues(p))
		for _, add := range []func(string, []byte, ...SecretOption) (SecretReport, error){s.Set, s.Rotate} {
			r, err := add("db", weakValue)
			if (err != nil) != (p == PolicyRefuse) || err != nil && !errors.Is(err, ErrSecretPolicy) {
				t.Errorf("%d: %v", p, err)
			}
			var want []string
			if p != PolicyAllow {
				want = []string{"no owner", "no expiry", "weak value"}
			}
			if !slices.Equal(r.Problems, want) || (r.Generation == 0) != (p == PolicyRefuse) {
				t.Errorf("%d: %+v", p, r)
			}
			if held := secretNames(s, string(weakValue)) != nil; held != (err == nil) {
				t.Errorf("%d: hidden %v, error %v", p, held, err)
			}
		}
		if _, err := s.Set("ok", []byte(dbValue), WithOwner("team"), WithExpiry(time.Now().Add(time.Hour))); err != nil {
			t.Errorf("%d: %v", p, err)
		}
	}
}

func TestSecretSetQuotas(t *testing.T) {
	s := NewSecretSet(MaxSecrets(4), MaxPerSource(2))
	set := func(name, source string, i int) error {
		_, err := s.Set(name, fmt.Appendf(nil, "V4lue-%d/of$it", i), WithSource(source))
		return err
	}
	for i, want := range []error{nil, nil, ErrSecretsFull} {
		if err := set("a", "file", i); !errors.Is(err, want) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if err := set("a", "file", 0); err != nil {
		t.Error("a value that is held counts twice:", err)
	}
	if set("b", "", 10) != nil || set("b", "", 11) != nil || !errors.Is(set("b", "", 12), ErrSecretsFull) {
		t.Error("MaxSecrets does not count")
	}
	// Retired ones and those that are forgotten give room.
	if _, err := s.Rotate("b", []byte("V4lue-10/of$it")); err != nil {
		t.Error(err)
	}
	if err := set("c", "vault", 20); err != nil {
		t.Error(err)
	}
	if err := set("b", "", 11); !errors.Is(err, ErrSecretsFull) {
		t.Error("a retired value came back beyond the quota:", err)
	}
	s.Forget("a")
	if set("d", "file", 30) != nil || set("d", "file", 31) != nil || !errors.Is(set("d", "file", 32), ErrSecretsFull) {
		t.Error("the room of forgotten values is lost")
	}
}

// Whoever can send requests can neither fill a scoped set nor push out what it holds.
func TestScopedSetUnderFlood(t *testing.T) {
	now := time.Now()
	s := NewSecretSet(Scoped(time.Minute, 50))
	s.clock = func() time.Time { return now }
	mustSet(t, s, "first", dbValue)
	forms := 0
	for i := range 1000 {
		now = now.Add(10 * time.Millisecond)
		_, err := s.Set(fmt.Sprintf("request-%d", i), fmt.Appendf(nil, "s3ssion.%d.Of-an attacker", i))
		if err != nil && !errors.Is(err, ErrSecretsFull) {
			t.Fatal(err)
		}
		if s.Len() > 50 {
			t.Fatalf("%d held", s.Len())
		}
		forms = max(forms, s.snapshot().fp.Len())
	}
	if len(s.numbers.last) > maxForgotten || len(s.leases) > 50 || s.values.size() > 512 {
		t.Error("something grows with the flood")
	}
	if secretNames(s, dbValue) == nil {
		t.Error("the flood pushed out what was held")
	}
	now = now.Add(time.Minute)
	mustSet(t, s, "next", "An0ther/value-now")
	if s.Len() != 1 || secretNames(s, dbValue) != nil || len(s.leases) != 1 {
		t.Errorf("%d held after the time to live, %d leases", s.Len(), len(s.leases))
	}
}

func TestScopedSetForgetsByItself(t *testing.T) {
	s := NewSecretSet(Scoped(20*time.Millisecond, 50))
	mustSet(t, s, "a", dbValue)
	mustSet(t, s, "b", dbValue+"b")
	for deadline := time.Now().Add(5 * time.Second); s.Len() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("values outlive their time")
		}
	}
	if secretNames(s, dbValue) != nil {
		t.Error("still hidden")
	}
}

func TestSecretSetMaxTombstones(t *testing.T) {
	now := time.Now()
	s := NewSecretSet(MaxTombstones(3))
	s.clock = func() time.Time { return now }
	for i := range 10 {
		if _, err := s.Rotate("db", fmt.Appendf(nil, "V4lue-%d/of$it", i), WithGrace(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if i == 5 {
			if s.Len() != 6 {
				t.Errorf("%d held: a value within its grace was dropped", s.Len())
			}
			now = now.Add(time.Hour)
		}
	}
	var numbers []int
	for _, i := range s.Inventory(nil) {
		numbers = append(numbers, i.Generation)
	}
	// Those of the last hour are within their grace.
	if !slices.Equal(numbers, []int{6, 7, 8, 9, 10}) {
		t.Error(numbers)
	}
	now = now.Add(time.Hour)
	if r, err := s.Rotate("db", []byte("the L4st one")); err != nil || r.Generation != 11 || s.Len() != 4 {
		t.Errorf("%+v, %v, %d held", r, err, s.Len())
	}
}

type events struct {
	mu  sync.Mutex
	all []string
}

func (e *events) Observe(ev Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, fmt.Sprintf("%s %s/%d", ev.Class, ev.Secret, ev.Generation))
}

func (e *events) take() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	out := strings.Join(e.all, ", ")
	e.all = nil
	return out
}

func TestSecretSetEvents(t *testing.T) {
	var seen events
	s := NewSecretSet(AlertAbove(3))
	now := time.Unix(1_000_000_020, 0)
	s.clock = func() time.Time { return now }
	r := MustNew(WithSecrets(s), WithObserver(&seen))
	first, second := dbValue+"-1", dbValue+"-2"
	expect := func(text, want string) {
		t.Helper()
		out := r.String(text)
		for i := 0; i+8 <= len(dbValue); i++ {
			if strings.Contains(out, dbValue[i:i+8]) {
				t.Fatalf("leak: %q", out)
			}
		}
		if got := seen.take(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	mustSet(t, s, "db", first, WithGrace(time.Hour))
	expect("x "+first, "match db/1")
	if _, err := s.Rotate("db", []byte(second)); err != nil {
		t.Fatal(err)
	}
	expect("x "+first+" "+second, "match db/1, late db/1, match db/2")
	now = now.Add(2 * time.Hour)
	expect(first, "match db/1, late db/1")
	s.Expire("db")
	expect(second, "match db/2, late db/2")
	s.Revoke("db")
	now = now.Add(time.Minute)
	expect(second, "match db/2, revoked db/2")
	expect(second+" "+second, "match db/2, revoked db/2, match db/2, revoked db/2")
	expect(second+" "+second, "match db/2, revoked db/2, frequent db/2, match db/2, revoked db/2")
	now = now.Add(time.Minute)
	expect(second, "match db/2, revoked db/2")
	for _, i := range s.Inventory(nil) {
		if i.Generation == 2 && (i.RevokedToLastUse != 2*time.Minute || i.LateUses != 7 || i.Uses != 8 || i.Rotated.IsZero()) {
			t.Errorf("%+v", i)
		}
	}
}

func TestSecretSetRefusesOrdinaryThings(t *testing.T) {
	for value, refused := range map[string]bool{
		"{": true, "true": true, "admin": true, "strict": true, "3600": true, "Administrator": true,
		"db.example.com": true, "db-01.prod.internal:5432": true, "localhost": true, "mail.example.de": true,
		"10.0.13.7": true, "10.0.13.7:8080": true, "10.0.0.0/16": true, "192.168.100.200": true,
		"/var/run/secrets": true, "/etc/ssl/certs.pem": true,
		"kT9.example.com": false, "a1b2c3d4e5f6.example.com": false, "my.secret-word": false,
		"10.0.13.7x": false, "/Var/Run9": false, "1.2.3.4.5.6": false, "com.example.Thing": false,
		"/oneword": false, "a:b.com:99": false, "..com.": false,
	} {
		s := NewSecretSet()
		if _, err := s.Set("n", []byte(value)); (err != nil) != refused {
			t.Errorf("%q: %v", value, err)
		}
		if len(value) >= minSecret && commonness([]byte(value)) != "" {
			if _, err := s.Rotate("n", []byte(value), AllowCommon()); err != nil {
				t.Errorf("%q with AllowCommon: %v", value, err)
			}
		}
	}
}

func TestTreeAgainstMap(t *testing.T) {
	var x tree
	var olds []tree
	want := map[int32]*generation{}
	ids := []int32{0, 1, 255, 256, 65535, 65536, 65537, 1 << 24, 1<<31 - 1}
	for round := range 4 {
		for _, id := range ids {
			g := &generation{value: fingerprint.Value{ID: id}}
			if round%2 == 1 {
				g = nil
				delete(want, id)
			} else {
				want[id] = g
			}
			olds = append(olds, x)
			x = x.put(id, g)
			if x.n != len(want) || x.get(id) != g {
				t.Fatalf("%d: %d held, want %d", id, x.n, len(want))
			}
			n := int32(-1)
			count := 0
			for g := range x.all() {
				if want[g.id()] != g || g.id() <= n {
					t.Fatalf("%d is out of order or not there", g.id())
				}
				n = g.id()
				count++
			}
			if count != len(want) {
				t.Fatalf("%d of %d", count, len(want))
			}
		}
	}
	if len(x.top) != 0 || x.get(5) != nil || x.get(-1) != nil {
		t.Error("an empty tree holds something")
	}
	if n := len(ids); olds[n].n != n || olds[0].n != 0 {
		t.Error("an old tree has changed")
	}
}
