package crashguard_test

import (
	"bytes"
	"testing"

	"github.com/tacit-go/tacit/crashguard"
)

// Whatever a dump looks like, no whole token leaves Dump in text, and nothing panics.
func FuzzDump(f *testing.F) {
	f.Add([]byte("goroutine 1 [running]:\nmain.f(0x1)\n"))
	f.Add([]byte(`{"cmdline":["a","--password","b"],"x":1}`))
	f.Add([]byte("{\"cmdline\":[\"\",\".-password\",A00000\"0 ]00"))
	f.Add([]byte("go 1.26 trace\x00\x00\x00\x01\x01\x01\x01\x06\x04\x05\x01\x02ab"))
	f.Add([]byte("\x32\x00\x32\x01a\x12\x06\x1a\x04\x08\x01\x10\x01"))
	r := redactor(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := crashguard.Dump(r, bytes.Clone(b))
		if err != nil && out != nil {
			t.Error("a result beside an error")
		}
		if again, err2 := crashguard.Dump(r, bytes.Clone(out)); err == nil && len(out) > 0 && !bytes.HasPrefix(b, []byte{0x1f, 0x8b}) && err2 == nil && !bytes.Equal(again, out) {
			t.Errorf("%q: twice gives %q, once %q", b, again, out)
		}
	})
}
