package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tacit-go/tacit/redact"
)

type scanFlags struct {
	policy     policyFlags
	format     string
	skipBinary bool
}

func (a *app) scanCommand() *cobra.Command {
	flags := &scanFlags{}
	cmd := &cobra.Command{
		Use:   "scan FILE|DIR...",
		Short: "Report where files hold secrets, never what they are",
		Long: `Scan reports the file, line, column and detector of every secret, never the
secret. Lines end at a line feed and count from 1; columns count bytes, from 1.
"-" is standard input.

Directories are searched with all below them, except for .git and for symbolic
links, which are followed only where they are named as an argument. Files other
than regular ones are passed over in directories. Gzip files, by their first
bytes, are read decompressed. Binary files are scanned like any other unless
--skip-binary leaves out those with a NUL in their first 8000 bytes.

Memory does not grow with the files: they are searched in windows of 1 MiB that
overlap by 256 KiB, and a secret and the name or header that it needs must stand
within 128 KiB.

Names of files are printed redacted, and quoted as in Go where they hold
characters that are not printable.

The status is 0 when nothing was found, 1 when something was, and 2 when a file
could not be read; the others are scanned still.`,
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.scan(cmd.Context(), flags, args)
		},
	}
	flags.policy.add(cmd)
	f := cmd.Flags()
	f.StringVar(&flags.format, "format", "text", "text or jsonl")
	f.BoolVar(&flags.skipBinary, "skip-binary", false, "leave out files with a NUL in their first 8000 bytes")
	complete(cmd, "format", []string{"text", "jsonl"})
	return cmd
}

func (a *app) scan(ctx context.Context, flags *scanFlags, names []string) error {
	if flags.format != "text" && flags.format != "jsonl" {
		return usageError{errors.New("--format is text or jsonl")}
	}
	opts, err := flags.policy.options(a)
	if err != nil {
		return err
	}
	r, err := a.build(opts)
	if err != nil {
		return err
	}
	s := &scanning{app: a, flags: flags, r: r, out: checkedWriter{a.stdout}}
	s.progress = a.newProgress(names, !a.terminal(a.stdout))
	defer s.progress.finish()
	for _, name := range names {
		if err := s.argument(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// A scanning is one call of the scan command.
type scanning struct {
	app      *app
	flags    *scanFlags
	r        *redact.Redactor
	out      io.Writer
	progress *progress
}

// argument scans what the command line names. It returns only errors that end
// the command.
func (s *scanning) argument(ctx context.Context, name string) error {
	if name == "-" {
		return s.judge(ctx, name, s.text(ctx, name, s.app.stdin))
	}
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return s.judge(ctx, name, s.file(ctx, name))
	}
	root := name
	if link, err := os.Lstat(name); err == nil && link.Mode()&fs.ModeSymlink != 0 {
		root = name + string(filepath.Separator) // WalkDir does not follow it otherwise
	}
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ended(ctx)
		case err != nil:
			return s.judge(ctx, path, err)
		case entry.IsDir() && entry.Name() == ".git" && path != root:
			return fs.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		return s.judge(ctx, path, s.file(ctx, path))
	})
}

// judge reports an error of a file and returns it if it ends the command.
func (s *scanning) judge(ctx context.Context, name string, err error) error {
	var output outputError
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return ended(ctx)
	case errors.As(err, &output):
		return err
	default:
		s.app.fail(s.app.fileError(name, err))
	}
	return nil
}

func (s *scanning) file(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := openText(s.progress.reader(f), f)
	if err != nil {
		return err
	}
	return s.text(ctx, name, text)
}

func (s *scanning) text(ctx context.Context, name string, text io.Reader) error {
	in := newSource(text)
	defer in.close()
	text = in.reader(ctx)
	if s.flags.skipBinary {
		head := make([]byte, 8000)
		n, err := fill(text, head)
		if bytes.IndexByte(head[:n], 0) >= 0 {
			return nil
		}
		rest := text
		if err != nil {
			rest = readerFunc(func([]byte) (int, error) { return 0, err })
		}
		text = io.MultiReader(bytes.NewReader(head[:n]), rest)
	}
	return findings(s.r, text, func(f finding) error { return s.print(name, f) })
}

// jsonFinding is a finding as --format jsonl prints it.
type jsonFinding struct {
	File     string `json:"file"`
	Line     int64  `json:"line"`
	Column   int64  `json:"column"`
	Detector string `json:"detector"`
}

func (s *scanning) print(name string, f finding) error {
	if s.app.status == statusOK {
		s.app.status = statusFinding
	}
	name = s.r.String(name)
	line := []byte(fmt.Sprintf("%s:%d:%d: %s\n", escape(name), f.Line, f.Column, f.Detector))
	if s.flags.format == "jsonl" {
		text, err := json.Marshal(jsonFinding{name, f.Line, f.Column, f.Detector})
		if err != nil {
			return err
		}
		line = append(asciiJSON(text), '\n')
	}
	_, err := s.out.Write(line)
	return err
}
