package matrix

import (
	"context"
	"fmt"
	"log/slog"
	"math/bits"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
	"github.com/tacit-go/tacit/slogredact"
)

// broken is a handler that redacts well but for what a fault changes. Both chains
// are derived side by side, so that a fault can pass something by.
type broken struct {
	good, raw slog.Handler
	r         *redact.Redactor
	fault
}

// fault replaces some of the methods. nil leaves a method as it is.
type fault struct {
	enabled func(h *broken) bool
	handle  func(h *broken, ctx context.Context, rec slog.Record) error
	attrs   func(h *broken, attrs []slog.Attr) slog.Handler
	group   func(h *broken, name string) slog.Handler
}

func (h *broken) Enabled(ctx context.Context, l slog.Level) bool {
	if h.enabled != nil {
		return h.enabled(h)
	}
	return h.good.Enabled(ctx, l)
}

func (h *broken) Handle(ctx context.Context, rec slog.Record) error {
	if h.handle != nil {
		return h.handle(h, ctx, rec)
	}
	return h.good.Handle(ctx, rec)
}

func (h *broken) WithAttrs(attrs []slog.Attr) slog.Handler {
	if h.attrs != nil {
		return h.attrs(h, attrs)
	}
	return h.derive(h.good.WithAttrs(attrs), h.raw.WithAttrs(attrs))
}

func (h *broken) WithGroup(name string) slog.Handler {
	if h.group != nil {
		return h.group(h, name)
	}
	return h.derive(h.good.WithGroup(name), h.raw.WithGroup(name))
}

func (h *broken) derive(good, raw slog.Handler) *broken {
	return &broken{good: good, raw: raw, r: h.r, fault: h.fault}
}

// attrsOf lists the attributes of a record.
func attrsOf(rec slog.Record) (out []slog.Attr) {
	rec.Attrs(func(a slog.Attr) bool {
		out = append(out, a)
		return true
	})
	return out
}

// with returns rec with other attributes.
func with(rec slog.Record, attrs []slog.Attr) slog.Record {
	out := slog.NewRecord(rec.Time, rec.Level, rec.Message, rec.PC)
	out.AddAttrs(attrs...)
	return out
}

// hits reports a string that is to be redacted.
func hits(r *redact.Redactor, v slog.Value) bool {
	return v.Kind() == slog.KindString && r.String(v.String()) != v.String()
}

// faults are the ways in which redacting handlers are known to fail. Each must fail
// the suite, in the cases that are named.
var faults = []struct {
	name  string
	cases []string
	fault func() fault // new for each logger
}{
	{"a logger that is derived loses its redaction", []string{"bound", "groups"}, func() fault {
		return fault{
			attrs: func(h *broken, attrs []slog.Attr) slog.Handler { return h.raw.WithAttrs(attrs) },
			group: func(h *broken, name string) slog.Handler { return h.raw.WithGroup(name) },
		}
	}},
	{"bound fields are forgotten", []string{"clean"}, func() fault {
		return fault{attrs: func(h *broken, _ []slog.Attr) slog.Handler { return h }}
	}},
	{"bound fields are passed on as they are", []string{"bound"}, func() fault {
		return fault{
			attrs: func(h *broken, attrs []slog.Attr) slog.Handler {
				raw := h.raw.WithAttrs(attrs)
				return h.derive(slogredact.NewHandler(raw, h.r), raw)
			},
		}
	}},
	{"bound fields are redacted once and for all", []string{"late", "policy"}, func() fault {
		return fault{attrs: func(h *broken, attrs []slog.Attr) slog.Handler {
			safe := make([]slog.Attr, len(attrs))
			for i, a := range attrs {
				safe[i] = slog.Any(h.r.String(a.Key), h.r.Value(a.Value))
			}
			raw := h.raw.WithAttrs(safe)
			return h.derive(slogredact.NewHandler(raw, h.r), raw)
		}}
	}},
	{"the names of groups are passed on", []string{"groups"}, func() fault {
		return fault{group: func(h *broken, name string) slog.Handler {
			raw := h.raw.WithGroup(name)
			return h.derive(slogredact.NewHandler(raw, h.r), raw)
		}}
	}},
	{"the name of a group says nothing of what is in it", []string{"groups"}, func() fault {
		return fault{group: func(h *broken, name string) slog.Handler {
			raw := h.raw.WithGroup(h.r.String(name))
			return h.derive(slogredact.NewHandler(raw, h.r), raw)
		}}
	}},
	{"a slice of the caller is edited", []string{"memory"}, func() fault {
		return fault{attrs: func(h *broken, attrs []slog.Attr) slog.Handler {
			for i, a := range attrs {
				if hits(h.r, a.Value) {
					attrs[i].Value = slog.StringValue(h.r.String(a.Value.String()))
				}
			}
			return h.derive(h.good.WithAttrs(attrs), h.raw.WithAttrs(attrs))
		}}
	}},
	{"a nil or zero Redactor redacts nothing", []string{"closed"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if h.r.Generation() == 0 {
				return h.raw.Handle(ctx, rec)
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"what cannot be looked at is passed on", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			ok := func() (ok bool) {
				defer func() { ok = recover() == nil }()
				for _, a := range attrsOf(rec) {
					for v := a.Value; v.Kind() == slog.KindLogValuer; {
						v = v.LogValuer().LogValue()
					}
					switch v := a.Value.Any().(type) {
					case error:
						_ = v.Error()
					case fmt.Stringer:
						_ = v.String()
					}
				}
				return true
			}()
			if !ok {
				return h.raw.Handle(ctx, rec)
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"values are looked at once and rendered again", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			for _, a := range attrsOf(rec) {
				var text string
				switch v := a.Value.Any().(type) {
				case error:
					text = fmt.Sprint(v)
				case string:
					text = v
				default:
					return h.good.Handle(ctx, rec)
				}
				if h.r.String(text) != text || strings.Contains(text, "PANIC") {
					return h.good.Handle(ctx, rec)
				}
			}
			rec.Message = h.r.String(rec.Message)
			return h.raw.Handle(ctx, rec)
		}}
	}},
	{"keys are passed on", []string{"keys"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			attrs := attrsOf(rec)
			for i, a := range attrs {
				attrs[i] = slog.Any(a.Key, h.r.Value(a.Value))
			}
			rec.Message = h.r.String(rec.Message)
			return h.raw.Handle(ctx, with(rec, attrs))
		}}
	}},
	{"sensitive names mean nothing", []string{"names"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			attrs := attrsOf(rec)
			for i, a := range attrs {
				attrs[i] = slog.Any(h.r.String(a.Key), h.r.Value(a.Value))
			}
			rec.Message = h.r.String(rec.Message)
			return h.raw.Handle(ctx, with(rec, attrs))
		}}
	}},
	{"only the message is redacted", []string{"values", "names", "keys"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			rec.Message = h.r.String(rec.Message)
			return h.raw.Handle(ctx, rec)
		}}
	}},
	{"the message is not redacted", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			message := rec.Message
			next := slogredact.NewHandler(remessage{h.raw, message}, h.r)
			return next.Handle(ctx, rec)
		}}
	}},
	{"only strings are redacted", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			attrs := attrsOf(rec)
			for i, a := range attrs {
				if f := h.r.Scope("x").Field(a.Key); a.Value.Kind() == slog.KindString {
					attrs[i] = slog.String(f.Name(), f.String(a.Value.String()))
				}
			}
			rec.Message = h.r.String(rec.Message)
			return h.raw.Handle(ctx, with(rec, attrs))
		}}
	}},
	{"a record with a secret is dropped", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			for _, a := range attrsOf(rec) {
				if hits(h.r, a.Value) {
					return nil
				}
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"a secret makes the handler panic", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			for _, a := range attrsOf(rec) {
				if hits(h.r, a.Value) {
					panic("found one")
				}
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"the handler panics with the secret", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if h.r.String(rec.Message) != rec.Message {
				panic("found " + rec.Message)
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"what was found is told on standard error", []string{"values"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if h.r.String(rec.Message) != rec.Message {
				fmt.Fprintln(os.Stderr, "found", rec.Message)
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"clean text is tidied up", []string{"clean"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			rec.Message = strings.ToValidUTF8(rec.Message, "?")
			attrs := attrsOf(rec)
			for i, a := range attrs {
				if a.Value.Kind() == slog.KindString {
					attrs[i].Value = slog.StringValue(strings.TrimSpace(strings.ToValidUTF8(a.Value.String(), "")))
				}
			}
			return h.good.Handle(ctx, with(rec, attrs))
		}}
	}},
	{"the source is that of the handler", []string{"clean"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			rec.PC = 0
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"every level is on", []string{"levels"}, func() fault {
		return fault{enabled: func(*broken) bool { return true }}
	}},
	{"a hit changes the next record", []string{"neighbours"}, func() fault {
		var hit atomic.Bool
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if hit.Swap(false) {
				rec.Message = "[REDACTED]"
			}
			for _, a := range attrsOf(rec) {
				if hits(h.r, a.Value) {
					hit.Store(true)
				}
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"records of other goroutines are lost", []string{"concurrency"}, func() fault {
		n := new(atomic.Uint64)
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if bits.OnesCount64(n.Add(1))%4 == 0 { // in no step with the records that count
				return nil
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"the plan is taken once", []string{"policy"}, func() fault {
		return fault{attrs: func(h *broken, attrs []slog.Attr) slog.Handler {
			now := &redact.Redactor{}
			now.Replace(h.r)
			return slogredact.NewHandler(h.raw, now).WithAttrs(attrs)
		}}
	}},
	{"what was found first is taken for all", []string{"rotation"}, func() fault {
		var seen atomic.Pointer[string]
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if _, text, ok := strings.Cut(rec.Message, "drill-record "); ok {
				if h.r.String(text) != text {
					seen.CompareAndSwap(nil, &text)
				}
				if s := seen.Load(); s != nil {
					rec.Message = strings.ReplaceAll(rec.Message, *s, "[REDACTED]")
				}
				return h.raw.Handle(ctx, rec)
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
	{"a record is redacted and never denied", []string{"deny"}, func() fault {
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			attrs := attrsOf(rec)
			for i, a := range attrs {
				v, _ := h.r.Scope("x").Field(a.Key).Value(a.Value)
				attrs[i] = slog.Any(a.Key, v)
			}
			rec.Message = h.r.String(rec.Message)
			return h.raw.Handle(ctx, with(rec, attrs))
		}}
	}},
	{"a message that comes again is dropped", []string{"scripts"}, func() fault {
		var last atomic.Pointer[string]
		return fault{handle: func(h *broken, ctx context.Context, rec slog.Record) error {
			if was := last.Swap(&rec.Message); was != nil && *was == rec.Message {
				return nil
			}
			return h.good.Handle(ctx, rec)
		}}
	}},
}

// remessage gives a record another message.
type remessage struct {
	slog.Handler
	message string
}

func (h remessage) Handle(ctx context.Context, rec slog.Record) error {
	rec.Message = h.message
	return h.Handler.Handle(ctx, rec)
}

// faulty is the harness for a fault.
func faulty(f func() fault) redacttest.Adapter[*slog.Logger] {
	a := slogAdapter(slogJSON, guarded(slogJSON))
	a.Open = func(s redacttest.Sinks) *slog.Logger {
		raw := slogJSON(s.Records, slogOptions())
		return slog.New(&broken{good: slogredact.NewHandler(raw, s.Redactor), raw: raw, r: s.Redactor, fault: f()})
	}
	// Enough for any fault, and short.
	keep := []string{"Info", "String", "message"}
	a.Entries = slices.DeleteFunc(a.Entries, func(e redacttest.Entry[*slog.Logger]) bool { return !slices.Contains(keep, e.Name) })
	slices.Reverse(a.Entries) // the message first
	return a
}

// long skips what says nothing more with the race detector.
func long(t *testing.T) {
	t.Helper()
	if raceEnabled || testing.Short() {
		t.Skip("long")
	}
}

func TestSlogFaultsFail(t *testing.T) {
	long(t)
	if r := redacttest.CheckAdapter(faulty(func() fault { return fault{} })); len(r.Failures) > 0 {
		t.Fatalf("without a fault: %v", r.Failures[0])
	}
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			r := redacttest.CheckAdapter(faulty(f.fault), f.cases...)
			for _, c := range f.cases {
				if !r.Failed(c) {
					t.Errorf("case %s holds in spite of the fault", c)
				}
			}
			if len(r.Failures) > 0 {
				t.Logf("%d of %d cells, the first: %.200s", len(r.Failures), r.Cells, r.Failures[0])
			}
		})
	}
}

// Every case is failed by some fault, here or in the tests of other adapters.
func TestEveryCaseHasAFault(t *testing.T) {
	elsewhere := map[string]string{
		"control":      "TestHarnessFails",
		"failing sink": "TestZapFaultsFail",
	}
	for _, c := range redacttest.AdapterCases() {
		_, ok := elsewhere[c.Name]
		for _, f := range faults {
			ok = ok || slices.Contains(f.cases, c.Name)
		}
		if !ok {
			t.Errorf("no fault is known to fail case %s", c.Name)
		}
		if c.Reason == "" {
			t.Errorf("case %s has no reason", c.Name)
		}
	}
}

// A harness that proves nothing fails too.
func TestHarnessFails(t *testing.T) {
	long(t)
	for _, c := range []struct {
		name, cell string
		change     func(a *redacttest.Adapter[*slog.Logger])
	}{
		{"an entry that logs nothing", "control/nothing/value/raw", func(a *redacttest.Adapter[*slog.Logger]) {
			a.Entries = append(a.Entries, redacttest.EntryOf("nothing", func(*slog.Logger, string, any) {}))
		}},
		{"a binder that binds nothing", "control/nothing", func(a *redacttest.Adapter[*slog.Logger]) {
			a.Binders = append(a.Binders, redacttest.BinderOf("nothing", func(l *slog.Logger, _ string, _ any) *slog.Logger { return l }))
		}},
		{"a group without a name", "control/nothing", func(a *redacttest.Adapter[*slog.Logger]) {
			a.Groups = append(a.Groups, redacttest.Group[*slog.Logger]{Name: "nothing", Open: func(l *slog.Logger, _ string) *slog.Logger { return l }})
		}},
		{"no entry", "values/given", func(a *redacttest.Adapter[*slog.Logger]) { a.Entries = nil }},
		{"no binder, undeclared", "bound/given", func(a *redacttest.Adapter[*slog.Logger]) { a.Binders = nil }},
		{"levels that are all on", "levels/variety", func(a *redacttest.Adapter[*slog.Logger]) { a.Levels = a.Levels[1:] }},
		{"a lack that is none", "lacks/policy", func(a *redacttest.Adapter[*slog.Logger]) { a.Lacks = map[string]string{"policy": "too hard"} }},
		{"a lack without a reason", "lacks/bound", func(a *redacttest.Adapter[*slog.Logger]) {
			a.Binders, a.Lacks = nil, map[string]string{"bound": " "}
		}},
		{"records with a time", "clean/message/string/text 0", func(a *redacttest.Adapter[*slog.Logger]) {
			a.Open = func(s redacttest.Sinks) *slog.Logger {
				return slog.New(slogredact.NewHandler(slog.NewJSONHandler(s.Records, nil), s.Redactor))
			}
		}},
		{"a harness that panics", "values/suite", func(a *redacttest.Adapter[*slog.Logger]) {
			a.Kinds = append(a.Kinds, redacttest.Kind{Name: "none", Make: func(string) any { panic("no") }})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := faulty(func() fault { return fault{} })
			a.Levels = slices.Clone(a.Levels)
			c.change(&a)
			names := []string{strings.Split(c.cell, "/")[0]}
			if names[0] == "lacks" {
				names = nil
			}
			r := redacttest.CheckAdapter(a, names...)
			if !slices.ContainsFunc(r.Failures, func(f redacttest.Failure) bool { return f.Cell == c.cell }) {
				t.Errorf("%s holds; %d failures", c.cell, len(r.Failures))
				for _, f := range r.Failures[:min(3, len(r.Failures))] {
					t.Log(f)
				}
			}
		})
	}
}
