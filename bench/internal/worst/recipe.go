// Package worst searches for the text that costs the engine most for each byte.
package worst

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Part is a piece of text and how often it stands in a row.
type Part struct {
	Times int
	Text  string
}

// A Recipe makes a text of any size: its parts one after the other, over and
// over. Recipes are kept instead of texts because they are small, can be read,
// and hold no token whole.
type Recipe []Part

// Bounds of a recipe.
const (
	maxParts = 12
	maxTimes = 48
	maxText  = 12
)

// Text returns size bytes made by the recipe.
func (r Recipe) Text(size int) []byte {
	dst := make([]byte, 0, size+maxTimes*maxText)
	for len(dst) < size {
		before := len(dst)
		for _, p := range r {
			for range p.Times {
				dst = append(dst, p.Text...)
			}
			if len(dst) >= size {
				break
			}
		}
		if len(dst) == before {
			return dst
		}
	}
	return dst[:size:size]
}

// String writes a recipe on one line.
func (r Recipe) String() string {
	parts := make([]string, len(r))
	for i, p := range r {
		parts[i] = strconv.Itoa(p.Times) + "*" + strconv.QuoteToASCII(p.Text)
	}
	return strings.Join(parts, " ")
}

// Parse reads what String writes.
func Parse(line string) (Recipe, error) {
	var r Recipe
	for rest := strings.TrimSpace(line); rest != ""; rest = strings.TrimSpace(rest) {
		times, text, ok := strings.Cut(rest, "*")
		n, err := strconv.Atoi(times)
		if !ok || err != nil || n < 1 || n > maxTimes {
			return nil, fmt.Errorf("worst: part %d of a recipe has no number", len(r)+1)
		}
		quoted, err := strconv.QuotedPrefix(text)
		if err != nil {
			return nil, fmt.Errorf("worst: part %d of a recipe is not quoted", len(r)+1)
		}
		s, err := strconv.Unquote(quoted)
		if err != nil || s == "" {
			return nil, fmt.Errorf("worst: part %d of a recipe is empty", len(r)+1)
		}
		r = append(r, Part{n, s})
		rest = text[len(quoted):]
	}
	return r, nil
}

//go:embed worst.txt
var known string

// Known returns the recipes of worst.txt, the worst found so far first.
func Known() ([]Recipe, error) { return Read(strings.NewReader(known)) }

// Read reads recipes, one on a line; lines that begin with # are comments.
func Read(r io.Reader) ([]Recipe, error) {
	var all []Recipe
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		recipe, err := Parse(line)
		if err != nil {
			return nil, err
		}
		all = append(all, recipe)
	}
	return all, sc.Err()
}
