package redact_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

const cleanLine = `2026-01-02T03:04:05Z INFO request done method=GET path=/api/v1/users/8271 status=200 dur=12.7ms trace=4bf92f3577b34da6a3ce929d0e0e4736 agent="Mozilla/5.0 (X11; Linux)" bytes=5120 peer=10.0.4.17, o`

// scaleValue is value i of a set: mixed case, or of a mix in which a quarter is
// lower-case hex and a tenth UUIDs.
func scaleValue(r *rand.Rand, mix bool) []byte {
	const base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	switch k := r.IntN(100); {
	case mix && k < 25:
		return fmt.Appendf(nil, "%016x%016x", r.Uint64(), r.Uint64())
	case mix && k < 35:
		return fmt.Appendf(nil, "%08x-%04x-4%03x-a%03x-%012x", r.Uint32(), r.IntN(1<<16), r.IntN(1<<12), r.IntN(1<<12), r.Uint64()>>16)
	}
	v := make([]byte, 12+r.IntN(36))
	for i := range v {
		v[i] = base62[r.IntN(len(base62))]
	}
	return v
}

func fill(tb testing.TB, set *redact.SecretSet, n int, mix bool) {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	fillWith(tb, set, scaleValues(r, n, mix))
}

// A named value is one to register.
type namedValue struct {
	name  string
	value []byte
}

func scaleValues(r *rand.Rand, n int, mix bool) []namedValue {
	values := make([]namedValue, n)
	for i := range values {
		values[i] = namedValue{fmt.Sprintf("lease-%d", i), scaleValue(r, mix)}
	}
	return values
}

func fillWith(tb testing.TB, set *redact.SecretSet, values []namedValue) {
	if _, err := set.SetAll(func(yield func(string, []byte) bool) {
		for _, v := range values {
			if !yield(v.name, v.value) {
				return
			}
		}
	}); err != nil {
		tb.Fatal(err)
	}
}

func BenchmarkSecretsClean(b *testing.B) {
	for _, mix := range []bool{false, true} {
		for _, n := range []int{10, 1000, 100_000, 1_000_000} {
			b.Run(fmt.Sprintf("mix=%v/values=%d", mix, n), func(b *testing.B) {
				set := redact.NewSecretSet()
				fill(b, set, n, mix)
				r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(set))
				b.SetBytes(int64(len(cleanLine)))
				b.ReportAllocs()
				for b.Loop() {
					if out := r.String(cleanLine); out != cleanLine {
						b.Fatal("changed")
					}
				}
			})
		}
	}
}

// BenchmarkSecretsSet reports what Set costs while many values are held: the
// distribution of its time, and the memory for each value.
func BenchmarkSecretsSet(b *testing.B) {
	for _, n := range []int{1000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("values=%d", n), func(b *testing.B) {
			values := scaleValues(rand.New(rand.NewPCG(1, uint64(n))), n, false)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			set := redact.NewSecretSet(redact.MaxForms(1 << 24))
			start := time.Now()
			fillWith(b, set, values)
			build := time.Since(start)
			runtime.GC()
			runtime.ReadMemStats(&after)
			runtime.KeepAlive(values)
			r := rand.New(rand.NewPCG(9, 9))
			var took []time.Duration
			i := 0
			for b.Loop() {
				v := scaleValue(r, false)
				start := time.Now()
				if _, err := set.Set(fmt.Sprintf("more-%d", i), v); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
				i++
			}
			slices.Sort(took)
			b.ReportMetric(build.Seconds(), "s/build")
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "B/value")
			b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "ns/p50")
			b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "ns/p99")
		})
	}
}

// What is held does not change what is found, however it came about.
func TestSecretSetOfManyValues(t *testing.T) {
	const n = 900
	set := redact.NewSecretSet()
	fill(t, set, n, true)
	r := redact.MustNew(redact.WithSecrets(set))
	var values []string
	for from := rand.New(rand.NewPCG(1, n)); len(values) < n; {
		values = append(values, string(scaleValue(from, true)))
	}
	for i := range n {
		name := fmt.Sprintf("lease-%d", i)
		switch i % 3 {
		case 1:
			if !set.Forget(name) {
				t.Fatal(name)
			}
		case 2:
			if _, err := set.Rotate(name, []byte("Rotated/"+values[i])); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i, v := range values {
		out := r.String("x " + v + " y")
		if hidden := !strings.Contains(out, v); hidden == (i%3 == 1) {
			t.Fatalf("%d: hidden %v", i, hidden)
		}
		if out := r.String("x Rotated/" + v + " y"); i%3 == 2 && strings.Contains(out, "Rotated/") {
			t.Fatalf("%d: the new value is not hidden", i)
		}
	}
	if r.String(cleanLine) != cleanLine {
		t.Error("clean text was changed")
	}
}
