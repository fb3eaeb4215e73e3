package walk

import (
	"reflect"
	"sync"
	"sync/atomic"
	"time"
)

// Config configures a Walker. The zero Config means every default.
type Config struct {
	MaxDepth int // nesting; default 64
	MaxNodes int // values visited in one call; default 10,000
	MaxText  int // bytes of one rendered text; default 1 MiB
	// StableTypes keeps JSON types: a hidden number becomes 0, a bool null, an array
	// [], an object {}. Text, and what renders as text, becomes the placeholder.
	StableTypes bool
	// Numbers has large whole numbers judged as text where no name hides them.
	Numbers bool
	// Foreign teaches types; the first that matches a type is taken.
	Foreign []Foreign
}

// A Foreign teaches the walker a type it does not know. It is asked before any
// rendering method, and about pointer types as such.
type Foreign struct {
	// Match reports whether the type is meant. It is asked once for each type.
	Match func(t reflect.Type) bool
	// Convert returns what is walked in place of v. It runs under recover, once for
	// each value.
	Convert func(v any) any
	// Safe has everything inside judged as Keep, as the tag redact:"safe" does.
	Safe bool
}

const (
	defaultDepth = 64
	defaultNodes = 10_000
	defaultText  = 1 << 20
	maxPlans     = 4096
	maxLogValues = 100 // as log/slog
	failed       = "[REDACTED:error]"
)

// A Walker walks values. It caches a plan for each type it meets, at most
// 4096 of them, built with the first Policy it is called with: a Walker belongs to
// one set of names. It is safe for concurrent use.
type Walker struct {
	cfg   Config
	plans [3]sync.Map // by mode: reflect.Type → *plan
	count atomic.Int32
	calls sync.Pool
}

// New returns a Walker. It keeps cfg.Foreign.
func New(cfg Config) *Walker {
	if cfg.MaxDepth <= 0 {
		cfg.MaxDepth = defaultDepth
	}
	// Every level costs a few stack frames and a look at the levels above it.
	cfg.MaxDepth = min(cfg.MaxDepth, 1000)
	if cfg.MaxNodes <= 0 {
		cfg.MaxNodes = defaultNodes
	}
	if cfg.MaxText <= 0 {
		cfg.MaxText = defaultText
	}
	return &Walker{cfg: cfg}
}

// Value walks a value that has no name. When changed is false, v itself may be
// printed; else result, which is of one of the types that the package lists.
// Clean scalars, strings, times, listed errors and values of types that cannot
// hold text cost no allocation.
func (w *Walker) Value(p Policy, s Scope, v any) (result any, changed bool) {
	d := Scan
	if s.Hide {
		d = Redact
	}
	return w.run(p, at{s: s, d: d}, v)
}

// Field walks a value called name, with the decision for that name applied. The
// name itself is not judged as text: see [Policy.Name]. A dropped field gives
// nil, true.
func (w *Walker) Field(p Policy, s Scope, name string, v any) (result any, changed bool) {
	defer contain(p, &result, &changed)
	d := p.Decide(s, name)
	if d == OpenDrop {
		d = (&call{w: w, real: p}).left(d, reflect.ValueOf(v), open)
	}
	if d == Drop {
		return nil, true
	}
	return w.run(p, at{s: s, name: name, blank: name == "", d: d}, v)
}

// contain catches what node does not: a panic in Decide, or in the policy's Fail.
func contain(p Policy, result *any, changed *bool) {
	if recover() != nil {
		*result, *changed = fail(p), true
	}
}

func (w *Walker) run(p Policy, a at, v any) (result any, changed bool) {
	switch x := v.(type) {
	case nil:
		return nil, false
	case string:
		if a.d < Hide {
			return w.plain(p, a, v, x)
		}
	case bool:
		if a.d < Hide {
			return v, false
		}
	case int, int32, int64, uint, uint32, uint64, uintptr, float64:
		if a.d < Redact && !w.cfg.Numbers {
			return v, false
		}
	case int8, int16, uint8, uint16, float32, time.Time, time.Duration:
		if a.d < Redact {
			return v, false
		}
	}
	defer contain(p, &result, &changed)
	c, _ := w.calls.Get().(*call)
	if c == nil {
		c = new(call)
	}
	c.w, c.p, c.real, c.nodes = w, p, p, w.cfg.MaxNodes
	result, changed = c.node(reflect.ValueOf(v), nil, a)
	clear(c.seen[:cap(c.seen)])
	*c = call{seen: c.seen[:0]}
	w.calls.Put(c)
	if !changed {
		return v, false
	}
	return result, true
}

func (w *Walker) plain(p Policy, a at, v any, x string) (result any, changed bool) {
	defer contain(p, &result, &changed)
	if t := p.Text(a.s, a.d, a.name, x); t != x {
		return t, true
	}
	return v, false
}

func fail(p Policy) (placeholder string) {
	defer func() {
		if recover() != nil {
			placeholder = failed
		}
	}()
	return p.Fail()
}
