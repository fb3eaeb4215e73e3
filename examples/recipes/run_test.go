package recipes

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/redacttest"
)

// A block is one of a document, as it is run. r is the Redactor of the reader, secret
// what must not get out.
type block struct {
	doc    string
	number int
	run    func(t testing.TB, r *redact.Redactor, secret string)
	plants bool   // it uses secret
	own    bool   // it makes r itself, or works once only
	text   string // what it prints; empty is not compared
}

var (
	preset = sync.OnceValue(func() *redact.Redactor {
		return redact.MustNew(redact.WithDetectors(detectors.Default()...))
	})
	// blind looks for nothing that is ever there.
	blind = sync.OnceValue(func() *redact.Redactor {
		return redact.MustNew(redact.WithDetectors(redact.Detector{ID: "never", Doc: "Nothing.", Pattern: `never_[0-9]{32}`}))
	})
)

// offsets are behind the time of a record, which has more digits or fewer.
var offsets = regexp.MustCompile(` at byte \d+`)

func runBlocks(t *testing.T, blocks []block) {
	for _, b := range blocks {
		t.Run(fmt.Sprintf("%s, block %d", filepath.Base(b.doc), b.number), func(t *testing.T) {
			if b.run == nil {
				return // functions for the go command; that they are built is all
			}
			out, failed := b.try(t, preset())
			if b.plants && failed != "" {
				t.Error(failed)
			}
			if b.text != "" && offsets.ReplaceAllString(out, "") != offsets.ReplaceAllString(b.text, "") {
				t.Errorf("it prints\n%s\nand the document says\n%s", out, b.text)
			}
			if b.plants && !b.own {
				if _, failed := b.try(t, blind()); failed == "" {
					t.Error("nothing gets out where nothing is looked for: the block does not show that it helps")
				}
			}
		})
	}
}

// try runs a block and returns what it printed, and where something got out.
func (b block) try(t *testing.T, r *redact.Redactor) (out, failed string) {
	t.Helper()
	tr := &trial{TB: t}
	def, writer, flags, prefix := slog.Default(), log.Writer(), log.Flags(), log.Prefix()
	defer func() {
		tr.end()
		slog.SetDefault(def)
		log.SetOutput(writer)
		log.SetFlags(flags)
		log.SetPrefix(prefix)
	}()
	c := redacttest.NewCapture(tr)
	printed := func() string { return "" }
	if b.text != "" {
		printed = holdStdout(t)
	}
	b.run(tr, r, c.Canary(redacttest.Hex))
	out = printed()
	fmt.Print(out) // for the Capture to see
	tr.end()
	failed = strings.Join(tr.errors, "")
	return out + failed, failed
}

// holdStdout makes os.Stdout a file until what it returns is called.
func holdStdout(t *testing.T) func() string {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	was := os.Stdout
	os.Stdout = f
	return func() string {
		os.Stdout = was
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		return string(text)
	}
}

// trial is the test that a block is given: it may fail.
type trial struct {
	testing.TB
	cleanups []func()
	errors   []string
	log      bytes.Buffer
}

func (t *trial) Helper()           {}
func (t *trial) Cleanup(f func())  { t.cleanups = append(t.cleanups, f) }
func (t *trial) Log(args ...any)   { fmt.Fprintln(&t.log, args...) }
func (t *trial) Error(args ...any) { t.errors = append(t.errors, fmt.Sprintln(args...)) }
func (t *trial) Output() io.Writer { return &t.log }
func (t *trial) end() {
	for len(t.cleanups) > 0 {
		f := t.cleanups[len(t.cleanups)-1]
		t.cleanups = t.cleanups[:len(t.cleanups)-1]
		f()
	}
}
