package redacttest

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// AssertClean fails t with an error for each secret that r finds in output, whatever it
// is: a log, a golden file, a response. It tells detector, place and offset, and nothing
// of the secret. Lines that are JSON are read as JSON too. Output that r itself has
// redacted is clean; for that of another Redactor r must know its replacements.
//
// It sees what r can see: what no detector of r describes is for canaries and a
// [Capture].
func AssertClean(t testing.TB, r *redact.Redactor, output []byte) {
	t.Helper()
	for _, f := range (inspector{redactor: r}).findings("output", "", output) {
		t.Error("secret in " + f.String())
	}
}

// MaxCleanFile is the size of the largest file that AssertCleanFS reads.
const MaxCleanFile = 64 << 20

// AssertCleanFS is AssertClean for all files below the root of a file system, such as
// the golden files and cassettes in os.DirFS("testdata"). Names of files are judged too.
// A file that cannot be read, or is larger than MaxCleanFile, is an error of t.
// Links to files are followed, links to directories are not. Compressed files are read as
// they are.
func AssertCleanFS(t testing.TB, r *redact.Redactor, fsys fs.FS) {
	t.Helper()
	in := inspector{redactor: r}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		shown := in.plain(name)
		if shown == "*" && name != "*" {
			for _, f := range in.findings("name of a file", "", []byte(name)) {
				t.Error("secret in " + f.String())
			}
		}
		if err != nil {
			t.Errorf("%s: %v", shown, r.Error(err))
			return nil
		}
		info, err := fs.Stat(fsys, name) // of what a link leads to
		switch {
		case err != nil || info.Mode().IsRegular() && info.Size() > MaxCleanFile:
			t.Errorf("%s: larger than MaxCleanFile or gone", shown)
			return nil
		case d.IsDir() || info.IsDir():
			return nil
		case !info.Mode().IsRegular():
			t.Errorf("%s: no file that can be read", shown)
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Errorf("%s: %v", shown, r.Error(err))
			return nil
		}
		for _, f := range in.findings(shown, "", text) {
			t.Error("secret in " + f.String())
		}
		return nil
	})
	if err != nil {
		t.Error(r.Error(err))
	}
}

// WriteFile is [os.WriteFile] of data without its secrets, for golden files and
// cassettes. Data that is JSON is redacted as JSON, and stays JSON.
func WriteFile(r *redact.Redactor, name string, data []byte, perm fs.FileMode) error {
	if err := os.WriteFile(name, cleanText(r, data), perm); err != nil {
		return fmt.Errorf("redacttest: file not saved: %w", r.Error(err))
	}
	return nil
}

func cleanText(r *redact.Redactor, data []byte) []byte {
	if isJSON(data) {
		return r.AppendJSON(nil, data)
	}
	return r.Bytes(data)
}

// A Recording points to the parts of a recorded HTTP exchange, of whatever recorder: it
// is made and cleaned in the hook that the recorder calls before it saves.
type Recording struct {
	URLs    []*string
	Headers []http.Header
	Forms   []url.Values
	Bodies  []*string
}

// Clean replaces the secrets in all parts, in place. Maps keep their names unless a name
// is itself a secret. A body is redacted as JSON if it is JSON, else as text; a recorded
// length of it is not adapted. Nil pointers are passed over.
func (rec Recording) Clean(r *redact.Redactor) {
	scope := r.Scope("recording")
	for _, u := range rec.URLs {
		if u != nil {
			*u = r.URL(*u)
		}
	}
	for _, b := range rec.Bodies {
		if b != nil {
			*b = string(cleanText(r, []byte(*b)))
		}
	}
	for _, h := range rec.Headers {
		cleanMap(scope, h)
	}
	for _, f := range rec.Forms {
		cleanMap(scope, f)
	}
}

func cleanMap[M ~map[string][]string](scope redact.Scope, m M) {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		field, values := scope.Field(name), m[name]
		for i, v := range values {
			values[i] = field.String(v)
		}
		if shown := field.Name(); shown != name {
			delete(m, name)
			m[shown] = append(m[shown], values...)
		}
	}
}
