package redact_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// Random live secrets in one or two documented forms, behind text of many kinds, whole
// and in pieces, with changes of the set in between. TACIT_NESTED gives a number of trials
// other than the usual, TACIT_NESTED_SEED the first of them, as a failure prints it.

// nestedViews are the forms that may hold another one.
var nestedViews = []string{"base64", "base64 raw", "base64 url", "base64 url raw", "base32", "hex", "HEX", "% x", "% X", "%# x", "hex with colons", "HEX with dashes", "%v of bytes", "%#v of bytes", "decimal, JSON", "percent, all"}

// nestedForms are the others.
var nestedForms = []string{"raw", "base64 with newline", "base64 of user:v", "base64 wrapped at 64", "base64 wrapped at 76", "hex.Dump", "decimal, list", "percent", "percent, path", "percent, lower",
	"percent of percent", "JSON", `JSON, all \u`, "JSON in JSON", "%q", "%+q", "XML", "HTML", "XML, hexadecimal", "XML, decimal references", "bash, single quotes", "bash, double quotes", "UTF-16 LE", "UTF-16 BE",
	"quoted-printable", "ANSI inside", "zero-width space inside"}

// nestedLines are what stands around.
var nestedLines = []string{
	`2026-03-02T08:00:01.123Z INFO web-01 orders[4711] msg="order moved" order=ord-34991 took=12ms`,
	`{"level":"info","ts":1772438401.5,"msg":"GET /v1/orders/17?page=2","status":200,"ids":[17,4711,90210],"ok":true}`,
	`10.4.246.147 - - [02/Mar/2026:08:00:17 +0000] "PUT /static/app-883765?page=2&size=50 HTTP/1.1" 400 895873 "-" "Mozilla/5.0"`,
	`trace=4bf92f3577b34da6a3ce929d0e0e4736 span=00f067aa0ba902b7 sum=d41d8cd98f00b204e9800998ecf8427e`,
	`goroutine 17 [running]: main.(*Server).handle(0xc000123400, {0xc0000b2000, 0x24, 0x80}) /srv/app/server.go:214 +0x1d`,
	`etag=W/"c29tZSB0ZXh0IHRoYXQgaXMgbm90IHNlY3JldA==" path=/usr/lib/x86_64-linux-gnu/libc.so.6 AAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
	`bytes [72 101 108 108 111 44 32 119] 68 65 6c 6c 6f 48:65:6c:6c 0x48, 0x65 &#72;&#x65; %48%65%6c \u0048\x65`,
	`the quick brown fox jumps over the lazy dog; naïve café, 漢字 and "quotes" in 'quotes'`, "\t", "", "a b", `\\\"\n\t`, "\x1b[31mred\x1b[0m \u200b\u200b",
}

// A nestedOp is done to the set or the stream behind a piece.
type nestedOp struct{ at, kind, n int }

// A nestedTrial is all that a trial depends on.
type nestedTrial struct {
	values        []string // the first is the one that is written
	inner, outer  string   // forms, outer may be empty
	left, right   string   // of the inner form, in the outer one
	before, after string
	cuts          []int
	ops           []nestedOp
}

func newNestedTrial(g *rand.Rand) (x nestedTrial) {
	for range []int{1, 1, 5, 40, 300}[g.IntN(5)] {
		x.values = append(x.values, nestedValue(g))
	}
	x.inner = append(slices.Clone(nestedForms), nestedViews...)[g.IntN(len(nestedForms)+len(nestedViews))]
	if g.IntN(2) == 0 {
		x.outer = nestedViews[g.IntN(len(nestedViews))]
		x.inner = nestedViews[g.IntN(len(nestedViews))]
		if !strings.HasPrefix(x.outer, "base32") && g.IntN(2) == 0 {
			x.left, x.right = []string{"user:", "token=", `{"k":"`, "a "}[g.IntN(4)], []string{" b", `"}`, "\n", ";"}[g.IntN(4)]
		}
	}
	x.before, x.after = x.around(g), x.around(g)
	n := len(x.text())
	for at := 0; at < n; {
		at = min(n, at+1+g.IntN([]int{1, 10, 100, 1 + n}[g.IntN(4)]))
		x.cuts = append(x.cuts, at)
		if len(x.ops) < 20 && g.IntN(4) == 0 {
			x.ops = append(x.ops, nestedOp{at, g.IntN(5), g.IntN(1 << 20)})
		}
	}
	return x
}

func nestedValue(g *rand.Rand) string {
	letters := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	switch g.IntN(8) {
	case 0:
		return fmt.Sprintf("%016x%016x", g.Uint64(), g.Uint64())
	case 1:
		return fmt.Sprintf("%08x-%04x-4%03x-a%03x-%012x", g.Uint32(), g.IntN(1<<16), g.IntN(1<<12), g.IntN(1<<12), g.Uint64()>>16)
	case 2, 3:
		letters += `/+'"\<>&%$^|!`
	case 4:
		letters += "-_.~"
	}
	v := make([]byte, []int{12, 13, 16, 20, 33, 47, 64, 100, 300}[g.IntN(9)]+g.IntN(8))
	for i := range v {
		v[i] = letters[g.IntN(len(letters))]
	}
	return string(v)
}

// around is text before or behind the form, of which a sign keeps it apart.
func (x *nestedTrial) around(g *rand.Rand) string {
	var b strings.Builder
	for size := []int{0, 100, 1000, 6000, 24_000}[min(g.IntN(5), g.IntN(5))]; b.Len() < size; {
		l := nestedLines[g.IntN(len(nestedLines))]
		switch g.IntN(8) {
		case 0:
			l = l[:g.IntN(len(l)+1)]
		case 1:
			l = strings.Repeat(l[:min(len(l), 4)], g.IntN(60))
		case 2: // the beginning of a value in some form
			v := x.values[g.IntN(len(x.values))]
			l = matrixForms[nestedViews[g.IntN(len(nestedViews))]](v[:g.IntN(6)]) + "!"
		}
		b.WriteString(l + []string{"\n", " ", ";", "\r\n"}[g.IntN(4)])
	}
	return b.String()
}

func (x *nestedTrial) form() string {
	f := matrixForms[x.inner](x.values[0])
	if x.outer != "" {
		f = matrixForms[x.outer](x.left + f + x.right)
	}
	return f
}

func (x *nestedTrial) text() string { return x.before + "\n<" + x.form() + ">\n" + x.after }

// run does the trial. It says what is wrong, or nothing.
func (x *nestedTrial) run() string {
	set := redact.NewSecretSet()
	for i, v := range x.values {
		if _, err := set.Set(fmt.Sprint("v", i), []byte(v)); err != nil {
			return "" // nothing that a set takes
		}
	}
	r := redact.MustNew(redact.WithSecrets(set))
	text := x.text()
	whole := r.String(text)
	if x.shown(whole, 0) {
		return "it is shown: " + whole
	}
	if out := redact.MustNew(redact.WithSecrets(set), redact.WithKernel(redact.KernelGo)).String(text); out != whole {
		return fmt.Sprintf("without a kernel: %q, not %q", out, whole)
	}
	if matches := r.AppendMatches(nil, []byte(text)); len(matches) == 1 && (!strings.HasPrefix(whole, x.before+"\n<") || !strings.HasSuffix(whole, ">\n"+x.after)) {
		return fmt.Sprintf("the text around is gone: %q", whole)
	}
	var out strings.Builder
	w := r.NewStreamWriter(&out)
	at, ops := 0, x.ops
	for _, cut := range x.cuts {
		w.Write([]byte(text[at:cut]))
		for at = cut; len(ops) > 0 && ops[0].at <= at; ops = ops[1:] {
			x.do(ops[0], set, w)
		}
	}
	w.Write([]byte(text[at:]))
	w.Close()
	if out.String() != whole && (!x.released() || x.shown(out.String(), 5)) {
		return fmt.Sprintf("a stream gives %q, not %q", out.String(), whole)
	}
	return ""
}

// released tells whether Release is called within the form, which may show some bytes of it.
func (x *nestedTrial) released() bool {
	from := len(x.before) + 2
	return slices.ContainsFunc(x.ops, func(op nestedOp) bool { return op.kind == 4 && op.at > from && op.at < from+len(x.form()) })
}

// shown tells whether out has more of the form than its ends, what stands beside the inner
// one and some bytes of the value.
func (x *nestedTrial) shown(out string, bytes int) bool {
	if !strings.Contains(out, "[REDACTED:live-secret]") {
		return true
	}
	around := len("\n<>\n") // the text around may have some of the form, too
	out, before := strings.CutPrefix(out, x.before)
	if !before {
		around += len(x.before)
	}
	out, after := strings.CutSuffix(out, x.after)
	if !after {
		around += len(x.after)
	}
	if v := x.values[0]; strings.Contains(out, v[5:]) {
		return true
	}
	wide := func(form string) int { // what a byte takes
		if form == "" {
			return 1
		}
		return len(matrixForms[form](strings.Repeat("x", 24)))/24 + 1
	}
	form, outer := x.form(), wide(x.outer)
	piece := max(12, 2*outer*wide(x.inner)) // two bytes of the value
	for i := len(form) / 3; i+piece <= len(form)*2/3 && !strings.Contains(form, "  ") && bytes == 0; i++ {
		if strings.Contains(out, form[i:i+piece]) {
			return true
		}
	}
	seen := len(strings.ReplaceAll(out, "[REDACTED:live-secret]", "")) - around
	return seen > outer*(len(x.left)+len(x.right)+16+bytes*wide(x.inner))
}

// do changes what has nothing to do with the text.
func (x *nestedTrial) do(op nestedOp, set *redact.SecretSet, w *redact.StreamWriter) {
	switch name := fmt.Sprint("other", op.n%3); op.kind {
	case 0, 1:
		set.Set(name, fmt.Appendf(nil, "Unrelated#%d-Val%x", op.n, op.n*7919))
	case 2:
		set.Forget(name)
	case 3:
		set.Rotate(fmt.Sprint("v", op.n%len(x.values)), fmt.Appendf(nil, "Next#%d-Val%x", op.n, op.n*7919))
	case 4:
		w.Release()
	}
}

// shrink makes the trial smaller as long as it fails.
func (x nestedTrial) shrink() nestedTrial {
	cuts := func(at, n int, y *nestedTrial) { // n bytes at at are gone
		y.cuts, y.ops = slices.Clone(y.cuts), slices.Clone(y.ops)
		move := func(p int) int { return max(min(p, at), p-n) }
		for i := range y.cuts {
			y.cuts[i] = move(y.cuts[i])
		}
		for i := range y.ops {
			y.ops[i].at = move(y.ops[i].at)
		}
	}
	try := func(y nestedTrial) bool {
		if y.run() == "" {
			return false
		}
		x = y
		return true
	}
	for again := true; again; {
		again = false
		for l := max(len(x.before), len(x.after)); l > 0; l /= 2 {
			for at := 0; at+l <= len(x.before); {
				y := x
				y.before = x.before[:at] + x.before[at+l:]
				cuts(at, l, &y)
				if try(y) {
					again = true
				} else {
					at += l
				}
			}
			for at := 0; at+l <= len(x.after); {
				y := x
				y.after = x.after[:at] + x.after[at+l:]
				cuts(len(x.text())-len(x.after)+at, l, &y)
				if try(y) {
					again = true
				} else {
					at += l
				}
			}
		}
		for i := len(x.values) - 1; i > 0; i-- {
			y := x
			y.values = slices.Delete(slices.Clone(x.values), i, i+1)
			again = try(y) || again
		}
		for i := len(x.ops) - 1; i >= 0; i-- {
			y := x
			y.ops = slices.Delete(slices.Clone(x.ops), i, i+1)
			again = try(y) || again
		}
		for i := len(x.cuts) - 1; i >= 0; i-- {
			y := x
			y.cuts = slices.Delete(slices.Clone(x.cuts), i, i+1)
			again = try(y) || again
		}
	}
	return x
}

// nestedRuns counts the runs of the test, so that -count tries others.
var nestedRuns atomic.Uint64

func TestContractNested(t *testing.T) {
	alone(t)
	trials := 160
	if testing.Short() {
		trials = 40
	}
	if n, err := strconv.Atoi(os.Getenv("TACIT_NESTED")); err == nil {
		trials = n
	}
	seed := (nestedRuns.Add(1)-1)*uint64(trials) + 1
	if n, err := strconv.ParseUint(os.Getenv("TACIT_NESTED_SEED"), 10, 64); err == nil {
		seed = n
	}
	failed := 0
	for i := range uint64(trials) {
		x := newNestedTrial(random(seed + i))
		if x.run() == "" {
			continue
		}
		x = x.shrink()
		t.Errorf("TACIT_NESTED_SEED=%d TACIT_NESTED=1: %s of %s\n%.400q\nvalues %.300q, cuts %v, ops %v\n%.1200s", seed+i, x.outer, x.inner, x.text(), x.values, x.cuts, x.ops, x.run())
		if failed++; failed == 5 {
			break
		}
	}
}
