package main

import (
	"os"
	"strings"
	"testing"
)

func TestScanBaseline(t *testing.T) {
	long(t)
	t.Chdir(t.TempDir())
	other := "ghp_" + strings.Repeat("9aZ", 12)
	line := "  token is " + token + " since May\n"
	put(t, "a.log", "first\n"+line)
	scan := func(want int, out string, more ...string) {
		t.Helper()
		tacit(t, "", append([]string{"scan", "a.log"}, more...)...).want(t, want, out)
	}
	scan(0, "a.log:2:12: "+tokenID+"\n", "--write-baseline", "base.json")
	if text := read(t, "base.json"); strings.Contains(text, "ghp_") || !strings.Contains(text, `"by": "context"`) {
		t.Errorf("%s", text)
	}
	scan(0, "", "--baseline", "base.json")
	put(t, "a.log", "moved\n\n\n\ttoken  is "+token+" since May  \r\n") // other lines, other blanks
	scan(0, "", "--baseline", "base.json")
	put(t, "a.log", line+line) // one more than is known
	scan(1, "a.log:2:12: "+tokenID+"\n", "--baseline", "base.json")
	put(t, "a.log", strings.Replace(line, "May", "June", 1))
	scan(1, "a.log:1:12: "+tokenID+"\n", "--baseline", "base.json")
	put(t, "a.log", strings.Replace(line, token, other, 1)) // documented: the place is known
	scan(0, "", "--baseline", "base.json")

	put(t, "key", strings.Repeat("k", 32))
	put(t, "key2", strings.Repeat("q", 32))
	put(t, "a.log", line)
	scan(0, "a.log:1:12: "+tokenID+"\n", "--write-baseline", "keyed.json", "--fingerprint-key-file", "key")
	scan(0, "", "--baseline", "keyed.json", "--fingerprint-key-file", "key")
	put(t, "a.log", "elsewhere: "+token)
	scan(0, "", "--baseline", "keyed.json", "--fingerprint-key-file", "key")
	put(t, "a.log", strings.Replace(line, token, other, 1))
	scan(1, "a.log:1:12: "+tokenID+"\n", "--baseline", "keyed.json", "--fingerprint-key-file", "key")

	put(t, "wrong.json", `{"tacit_baseline":9}`)
	put(t, "text.json", "no json "+canary)
	put(t, "short", "k")
	for _, args := range [][]string{
		{"--baseline", "keyed.json"},
		{"--baseline", "base.json", "--fingerprint-key-file", "key"},
		{"--baseline", "keyed.json", "--fingerprint-key-file", "key2"},
		{"--baseline", "wrong.json"},
		{"--baseline", "text.json"},
		{"--baseline", "nosuch.json"},
		{"--fingerprint-key-file", "short"},
		{"--fingerprint-key-file", "nosuch"},
		{"--write-baseline", "no/such/dir"},
		{"--max-depth", "0"},
		{"-j", "257"},
	} {
		if r := tacit(t, "", append([]string{"scan", "key"}, args...)...); r.status != statusError || strings.Count(r.stderr, "\n") > 2 {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

// TestFingerprintsTellNothing checks that without a key nothing of a secret, nor its
// length, goes into a fingerprint, and that with one all of it does.
func TestFingerprintsTellNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("key", []byte(strings.Repeat("k", 40)), 0o600); err != nil {
		t.Fatal(err)
	}
	seen := map[bool]map[string]bool{true: {}, false: {}}
	for _, value := range []string{canary, canary + "longer", "q1!w2@e3#r4$"} {
		for keyed := range seen {
			args := []string{"scan", "--format", "jsonl", "-"}
			if keyed {
				args = append(args, "--fingerprint-key-file", "key")
			}
			r := tacit(t, `{"user":"u","password":"`+value+`","api_key":"`+value+`x"}`, args...)
			seen[keyed][r.out[strings.Index(r.out, "fingerprint"):strings.Index(r.out, "\n")]] = true
		}
	}
	if len(seen[false]) != 1 || len(seen[true]) != 3 {
		t.Errorf("%v", seen)
	}
}
