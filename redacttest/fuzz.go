package redacttest

import (
	"bytes"
	"io"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// MaxFuzzText is how many bytes of text Fuzz puts before and behind a canary. Longer
// inputs are skipped.
const MaxFuzzText = 4096

var fuzzLot = sync.OnceValues(func() ([]Canary, *Oracle) {
	cs := newGenerator(605).all()
	return cs, NewOracle(cs...)
})

// Fuzz feeds a handler of yours with records in which canaries stand, whole or encoded,
// as value, as key, or in text that the fuzzer makes up, and fails if any part of one
// gets out, if a record is lost, or if a panic gets out:
//
//	func FuzzHandler(f *testing.F) {
//		set := redact.NewSecretSet()
//		r := redact.MustNew(redact.WithSecrets(set))
//		redacttest.Fuzz(f, set, func(w io.Writer) func(key, value string) {
//			l := slog.New(slogredact.NewHandler(slog.NewTextHandler(w, nil), r))
//			return func(key, value string) { l.Info("m", key, value) }
//		})
//	}
//
// set is one of the Redactor's that the handler uses: the canaries are registered there,
// so that they must be found whatever stands around them. open makes the handler over w,
// which writes what it is given by the function that open returns before that returns.
// Under go test without -fuzz the seeds run, in less than a second.
func Fuzz(f *testing.F, set *redact.SecretSet, open func(w io.Writer) func(key, value string)) {
	f.Helper()
	canaries, oracle := fuzzLot()
	for _, c := range canaries {
		if _, err := set.Set(c.Name, []byte(c.Value)); err != nil {
			f.Fatalf("redacttest: canary %s: %v", c.Name, err)
		}
	}
	for i := range canaries {
		for j := range encodings {
			f.Add("", "", uint8(i), uint8(j), false)
			f.Add("token=", " ok", uint8(i), uint8(j), j%2 == 0)
		}
		f.Add(`{"a":"`, `"}`, uint8(i), uint8(0), false)
		f.Add("\x1b[31m\x00\xff", "\u2028\\", uint8(i), uint8(0), false)
		f.Add(`https://u:p@h/?a=%`, `&b=%41`, uint8(i), uint8(3), false)
	}
	f.Fuzz(func(t *testing.T, before, behind string, which, how uint8, asKey bool) {
		if len(before) > MaxFuzzText || len(behind) > MaxFuzzText {
			t.Skip()
		}
		if len(oracle.regions([]byte(before+"\x00"+behind))) > 0 {
			t.Skip() // the fuzzer has copied some of a canary
		}
		fuzzOne(t, open, oracle, canaries[int(which)%len(canaries)], int(how)%len(encodings), before, behind, asKey)
	})
}

// fuzzOne plants c in one record and judges what is written.
func fuzzOne(t testing.TB, open func(io.Writer) func(key, value string), oracle *Oracle, c Canary, how int, before, behind string, asKey bool) {
	t.Helper()
	e := encodings[how]
	text := before + e.of(c.Value) + behind
	var out bytes.Buffer
	log := open(&out)
	if asKey {
		log(text, "v")
	} else {
		log("k", text)
	}
	if out.Len() == 0 {
		t.Errorf("canary %s as %s: nothing was written", c.Name, e.name)
	}
	for _, found := range (inspector{oracle: oracle}).findings("output", "", out.Bytes()) {
		t.Errorf("planted as %s: leak in %s", e.name, found)
	}
}
