package redact

import (
	"bytes"
	"hash/maphash"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/encode"
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// What is registered of a value that needs no escapes is what Visit gives of it.
func TestUnescapedFormsAreThoseOfVisit(t *testing.T) {
	seed := fingerprint.NewSeed()
	for _, value := range []string{"aB3-dE6_gH9.", "8f14e45fceea167a5a36dedd4bea2543", "Qx7Zp2Lm9Kc4", "kR-81.xYz_0pQmW3nT5uV7", "a.b-c_d.e-f_g7",
		strings.Repeat("kR81xY", 8)[:47], strings.Repeat("kR81xY", 8), strings.Repeat("kR81xY", 80)} {
		var got [3][]byte
		var kinds [3]uint16
		var held [3]int
		for i := range got {
			g := &generation{value: fingerprint.Value{Digest: seed.Digest([]byte(value)), ID: 7}}
			of := &g.value
			f := forms{batch: fingerprint.NewBatch(seed), scratch: new(encode.Scratch), meta: &secretConfig{}, report: new(SecretReport)}
			f.take, f.digits = f.form, f.base64
			switch i {
			case 0:
				f.add([]byte(value), of, f.meta, false)
			case 1:
				var v staged
				s := stager{batch: f.batch, hash: maphash.MakeSeed(), meta: f.meta}
				s.stage(&v, g, "name", []byte(value))
				f.kinds, f.report.Forms, of.ID = v.kinds, int(v.forms), 7
			case 2:
				f.of, f.raw = of, of
				f.scratch.Visit([]byte(value), encode.Own, f.take)
			}
			got[i], kinds[i], held[i] = f.batch.AppendBinary(nil), f.kinds, f.report.Forms
		}
		for i := range got[:2] {
			if !bytes.Equal(got[i], got[2]) || kinds[i] != kinds[2] || held[i] != held[2] || held[i] != leastForms {
				t.Errorf("%s: kinds %b and %b, %d and %d forms", value, kinds[i], kinds[2], held[i], held[2])
			}
		}
	}
}

// The traits of a value are those of its bytes.
func TestTraits(t *testing.T) {
	for _, value := range []string{"a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "abcdea", "abcdef", "12345678901234567890123456789012345678901234567890123456789",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdX", "abababababababababababababababababab.", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa aaaaa", "Abcdefghijklmnopqrstuvw[x", "\xff\x00\x7f é", "a\\b", "a=b", "x{y"} {
		v := []byte(value)
		var different [256]bool
		distinct := 0
		lower := true
		for _, c := range v {
			if !different[c] {
				different[c] = true
				distinct++
			}
			lower = lower && c >= 'a' && c <= 'z'
		}
		k := look(v)
		if min(k.distinct, minDistinct) != min(distinct, minDistinct) || k.weakRandomness() != (lower || distinct < minDistinct) {
			t.Errorf("%q: %+v, %d different bytes", value, k, distinct)
		}
		for trait, want := range map[uint8]bool{
			traitDigit: onlyDigits(v), traitLower: lower, traitPlain: fingerprint.IsPlain(v), traitOwn: encode.Unescaped(v), traitNoPart: !mayHaveParts(v),
		} {
			if have := k.all&trait != 0; have != want {
				t.Errorf("%q: trait %b is %v", value, trait, have)
			}
		}
		if have := k.any&traitOpen != 0; have != strings.ContainsAny(value, "[(") {
			t.Errorf("%q: traitOpen is %v", value, have)
		}
	}
}
