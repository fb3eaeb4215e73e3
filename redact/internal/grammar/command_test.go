package grammar

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// A command that is read to one limit after the other comes to the values that it comes to
// in one go, although words and values are passed over at once.
func TestCommandByLimits(t *testing.T) {
	n, found := testNames(), 0
	for _, line := range []string{
		`mysql -uroot -pPas-Wort1 shop`, `curl -u ada:Fi9-sh,Cake https://x`, `curl -u "ada:Fi9 sh" x`,
		`redis-cli -h db-1 -a Fi9-sh;Cake ping`, `net use \\srv\share Fi9sh! /user:ada`, `curl -u ada:(Fi9)sh) x`,
		`sshpass -p "Fi9 - sh" ssh ada@db-1`, `mysql -u root -p'Fi9 sh' é-Fi9`, `docker login -u ada -p Fi9-sh&&ls`,
	} {
		for row := range commands {
			at := strings.Index(line, commands[row].word)
			if at < 0 {
				continue
			}
			values := func(step int) (out string) {
				var c Command
				c.Open([]byte(line), at, at+len(commands[row].word), row)
				for limit := min(step, len(line)); ; limit = min(limit+step, len(line)) {
					for {
						v, ok := c.Run(n, []byte(line), limit, limit == len(line))
						if !ok {
							break
						}
						out += fmt.Sprintf(" %d-%d", v.Start, v.End)
					}
					if limit == len(line) {
						return out
					}
				}
			}
			want := values(len(line))
			found += strings.Count(want, "-")
			for step := 1; step < len(line); step++ {
				if got := values(step); got != want {
					t.Errorf("%s, by %d: %s, not %s", line, step, got, want)
				}
			}
		}
	}
	if found < 8 {
		t.Errorf("only %d values", found)
	}
}

func TestTokenBytes(t *testing.T) {
	for b := range 256 {
		v := append([]byte("a1"), byte(b), 'z')
		want := bytes.IndexFunc(v, func(r rune) bool {
			return r < 0x80 && kindOf(byte(r)) == sep && !strings.ContainsRune("-_.~+/", r)
		}) < 0
		if got := tokenBytes(v); got != want {
			t.Errorf("%q: %v, not %v", v, got, want)
		}
	}
}
