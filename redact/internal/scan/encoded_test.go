package scan

import (
	"bytes"
	"encoding/base64"
	"testing"
)

// What was decoded is gone when the machine is put back, all of it.
func TestEncodedIsCleared(t *testing.T) {
	secret := bytes.Repeat([]byte("correct-horse-"), 40)
	m := &Machine{text: []byte(base64.StdEncoding.EncodeToString(secret))}
	e := &m.enc
	e.pos = len(m.text)
	m.group64(0, MaxEncoded)
	if first := e.plain; !bytes.HasPrefix(first, secret[:500]) {
		t.Fatalf("decoded %q", first)
	}
	before := cap(e.plain)
	m.group64(0, minPlain) // a shorter one, over the first
	e.sub = &Machine{text: m.text}
	e.sub.enc.pos = len(m.text)
	e.sub.group64(0, MaxEncoded)
	e.reset()
	if cap(e.plain) != before {
		t.Error("the buffer has grown")
	}
	for _, b := range [][]byte{e.plain[:cap(e.plain)], e.sub.enc.plain[:cap(e.sub.enc.plain)]} {
		if len(bytes.Trim(b, "\x00")) > 0 {
			t.Error("decoded text is left")
		}
	}
}
