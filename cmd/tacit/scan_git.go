package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tacit-go/tacit/cmd/tacit/internal/patch"
)

// gitFlags say what of a repository is scanned.
type gitFlags struct {
	history, diff string
	staged        bool
	patches       bool // the arguments are diffs
}

func (g *gitFlags) repository() bool { return g.history != "" || g.diff != "" || g.staged }

// check refuses flags that contradict each other.
func (g *gitFlags) check(args []string) error {
	n := 0
	for _, on := range []bool{g.history != "", g.diff != "", g.staged, g.patches} {
		if on {
			n++
		}
	}
	switch {
	case n > 1:
		return usageError{errors.New("only one of --git-history, --git-diff, --git-staged and --diff can be given")}
	case g.diff != "" && !strings.Contains(g.diff, ".."):
		return usageError{errors.New("--git-diff is a range, as main...HEAD")}
	case g.repository() && len(args) > 1:
		return usageError{errors.New("one repository can be scanned at a time")}
	case !g.repository() && len(args) == 0:
		return usageError{errors.New("scan needs a FILE or DIR")}
	}
	return nil
}

// gitSafe are the options that keep what a repository configures from running programs
// and from changing the output. Nothing of the working tree is read, so no filter runs.
var gitSafe = []string{
	"--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs",
	"-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.alternateRefsCommand=",
	"-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "color.ui=false", "-c", "diff.renames=false",
	"-c", "i18n.logOutputEncoding=UTF-8", "-c", "core.quotePath=true",
}

var patchArgs = []string{
	"--patch", "--unified=12", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-color", "--text",
	"--src-prefix=a/", "--dst-prefix=b/", "--no-indent-heuristic", "--submodule=short", "--no-relative", "-O/dev/null", "--full-index",
}

func (g *gitFlags) args(dir string) []string {
	args := append([]string{"-C", dir}, gitSafe...)
	switch {
	case g.staged:
		args = append(append(args, "diff", "--cached"), patchArgs...)
		return append(args, "--")
	case g.diff != "":
		args = append(append(args, "diff"), patchArgs...)
		return append(args, "--end-of-options", g.diff, "--")
	}
	args = append(append(args, "log"), patchArgs...)
	// The message is indented, so that no line of it looks like one of a diff.
	args = append(args, "--cc", "--no-notes", "--no-decorate", "--no-show-signature", "--no-mailmap",
		"--format=tformat:commit %H%n%w(0,1,1)%B%w()")
	if g.history == "all" {
		return append(args, "--all", "--")
	}
	return append(args, "--end-of-options", g.history, "--")
}

// repository yields the job that scans a repository.
func (s *scanning) repository(names []string) iter.Seq[*job] {
	dir := "."
	if len(names) > 0 {
		dir = names[0]
	}
	return func(yield func(*job) bool) {
		yield(&job{name: dir, scan: func(ctx context.Context, w *scanner) error { return s.git(ctx, w, dir) }})
	}
}

func (s *scanning) git(ctx context.Context, w *scanner, dir string) error {
	running, cancel := context.WithCancel(ctx)
	defer cancel()
	abs, err := filepath.Abs(dir) // a name cannot be an option of git then
	if err != nil {
		return w.emit(event{name: dir, problem: err})
	}
	out, end, err := s.start(running, s.flags.git.args(abs))
	if err != nil {
		return w.emit(event{name: dir, problem: err})
	}
	err = s.patches(ctx, w, dir, abs, out)
	if err != nil {
		cancel()
	} else {
		_, _ = io.Copy(io.Discard, out) // behind what was no patch
	}
	if failed := end(); failed != nil && err == nil {
		return w.emit(event{name: dir, problem: failed})
	}
	return err
}

// start runs git. What it writes is to be read before end is called.
func (s *scanning) start(ctx context.Context, args []string) (out io.Reader, end func() error, err error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Env = gitEnv(s.app.env)
	cmd.WaitDelay = 5 * time.Second
	said := &headWriter{left: 4096}
	cmd.Stderr = said
	out, err = cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	return out, func() error {
		if cmd.Wait() == nil {
			return nil
		}
		return errors.New("git: " + s.app.hidden(strings.TrimSpace(failure(said.buf.String()))))
	}, err
}

// failure returns the line of git's complaints that says why it has ended, or the first.
func failure(said string) string {
	for line := range strings.Lines(said) {
		if strings.HasPrefix(line, "fatal: ") || strings.HasPrefix(line, "error: ") {
			return line
		}
	}
	line, _, _ := strings.Cut(said, "\n")
	return line
}

// gitEnv is the environment without what tells git to run other programs, to take
// another configuration or to fetch. What says where the repository is stays: a hook is
// told so which index is committed, and where the objects are that are pushed.
func gitEnv(env []string) []string {
	out := []string{"GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C"}
	for _, e := range env {
		switch name, _, _ := strings.Cut(e, "="); {
		case name == "LC_ALL", strings.HasPrefix(name, "GIT_") && !slices.Contains(gitPlaces, name):
		default:
			out = append(out, e)
		}
	}
	return out
}

var gitPlaces = []string{
	"GIT_DIR", "GIT_COMMON_DIR", "GIT_INDEX_FILE",
	"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES",
}

// headWriter keeps the beginning of what is written.
type headWriter struct {
	buf  bytes.Buffer
	left int
}

func (h *headWriter) Write(p []byte) (int, error) {
	n, _ := h.buf.Write(p[:min(len(p), h.left)])
	h.left -= n
	return len(p), nil
}

// diffs yields a job for each diff that the arguments name.
func (s *scanning) diffs(names []string) iter.Seq[*job] {
	return func(yield func(*job) bool) {
		for _, name := range names {
			j := &job{name: name, scan: func(ctx context.Context, w *scanner) error {
				in := s.app.stdin
				if name != "-" {
					f, err := openFile(ctx, name)
					switch {
					case ctx.Err() != nil:
						return ended(ctx)
					case err != nil:
						return w.emit(event{name: name, problem: err})
					}
					defer f.Close()
					in = f
				}
				src := newSource(in)
				defer src.close()
				return s.patches(ctx, w, name, "", src.reader(ctx))
			}}
			if !yield(j) {
				return
			}
		}
	}
}

// patches scans the lines that a patch adds. A secret counts if any byte of it is new.
// repo is where objects are that the patch only names; it may be empty.
func (s *scanning) patches(ctx context.Context, w *scanner, name, repo string, in io.Reader) error {
	in = s.progress.reader(in)
	for r := patch.NewReader(in); ; {
		hunk, err := r.Next()
		if err == nil {
			err = s.hunk(ctx, w, hunk, repo)
		}
		var out emitError
		switch {
		case err == nil:
			continue
		case ctx.Err() != nil:
			return ended(ctx)
		case err == io.EOF:
			return nil
		case errors.As(err, &out):
			return out.error
		}
		return w.emit(event{name: name, problem: err})
	}
}

// An emitError ends the command; other errors are those of a file.
type emitError struct{ error }

func (s *scanning) hunk(ctx context.Context, w *scanner, h *patch.Section, repo string) error {
	at := located{File: s.r.String(filepath.FromSlash(h.File)), Commit: s.r.String(h.Commit)}
	if h.Message {
		at.File = "(commit message)"
	}
	w.window.again(func(f finding) error {
		if !h.Added(f.Start, f.End) {
			return nil
		}
		x := at
		x.finding, x.Fingerprint = f, s.prints.of(filepath.ToSlash(at.File), &f)
		x.Line += h.Line - 1
		x.Start, x.End, x.secret = 0, 0, nil // those of the hunk mean nothing
		if err := w.emit(event{located: x}); err != nil {
			return emitError{err}
		}
		return nil
	})
	if h.Blob == "" || repo == "" {
		return w.window.scan(h)
	}
	running, cancel := context.WithCancel(ctx)
	defer cancel()
	blob, end, err := s.start(running, append(append([]string{"-C", repo}, gitSafe...), "cat-file", "blob", h.Blob))
	if err != nil {
		return err
	}
	if err := w.window.scan(blob); err != nil {
		cancel()
		_ = end()
		return err
	}
	return end()
}
