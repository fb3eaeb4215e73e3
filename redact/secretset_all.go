package redact

import (
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"
	"time"

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
	meta := newSecretConfig(opts)
	chunks := s.stageAll(values, meta)
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
	a := admission{set: s, next: next, meta: meta, now: now, left: s.config.most() - next.fp.Len()}
	batches := make([]*fingerprint.Batch, 0, len(chunks))
	for _, c := range chunks {
		a.admit(c, &r)
		batches = append(batches, c.batch)
		c.batch, c.values = nil, nil
	}
	next.gens.done()
	if a.again != nil {
		s.exportDrop(a.again...)
		next.fp = next.fp.Without(a.again...)
	}
	if len(batches) > 0 {
		s.exportForms(batches...)
		next.fp = next.fp.WithBatches(batches)
	}
	s.cur.Store(next)
	s.trimTombstones(now, -1)
	s.tidy()
	return r.reports, r.err()
}

// An admission enters chunks into the next snapshot of a set.
type admission struct {
	set   *SecretSet
	next  *setSnapshot
	meta  *secretConfig
	now   time.Time
	left  int     // forms for which there is room
	again []int32 // generations that are there already, with other forms
}

func (a *admission) admit(c *chunk, r *bulkReport) {
	s := a.set
	touched := int32(0)
	for i := range c.values {
		v := &c.values[i]
		touched += s.names.touch(v.nameHash) + s.values.touch(v.valueHash)
	}
	runtime.KeepAlive(touched)
	out := false // of the forms, some are not to be added
	var same []*generation
	for i := range c.values {
		v := &c.values[i]
		if !a.enter(c.batch, v) {
			out = true
			if v.err() == nil {
				same = append(same, v.g)
			}
		}
		r.add(v)
	}
	if out {
		ids := make([]int32, len(same))
		for i, g := range same {
			ids[i], g.value.ID = g.id(), -1
		}
		c.batch.Drop()
		for i, g := range same {
			g.value.ID = ids[i]
		}
	}
	if s.config.ttl != 0 {
		for i := range c.values {
			if v := &c.values[i]; v.err() == nil {
				s.lease(v.g.id(), a.now)
			}
		}
	}
}

// enter tells whether the forms of v are to be added.
func (a *admission) enter(b *fingerprint.Batch, v *staged) bool {
	s := a.set
	if v.err() != nil || !s.allows(v, a.meta) {
		return false
	}
	old, named := s.known(a.next.gens, v)
	if reason := s.refusal(a.meta, old, int(v.forms) <= a.left); reason != "" {
		v.refused(ErrSecretsFull, SecretReport{Skipped: []SkippedForm{{"raw", reason}}})
		return false
	}
	known, more := s.admit(a.next, b, v, a.meta, old, named, a.now)
	if more {
		a.left -= int(v.forms)
	}
	if known && more {
		a.again = append(a.again, v.g.id())
	}
	return more
}

// A bulkReport gathers what is remarkable of many values.
type bulkReport struct {
	reports []SecretReport
	errs    []error
}

func (r *bulkReport) add(v *staged) {
	if v.remark == nil {
		return
	}
	err, report := v.remark.err, &v.remark.report
	if err != nil && !slices.Contains(r.errs, err) {
		r.errs = append(r.errs, err)
	}
	if err != nil || len(report.Skipped)+len(report.Problems) > 0 {
		r.reports = append(r.reports, v.finished())
	}
}

func (r *bulkReport) err() error { return errors.Join(r.errs...) }

const (
	// chunkValues is how many values are staged together.
	chunkValues = 512
	// leastForms is how many forms values have that need no escapes: raw and three of base64.
	leastForms = 4
	// leastText and mostText are the least and the most bytes of a buffer for the values of a chunk
	// that is used again.
	leastText, mostText = 4 << 10, 1 << 20
)

// A chunk is values that are staged together.
type chunk struct {
	texts  *texts // until then
	values []staged
	batch  *fingerprint.Batch
}

// stageAll stages values, in chunks in their order.
func (s *SecretSet) stageAll(values iter.Seq2[string, []byte], meta *secretConfig) []*chunk {
	seed := s.seeded()
	var chunks []*chunk
	workers := min(runtime.GOMAXPROCS(0), 16)
	work, spare := make(chan *chunk), make(chan *texts, workers+1)
	var wait sync.WaitGroup
	stop := sync.OnceFunc(func() {
		close(work)
		wait.Wait()
	})
	defer stop() // also where values panics
	for range workers {
		wait.Go(func() {
			w := chunkStager{seed: seed, stager: stager{hash: s.hash, meta: meta}}
			for c := range work {
				w.stage(c)
				select {
				case spare <- c.texts:
				default:
				}
				c.texts = nil
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
		if c == nil {
			c = new(chunk)
			select {
			case c.texts = <-spare:
			default:
				c.texts = new(texts)
			}
		}
		if c.texts.put(name, value); len(c.texts.names) == chunkValues {
			send()
		}
	}
	if c != nil {
		send()
	}
	stop()
	return chunks
}

// texts are names and values that are not staged yet, the values one after the other.
type texts struct {
	names []string
	ends  []int
	text  []byte
}

func (t *texts) put(name string, value []byte) {
	if cap(t.text)-len(t.text) < len(value) { // as append does, but the old array is cleared
		text := make([]byte, len(t.text), max(2*cap(t.text), len(t.text)+len(value), leastText))
		copy(text, t.text)
		clear(t.text)
		t.text = text
	}
	t.names, t.text = append(t.names, name), append(t.text, value...)
	t.ends = append(t.ends, len(t.text))
}

// clear makes t empty.
func (t *texts) clear() {
	clear(t.text)
	clear(t.names)
	t.text, t.names, t.ends = t.text[:0], t.names[:0], t.ends[:0]
	if cap(t.text) > mostText {
		t.text = nil
	}
}

// A chunkStager stages one chunk after the other.
type chunkStager struct {
	seed   fingerprint.Seed
	stager stager
}

func (w *chunkStager) stage(c *chunk) {
	names := c.texts.names
	b := fingerprint.NewBatch(w.seed)
	if w.stager.batch != nil {
		b.Follow(w.stager.batch)
	}
	b.Reserve(leastForms*len(names), len(names))
	size := 0
	for _, name := range names {
		size += 1 + len(name)
	}
	w.stager.batch, w.stager.names = b, make([]byte, 0, size)
	c.batch, c.values = b, make([]staged, len(names))
	gens := make([]generation, len(names))
	from := 0
	for i, name := range names {
		w.stager.stage(&c.values[i], &gens[i], name, c.texts.text[from:c.texts.ends[i]])
		from = c.texts.ends[i]
	}
	c.texts.clear()
}
