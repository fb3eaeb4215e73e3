package redact

import "testing"

func TestGeneration(t *testing.T) {
	detector := Detector{ID: "test-token", Pattern: `\btt_[0-9a-z]{16}\b`}
	var a, b SecretSet
	build := func() *Redactor { return MustNew(WithDetectors(detector), WithSecrets(&a), WithSecrets(&b)) }
	r := build()

	seen := map[uint64]string{0: "the zero Redactor"}
	moves := func(what string) {
		t.Helper()
		g := r.Generation()
		if was, ok := seen[g]; ok {
			t.Errorf("after %s: the generation is that of %s", what, was)
		}
		seen[g] = what
		if r.Generation() != g {
			t.Errorf("after %s: two calls differ", what)
		}
	}
	moves("New")
	set := func(s *SecretSet, name, value string) {
		t.Helper()
		if _, err := s.Set(name, []byte(value)); err != nil {
			t.Fatal(err)
		}
	}
	set(&a, "one", "aZ81-quartz-lemon")
	moves("Set in the first set")
	set(&b, "one", "aZ81-quartz-melon")
	moves("Set in the second set")
	if _, err := a.Rotate("one", []byte("bY72-basalt-lemon")); err != nil {
		t.Fatal(err)
	}
	moves("Rotate")
	b.Revoke("one")
	moves("Revoke")
	a.Forget("one")
	moves("Forget")
	r.Replace(build())
	moves("Replace")

	g := r.Generation()
	if a.Forget("absent") || r.Generation() != g {
		t.Error("a call that changes nothing moves the generation")
	}
	r.String("a line")
	if r.Generation() != g {
		t.Error("a use moves the generation")
	}
	r.Replace(nil)
	if got := r.Generation(); got != 0 {
		t.Errorf("zero Redactor: %d, want 0", got)
	}
	if got := (*Redactor)(nil).Generation(); got != 0 {
		t.Errorf("nil Redactor: %d, want 0", got)
	}
	r.Replace(build())
	if n := testing.AllocsPerRun(100, func() { r.Generation() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
