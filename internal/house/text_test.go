package house_test

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// forbidden is what no file of the repository holds. Example secrets are split
// in the source, so that nobody's scanner takes them for real ones; a path of
// the machine that a file was written on says nothing to its readers.
var forbidden = []struct {
	what   string
	re     *regexp.Regexp
	sample []string // joined, it must match
}{
	{"a GitHub token", regexp.MustCompile(`gh[opsur]_[A-Za-z0-9]{36}`), []string{"ghp", "_", strings.Repeat("a1", 18)}},
	{"a GitHub fine-grained token", regexp.MustCompile(`github_pat_[A-Za-z0-9_]{82}`), []string{"github_", "pat_", strings.Repeat("a", 82)}},
	{"a GitLab token", regexp.MustCompile(`glpat-[A-Za-z0-9_-]{20}`), []string{"glpat", "-", strings.Repeat("a", 20)}},
	{"an AWS key ID", regexp.MustCompile(`A(?:KI|SI)A[A-Z2-7]{16}`), []string{"AKI", "A", strings.Repeat("A", 16)}},
	{"a Stripe key", regexp.MustCompile(`\b[rs]k_live_[0-9A-Za-z]{16}`), []string{"sk_", "live_", strings.Repeat("0", 16)}},
	{"a Slack token", regexp.MustCompile(`xox[abeprs]-[0-9A-Za-z-]{10}`), []string{"xox", "b-", strings.Repeat("1", 10)}},
	{"an npm token", regexp.MustCompile(`npm_[A-Za-z0-9]{36}`), []string{"npm", "_", strings.Repeat("a", 36)}},
	{"a Google API key", regexp.MustCompile(`AIza[0-9A-Za-z_-]{35}`), []string{"AI", "za", strings.Repeat("a", 35)}},
	{"a JWT", regexp.MustCompile(`eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10}`), []string{"ey", "Jabcdefghijk.", "ey", "Jabcdefghijk.", "abcdefghijk"}},
	{"a private key", regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}`), []string{"-----BEGIN PRIVATE", " KEY-----\n", strings.Repeat("A", 40)}},
	{"a path of a work directory", regexp.MustCompile("(?m)(?:^|[\\s\"'`(=:,])/(?:work|root/go|root/\\.cache|Users/[a-z]+)/"), []string{"see /", "work/main"}},
}

func TestForbiddenText(t *testing.T) {
	const largest = 8 << 20 // source files are far smaller; a larger one is a stray build output
	walk(t, func(name string, d fs.DirEntry) {
		if ext := path.Ext(name); ext == ".test" || ext == ".prof" {
			return
		}
		if info, err := d.Info(); err == nil && info.Size() > largest {
			t.Errorf("%s has %d bytes", name, info.Size())
			return
		}
		text := read(t, name)
		for _, f := range forbidden {
			if loc := f.re.FindIndex(text); loc != nil {
				t.Errorf("%s:%d: %s stands whole in the file", name, 1+bytes.Count(text[:loc[0]], []byte("\n")), f.what)
			}
		}
	})
}

func TestForbiddenPatterns(t *testing.T) {
	for _, f := range forbidden {
		if !f.re.MatchString(strings.Join(f.sample, "")) {
			t.Errorf("the pattern of %s misses its own sample", f.what)
		}
	}
}
