package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repo is a repository in the current directory.
type repo struct{ t *testing.T }

func newRepo(t *testing.T) repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	t.Chdir(t.TempDir())
	r := repo{t}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repo) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull,
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b")
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %q: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r repo) commit(file, text, message string) string {
	r.t.Helper()
	putAll(r.t, file, text)
	r.git("add", "-A")
	r.git("commit", "-q", "-m", message)
	return r.git("rev-parse", "HEAD")[:12]
}

func (r repo) scan(status int, out string, args ...string) {
	r.t.Helper()
	tacitEnv(r.t, os.Environ(), "", append([]string{"scan"}, args...)...).want(r.t, status, out)
}

func TestScanGit(t *testing.T) {
	long(t)
	r := newRepo(t)
	lines := strings.Repeat("clean\n", 20)
	first := r.commit("d/a é.log", lines+"x "+token+"\n"+lines, "start\n\nwith password="+canary)
	r.commit("d/a é.log", lines, "remove it")
	third := r.commit("b", "first\nname=x\n  password: "+canary, "hide")
	r.commit(".gitattributes", "* -diff\n* text\n*.c diff=evil\n", "attributes")
	file := filepath.FromSlash("d/a é.log")
	wantFirst := "(commit message):3:15: password (commit " + first + ")\n" + file + ":21:3: " + tokenID + " (commit " + first + ")\n"
	wantThird := "b:3:13: password (commit " + third + ")\n"
	r.scan(1, wantThird+wantFirst, "--git-history", "all")
	r.scan(1, wantThird, "--git-history", "HEAD~2..HEAD")
	r.scan(0, "", "--git-history", "HEAD~1..HEAD", ".")
	r.scan(1, "b:3:13: password\n", "--git-diff", "HEAD~3..HEAD")
	r.scan(0, "", "--git-diff", "HEAD~1...HEAD")

	// Only what is new counts, with what stands around it.
	putAll(t, "b", "first\nname=x\n  password: "+canary+"\nmore\n")
	r.git("add", "-A")
	r.scan(1, "b:3:13: password\n", "--git-staged") // its line end is new
	r.git("commit", "-q", "-m", "newline")
	putAll(t, "b", "first\nname=y\n  password: "+canary+"\nmore\n  token: "+token)
	r.git("add", "-A")
	r.scan(1, "b:5:10: "+tokenID+"\n", "--git-staged")
	diff := r.git("diff", "--cached", "--text")
	tacit(t, diff+"\n", "scan", "--diff", "-").want(t, 1, "b:5:10: "+tokenID+"\n")
	res := tacitEnv(t, os.Environ(), "", "scan", "--git-staged", "--format", "sarif")
	if got := at(checkSARIF(t, res.out), "runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"); got != json.Number("5") {
		t.Errorf("startLine %v", got)
	}
	// A baseline of the tree knows what a diff finds.
	r.scan(0, filepath.FromSlash("b:3:13: password\nb:5:10: "+tokenID+"\n"), ".", "--write-baseline", "base.json")
	r.scan(0, "", "--git-staged", "--baseline", "base.json")

	for _, args := range [][]string{
		{"--git-diff", "HEAD"}, {"--git-staged", "--diff", "x"}, {"--git-staged", "a", "b"}, {},
		{"--git-history", "--output=" + filepath.Join(t.TempDir(), "x")}, {"--git-history", "nosuch"},
		{"--git-history", "all", t.TempDir()},
	} {
		if res := tacitEnv(t, os.Environ(), "", append([]string{"scan"}, args...)...); res.status != statusError || res.stderr == "" || res.out != "" {
			t.Errorf("%q: %+v", args, res)
		}
	}
	if res := tacit(t, "--- x\n+++ x\n@@ -1 +1 @@\nzz\n", "scan", "--diff", "-"); res.status != statusError {
		t.Errorf("a broken diff: %+v", res)
	}
}

// TestScanGitMerge finds what a merge adds that no parent has.
func TestScanGitMerge(t *testing.T) {
	r := newRepo(t)
	r.commit("f", "a\n", "one")
	r.git("checkout", "-q", "-b", "side")
	r.commit("f", "a\nside\n", "two")
	r.git("checkout", "-q", "main")
	r.commit("f", "main\na\n", "three")
	r.git("merge", "-q", "--no-commit", "side")
	merge := r.commit("f", "main\na\nevil "+token+"\nside\n", "merge")
	r.scan(1, "f:3:6: "+tokenID+" (commit "+merge+")\n", "--git-history", "all")
}

// TestScanGitMergeOfBinary finds the same in what Git shows no lines of.
func TestScanGitMergeOfBinary(t *testing.T) {
	for _, b := range []struct{ name, attributes, nul string }{
		{"attribute", "f -diff\n", ""},
		{"binary file", "", "\x00"},
	} {
		t.Run(b.name, func(t *testing.T) {
			r := newRepo(t)
			r.commit(".gitattributes", "#\n"+b.attributes, "attributes")
			r.commit("f", "a\n", "one")
			r.git("checkout", "-q", "-b", "side")
			r.commit("g", "a\n", "two")
			r.git("checkout", "-q", "main")
			r.commit("h", "a\n", "three")
			r.git("merge", "-q", "--no-commit", "side")
			merge := r.commit("f", b.nul+"a\nevil "+token+"\n", "merge")
			r.scan(1, "f:2:6: "+tokenID+" (commit "+merge+")\n", "--git-history", "all")
		})
	}
}

// TestScanGitRoot reads the first commit, whatever the configuration says of it.
func TestScanGitRoot(t *testing.T) {
	r := newRepo(t)
	root := r.commit("f", token+"\n", "one")
	r.git("config", "log.showRoot", "false")
	r.scan(1, "f:1:1: "+tokenID+" (commit "+root+")\n", "--git-history", "all")
}

// TestScanGitHook scans in a hook, which git tells of an index of its own when it commits
// files that were not added.
func TestScanGitHook(t *testing.T) {
	r := newRepo(t)
	r.commit("f", "a\n", "one")
	putAll(t, "f", "a\nx "+token+"\n")
	index := filepath.Join(t.TempDir(), "index")
	text, err := os.ReadFile(filepath.FromSlash(".git/index"))
	if err != nil {
		t.Fatal(err)
	}
	putAll(t, index, string(text))
	env := append(os.Environ(), "GIT_INDEX_FILE="+index)
	cmd := exec.Command("git", "add", "f")
	cmd.Env = env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r.scan(0, "", "--git-staged")
	tacitEnv(t, env, "", "scan", "--git-staged").want(t, 1, "f:2:3: "+tokenID+"\n")

	r.git("config", "diff.orderFile", "nosuch")
	tacitEnv(t, env, "", "scan", "--git-staged").want(t, 1, "f:2:3: "+tokenID+"\n")
}

// TestScanGitRunsNothing scans a repository whose configuration names programs.
func TestScanGitRunsNothing(t *testing.T) {
	needShell(t)
	r := newRepo(t)
	r.commit("f.c", "a\n", "one")
	r.commit(".gitattributes", "*.c diff=evil filter=evil\n", "two")
	r.commit("f.c", "x "+token+"\n", "three")
	ran := filepath.Join(t.TempDir(), "ran")
	evil := "sh -c 'touch " + ran + "; cat'"
	for _, key := range []string{
		"diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
		"diff.external", "core.pager", "pager.log", "pager.diff", "core.fsmonitor", "gpg.program", "core.sshCommand", "core.editor", "alias.log", "alias.diff",
	} {
		r.git("config", key, evil)
	}
	for key, value := range map[string]string{"log.showSignature": "true", "color.ui": "always", "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "format.pretty": "oneline", "diff.submodule": "log"} {
		r.git("config", key, value)
	}
	putAll(t, "f.c", "x "+token+" y "+token+"\n")
	for _, args := range [][]string{{"--git-history", "all"}, {"--git-diff", "HEAD~2..HEAD"}, {"--git-staged"}} {
		env := append(os.Environ(), "GIT_EXTERNAL_DIFF="+evil, "GIT_PAGER="+evil)
		res := tacitEnv(t, env, "", append([]string{"scan"}, args...)...)
		if want := args[0] != "--git-staged"; strings.HasPrefix(res.out, "f.c:1:3: "+tokenID) != want {
			t.Errorf("%q: %+v", args, res)
		}
		if _, err := os.Stat(ran); err == nil {
			t.Fatalf("%q ran a program of the repository", args)
		}
	}
}
