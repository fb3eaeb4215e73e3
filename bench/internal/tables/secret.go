package tables

import (
	"math/rand/v2"
	"strings"

	"github.com/tacit-go/tacit/bench/internal/engine"
	"github.com/tacit-go/tacit/bench/internal/measure"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/redact"
)

// secretLine and cleanLine differ in the one value.
const (
	lineHead  = `{"time":"2026-03-02T08:00:00.123Z","level":"INFO","msg":"login","user":"ada","route":"/login","status":200,"`
	lineTail  = `,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","took":"12ms"}`
	cleanLine = lineHead + `page":"start-page-of-the-shop"` + lineTail
	dirtyLine = lineHead + `password":"correct-horse-41x"` + lineTail
)

// fairToken returns a token of random letters and digits, as real ones are. One of a pattern
// that is repeated may decode from base64 to text, which is then searched, too.
func fairToken() string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	rng := rand.New(rand.NewPCG(11, 12))
	token := []byte("gh" + "p_")
	for range 36 {
		token = append(token, digits[rng.IntN(len(digits))])
	}
	return string(token)
}

// oneSecret measures a line with one secret beside the same line without.
func (b *Bench) oneSecret() *report.Table {
	table := &report.Table{
		Title:   "A line with one secret",
		Note:    "The same JSON line without and with a password, or a random token, in it.",
		Columns: []string{"", "clean, ns", "secret, ns", "ratio", "clean allocs", "secret allocs"},
	}
	token := strings.Replace(lineHead, "login", "token "+fairToken()+" refused", 1) + `page":"start"` + lineTail
	for _, v := range b.variants[:1] {
		for _, rep := range []struct {
			name string
			opt  redact.Option
		}{{"Label", redact.WithReplacement(redact.Label())}, {"HMAC", redact.WithReplacement(redact.HMAC(engine.Keys()))}} {
			r := v.MustNew(rep.opt)
			for _, kind := range []struct{ name, line string }{{"a password", dirtyLine}, {"a token", token}} {
				buf := make([]byte, 0, 1024)
				clean, secret := []byte(cleanLine), []byte(kind.line)
				one := func(line int, run func()) measure.Case { return measure.Case{Bytes: line, Ops: 1, Run: run} }
				res := b.settings.Run([]measure.Case{
					one(len(clean), func() { use(r.String(cleanLine)) }), one(len(secret), func() { use(r.String(kind.line)) }),
					one(len(clean), func() { buf = r.Append(buf[:0], clean) }), one(len(secret), func() { buf = r.Append(buf[:0], secret) }),
				})
				for i, call := range []string{"String", "Append with room"} {
					c, s := res[2*i], res[2*i+1]
					table.Add(v.Name+" "+call+", "+kind.name+", "+rep.name, report.Number(c.NSPerOp()), report.Number(s.NSPerOp()),
						report.Times(s.TimesOp(c)), report.Allocs(c.Allocs()), report.Allocs(s.Allocs()))
				}
			}
		}
	}
	return table
}
