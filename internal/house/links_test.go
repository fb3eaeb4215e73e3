package house_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	fenced  = regexp.MustCompile("(?ms)^```.*?^```")
)

// anchors returns the anchors of the headings of a document.
func anchors(text string) map[string]bool {
	out := map[string]bool{}
	for _, m := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		a := strings.ToLower(strings.ReplaceAll(m[1], " ", "-"))
		out[regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(a, "")] = true
	}
	return out
}

// TestLinks follows the links within the tree.
func TestLinks(t *testing.T) {
	followed := 0
	walk(t, func(name string, _ fs.DirEntry) {
		if path.Ext(name) != ".md" {
			return
		}
		text := fenced.ReplaceAllString(string(read(t, name)), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, ":") {
				continue
			}
			followed++
			file := name
			if target != "" {
				file = path.Join(path.Dir(name), target)
				if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(file))); err != nil {
					t.Errorf("%s: no %s", name, m[1])
					continue
				}
			}
			if anchor != "" && !anchors(string(read(t, file)))[anchor] {
				t.Errorf("%s: no heading for %s", name, m[1])
			}
		}
	})
	if followed == 0 {
		t.Error("no link was found")
	}
}
