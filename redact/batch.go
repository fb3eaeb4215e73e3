package redact

import (
	"strconv"
	"time"

	"github.com/tacit-go/tacit/redact/internal/literal"
)

// A Batch asks of a whole record at once whether anything in it is to be hidden,
// which costs less than to ask for each of its short texts. An adapter adds the
// names and values of a record and calls Clean: if that is true, the record may be
// passed on as it is. Otherwise, and for values that a Batch does not take, the
// record is redacted field by field.
//
// The methods that add report false when the Batch is not going to be clean: the
// rest of the record need not be added. A Batch is used by one goroutine, for one
// record; after Clean it is not used any more.
type Batch struct {
	st    *state
	live  bool
	n     int // bytes in buf
	ends  [maxTexts]uint16
	many  int  // parts in buf
	attrs int  // attributes of log/slog
	at    int  // the part in which the last hit ended,
	from  int  // and its start
	room  int  // bytes that a text may have; negative once the batch cannot be clean
	top   bool // an attribute of the record itself is added: Attrs looks at those beside it
	holds bool // one of those may hold what another one names
	look  literal.Look
	buf   [maxBatch]byte
}

const (
	// between stands between texts. No literal and no escape goes on across it,
	// and for live secrets it is a byte like others: what is found in a text is
	// found in the whole. No kernel takes it for a digit of base64.
	between = 0x1f
	// maxBatch bounds the texts that are copied.
	maxBatch = 2 << 10
	// maxTexts bounds the texts whose ends are known.
	maxTexts = 64
	// maxDigits is the longest number, with its sign.
	maxDigits = 20
)

// Batch begins a record in s.
//
// In the scope of a group nothing is clean if there are path rules or the group has a
// weak name, such as "token".
func (s Scope) Batch() *Batch { return s.r.batch(s.in, s.hide || s.paths != nil || s.weak != 0) }

// batch is Batch. That one is small enough to be inlined, so that a Scope is not copied.
func (r *Redactor) batch(in, ruled bool) *Batch {
	st := r.load()
	if st == nil || ruled || in && st.paths != nil {
		return &closedBatch
	}
	b, _ := st.batches.Get().(*Batch)
	if b == nil {
		b = &Batch{}
	}
	b.st, b.live, b.n, b.many, b.attrs, b.at, b.from, b.room = st, st.hasLive(), 0, 0, 0, 0, 0, maxBatch-1
	b.top, b.holds = false, false
	return b
}

// closedBatch stands for all that are not clean from the beginning. It is never
// written to.
var closedBatch = Batch{room: -1}

// spoil tells that the batch is not going to be clean.
func (b *Batch) spoil() bool {
	if b.st != nil {
		b.room = -1
	}
	return false
}

// Field adds the name of a value or of a group. It reports that nothing is to be
// decided about the name: what is inside the field is looked at as text without a
// name is. With path rules that is so only if none says anything of the name or of what
// may be inside it, so that of names in groups nothing else need be asked.
func (b *Batch) Field(name string) bool {
	if b.room < 0 {
		return false
	}
	first, last := wordsOf(name)
	k := b.st.unruled.slots[slotOf(first, last, len(name))].Load()
	if k.ends(first, last, len(name)) && (len(name) <= 16 || k.within(name)) {
		return !b.live || b.Text(name)
	}
	return b.judge(name)
}

// judge is Field for a name that is not known.
func (b *Batch) judge(name string) bool {
	st := b.st
	if st.paths != nil && !st.paths.states[st.paths.enter(0, name)].free {
		return b.spoil()
	}
	if _, sensitive := st.classify(name); sensitive {
		return b.spoil()
	}
	if HoldsPair(name) {
		if !b.top || st.paths != nil {
			return b.spoil()
		}
		b.holds = true
	}
	if st.paths != nil && st.idle.has(name) && st.unruled.takes(name) {
		st.unruled.add(name)
	}
	return b.Text(name)
}

// Text adds text: a message, or the value of a field that was added.
func (b *Batch) Text(v string) bool {
	if len(v) > b.room {
		return b.spoil()
	}
	return b.part(b.n + copy(b.buf[b.n:], v))
}

// part ends a text at n.
func (b *Batch) part(n int) bool {
	b.buf[n] = between
	if b.many < maxTexts {
		b.ends[b.many] = uint16(n)
	}
	b.many++
	b.n = n + 1
	b.room = maxBatch - 1 - b.n
	return true
}

// apart is the filter of a Batch: each text is looked at by itself.
type apart Batch

// Idle implements literal.Filter.
func (b *apart) Idle(text []byte, h literal.Hit) bool {
	if b.many > maxTexts {
		return false
	}
	// Hits come in about the order of the texts.
	if h.Start < b.from {
		b.at, b.from = 0, 0
	}
	for ; b.at < b.many; b.at++ {
		if end := int(b.ends[b.at]); h.End <= end {
			h.Start -= b.from
			h.End -= b.from
			return h.Start >= 0 && b.st.plan.Idle(text[b.from:end], h)
		}
		b.from = int(b.ends[b.at]) + 1
	}
	return false
}

// IdleRun implements literal.Filter.
func (b *apart) IdleRun(text []byte, at int) (int, bool) {
	if b.many > maxTexts {
		return 0, false
	}
	from := 0
	for _, end := range b.ends[:b.many] {
		if at < int(end) {
			to, idle := b.st.plan.IdleRun(text[from:end], at-from)
			return from + to, idle
		}
		from = int(end) + 1
	}
	return 0, false
}

// Int64 adds a number.
func (b *Batch) Int64(v int64) bool {
	if v > -minSecretNumber && v < minSecretNumber {
		return b.room >= 0
	}
	return b.large(v)
}

// large is Int64 for a number that may be a secret.
func (b *Batch) large(v int64) bool {
	if b.room < maxDigits || !b.st.numbers {
		return b.room >= 0 && (b.room >= maxDigits || b.spoil())
	}
	return b.digits(strconv.AppendInt(b.buf[:b.n], v, 10))
}

// Uint64 adds a number.
func (b *Batch) Uint64(v uint64) bool {
	if v < minSecretNumber || b.room < maxDigits || !b.st.numbers {
		return b.room >= 0 && (b.room >= maxDigits || b.spoil())
	}
	return b.digits(strconv.AppendUint(b.buf[:b.n], v, 10))
}

// Float64 adds a number.
func (b *Batch) Float64(v float64) bool {
	if !wholeNumber(v) || b.room < maxDigits || !b.st.numbers {
		return b.room >= 0 && (b.room >= maxDigits || b.spoil())
	}
	return b.digits(strconv.AppendFloat(b.buf[:b.n], v, 'f', 0, 64))
}

// Any adds a value that an interface holds, if it is text, a number, or says nothing that
// could be hidden: nil, a bool, a small number, a time. It calls no method. False tells
// that the value is of another type, or that the batch is not going to be clean.
func (b *Batch) Any(v any) bool {
	switch v := v.(type) {
	case string:
		return b.Text(v)
	case int:
		return b.Int64(int64(v))
	case int64:
		return b.Int64(v)
	case int32:
		return b.Int64(int64(v))
	case uint64:
		return b.Uint64(v)
	case uint:
		return b.Uint64(uint64(v))
	case uint32:
		return b.Uint64(uint64(v))
	case float64:
		return b.Float64(v)
	case float32:
		return b.Float64(float64(v))
	case nil, bool, int16, int8, uint16, uint8, time.Duration, time.Time:
		return true
	}
	return false
}

// digits takes buf with a number behind what it had.
func (b *Batch) digits(buf []byte) bool { return b.part(len(buf)) }

// Clean ends the batch. It reports that nothing that was added is to be hidden;
// false tells nothing.
func (b *Batch) Clean() bool {
	st := b.st
	if st == nil {
		return false
	}
	if b.room >= 0 && st.silent(b.buf[:b.n], &b.look) {
		b.st, b.room = nil, -1
		st.batches.Put(b)
		return true
	}
	return b.clean(st)
}

// clean is Clean for what silent does not tell.
func (b *Batch) clean(st *state) (clean bool) {
	defer func() {
		if !clean {
			if recover() != nil {
				st.fail(origin{})
			}
			clear(b.buf[:b.n])
		}
		b.st, b.room = nil, -1
		st.batches.Put(b)
	}()
	return b.room >= 0 && (b.n == 0 || st.quietSeen(b.buf[:b.n], (*apart)(b), &b.look))
}
