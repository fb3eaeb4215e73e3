package redact

import (
	"encoding/binary"
	"errors"
	"slices"
	"sync"

	"github.com/tacit-go/tacit/redact/internal/fingerprint"
)

// Errors of ImportSecrets.
var (
	// ErrPlanChanged is returned for the frame that tells of [Redactor.Replace]:
	// what was exported before and comes after belongs to a plan that the importing
	// Redactor does not have.
	ErrPlanChanged = errors.New("redact: the plan of the exporting Redactor was replaced")
	// ErrImport is returned for a frame that is none, or that names a set which
	// the Redactor does not have.
	ErrImport = errors.New("redact: not a frame of exported secrets")

	errImported = errors.New("redact: the secret set is filled by ImportSecrets")
)

// The kinds of frames. A frame is its kind, the number of the set in the plan, and more.
const (
	frameSeed  = iota + 1 // begins a set: the seed
	frameForms            // forms that are added
	frameDrop             // numbers of generations that are gone
	framePlan             // Replace
)

// maxFrame bounds the forms in a frame.
const maxFrame = 32 << 10

// ExportSecrets hands the fingerprints of r's live secrets, with the key under which
// they are of use, to a process that is to redact for this one: frames for
// [Redactor.ImportSecrets] of a Redactor that was built with the same options. send is
// called with all that the sets hold before ExportSecrets returns, and from then on
// with each change before Set, Rotate, SetAll or Forget return, and before the change
// takes effect here. It gets no value, no name and no eight bytes of a value; who has
// the frames can confirm guesses, so they are as secret as the memory of the process.
//
// send is called under the lock of a set: it must not call the set, and what it takes,
// Set takes. It must not keep the frame, of at most 33 KiB or what one call added, and
// must order what it gets from several goroutines. After [Redactor.Replace], which also
// sends a frame, the export goes on for the sets of the old plan. stop ends the export,
// after which send is not called any more. A nil Redactor exports nothing.
func (r *Redactor) ExportSecrets(send func(frame []byte)) (stop func()) {
	if r == nil || send == nil {
		return func() {}
	}
	var fs []*feed
	drop := r.feeds.add(&feed{send: send}) // before the plan is read: none is missed
	st := r.load()
	if st == nil {
		return sync.OnceFunc(drop)
	}
	for i, s := range st.sets {
		f := &feed{send: send, set: byte(i)}
		s.follow(f)
		fs = append(fs, f)
	}
	return sync.OnceFunc(func() {
		drop()
		for i, f := range fs {
			st.sets[i].unfollow(f)
		}
	})
}

// ImportSecrets takes over what a frame of [Redactor.ExportSecrets] tells, in the
// order in which they were sent. The sets of r, which are those of its plan, then hold
// fingerprints alone: Set, SetAll and Rotate fail on them, Inventory and Len do not know
// what they hold, uses are not counted by secret, and finding takes longer. What they
// held before is dropped. It must not be called beside Set. Also a nil Redactor returns
// ErrPlanChanged for the frame of that.
func (r *Redactor) ImportSecrets(frame []byte) error {
	if len(frame) >= 2 && frame[0] == framePlan {
		return ErrPlanChanged
	}
	st := r.load()
	if len(frame) < 2 || st == nil {
		return ErrImport
	}
	if int(frame[1]) >= len(st.sets) || st.sets[frame[1]].take(frame[0], frame[2:]) != nil {
		return ErrImport
	}
	return nil
}

// take applies the body of a frame.
func (s *SecretSet) take(kind byte, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kind == frameSeed {
		seed, err := fingerprint.ParseSeed(body)
		if err != nil {
			return err
		}
		version := s.begin().version
		s.seed, s.masker = seed, seed.Masker()
		s.imported.Store(true)
		s.cur.Store(&setSnapshot{fp: fingerprint.Build(seed), version: version + 1})
		return nil
	}
	if !s.imported.Load() {
		return ErrImport
	}
	next := s.cur.Load().copy()
	switch kind {
	case frameForms:
		fp, err := next.fp.Import(body)
		if err != nil {
			return err
		}
		next.fp = fp
	case frameDrop:
		var ids []int32
		for ; len(body) >= 4; body = body[4:] {
			ids = append(ids, int32(binary.LittleEndian.Uint32(body)))
		}
		if next.fp = next.fp.Without(ids...); next.fp.Empty() {
			next.fp = fingerprint.Build(s.seed)
		}
	default:
		return ErrImport
	}
	s.cur.Store(next)
	s.tidy()
	return nil
}

// A feed is where an export of a set goes.
type feed struct {
	send func(frame []byte)
	set  byte
}

func (f *feed) frame(kind byte, body []byte) {
	f.send(append([]byte{kind, f.set}, body...))
}

// follow sends what s holds to f, and then each change.
func (s *SecretSet) follow(f *feed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fp := s.begin().fp
	f.frame(frameSeed, s.seed.AppendBinary(nil))
	fp.Export(maxFrame, func(forms []byte) { f.frame(frameForms, forms) })
	s.exports = append(s.exports, f)
}

func (s *SecretSet) unfollow(f *feed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.exports = slices.DeleteFunc(s.exports, func(o *feed) bool { return o == f })
}

// exportForms tells of forms that are about to be added. s.mu is held.
func (s *SecretSet) exportForms(batches ...*fingerprint.Batch) {
	if len(s.exports) == 0 {
		return
	}
	var body []byte
	for _, b := range batches {
		body = b.AppendBinary(body)
	}
	if len(body) > 0 {
		for _, f := range s.exports {
			f.frame(frameForms, body)
		}
	}
}

// exportDrop tells of generations that are about to be dropped. s.mu is held.
func (s *SecretSet) exportDrop(ids ...int32) {
	if len(s.exports) == 0 {
		return
	}
	var body []byte
	for _, id := range ids {
		body = binary.LittleEndian.AppendUint32(body, uint32(id))
	}
	for _, f := range s.exports {
		f.frame(frameDrop, body)
	}
}

// feeds are those that are told of a new plan.
type feeds struct {
	mu  sync.Mutex
	all []*feed
}

func (x *feeds) add(f *feed) (drop func()) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.all = append(x.all, f)
	return func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.all = slices.DeleteFunc(x.all, func(o *feed) bool { return o == f })
	}
}

// plan tells that there is another plan.
func (x *feeds) plan() {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, f := range x.all {
		f.frame(framePlan, nil)
	}
}
