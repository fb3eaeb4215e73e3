package house_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

// A docBlock is one block of Go in a document.
type docBlock struct {
	doc    string // path from the root
	number int    // from 1 on
	// setup is what a comment before the block declares: what its reader need not see.
	setup string
	code  string
	// text is the block of output right behind it, if there is one.
	text string
}

// documents lists what is read.
func documents(t *testing.T) (docs []string) {
	t.Helper()
	walk(t, func(name string, _ fs.DirEntry) {
		if name == "README.md" || strings.HasPrefix(name, "docs/") && path.Ext(name) == ".md" {
			docs = append(docs, name)
		}
	})
	return docs
}

func parseBlocks(doc, text string) (out []docBlock) {
	const fence = "```"
	var setup string
	behind := false // only blanks since the last block of Go
	lines := strings.Split(text, "\n")
	until := func(i int, end string) (string, int) {
		from := i
		for i < len(lines) && strings.TrimSpace(lines[i]) != end {
			i++
		}
		return strings.Join(lines[from:i], "\n") + "\n", i
	}
	for i := 0; i < len(lines); i++ {
		var body string
		switch line := strings.TrimSpace(lines[i]); {
		case line == "<!-- setup":
			setup, i = until(i+1, "-->")
		case line == fence+"go":
			body, i = until(i+1, fence)
			out = append(out, docBlock{doc: doc, number: len(out) + 1, setup: setup, code: body})
			setup, behind = "", true
		case line == fence+"text" && behind:
			body, i = until(i+1, fence)
			out[len(out)-1].text = body
			behind = false
		case strings.HasPrefix(line, fence):
			_, i = until(i+1, fence)
			behind = false
		case line != "":
			behind = false
		}
	}
	return out
}

func TestParseBlocks(t *testing.T) {
	got := parseBlocks("d.md", "a\n\n<!-- setup\ntype T int\n-->\n```go\nf()\n```\n\n```text\nout\n```\nx\n```go\ng()\n```\nmore\n```text\nno\n```\n```sh\n```go\n```\n")
	want := []docBlock{
		{doc: "d.md", number: 1, setup: "type T int\n", code: "f()\n", text: "out\n"},
		{doc: "d.md", number: 2, code: "g()\n"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}
