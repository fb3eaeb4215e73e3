package redact_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// TestFieldScalar compares Scalar with Value, which has the last word on what a value
// becomes, under names that are hidden, that are not, and that a path rule hides.
func TestFieldScalar(t *testing.T) {
	values := []any{nil, "", "nothing", "token gh" + "p_0123456789abcdefghijABCDEFGHIJ012345", true, 7, int32(7), int64(4111111111111111),
		uint(7), uint32(7), uint64(4111111111111111), 1.5, float32(1.5), 4111111111111111.0}
	set := redact.NewSecretSet()
	if _, err := set.Set("n", []byte("4111111111111111")); err != nil {
		t.Fatal(err)
	}
	for _, r := range []*redact.Redactor{
		build(t, redact.WithSecrets(set)),
		build(t, redact.WithSecrets(set), redact.WithStableTypes()),
		build(t, redact.WithPath("ruled", redact.Redact), redact.WithPath("gone", redact.DropField)),
	} {
		for _, name := range []string{"user", "password", "pin", "ruled", "gone"} {
			f := r.Scope("test").Field(name)
			if f.Action() == redact.DropField {
				continue // is not written, as an adapter asks first
			}
			for _, v := range values {
				got, hidden, ok := f.Scalar(v)
				want, changed := f.Value(v)
				if v == "" { // says nothing, and stays here whatever the rule
					want, changed = nil, false
				}
				if !ok || hidden != changed || hidden && fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %T: got %v, %v, %v; Value has %v, %v", name, v, got, hidden, ok, want, changed)
				}
			}
		}
	}
	for _, v := range []any{int8(1), time.Second, []byte("x"), fmt.Errorf("x"), struct{}{}} {
		if _, _, ok := defaults(t).Scope("test").Field("user").Scalar(v); ok {
			t.Errorf("%T is taken", v)
		}
	}
}

func TestFieldScalarAllocs(t *testing.T) {
	if raced {
		t.Skip("pools forget under the race detector")
	}
	f := defaults(t).Scope("test").Field("user")
	for _, v := range []any{nil, "nothing here", true, 7, 1.5} {
		if n := testing.AllocsPerRun(100, func() { f.Scalar(v) }); n != 0 {
			t.Errorf("%T: %v allocations", v, n)
		}
	}
}
