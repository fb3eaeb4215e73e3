package redacttest

import (
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

const (
	shortInput  = 400 // up to here every cut into two is tried
	randomSeed  = 1
	randomTries = 50
	window      = 16 // bytes shown on each side of a difference
)

// Partitions checks that a writer's output depends on the bytes written and not
// on how they are cut into Writes. It writes input whole, then one byte at a
// time, at random cuts and, if input is short, at every single cut, each time
// to a writer from newWriter that is then closed, and reports the first
// difference as an error of t. Of the outputs it shows only a few bytes round
// the difference.
//
// It also checks that Write returns the length of its argument and no error.
func Partitions(t testing.TB, newWriter func(w io.Writer) io.WriteCloser, input []byte) {
	t.Helper()
	p := partitions{t, newWriter, input}
	want, ok := p.run(nil)
	if !ok {
		return
	}
	everyByte := make([]int, len(input))
	for i := range everyByte {
		everyByte[i] = i
	}
	if !p.check(want, everyByte, "one byte at a time") {
		return
	}
	if len(input) <= shortInput {
		for i := 1; i < len(input); i++ {
			if !p.check(want, []int{i}, "cut in two") {
				return
			}
		}
	}
	random := rand.New(rand.NewPCG(randomSeed, uint64(len(input))))
	for range randomTries {
		if len(input) == 0 {
			return
		}
		cuts := make([]int, 1+random.IntN(8))
		for i := range cuts {
			cuts[i] = random.IntN(len(input) + 1)
		}
		slices.Sort(cuts)
		if !p.check(want, cuts, "random cuts") {
			t.Logf("random cuts come from seed %d", randomSeed)
			return
		}
	}
}

type partitions struct {
	t         testing.TB
	newWriter func(w io.Writer) io.WriteCloser
	input     []byte
}

func (p partitions) run(cuts []int) ([]byte, bool) {
	p.t.Helper()
	var out bytes.Buffer
	w := p.newWriter(&out)
	from := 0
	for _, to := range append(slices.Clone(cuts), len(p.input)) {
		chunk := p.input[from:to]
		if n, err := w.Write(chunk); n != len(chunk) || err != nil {
			p.t.Errorf("Write of bytes %d to %d returned %d, %v; want %d, nil", from, to, n, err, len(chunk))
			return nil, false
		}
		from = to
	}
	if err := w.Close(); err != nil {
		p.t.Errorf("Close: %v", err)
		return nil, false
	}
	return out.Bytes(), true
}

func (p partitions) check(want []byte, cuts []int, how string) bool {
	p.t.Helper()
	got, ok := p.run(cuts)
	if !ok {
		return false
	}
	if bytes.Equal(got, want) {
		return true
	}
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	if len(cuts) > 8 {
		cuts = nil
	}
	p.t.Errorf("%s %v: output differs from that of the whole at byte %d: got …%q, want …%q",
		how, cuts, at, around(got, at), around(want, at))
	return false
}

func around(b []byte, at int) []byte {
	return b[max(0, min(at-window, len(b))):min(len(b), at+window)]
}
