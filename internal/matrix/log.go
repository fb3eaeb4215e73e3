package matrix

import (
	"fmt"
	"io"
	"log"

	"github.com/tacit-go/tacit/redacttest"
)

type logL = *log.Logger

// logAdapter is package log over a record writer.
func logAdapter() redacttest.Adapter[logL] {
	open := func(w io.Writer) logL { return log.New(w, "app ", log.Lshortfile|log.Lmsgprefix) }
	return redacttest.Adapter[logL]{
		Open:  func(s redacttest.Sinks) logL { return open(s.Redactor.NewRecordWriter(s.Records)) },
		Plain: func(s redacttest.Sinks) logL { return open(s.Records) },
		Entries: []redacttest.Entry[logL]{
			redacttest.EntryOf("Printf", func(l logL, k string, v string) { l.Printf("m %s=%q n=1", k, v) }),
			redacttest.TextOf("Print", func(l logL, v string) { l.Print(v) }),
			redacttest.TextOf("Print of a value", func(l logL, v error) { l.Print("failed: ", v) }),
			redacttest.TextOf("Println", func(l logL, v any) { l.Println("m", v) }),
			redacttest.TextOf("Printf of a value", func(l logL, v any) { l.Printf("m %+v.", v) }),
			redacttest.TextOf("Output", func(l logL, v string) { _ = l.Output(1, v) }),
			redacttest.TextOf("Writer", func(l logL, v string) { _, _ = io.WriteString(l.Writer(), v+"\n") }),
			redacttest.TextOf("SetPrefix", func(l logL, v string) {
				l.SetPrefix(v)
				l.Print("m")
				l.SetPrefix("app ")
			}),
			redacttest.PanicOf("Panic", func(l logL, v string) { l.Panic(v) }),
		},
		Binders: []redacttest.Binder[logL]{
			redacttest.BinderOf("prefix", func(l logL, k string, v string) logL {
				return log.New(l.Writer(), fmt.Sprintf("%s%s=%q ", l.Prefix(), k, v), l.Flags())
			}),
		},
		Owned: []redacttest.Owned[logL]{{
			Name: "record",
			Args: func(k, v string) any { return []byte(k + "=" + v + "\n") },
			Log:  func(l logL, args any) { _, _ = l.Writer().Write(args.([]byte)) },
		}},
		Scripts: []redacttest.Script[logL]{
			{Name: "lines", Run: func(l logL) {
				l.Print("one\ntwo\n")
				l.Print("")
				log.New(l.Writer(), "", 0).Print("three")
			}},
		},
		Lacks: map[string]string{
			"groups":             "package log has none",
			"levels":             "package log has none",
			"values/Panic/*/*/*": "log.Panic panics with the text as it is",
			"closed/Panic/*/*":   "log.Panic panics with the text as it is",
			"deny/*/audit":       "a line of text has no fields",
		},
	}
}
