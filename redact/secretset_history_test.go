package redact

import (
	"fmt"
	"runtime"
	"testing"
)

// setBytes is what one Set allocates.
func setBytes(t *testing.T, s *SecretSet) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range 20 {
		mustSet(t, s, "probe", fmt.Sprintf("pr0be/Value-%d$", i))
		s.Forget("probe")
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / 20
}

func TestSecretSetForgetsItsHistory(t *testing.T) {
	var s SecretSet
	mustSet(t, &s, "kept", dbValue)
	mustSet(t, &s, "kept", dbValue+"2")
	first := setBytes(t, &s)
	old := s.snapshot()
	for i := range 3 * maxForgotten {
		name := fmt.Sprintf("lease-%d", i)
		mustSet(t, &s, name, "V4lue/of$a-lease")
		if !s.Forget(name) {
			t.Fatal("not held")
		}
	}
	x := s.snapshot()
	if s.Len() != 2 || x.gens.n != 2 || x.fp.Len() != old.fp.Len() {
		t.Errorf("%d held, %d generations, %d forms of %d", s.Len(), x.gens.n, x.fp.Len(), old.fp.Len())
	}
	if n := len(s.numbers.last); n > 2+maxForgotten+1 {
		t.Errorf("%d names", n)
	}
	if last := setBytes(t, &s); last > first+first/2 {
		t.Errorf("a Set allocates %d bytes, %d at first", last, first)
	}
	// Numbers go on, whether the name is still known or not.
	for _, name := range []string{"lease-0", fmt.Sprintf("lease-%d", 3*maxForgotten-1)} {
		if r := mustSet(t, &s, name, dbValue+name); r.Generation < 2 {
			t.Errorf("%s has number %d again", name, r.Generation)
		}
	}
	if r := mustSet(t, &s, "kept", dbValue+"3"); r.Generation != 3 {
		t.Errorf("%+v", r)
	}
}

// A match of an older snapshot counts for its own generation or for none.
func TestSecretSetIDsAreNotUsedAgain(t *testing.T) {
	var s SecretSet
	mustSet(t, &s, "a", dbValue+"a")
	mustSet(t, &s, "b", dbValue+"b")
	mustSet(t, &s, "c", dbValue+"c")
	old := s.snapshot()
	s.Forget("a")
	s.Forget("c")
	mustSet(t, &s, "d", dbValue+"d")
	for g := range old.gens.all() {
		if name, number := old.info(g.id()); name != g.name.String() || number != 1 {
			t.Errorf("%s/%d, want %s", name, number, g.name)
		}
		s.noteUse(g.id())
	}
	for _, i := range s.Inventory(nil) {
		if want := map[string]int64{"b": 1}[i.Name]; i.Uses != want {
			t.Errorf("%s: %d uses, want %d", i.Name, i.Uses, want)
		}
	}
	s.Forget("b")
	s.Forget("d")
	if !s.snapshot().fp.Empty() || s.snapshot().fp == old.fp || old.gens.n != 3 {
		t.Error("an empty set keeps forms, or an old snapshot has changed")
	}
	mustSet(t, &s, "e", dbValue+"e")
	if got := secretNames(&s, dbValue+"a "+dbValue+"e"); len(got) != 1 || got[0] != "e/1" {
		t.Error(got)
	}
	for g := range s.snapshot().gens.all() {
		if old.gens.get(g.id()) != nil {
			t.Errorf("the ID %d is used again", g.id())
		}
	}
}
