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
	batches := make([]*fingerprint.Batch, len(chunks))
	for i, c := range chunks {
		n += len(c.gens)
		forms += c.batch.Len()
		batches[i] = c.batch
	}
	gathering := fingerprint.Gather(batches) // what is entered does not change it, as a rule
	defer func() { gathering.Stop() }()
	s.makeRoom(forms, now, -1)
	next := s.cur.Load().copy()
	s.names.reserve(n, func(id int32) uint64 { return s.nameHash(next.gens.get(id).name.String()) })
	s.values.reserve(n, s.hashOfValue(next.gens))
	next.gens.edit()
	a := admission{set: s, next: next, meta: meta, now: now, left: s.config.most() - next.fp.Len()}
	for _, c := range chunks {
		a.admit(c, &r)
		*c = chunk{}
	}
	if a.drops != nil {
		gathering.Stop()
		gathering = nil
		for _, d := range a.drops {
			d.do()
		}
	}
	next.gens.done()
	if a.again != nil {
		s.exportDrop(a.again...)
		next.fp = next.fp.Without(a.again...)
	}
	if len(batches) > 0 {
		s.exportForms(batches...)
		next.fp = next.fp.WithGathered(batches, gathering)
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
	drops []formsDrop
	usual staged // what is admitted, of most
}

// A formsDrop is to take out of a batch the forms of values that were not entered, and of those
// that are there already.
type formsDrop struct {
	batch *fingerprint.Batch
	same  []*generation
}

func (d formsDrop) do() {
	ids := make([]int32, len(d.same))
	for i, g := range d.same {
		ids[i], g.value.ID = g.id(), -1
	}
	d.batch.Drop()
	for i, g := range d.same {
		g.value.ID = ids[i]
	}
}

func (a *admission) admit(c *chunk, r *bulkReport) {
	s := a.set
	touched := int32(0)
	for _, h := range c.hashes {
		touched += s.names.touch(h.name) + s.values.touch(h.value)
	}
	runtime.KeepAlive(touched)
	out := false // of the forms, some are not to be added
	var same []*generation
	others := c.others
	for i, h := range c.hashes {
		v := &a.usual
		if len(others) > 0 && others[0].at == i {
			v, others = &others[0].staged, others[1:]
		} else {
			*v = staged{g: &c.gens[i], nameHash: h.name, valueHash: h.value, forms: leastForms, kinds: unescapedKinds}
		}
		if !a.enter(c.batch, v) {
			out = true
			if v.err() == nil {
				same = append(same, v.g)
			}
		}
		if r.add(v); s.config.ttl != 0 && v.err() == nil {
			s.lease(v.g.id(), a.now)
		}
	}
	if out {
		a.drops = append(a.drops, formsDrop{c.batch, same})
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
	gens   []generation
	hashes []stagedHashes
	others []stagedOther // in their order
	batch  *fingerprint.Batch
}

// stagedHashes are all that is to be told of most values: they are staged, whatever their number, in
// memory that holds no pointers.
type stagedHashes struct{ name, value uint64 }

// A stagedOther is one of which there is more to tell.
type stagedOther struct {
	at int // its number in the chunk
	staged
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
			w := chunkStager{seed: seed, stager: stager{seed: seed, hash: s.hash, meta: meta}}
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
	value  staged // the one that is being staged
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
	c.batch, c.gens, c.hashes = b, make([]generation, len(names)), make([]stagedHashes, len(names))
	from := 0
	v := &w.value
	for i, name := range names {
		*v = staged{}
		w.stager.stage(v, &c.gens[i], name, c.texts.text[from:c.texts.ends[i]])
		if c.hashes[i] = (stagedHashes{v.nameHash, v.valueHash}); !v.usual() {
			c.others = append(c.others, stagedOther{i, *v})
		}
		from = c.texts.ends[i]
	}
	*v = staged{}
	c.texts.clear()
}
