package redact

import (
	"errors"
	"hash/maphash"
	"iter"
	"runtime"
	"slices"
	"sync"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// SetAll is Set of many values with the same options, in one step: all of them are
// hidden before it returns, and no reader sees a part of them. It costs a few
// microseconds for each value and, while it runs, some two hundred bytes; it uses all
// processors. A yielded value is read before the next one is yielded, and neither kept
// nor changed.
//
// It returns the reports of those values that were not registered, or not whole, or
// that the policy reports, in their order. If some were not registered the error joins
// the reasons, each once.
func (s *SecretSet) SetAll(values iter.Seq2[string, []byte], opts ...SecretOption) ([]SecretReport, error) {
	if s == nil {
		return nil, errNilSet
	}
	if s.imported.Load() {
		return nil, errImported
	}
	chunks := s.stageAll(values, newSecretConfig(opts))
	var r bulkReport
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	s.expireLeases(now)
	n, forms := 0, 0
	for _, c := range chunks {
		n += len(c.values)
		forms += c.batch.Len()
	}
	s.makeRoom(forms, now, -1)
	next := s.cur.Load().copy()
	s.names.reserve(n, func(id int32) uint64 { return s.nameHash(next.gens.get(id).name.String()) })
	s.values.reserve(n, s.hashOfValue(next.gens))
	next.gens.edit()
	left := s.config.most() - next.fp.Len()
	all := fingerprint.NewBatch(s.seed)
	all.Grow(batches(chunks))
	var again []int32
	for _, c := range chunks {
		entered := make([]*staged, 0, len(c.values))
		touched := int32(0)
		for i := range c.values {
			v := &c.values[i]
			touched += s.names.touch(v.nameHash) + s.values.touch(v.valueHash)
		}
		runtime.KeepAlive(touched)
		for i := range c.values {
			v := &c.values[i]
			var old *generation
			named := -1
			if v.err == nil && s.allows(v) {
				old, named = s.known(next.gens, v)
				if reason := s.refusal(v, old, int(v.forms) <= left); reason != "" {
					v.refused(ErrSecretsFull, SecretReport{Skipped: []SkippedForm{{"raw", reason}}})
				}
			}
			if v.err == nil {
				known, more := s.admit(next, c.batch, v, old, named, now)
				if more {
					left -= int(v.forms)
				}
				if known && more {
					again = append(again, v.g.id())
				}
				entered = append(entered, v)
			}
			r.add(v)
		}
		c.batch.Drop()
		for _, v := range entered {
			s.lease(v.g.id(), now)
		}
		all.Append(c.batch)
		c.batch, c.values = nil, nil
	}
	next.gens.done()
	if again != nil {
		s.exportDrop(again...)
		next.fp = next.fp.Without(again...)
	}
	s.exportForms(all)
	next.fp = next.fp.WithBatch(all)
	s.cur.Store(next)
	s.trimTombstones(now, -1)
	s.tidy()
	return r.reports, r.err()
}

func batches(chunks []*chunk) iter.Seq[*fingerprint.Batch] {
	return func(yield func(*fingerprint.Batch) bool) {
		for _, c := range chunks {
			if !yield(c.batch) {
				return
			}
		}
	}
}

// A bulkReport gathers what is remarkable of many values.
type bulkReport struct {
	reports []SecretReport
	errs    []error
}

func (r *bulkReport) add(v *staged) {
	if v.err != nil && !slices.Contains(r.errs, v.err) {
		r.errs = append(r.errs, v.err)
	}
	if v.err != nil || v.report != nil && len(v.report.Skipped)+len(v.report.Problems) > 0 {
		r.reports = append(r.reports, v.finished())
	}
}

func (r *bulkReport) err() error { return errors.Join(r.errs...) }

const (
	// chunkValues is how many values are staged together.
	chunkValues = 512
	// leastForms is how many forms values have that need no escapes: raw and three of base64.
	leastForms = 4
)

// A chunk is values that are staged together. Until then text holds them, one after
// the other.
type chunk struct {
	names  []string
	ends   []int
	text   []byte
	values []staged
	batch  *fingerprint.Batch
}

// stageAll stages values, in chunks in their order.
func (s *SecretSet) stageAll(values iter.Seq2[string, []byte], meta *secretConfig) []*chunk {
	seed := s.seeded()
	var chunks []*chunk
	work := make(chan *chunk)
	var workers sync.WaitGroup
	stop := sync.OnceFunc(func() {
		close(work)
		workers.Wait()
	})
	defer stop() // also where values panics
	for range min(runtime.GOMAXPROCS(0), 16) {
		workers.Go(func() {
			for c := range work {
				c.stage(seed, s.hash, meta)
			}
		})
	}
	var c *chunk
	send := func() {
		chunks = append(chunks, c)
		work <- c
		c = nil
	}
	for name, value := range values {
		switch {
		case c != nil:
		case chunks == nil:
			c = newChunk(16) // most calls have few
		default:
			c = newChunk(chunkValues)
		}
		if c.put(name, value); len(c.names) == chunkValues {
			send()
		}
	}
	if c != nil {
		send()
	}
	stop()
	return chunks
}

func newChunk(n int) *chunk { return &chunk{names: make([]string, 0, n), ends: make([]int, 0, n)} }

func (c *chunk) put(name string, value []byte) {
	if cap(c.text)-len(c.text) < len(value) { // as append does, but the old array is cleared
		text := make([]byte, len(c.text), max(2*cap(c.text), len(c.text)+len(value), 64*chunkValues))
		copy(text, c.text)
		clear(c.text)
		c.text = text
	}
	c.names, c.text = append(c.names, name), append(c.text, value...)
	c.ends = append(c.ends, len(c.text))
}

func (c *chunk) stage(seed fingerprint.Seed, hash maphash.Seed, meta *secretConfig) {
	c.batch = fingerprint.NewBatch(seed)
	c.batch.Reserve(leastForms*len(c.names), len(c.names))
	c.values = make([]staged, len(c.names))
	size := 0
	for _, name := range c.names {
		size += 1 + len(name)
	}
	s := stager{batch: c.batch, hash: hash, meta: meta, names: make([]byte, 0, size), gens: make([]generation, len(c.names))}
	from := 0
	for i, name := range c.names {
		s.stage(&c.values[i], name, c.text[from:c.ends[i]])
		from = c.ends[i]
	}
	clear(c.text)
	c.text, c.names, c.ends = nil, nil, nil
}
