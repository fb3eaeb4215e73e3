package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// app is one run of the command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            []string // "NAME=value"
	terminal       func(stream any) bool
	progressFrom   int64
	reaps          bool             // it is process 1
	redactor       *redact.Redactor // the policy; nil until it is built
	messages       *redact.Redactor // for our own messages; nil until needed
	args           []string         // as given
	status         int
}

// run runs the command and returns its exit status. It reads no global state.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, env: env, terminal: isTerminal, progressFrom: progressFrom, reaps: os.Getpid() == 1}
	return a.run(ctx, args)
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (a *app) run(ctx context.Context, args []string) int {
	a.args = args
	root := a.rootCommand()
	if args == nil {
		args = []string{} // nil would mean os.Args
	}
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var (
		sig    signalError
		output outputError
		usage  usageError
	)
	switch {
	case err == nil:
		return a.status
	case errors.As(err, &sig):
		return sig.status()
	case errors.Is(err, errReported):
	case errors.As(err, &output):
		if !errors.Is(err, syscall.EPIPE) && !errors.Is(err, io.ErrClosedPipe) {
			a.complain(fmt.Errorf("standard output: %w", cause(output.error)))
		}
	default:
		a.complain(err)
		if errors.As(err, &usage) {
			a.print(fmt.Sprintf("Run '%s --help' for the usage.", cmd.CommandPath()))
		}
	}
	return statusError
}

func (a *app) rootCommand() *cobra.Command {
	flags := &redactFlags{}
	root := &cobra.Command{
		Use:   "tacit",
		Short: "Take secrets out of text",
		Long: `Tacit takes secrets out of text: tokens that are known by their shape, values
under sensitive names, and values that you give it.

Without a command it redacts standard input, as "tacit redact" does:

  some-command 2>&1 | tacit

Exit status: 0 success, 1 "tacit scan" found something, 2 an error, 130 and 143
after SIGINT and SIGTERM. "tacit run" has that of the command that it ran.`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		// A suggestion would be a second line of an error.
		DisableSuggestions: true,
		PersistentPreRunE:  func(cmd *cobra.Command, _ []string) error { return filled(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.terminal(a.stdin) {
				cmd.SetOut(a.stderr)
				if err := cmd.Help(); err != nil {
					return err
				}
				return errReported
			}
			return a.redact(cmd.Context(), flags, nil)
		},
	}
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{flagError(err)} })
	flags.add(root)
	root.AddCommand(a.redactCommand(), a.runCommand(), a.scanCommand(), a.explainCommand(), a.detectorsCommand(), a.fingerprintCommand(), a.policyCommand())
	return root
}

// flagError leaves what was given out of an error, but for what looks like the name of a flag: in its place may
// stand an argument of the command to be run.
func flagError(err error) error {
	msg := err.Error()
	if rest, ok := strings.CutPrefix(msg, "invalid argument "); ok {
		value, _ := strconv.QuotedPrefix(rest)
		flag, _, _ := strings.Cut(rest[len(value):], " flag")
		return fmt.Errorf("not a valid value%s", flag) // of what type, the reason would say with the value
	}
	if name, ok := strings.CutPrefix(msg, "unknown flag: --"); ok && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-") == "" {
		return err
	}
	if strings.HasPrefix(msg, "flag needs an argument: --") {
		return err
	}
	return errors.New("unknown flag; those of a command to be run stand behind its name, or all behind --")
}

// usage makes the errors of an argument check usage errors.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// filled refuses flags that are given and say nothing, as of a variable of the shell that
// is not set: without them less would be looked for than was asked.
func filled(cmd *cobra.Command) error {
	for _, name := range []string{
		"detectors", "secrets-env", "secrets-file", "secrets-dir", "hmac-key-file", "fingerprint-key-file",
		"baseline", "write-baseline", "git-history", "git-diff",
	} {
		f := cmd.Flags().Lookup(name)
		if f == nil || !f.Changed {
			continue
		}
		if v := f.Value.String(); v == "" || v == "[]" { // of a word, of a list
			return usageError{fmt.Errorf("--%s is empty", name)}
		}
	}
	return nil
}

// complain prints an error to standard error, joined errors one by one.
func (a *app) complain(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			a.complain(e)
		}
		return
	}
	a.print("tacit: " + err.Error())
}

// fail prints an error that does not end the command.
func (a *app) fail(err error) {
	a.complain(err)
	a.status = statusError
}

// print prints a line to standard error. What it quotes, such as the name of a
// file, is redacted and cannot control a terminal.
func (a *app) print(line string) {
	fmt.Fprintln(a.stderr, a.printable(line))
}

// printable returns text that may be shown: without what is a token by its shape,
// and without control characters. Ordinary words of ours must stay, so names
// that others chose are redacted by hidden before.
func (a *app) printable(s string) string {
	if a.messages == nil {
		r, err := redact.New(redact.WithDetectors(detectors.Structural()...))
		if err != nil {
			return "an error that cannot be shown"
		}
		a.messages = r
	}
	for _, word := range a.args {
		if strings.HasPrefix(word, "-") {
			_, word, _ = strings.Cut(word, "=")
		}
		if safe := a.hidden(word); safe != word { // an error may quote it
			quoted := strconv.Quote(word)
			s = strings.NewReplacer(word, safe, quoted[1:len(quoted)-1], safe).Replace(s)
		}
	}
	return escape(a.messages.String(s))
}

// hidden returns the name of a file, redacted by the policy in force, or by all detectors as long
// as there is none.
func (a *app) hidden(name string) string {
	r := a.redactor
	if r == nil {
		var err error
		if r, err = redact.New(redact.WithDetectors(detectors.Default()...)); err != nil {
			return "[REDACTED:error]"
		}
		a.redactor = r
	}
	return r.String(name)
}

// cause strips what a *fs.PathError says beside the reason.
func cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// fileError names a file and why it failed.
func (a *app) fileError(name string, err error) error {
	if name == "-" {
		name = "standard input"
	}
	return fmt.Errorf("%s: %w", a.hidden(name), cause(err))
}

// A checkedWriter marks errors as those of standard output.
type checkedWriter struct{ io.Writer }

func (w checkedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err == nil && n < len(p) {
		err = io.ErrShortWrite
	}
	if err != nil {
		err = outputError{err}
	}
	return n, err
}
