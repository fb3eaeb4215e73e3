package redact

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func pairs(values ...string) func(yield func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		buf := []byte{}
		for i := 0; i+1 < len(values); i += 2 {
			buf = append(buf[:0], values[i+1]...) // as a source that reads into one buffer
			if !yield(values[i], buf) {
				return
			}
		}
	}
}

// SetAll does what Set does of each value, and reports what is amiss.
func TestSetAllIsSetOfEach(t *testing.T) {
	n := 1500
	if testing.Short() {
		n = 300
	}
	var values []string
	for i := range n {
		values = append(values, fmt.Sprintf("n%d", i%700), []string{
			fmt.Sprintf("Zk9vLmW0%05dx2pTb", i), fmt.Sprintf(`k7#Q"/9v &%05d`, i), fmt.Sprintf("postgres://u:pA55-%05d-w0rd@db/x", i), fmt.Sprintf("wordbound%d", i%3),
		}[i%4])
	}
	values = append(values, "bad name", "Zk9vLmW0x2pTbxyz", "short", "abc", "own", "xx-own-xx-own", "n1", values[3])
	all := NewSecretSet(RequireOwner(PolicyReport))
	reports, err := all.SetAll(pairs(values...))
	one := NewSecretSet(RequireOwner(PolicyReport))
	var want []SecretReport
	var errs []error
	for i := 0; i < len(values); i += 2 {
		r, err := one.Set(values[i], []byte(values[i+1]))
		if want = append(want, r); err != nil {
			errs = append(errs, err)
		}
	}
	if len(reports) != len(want) { // each lacks an owner
		t.Fatalf("%d reports, want %d", len(reports), len(want))
	}
	for i := range want {
		if fmt.Sprint(reports[i]) != fmt.Sprint(want[i]) {
			t.Errorf("%d: %+v, want %+v", i, reports[i], want[i])
		}
	}
	for _, e := range errs {
		if !errors.Is(err, e) {
			t.Errorf("%v does not tell of %v", err, e)
		}
	}
	if all.Len() != one.Len() || all.snapshot().fp.Len() != one.snapshot().fp.Len() {
		t.Errorf("%d generations with %d forms, want %d with %d", all.Len(), all.snapshot().fp.Len(), one.Len(), one.snapshot().fp.Len())
	}
	key := []byte("0123456789abcdef")
	strip := func(infos []SecretInfo) (out []string) {
		for _, i := range infos {
			out = append(out, i.Name, fmt.Sprint(i.Generation), i.Fingerprint)
		}
		return out
	}
	if a, b := strip(all.Inventory(key)), strip(one.Inventory(key)); !slices.Equal(a, b) {
		t.Error("the inventories differ")
	}
	r, q := MustNew(WithSecrets(all)), MustNew(WithSecrets(one))
	for i := 1; i < len(values); i += 2 {
		text := "a " + values[i] + fmt.Sprintf(" b %x c ", values[i])
		if have, want := r.String(text), q.String(text); have != want || i < 2*n-1 && strings.Contains(have, values[i]) {
			t.Fatalf("%q gives %q, want %q", text, have, want)
		}
	}
}

// A bound holds within SetAll, and the newest of one name is the last.
func TestSetAllKeepsBounds(t *testing.T) {
	s := NewSecretSet(MaxSecrets(2))
	reports, err := s.SetAll(pairs("a", "Zk9vLmW0x2pTb-1", "b", "Zk9vLmW0x2pTb-2", "a", "Zk9vLmW0x2pTb-1", "c", "Zk9vLmW0x2pTb-3"))
	if !errors.Is(err, ErrSecretsFull) || len(reports) != 1 || s.Len() != 2 {
		t.Errorf("%v, %+v, %d held", err, reports, s.Len())
	}
	r := MustNew(WithSecrets(s))
	if out := r.String("Zk9vLmW0x2pTb-1 Zk9vLmW0x2pTb-2 Zk9vLmW0x2pTb-3"); strings.Count(out, "REDACTED") != 2 || !strings.HasSuffix(out, "b-3") {
		t.Error(out)
	}
	s = NewSecretSet(MaxForms(10))
	if _, err := s.SetAll(pairs("a", "Zk9vLmW0x2pTb1", "b", "Zk9vLmW0x2pTb2", "c", "Zk9vLmW0x2pTb3")); !errors.Is(err, ErrSecretsFull) || s.Len() != 2 {
		t.Errorf("%v, %d held", err, s.Len())
	}
	if _, err := (*SecretSet)(nil).SetAll(pairs("a", "Zk9vLmW0x2pTb1")); err == nil {
		t.Error("a nil set takes values")
	}
	var none SecretSet
	if reports, err := none.SetAll(pairs()); err != nil || reports != nil || none.Len() != 0 {
		t.Error(reports, err)
	}
}

// What a set has already takes no room again.
func TestSetAllAgainAddsNoForms(t *testing.T) {
	s := NewSecretSet()
	var values []string
	for i := range 700 {
		values = append(values, fmt.Sprintf("n%d", i), fmt.Sprintf("Zk9vLmW0%05dx2pTb", i))
	}
	for range 3 {
		if reports, err := s.SetAll(pairs(values...)); err != nil || reports != nil {
			t.Fatal(reports, err)
		}
		if n := s.snapshot().fp.Len(); n != leastForms*700 {
			t.Errorf("%d forms, want %d", n, leastForms*700)
		}
	}
	text := strings.Join(values, " ")
	if out := MustNew(WithSecrets(s)).String(text); strings.Contains(out, "Zk9v") {
		t.Error("not hidden any more")
	}
	if !s.Forget(values[0]) || s.snapshot().fp.Len() != leastForms*699 {
		t.Error("Forget leaves forms")
	}
}

// Of values that wait to be staged nothing is left, wherever they were.
func TestTextsAreCleared(t *testing.T) {
	value := []byte(strings.Repeat("Zk9vLmW0x2pTb", 100))
	var of texts
	var seen [][]byte
	for range 100 {
		if len(seen) == 0 || &seen[len(seen)-1][0] != &of.text[:1][0] {
			of.put("a", value)
			seen = append(seen, of.text[:cap(of.text)])
			continue
		}
		of.put("a", value)
	}
	if len(seen) < 3 {
		t.Fatalf("%d buffers", len(seen))
	}
	of.clear()
	for _, text := range seen {
		if i := bytes.IndexFunc(text, func(r rune) bool { return r != 0 }); i >= 0 {
			t.Errorf("a buffer of %d bytes holds something at %d", len(text), i)
		}
	}
	if len(of.names)+len(of.ends)+len(of.text) > 0 || of.names[:1][0] != "" {
		t.Error("not empty")
	}
}

// Forms that are sorted while their values are entered come out as those of few values at once, also
// where some values are refused, and some are there already.
func TestSetAllSortsAside(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	const n = 9000 // more than are sorted by comparing them
	for _, odd := range []bool{false, true} {
		var values []string
		for i := range n {
			name, value := fmt.Sprintf("n%d", i), fmt.Sprintf("Zk9v%05dLmW0x2pTb", i*7919%n)
			switch {
			case odd && i%100 == 7:
				value = "short"
			case odd && i%50 == 3 && i > 0: // the one before once more
				name, value = values[len(values)-2], values[len(values)-1]
			case odd && i%50 == 4:
				value = fmt.Sprintf(`k7#Q"/9v &%05d`, i)
			}
			values = append(values, name, value)
		}
		all, few := NewSecretSet(), NewSecretSet()
		reports, err := all.SetAll(pairs(values...))
		if odd != (err != nil) || odd != (len(reports) > 0) {
			t.Fatalf("%v, %d reports", err, len(reports))
		}
		for i := 0; i < len(values); i += 2000 {
			few.SetAll(pairs(values[i:min(i+2000, len(values))]...))
		}
		if a, b := all.snapshot().fp.Len(), few.snapshot().fp.Len(); a != b || all.Len() != few.Len() {
			t.Errorf("%d values with %d forms, want %d with %d", all.Len(), a, few.Len(), b)
		}
		r := MustNew(WithSecrets(all))
		for i := 0; i < len(values); i += 14 {
			text := fmt.Sprintf("a %s b %x", values[i+1], values[i+1])
			if out := r.String(text); values[i+1] != "short" && strings.Count(out, "REDACTED") != 2 {
				t.Fatalf("%d: %q", i, out)
			}
		}
	}
}
