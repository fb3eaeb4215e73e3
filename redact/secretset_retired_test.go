package redact

import (
	"fmt"
	"testing"
	"time"
)

// A value that came back and was retired again is as new as any tombstone.
func TestRetiredAgainIsTheNewestTombstone(t *testing.T) {
	now := time.Now()
	s := NewSecretSet(MaxTombstones(2))
	s.clock = func() time.Time { now = now.Add(time.Second); return now }
	value := func(i int) []byte { return fmt.Appendf(nil, "Val%dkX7vQ2nB9w%d", i, i*7919) }
	rotate := func(name string, i int) {
		if _, err := s.Rotate(name, value(i), WithGrace(0)); err != nil {
			t.Fatal(err)
		}
	}
	rotate("x", 1)
	rotate("x", 2)
	rotate("y", 11)
	rotate("y", 12)
	if _, err := s.Set("x", value(1), WithGrace(0)); err != nil {
		t.Fatal(err)
	}
	rotate("x", 2)
	rotate("z", 21)
	rotate("z", 22)
	if secretNames(s, string(value(1))) == nil {
		t.Error("the newer tombstone is forgotten")
	}
	if secretNames(s, string(value(11))) != nil {
		t.Error("the oldest tombstone is kept")
	}
}

// What is noted of retirements stays small, whatever comes back or is forgotten.
func TestRetirementsDoNotGrow(t *testing.T) {
	s := NewSecretSet()
	for i := range 2000 {
		if _, err := s.Rotate("two", fmt.Appendf(nil, "Val%dkX7vQ2nB9w", i%2), WithGrace(0)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Rotate("many", fmt.Appendf(nil, "Val%dkX7vQ2nB9w", i), WithGrace(0)); err != nil {
			t.Fatal(err)
		}
		if i%10 == 9 {
			s.Forget("many")
		}
	}
	if n := len(s.retired); n > 200 {
		t.Errorf("%d retirements of %d values", n, s.Len())
	}
}
