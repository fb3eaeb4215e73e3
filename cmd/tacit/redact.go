package main

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/redact"
)

// idleTime is how long input must pause before --line-buffered writes what is
// held back.
const idleTime = 100 * time.Millisecond

type redactFlags struct {
	policy       policyFlags
	replacement  replacementFlags
	lineBuffered bool
	json         bool
	stats        bool
	inPlace      bool
}

func (f *redactFlags) add(cmd *cobra.Command) {
	f.policy.add(cmd)
	f.replacement.add(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.lineBuffered, "line-buffered", false, "write unfinished lines, such as prompts, when input pauses; the default when standard output is a terminal")
	flags.BoolVar(&f.json, "json", false, "the input is JSON documents, or lines of JSON and of text")
	flags.BoolVar(&f.stats, "stats", false, "print counts to standard error at the end")
	if cmd.Name() == "redact" {
		flags.BoolVarP(&f.inPlace, "in-place", "i", false, "rewrite the files, plain or gzip, each at once or not at all")
	}
}

func (a *app) redactCommand() *cobra.Command {
	flags := &redactFlags{}
	cmd := &cobra.Command{
		Use:   "redact [FILE...]",
		Short: "Copy files or standard input to standard output without their secrets",
		Long: `Redact copies files, or standard input, to standard output and replaces every
secret in them. Text without a secret comes out byte for byte. "-" is standard
input. A file that is gzip, by its first bytes, comes out decompressed; standard
input is taken as it is. Several files are one text, as cat makes of them, but with --json.

Memory does not grow with the input. Output is written as soon as it is decided;
what could still become a secret, at most some 24 KiB, is held back until more
input, the end, or SIGINT and SIGTERM. With --line-buffered a pause of 100 ms
writes all of it but an open secret and the last word.

With --json a document of up to 4 MiB is read as JSON: names are read with their
escapes, and numbers, lists and objects under a sensitive name are replaced as a
whole. An object under a plural ("passwords") or a name of many meanings ("key") is
judged by the names in it; where these say nothing, what looks made is hidden under a
plural. Longer documents, and lines that are not JSON, are redacted as text, and so is
what comes out of the others: a path of a policy hides and drops, and does not
show what text would hide.

With --in-place a file is replaced by a new one of the same mode and owner, or
stays as it was: when nothing was found, and on any error. Symbolic links are
followed; files with further hard links are refused. Extended attributes are not
kept, nor is what a gzip header says beyond name and time.

A file that fails is reported, the others are done, and the status is 2. It is
also 2, without a message, when standard output is closed early.`,
		Args: usage(cobra.ArbitraryArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.redact(cmd.Context(), flags, args)
		},
	}
	flags.add(cmd)
	return cmd
}

func (a *app) redact(ctx context.Context, flags *redactFlags, files []string) error {
	if flags.inPlace && len(files) == 0 {
		return usageError{errors.New("--in-place needs a file")}
	}
	opts, err := a.redacting(ctx, &flags.policy, &flags.replacement)
	if err != nil {
		return err
	}
	r, err := a.build(opts)
	if err != nil {
		return err
	}
	job := &redaction{app: a, flags: flags, r: r, opts: opts}
	if len(files) == 0 {
		files = []string{"-"}
	}
	job.progress = a.newProgress(files, !flags.lineBuffered && (flags.inPlace || !a.terminal(a.stdout)))
	err = job.files(ctx, files)
	job.progress.finish()
	if flags.stats {
		job.printStats()
	}
	return err
}

// A redaction is one call of the redact command.
type redaction struct {
	app      *app
	flags    *redactFlags
	r        *redact.Redactor
	opts     []redact.Option
	progress *progress
	in, out  int64
	text     sink // to standard output, between two files

	beforeRename func() // for tests
}

func (j *redaction) files(ctx context.Context, names []string) error {
	for i, name := range names {
		err := j.file(ctx, name)
		if i == len(names)-1 && j.text != nil {
			err = errors.Join(err, j.text.Close())
		}
		var (
			output outputError
			sig    signalError
		)
		switch {
		case err == nil:
		case errors.As(err, &output), errors.As(err, &sig), ctx.Err() != nil:
			return err
		default:
			j.app.fail(j.app.fileError(name, err))
		}
	}
	return nil
}

func (j *redaction) file(ctx context.Context, name string) error {
	switch {
	case j.flags.inPlace && name == "-":
		return errors.New("cannot be rewritten in place")
	case j.flags.inPlace:
		return j.inPlace(ctx, name)
	case name == "-":
		return j.print(ctx, j.app.stdin)
	}
	f, err := openFile(ctx, name)
	if err != nil {
		return err
	}
	defer f.Close()
	if j.isOutput(f) {
		return errors.New("is also the output")
	}
	in, err := openText(j.progress.reader(f), f)
	if err != nil {
		return err
	}
	return j.print(ctx, in)
}

// isOutput tells whether f is a file that standard output appends to, which
// would never end.
func (j *redaction) isOutput(f *os.File) bool {
	out, ok := j.app.stdout.(*os.File)
	if !ok {
		return false
	}
	a, errA := f.Stat()
	b, errB := out.Stat()
	return errA == nil && errB == nil && a.Mode().IsRegular() && os.SameFile(a, b)
}

// print redacts src to standard output. Files of text are one text, as cat makes of them: a secret may begin
// in one and end in the next. On an error, and on the end of ctx, it writes what is held back.
func (j *redaction) print(ctx context.Context, src io.Reader) error {
	if j.text == nil {
		j.text = j.sink(checkedWriter{j.app.stdout})
	}
	err := j.feed(ctx, src, j.text)
	if err != nil || j.flags.json {
		err = errors.Join(j.text.Close(), err)
		j.text = nil
	}
	return err
}

// copy redacts all of src to dst.
func (j *redaction) copy(ctx context.Context, src io.Reader, dst io.Writer) error {
	out := j.sink(dst)
	if err := j.feed(ctx, src, out); err != nil {
		return err
	}
	return out.Close()
}

// sink returns what redacts to w.
func (j *redaction) sink(w io.Writer) sink {
	counted := &countingWriter{w: w, all: &j.out}
	if j.flags.json {
		return newJSONWriter(j.r, j.opts, counted)
	}
	return j.r.NewStreamWriter(counted)
}

// feed writes all of src to out.
func (j *redaction) feed(ctx context.Context, src io.Reader, out sink) error {
	var idle time.Duration
	if j.flags.lineBuffered || j.app.terminal(j.app.stdout) {
		idle = idleTime
	}
	in := newSource(src)
	defer in.close()
	quiet := true // nothing has come since the last release
	for {
		wait := idle
		if quiet {
			wait = 0
		}
		data, err := in.next(ctx, wait)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		quiet = len(data) == 0
		if quiet {
			err = out.Release()
		} else {
			j.in += int64(len(data))
			_, err = out.Write(data)
		}
		if err != nil {
			return err
		}
	}
}

// A sink takes text and writes it redacted. *redact.StreamWriter is one.
type sink interface {
	io.WriteCloser
	Release() error
}

type countingWriter struct {
	w   io.Writer
	n   int64
	all *int64 // of several writers, or nil
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	if c.n += int64(n); c.all != nil {
		*c.all += int64(n)
	}
	return n, err
}
