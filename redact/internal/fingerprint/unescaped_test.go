package fingerprint

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/encode"
)

// What is read of the digits of base64 is what the digits are.
func TestAddUnescapedIsAddPlainOfDigits(t *testing.T) {
	const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."
	r := rand.New(rand.NewPCG(3, 3))
	var scratch encode.Scratch
	for n := LeastUnescaped; n < OverUnescaped; n++ {
		for _, follow := range []string{"", "all", "full"} {
			have, want := NewBatch(testSeed), NewBatch(testSeed)
			if follow != "" {
				full := NewBatch(testSeed)
				full.Reserve(prefixBits, 0)
				for i := range full.many {
					full.many[i] = 1<<64 - 1
				}
				for c := range full.firsts {
					if follow == "full" {
						full.firsts[c] = 1<<window - 1
					}
				}
				have.Follow(full)
				want.Follow(full)
				want.all, want.full = false, false // which makes no difference
			}
			for range 300 {
				text := make([]byte, n)
				for i := range text {
					text[i] = alphabet[r.IntN(len(alphabet))]
				}
				v := new(Value)
				want.AddPlain(text, v, false, 0, 0)
				forms := 1
				scratch.Base64(text, func(digits []byte, before, after uint8) {
					want.AddPlain(digits, v, true, before, after)
					forms++
				})
				if got := have.AddUnescaped(text, v); got != forms {
					t.Fatalf("%d forms, want %d", got, forms)
				}
			}
			if have.all != (follow != "") || have.full != (follow == "full") {
				t.Errorf("%q: all %v, full %v", follow, have.all, have.full)
			}
			want.all, want.full = have.all, have.full
			if !reflect.DeepEqual(have, want) {
				t.Fatalf("%d bytes: the batches differ", n)
			}
		}
	}
}

// Entries of many batches come out as those of one that is sorted.
func TestGathered(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{1, 100, manyEntries - 1, manyEntries, 5 * manyEntries} {
		for _, marks := range []uint32{1<<32 - 1, 1 << 20, 1 << 9} {
			values := make([]*Value, n/2+1)
			for i := range values {
				values[i] = &Value{ID: int32(i)}
				if i%7 == 1 {
					*values[i] = *values[i-1] // equal ones are of one form too
				}
			}
			var parts []forms
			var all forms
			for left := n; left > 0; {
				var p forms
				for range min(left, 1+r.IntN(3000)) {
					e, v := entry{mark: r.Uint32N(marks), tail: r.Uint32N(2), meta: newMeta(6+r.IntN(2), uint8(r.IntN(4)), 0, r.IntN(2) == 0, false, false)}, values[r.IntN(len(values))]
					p.add(e, v)
					all.add(e, v)
					left--
					if left > 0 && r.IntN(8) == 0 { // the same once more
						p.add(e, v)
						all.add(e, v)
						left--
					}
				}
				parts = append(parts, p)
			}
			slices.SortStableFunc(all.entries, func(a, b entry) int { return compare(&a, &b, all.values, all.values) })
			want, have := all.once(), gathered(parts)
			if len(have.entries) != len(want.entries) {
				t.Fatalf("%d of %d: %d entries, want %d", n, marks, len(have.entries), len(want.entries))
			}
			for i := range have.entries {
				h, w := have.entries[i], want.entries[i]
				hv, wv := have.values[h.value], want.values[w.value]
				if h.value, w.value = 0, 0; h != w || *hv != *wv {
					t.Fatalf("%d of %d: entry %d is %v of %v, want %v of %v", n, marks, i, h, hv, w, wv)
				}
			}
		}
	}
}
