package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/cmd/tacit/internal/unpack"
	"github.com/tacit-go/tacit/redact"
)

type scanFlags struct {
	policy        policyFlags
	format        string
	skipBinary    bool
	jobs          int
	limits        unpack.Limits
	baseline      string
	writeBaseline string
	keyFile       string
	keep          bool // not to unpack
	git           gitFlags
}

// maxJobs bounds the files that are scanned at once, each with some 2 MiB, and what its
// decoder needs.
const maxJobs = 256

var scanFormats = []string{"text", "jsonl", "sarif", "markdown", "html"}

func (a *app) scanCommand() *cobra.Command {
	flags := &scanFlags{}
	cmd := &cobra.Command{
		Use:   "scan {FILE|DIR... | --git-history REVISIONS | --git-diff A...B | --git-staged} [REPOSITORY]",
		Short: "Report where files hold secrets, never what they are",
		Long: `Scan reports the file, line, column and detector of every secret, never the
secret. Lines end at a line feed and count from 1; columns count bytes, from 1.
"-" is standard input. Files are scanned in parallel (-j) and reported in order.

Directories are searched with all below them, except for .git and for symbolic
links, which are followed only where they are named as an argument. Files other
than regular ones are passed over in directories.

By their first bytes, gzip, bzip2, xz and zstandard are read decompressed, and tar
and zip member by member, in one another too: FILE!MEMBER is a member. An OCI layout
is a directory or archive of such files. What stands behind the end of an archive is
FILE!(rest), of a zip FILE!(comment). --max-depth, --max-ratio and --max-members
bound what a file may unpack to; what is not read is an error. In executables runs
of six printable characters are scanned, build info of Go among them, and findings
have an offset (@N) for a line. Other binary files are scanned as text unless
--skip-binary leaves out those with a NUL in their first 8000 bytes.

Memory does not grow with the files: they are searched in windows of 1 MiB that
overlap by 256 KiB, and a secret and the name or header that it needs must stand
within 128 KiB.

With --git-history the lines that commits add are scanned, and their messages:
REVISIONS is a range, as v1.2..HEAD, a branch, or "all". --git-diff takes what B adds,
--git-staged the index, --diff diffs from files or "-". A secret counts if any part of
it is new; twelve lines around are read with it. git is run so that it starts no program
which the repository names. Archives in a history are not opened.

With --baseline FILE only what is not in the baseline counts; --write-baseline makes
one of what is found, and the status is 0. A finding is known by its detector, file and
the text around it, not by the secret: another secret in the same place is known too.
With --fingerprint-key-file, a key that is not committed, it is known by detector, file
and secret.

Names of files are printed redacted, and quoted where they hold what is not printable.

The status is 0 when nothing was found, 1 when something was, and 2 when a file
could not be read; the others are scanned still.`,
		Args: usage(func(_ *cobra.Command, args []string) error { return flags.git.check(args) }),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.scan(cmd.Context(), flags, args)
		},
	}
	flags.policy.add(cmd)
	f := cmd.Flags()
	f.StringVar(&flags.format, "format", "text", "text, jsonl, sarif (2.1.0), markdown or html")
	f.BoolVar(&flags.skipBinary, "skip-binary", false, "leave out files with a NUL in their first 8000 bytes")
	f.IntVarP(&flags.jobs, "jobs", "j", 0, "files that are scanned at once (default: the number of processors)")
	f.BoolVar(&flags.keep, "no-unpack", false, "do not look into archives and compressed files")
	f.IntVar(&flags.limits.Depth, "max-depth", 8, "layers of archives and compression inside one another")
	f.Int64Var(&flags.limits.Ratio, "max-ratio", 200, "bytes that a byte may unpack to, beyond the first 64 MiB")
	f.Int64Var(&flags.limits.Members, "max-members", 1_000_000, "members of all archives in a file")
	f.StringVar(&flags.baseline, "baseline", "", "leave out the findings that this file lists")
	f.StringVar(&flags.writeBaseline, "write-baseline", "", "write all findings to this file, as a baseline")
	f.StringVar(&flags.keyFile, "fingerprint-key-file", "", "know findings by a keyed sum of the secret: a file of at least 32 bytes, less one line end")
	f.StringVar(&flags.git.history, "git-history", "", `scan what these revisions of a repository add; "all" for all`)
	f.StringVar(&flags.git.diff, "git-diff", "", "scan what the second revision adds to the first, as main...HEAD")
	f.BoolVar(&flags.git.staged, "git-staged", false, "scan what the next commit adds")
	f.BoolVar(&flags.git.patches, "diff", false, "the files are unified diffs; scan the lines that they add")
	complete(cmd, "format", scanFormats)
	return cmd
}

// A scanning is one call of the scan command.
type scanning struct {
	app      *app
	flags    *scanFlags
	r        *redact.Redactor
	unpacker *unpack.Unpacker // nil to unpack nothing
	progress *progress

	report report
	prints fingerprinter
	known  *baseline
	writer *baselineWriter
	roots  []*os.Root // that are open
}

func (a *app) scan(ctx context.Context, flags *scanFlags, names []string) error {
	s := &scanning{app: a, flags: flags}
	opts, err := flags.policy.options(ctx, a)
	if err != nil {
		return err
	}
	if s.r, err = a.build(opts); err != nil {
		return err
	}
	if _, err := within(ctx, func() (struct{}, error) { return struct{}{}, s.prepare() }); err != nil {
		return err
	}
	s.progress = a.newProgress(names, !a.terminal(a.stdout))
	defer s.progress.finish()
	if err := s.report.begin(); err != nil {
		return err
	}
	jobs := s.tree(names)
	switch {
	case flags.git.repository():
		jobs = s.repository(names)
	case flags.git.patches:
		jobs = s.diffs(names)
	}
	err = s.inOrder(ctx, jobs)
	for _, root := range s.roots {
		root.Close()
	}
	if err != nil {
		return err
	}
	if s.writer != nil {
		if err := s.writer.write(&s.prints); err != nil {
			var link *os.LinkError
			if errors.As(err, &link) {
				err = link.Err
			}
			return fmt.Errorf("--write-baseline: %w", a.fileError(flags.writeBaseline, err))
		}
		if a.status == statusFinding {
			a.status = statusOK
		}
	}
	return s.report.end()
}

// prepare reads what the flags name.
func (s *scanning) prepare() error {
	flags := s.flags
	if s.report = s.newReport(flags.format, checkedWriter{s.app.stdout}); s.report == nil {
		return usageError{errors.New("--format is text, jsonl, sarif, markdown or html")}
	}
	if flags.jobs < 0 || flags.jobs > maxJobs || flags.limits.Depth < 1 || flags.limits.Ratio < 1 || flags.limits.Members < 1 {
		return usageError{errors.New("-j is at most 256; it, --max-depth, --max-ratio and --max-members are positive")}
	}
	if flags.jobs == 0 {
		flags.jobs = runtime.GOMAXPROCS(0)
	}
	if !flags.keep {
		s.unpacker = unpack.New(flags.limits)
	}
	if flags.keyFile != "" {
		key, err := readKey(flags.keyFile)
		if err != nil {
			return fmt.Errorf("--fingerprint-key-file: %w", s.app.fileError(flags.keyFile, err))
		}
		s.prints.key = key
		if len(s.prints.key) < 32 {
			return usageError{errors.New("--fingerprint-key-file: the key has fewer than 32 bytes")}
		}
	}
	if flags.baseline != "" {
		known, err := readBaseline(flags.baseline, &s.prints)
		if err != nil {
			return fmt.Errorf("--baseline: %w", s.app.fileError(flags.baseline, err))
		}
		s.known = known
	}
	if flags.writeBaseline != "" {
		s.writer = &baselineWriter{name: flags.writeBaseline, entries: map[string]*baselineEntry{}}
	}
	return nil
}

// take takes what a file has, in order. It returns only errors that end the command.
func (s *scanning) take(e *event) error {
	if e.problem != nil {
		s.app.fail(s.app.fileError(e.name, e.problem))
		s.report.problem(s.app.hidden(e.name), s.app.printable(cause(e.problem).Error()))
		return nil
	}
	r := &e.located
	if s.writer != nil {
		if err := s.writer.add(r); err != nil {
			return err
		}
	}
	if s.known.knows(r.Fingerprint) {
		return nil
	}
	if s.app.status == statusOK {
		s.app.status = statusFinding
	}
	return s.report.finding(r)
}
