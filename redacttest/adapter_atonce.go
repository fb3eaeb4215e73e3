package redacttest

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

const (
	crowd  = 4  // goroutines
	rounds = 20 // of each
)

func (j *judge[L]) concurrency() {
	r, _ := j.lot.redactor()
	e := j.text()
	secret := j.lot.shape(Base64).Value
	shared := make([]any, len(j.a.Owned))
	for i, w := range j.a.Owned {
		shared[i] = w.Args("k", secret)
	}
	o := j.play(j.a.Open, r, func(l L) {
		for _, b := range j.a.Binders {
			l = b.Bind(l, "outer", j.plain(b.Takes))
		}
		var wg sync.WaitGroup
		var panicked atomic.Pointer[any]
		for g := range crowd {
			wg.Go(func() {
				defer func() {
					if p := recover(); p != nil {
						panicked.CompareAndSwap(nil, &p)
					}
				}()
				for i := range rounds {
					child := l
					for _, b := range j.a.Binders {
						child = b.Bind(child, "inner", j.plain(b.Takes))
					}
					for _, g := range j.a.Groups {
						child = g.Open(child, "g")
					}
					if takes(e.Takes, harmless) {
						e.Log(child, "k", fmt.Sprintf("crowd-%d-%d! %s", g, i, secret))
					}
					for i, w := range j.a.Owned {
						w.Log(l, shared[i])
					}
				}
			})
		}
		wg.Wait()
		if p := panicked.Load(); p != nil {
			panic(*p)
		}
	})
	j.check("leaks", j.leak("the sink", o.records))
	problem := ""
	if o.panicked {
		problem = "the adapter panics"
	}
	j.check("panics", problem)
	if !takes(e.Takes, harmless) {
		return
	}
	for g := range crowd {
		for i := range rounds {
			problem := ""
			if n := strings.Count(string(o.records), fmt.Sprintf("crowd-%d-%d!", g, i)); n != 1 {
				problem = fmt.Sprintf("the record was written %d times", n)
			}
			j.check(fmt.Sprintf("record %d of goroutine %d", i, g), problem)
		}
	}
}

func (j *judge[L]) rotation() {
	e := j.text()
	set := redact.NewSecretSet()
	r, err := redact.New(redact.WithSecrets(set))
	if err != nil {
		j.check("redactor", err.Error())
		return
	}
	if !takes(e.Takes, harmless) {
		return
	}
	rec := &findings{}
	rotate(rec, set, func(w io.Writer, bound string) Logger {
		l := j.a.Open(Sinks{Records: w, Errors: io.Discard, Redactor: r})
		for _, b := range j.a.Binders {
			if takes(b.Takes, bound) {
				l = b.Bind(l, "bound", bound)
			}
		}
		lg := Logger{Log: func(text string) { e.Log(l, "k", text) }}
		if j.a.Flush != nil {
			lg.Close = func() error { return j.a.Flush(l) }
		}
		return lg
	})
	for _, problem := range rec.all {
		j.check("drill", problem)
	}
	if len(rec.all) == 0 {
		j.check("drill", "")
	}
}

// findings collects what a drill reports.
type findings struct{ all []string }

func (f *findings) Helper() {}
func (f *findings) Errorf(format string, args ...any) {
	f.all = append(f.all, fmt.Sprintf(format, args...))
}

var _ reporter = testing.TB(nil)
