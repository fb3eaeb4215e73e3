package redact

import (
	"bytes"
	"testing"

	"github.com/tacit-go/tacit/redact/internal/encode"
	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// What is registered of a value that needs no escapes is what Visit gives of it.
func TestUnescapedFormsAreThoseOfVisit(t *testing.T) {
	seed := fingerprint.NewSeed()
	for _, value := range []string{"aB3-dE6_gH9.", "8f14e45fceea167a5a36dedd4bea2543", "Qx7Zp2Lm9Kc4", "kR-81.xYz_0pQmW3nT5uV7", "a.b-c_d.e-f_g7"} {
		var got [2][]byte
		var kinds [2]uint16
		var held [2]int
		for i := range got {
			of := fingerprint.Value{Digest: seed.Digest([]byte(value)), ID: 7}
			f := forms{batch: fingerprint.NewBatch(seed), meta: &secretConfig{}, report: new(SecretReport)}
			f.take, f.digits = f.form, f.base64
			if i == 0 {
				f.add([]byte(value), &of, f.meta, false)
			} else {
				f.of, f.raw = &of, &of
				f.scratch.Visit([]byte(value), encode.Own, f.take)
			}
			got[i], kinds[i], held[i] = f.batch.AppendBinary(nil), f.kinds, f.report.Forms
		}
		if !bytes.Equal(got[0], got[1]) || kinds[0] != kinds[1] || held[0] != held[1] || held[0] != leastForms {
			t.Errorf("%s: kinds %b and %b, %d and %d forms", value, kinds[0], kinds[1], held[0], held[1])
		}
	}
}
