package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

// secrets reads the live secrets that the flags name. It returns nil if they
// name none. All problems are reported at once.
func (p *policyFlags) secrets(a *app) (*redact.SecretSet, error) {
	if len(p.secretsEnv) == 0 && p.secretsFile == "" && p.secretsDir == "" {
		return nil, nil
	}
	l := secretLoader{app: a, weak: p.allowWeak, set: new(redact.SecretSet)}
	for _, pattern := range p.secretsEnv {
		l.variables(pattern)
	}
	if p.secretsFile != "" {
		l.file(p.secretsFile)
	}
	if p.secretsDir != "" {
		l.directory(p.secretsDir)
	}
	return l.set, errors.Join(l.errs...)
}

type secretLoader struct {
	app  *app
	weak bool
	set  *redact.SecretSet
	n    int
	errs []error

	beside bool // the value stands under a name that a glob matches, and that of no secret
	names  *redact.Redactor
}

// sensitive tells that a variable's name says that it holds a secret.
func (l *secretLoader) sensitive(name string) bool {
	if l.names == nil {
		l.names = redact.MustNew(redact.WithDetectors(detectors.Default()...))
	}
	return l.names.Scope("").Field(name).Action() == redact.Redact
}

func (l *secretLoader) bad(format string, args ...any) {
	l.errs = append(l.errs, fmt.Errorf(format, args...))
}

// variables adds the variables that a name or glob matches. A variable that a
// glob matches may be empty, as long as one is not; if its name is that of no secret, as of
// DB_HOST and DB_PORT, its value may be refused.
func (l *secretLoader) variables(pattern string) {
	glob := strings.ContainsAny(pattern, `*?[\`)
	if _, err := path.Match(pattern, ""); err != nil {
		l.bad("--secrets-env: %q is not a valid glob", pattern)
		return
	}
	found, taken := false, false
	for _, entry := range slices.Sorted(slices.Values(l.app.env)) {
		name, value, _ := strings.Cut(entry, "=")
		if ok, _ := path.Match(pattern, name); !ok && name != pattern {
			continue
		}
		found = true
		if strings.TrimSpace(value) == "" {
			continue
		}
		taken = true
		l.beside = glob && !l.sensitive(name)
		l.add("environment variable "+strconv.Quote(name), []byte(value))
		l.beside = false
	}
	switch {
	case taken:
	case glob:
		l.bad("--secrets-env: no environment variable with a value matches %q", pattern)
	case found:
		l.bad("--secrets-env: environment variable %q is empty", pattern)
	default:
		l.bad("--secrets-env: environment variable %q is not set", pattern)
	}
}

// file adds the lines of a file. Blank lines are skipped; line ends may be LF, CRLF or CR.
func (l *secretLoader) file(name string) {
	f, err := os.Open(name)
	if err != nil {
		l.bad("--secrets-file: %w", l.app.fileError(name, err))
		return
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, redact.MaxSecretBytes+4)
	in.Split(lines)
	line, taken := 0, false
	for in.Scan() {
		line++
		value := in.Bytes()
		if line == 1 {
			value = bytes.TrimPrefix(value, []byte("\xef\xbb\xbf"))
		}
		if len(bytes.TrimSpace(value)) > 0 {
			l.add("--secrets-file: line "+strconv.Itoa(line), value)
			taken = true
		}
	}
	switch err := in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		l.bad("--secrets-file: line %d: longer than 64 KiB", line+1)
	case err != nil:
		l.bad("--secrets-file: %w", l.app.fileError(name, err))
	case !taken:
		l.bad("--secrets-file: %s: holds no value", name)
	}
}

// lines splits text at \n, \r\n and \r.
func lines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && atEOF && len(data) > 0:
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\n':
		return i + 1, data[:i], nil
	case i+1 < len(data) && data[i+1] == '\n':
		return i + 2, data[:i], nil
	case i+1 == len(data) && !atEOF:
		return 0, nil, nil
	}
	return i + 1, data[:i], nil
}

// directory adds the files of a directory.
func (l *secretLoader) directory(name string) {
	values, err := secretsource.Dir(name).Load(context.Background())
	if err != nil {
		l.bad("--secrets-dir: %w", l.app.fileError(name, err))
		return
	}
	if len(values) == 0 {
		l.bad("--secrets-dir: %s: holds no value", name)
	}
	for i, v := range values {
		l.add("--secrets-dir: file "+strconv.Itoa(i+1), v.Value)
		clear(v.Value)
	}
}

// add registers one value. The origin names it in errors.
func (l *secretLoader) add(origin string, value []byte) {
	l.n++
	// The secret's name must not hold its value, so it is a mere number.
	name := "n" + strconv.Itoa(l.n)
	report, err := l.set.Set(name, value)
	if l.weak && !l.beside && errors.Is(err, redact.ErrSecretRefused) {
		report, err = l.set.Set(name, value, redact.AllowShort())
	}
	if err == nil {
		return
	}
	reason := strings.TrimPrefix(err.Error(), "redact: ")
	if errors.Is(err, redact.ErrSecretRefused) && len(report.Skipped) > 0 {
		reason = "refused: " + report.Skipped[0].Reason
		if l.weak || l.beside {
			l.app.print("tacit: warning: " + origin + ": " + reason + "; it is not hidden")
			return
		}
	}
	l.bad("%s: %s", origin, reason)
}
