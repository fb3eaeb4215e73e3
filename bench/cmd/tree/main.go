// Command tree lets "tacit scan" and gitleaks search the same generated tree of files,
// each in a process of its own, and writes Markdown: the time of the processors that
// each took, its memory, and what of gitleaks' findings tacit scan does not have.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fatih/semgroup"
	"github.com/rs/zerolog"
	"github.com/tacit-go/tacit/bench/internal/corpus"
	"github.com/tacit-go/tacit/bench/internal/report"
	"github.com/tacit-go/tacit/bench/quality"
	"github.com/zricethezav/gitleaks/v8/detect"
	"github.com/zricethezav/gitleaks/v8/logging"
	"github.com/zricethezav/gitleaks/v8/sources"
)

func main() {
	mib := flag.Int("mib", 1024, "size of the tree")
	seed := flag.Uint64("seed", 1, "seed of everything that is generated")
	out := flag.String("out", filepath.Join("results", "tree.md"), "file for the report")
	peer := flag.String("gitleaks", "", "be gitleaks on this tree; what the command starts itself with")
	dir := flag.String("generate", "", "generate this tree; what the command starts itself with")
	flag.Parse()
	var err error
	switch {
	case *peer != "":
		err = gitleaks(*peer, os.Stdout)
	case *dir != "":
		err = write(*dir, *mib, *seed, os.Stdout)
	default:
		err = compare(*mib, *seed, *out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "tree:", err)
		os.Exit(1)
	}
}

// A place is a line of a file.
type place struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// A find is a finding of gitleaks.
type find struct {
	place
	Rule string `json:"rule"`
	// Named tells that the rule asks for a name beside the secret.
	Named bool `json:"named"`
}

// generate writes a tree: files of 64 KiB to 4 MiB, of lines of logs that hold no secret
// and, one in 500, a labelled one with a secret known by its shape.
func generate(dir string, mib int, seed uint64) (planted map[place]bool, err error) {
	planted = map[place]bool{}
	var secrets [][]byte
	quality.Samples(seed, 1, func(s quality.Sample) bool {
		if s.Set == quality.Structural && !strings.ContainsAny(s.Text.String(), "\r\n") {
			secrets = append(secrets, []byte(s.Text.String()))
		}
		return true
	})
	if len(secrets) == 0 {
		return nil, errors.New("no labelled lines")
	}
	sizes := []int{64 << 10, 4 << 20, 256 << 10, 1 << 20, 512 << 10}
	for i, left := 0, mib<<20; left > 0; i++ {
		size := min(left, sizes[i%len(sizes)])
		left -= size
		name := filepath.Join(dir, fmt.Sprintf("d%02d", i%37), fmt.Sprintf("app-%05d.log", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		at := 0 // lines
		for k, line := range corpus.Lines(corpus.Clean(seed+uint64(i), size)) {
			if k%500 == 250 {
				b.Write(secrets[len(planted)*7919%len(secrets)])
				b.WriteByte('\n')
				at++
				planted[place{name, at}] = true
			}
			b.Write(line)
			b.WriteByte('\n')
			at++
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			return nil, err
		}
	}
	return planted, nil
}

// write generates a tree and lists where the secrets are.
func write(dir string, mib int, seed uint64, w io.Writer) error {
	planted, err := generate(dir, mib, seed)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	for p := range planted {
		if err := enc.Encode(p); err != nil {
			return err
		}
	}
	return nil
}

// gitleaks searches a tree as its command "dir" does, with its default rules.
func gitleaks(dir string, w io.Writer) error {
	logging.Logger = zerolog.New(io.Discard)
	d, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		return err
	}
	ctx := context.Background()
	found, err := d.DetectSource(ctx, &sources.Files{Config: &d.Config, Path: dir, Sema: semgroup.NewGroup(ctx, 40)})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	lines := map[string][][]byte{}
	for _, f := range found {
		if lines[f.File] == nil {
			text, err := os.ReadFile(f.File)
			if err != nil {
				return err
			}
			clear(lines)
			lines[f.File] = bytes.Split(text, []byte("\n"))
		}
		at := 0 // lines count from 0 or from 1, by how the source was cut
		for _, n := range []int{f.StartLine, f.StartLine + 1, f.StartLine - 1} {
			if n >= 1 && n <= len(lines[f.File]) && bytes.Contains(lines[f.File][n-1], []byte(strings.SplitN(f.Secret, "\n", 2)[0])) {
				at = n
				break
			}
		}
		// Rules that ask for a name begin with its characters, a bounded number of them.
		named := strings.Contains(d.Config.Rules[f.RuleID].Regex.String(), "{0,50}?") || f.RuleID == "generic-api-key"
		if err := enc.Encode(find{place{f.File, at}, f.RuleID, named}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// A run is what a process took.
type run struct {
	wall, cpu time.Duration
	rss       int64 // KiB
	out       []byte
}

func measure(name string, args ...string) (run, error) {
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	began := time.Now()
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // it has found something
	}
	if err != nil {
		return run{}, fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	r := run{wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), out: out.Bytes()}
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.rss = u.Maxrss
	}
	return r, nil
}

// decode reads JSON objects, one a line.
func decode[T any](text []byte) (all []T, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	for {
		var v T
		switch err := dec.Decode(&v); err {
		case nil:
			all = append(all, v)
		case io.EOF:
			return all, nil
		default:
			return nil, err
		}
	}
}

func compare(mib int, seed uint64, out string) error {
	dir, err := os.MkdirTemp("", "tree-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	tacit := filepath.Join(dir, "tacit")
	build := exec.Command("go", "build", "-C", filepath.Join("..", "cmd", "tacit"), "-o", tacit, ".")
	build.Env = append(os.Environ(), "GOWORK=")
	if text, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, text)
	}
	tree := filepath.Join(dir, "tree")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	// A process begins with the memory that the one which starts it has, so this one
	// stays small.
	made, err := measure(self, "-generate", tree, "-mib", fmt.Sprint(mib), "-seed", fmt.Sprint(seed))
	if err != nil {
		return err
	}
	list, err := decode[place](made.out)
	if err != nil {
		return err
	}
	planted := map[place]bool{}
	for _, p := range list {
		planted[p] = true
	}
	ours, err := measure(tacit, "scan", "--format", "jsonl", tree)
	if err != nil {
		return err
	}
	theirs, err := measure(self, "-gitleaks", tree)
	if err != nil {
		return err
	}
	md, err := compared(mib, seed, planted, ours, theirs)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, md, 0o644); err != nil {
		return err
	}
	_, err = os.Stdout.Write(md)
	return err
}

func compared(mib int, seed uint64, planted map[place]bool, ours, theirs run) ([]byte, error) {
	places, err := decode[place](ours.out)
	if err != nil {
		return nil, err
	}
	finds, err := decode[find](theirs.out)
	if err != nil {
		return nil, err
	}
	have := map[place]bool{}
	for _, p := range places {
		have[p] = true
	}
	found := map[place]bool{}
	missed, clean := map[string]int{}, map[string]int{}
	shape := 0 // of those missed, by rules that ask for no name
	for _, f := range finds {
		found[f.place] = true
		switch {
		case have[f.place]:
		case !planted[f.place]:
			clean[f.Rule]++
		default:
			missed[f.Rule]++
			if !f.Named {
				shape++
			}
		}
	}
	count := func(of map[place]bool) (secrets, others int) {
		for p := range of {
			if planted[p] {
				secrets++
			} else {
				others++
			}
		}
		return secrets, others
	}
	var md bytes.Buffer
	fmt.Fprintf(&md, "# A tree of files\n\n%s, %s; %d MiB, %d planted secrets, seed %d. Each in a process of its own, on all processors.\n\n", time.Now().UTC().Format(time.DateOnly), report.Machine(), mib, len(planted), seed)
	fmt.Fprintf(&md, "| | processor s | wall s | resident MiB | planted lines found | other lines |\n|---|--:|--:|--:|--:|--:|\n")
	for _, r := range []struct {
		name string
		run
		lines map[place]bool
	}{{"tacit scan", ours, have}, {"gitleaks dir, default rules", theirs, found}} {
		secrets, others := count(r.lines)
		fmt.Fprintf(&md, "| %s | %.2f | %.2f | %d | %d | %d |\n", r.name, r.cpu.Seconds(), r.wall.Seconds(), r.rss>>10, secrets, others)
	}
	fmt.Fprintf(&md, "\ngitleaks takes %.0f times the processor time. Of its findings on planted lines tacit scan misses %d by rules that ask for no name beside the secret.\n", theirs.cpu.Seconds()/ours.cpu.Seconds(), shape)
	list := func(head string, by map[string]int) {
		if len(by) == 0 {
			return
		}
		fmt.Fprintf(&md, "\n%s\n\n", head)
		for _, rule := range slices.Sorted(maps.Keys(by)) {
			fmt.Fprintf(&md, "- `%s`: %d\n", rule, by[rule])
		}
	}
	list("All that it misses on planted lines:", missed)
	list("What gitleaks finds on lines that hold no secret:", clean)
	return md.Bytes(), nil
}
