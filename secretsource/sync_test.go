package secretsource

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
)

const (
	first  = "q7We9Rt2" + "Yu#x-1"
	second = "q7We9Rt2" + "Yu#x-2"
)

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func reveal(t *testing.T, s *Sync, name string) string {
	t.Helper()
	secret, ok := s.Secret(name)
	if !ok {
		t.Fatalf("%s is not there", name)
	}
	return string(secret.Reveal())
}

func TestEnvAndDotEnv(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, ".env", "# A_TOKEN=no\nexport A_TOKEN=\""+first+"\\\"q\"\nB_TOKEN='"+second+"'\nHOST=db\nC_TOKEN="+first+"z # comment\nD_TOKEN=\n")
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	s := New(set, Env([]string{"DB_PASSWORD=" + first, "PATH=/usr/bin", "EMPTY_PASSWORD=", "X_PASSWORD=true"}, "*_PASSWORD"), DotEnv(filepath.Join(dir, ".env"), "*_TOKEN"))
	err := s.Load(t.Context())
	if err == nil || !strings.Contains(err.Error(), "X_PASSWORD: refused") || strings.Contains(err.Error(), first) {
		t.Error(err)
	}
	if got := s.Names(); !slices.Equal(got, []string{"A_TOKEN", "B_TOKEN", "C_TOKEN", "DB_PASSWORD"}) {
		t.Error(got)
	}
	for name, want := range map[string]string{"A_TOKEN": first + `"q`, "B_TOKEN": second, "C_TOKEN": first + "z", "DB_PASSWORD": first} {
		if got := reveal(t, s, name); got != want {
			t.Errorf("%s: %q", name, got)
		}
		if out := r.String("x " + want); strings.Contains(out, want) {
			t.Errorf("%s is not hidden", name)
		}
	}
	if err := New(set, Env([]string{"A=b"}, "[")).Load(t.Context()); err == nil {
		t.Error("a bad pattern")
	}
}

// A directory as the kubelet writes it: the link ..data is swapped.
func TestDirFollowsTheSwappedLink(t *testing.T) {
	dir := t.TempDir()
	swap := func(version, value string) {
		write(t, filepath.Join(dir, version), "password", value+"\n")
		write(t, filepath.Join(dir, version), "user name", "app-user-7x")
		tmp := filepath.Join(dir, "..tmp")
		if err := os.Symlink(version, tmp); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(tmp, filepath.Join(dir, "..data")); err != nil {
			t.Fatal(err)
		}
	}
	swap("..v1", first)
	for _, name := range []string{"password", "user name"} {
		if err := os.Symlink(filepath.Join("..data", name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	reports := make(chan Report, 1000)
	s := New(set, Dir(dir)).Every(2 * time.Millisecond).OnReport(func(r Report) { reports <- r })
	if err := s.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	handle, _ := s.Secret("password")
	if got := reveal(t, s, "user name"); got != "app-user-7x" {
		t.Error(got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	swap("..v2", second)
	for deadline := time.Now().Add(5 * time.Second); string(handle.Reveal()) != second+"\n"; time.Sleep(time.Millisecond) {
		if v := string(handle.Reveal()); strings.Contains(r.String("x "+v), strings.TrimSpace(v)) {
			t.Fatal("revealed before it was hidden")
		}
		if time.Now().After(deadline) {
			t.Fatal("the new value does not arrive")
		}
	}
	for _, v := range []string{first, second} {
		if out := r.String("x " + v); strings.Contains(out, v) {
			t.Errorf("%s is not hidden", v)
		}
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}

	// A source that fails keeps what it had.
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := s.Load(t.Context()); err == nil || strings.Contains(err.Error(), second) {
		t.Error(err)
	}
	if got := reveal(t, s, "password"); got != second+"\n" {
		t.Error(got)
	}
	states := map[string]string{}
	for _, i := range set.Inventory(nil) {
		states[fmt.Sprintf("%s/%d", i.Name, i.Generation)] = i.State
		if !strings.HasPrefix(i.Source, "directory ") {
			t.Errorf("source %q", i.Source)
		}
	}
	if states["password/1"] != "rotated" || states["password/2"] != "live" || len(states) != 3 {
		t.Error(states)
	}
}

type fake struct {
	values []Value
	err    error
	wake   chan struct{}
	crash  bool
}

func (*fake) Name() string                              { return "fake" }
func (f *fake) Changed(context.Context) <-chan struct{} { return f.wake }
func (f *fake) Load(context.Context) ([]Value, error) {
	if f.crash {
		panic(first)
	}
	return f.values, f.err
}

func TestSyncReports(t *testing.T) {
	f := &fake{wake: make(chan struct{}), values: []Value{{Name: "a", Value: []byte(first)}, {Name: "b", Value: []byte(second)}, {Name: "a", Value: []byte(second)}}}
	set := redact.NewSecretSet()
	var last Report
	s := New(set, f).OnReport(func(r Report) { last = r })
	if err := s.Load(t.Context()); err == nil {
		t.Error("a name twice")
	}
	if !slices.Equal(last.Registered, []string{"a", "b"}) || len(last.Refused) != 1 || reveal(t, s, "a") != first {
		t.Errorf("%+v", last)
	}
	for _, v := range f.values {
		if strings.Trim(string(v.Value), "\x00") != "" {
			t.Error("a value was not cleared")
		}
	}
	f.values = []Value{{Name: "b", Value: []byte(second)}}
	if err := s.Load(t.Context()); err != nil || !slices.Equal(last.Gone, []string{"a"}) {
		t.Errorf("%v %+v", err, last)
	}
	if _, ok := s.Secret("a"); ok {
		t.Error("a value that is gone can be read")
	}
	if set.Len() != 2 {
		t.Errorf("%d generations: an equal value was set again", set.Len())
	}
	f.crash = true
	if err := s.Load(t.Context()); err == nil || strings.Contains(err.Error(), first) || reveal(t, s, "b") != second {
		t.Error(err)
	}
	f.crash = false
	f.values = make([]Value, MaxValues+1)
	if err := s.Load(t.Context()); err == nil {
		t.Error("too many values")
	}

	// A Notifier wakes Run.
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	loaded := make(chan struct{}, 10)
	f.values = []Value{{Name: "b", Value: []byte(first)}}
	s.Every(time.Hour).OnReport(func(Report) { loaded <- struct{}{} })
	go s.Run(ctx)
	f.wake <- struct{}{}
	<-loaded
	if reveal(t, s, "b") != first {
		t.Error("not loaded")
	}
}

func TestDirRefusesWhatIsNoSecret(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "big", strings.Repeat("x", redact.MaxSecretBytes+10))
	if err := New(redact.NewSecretSet(), Dir(dir)).Load(t.Context()); err == nil {
		t.Error("a file that is too long")
	}
	if err := New(redact.NewSecretSet(), Dir(filepath.Join(dir, "none"))).Load(t.Context()); err == nil {
		t.Error("no directory")
	}
}

// Items of a Kubernetes volume may have paths, and links may lead back.
func TestDirBelow(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "..v1", "db"), "password", first)
	write(t, filepath.Join(dir, "..v1"), "top", second)
	write(t, filepath.Join(dir, "..v1", ".git"), "config", "not-a-secret-1x")
	for link, to := range map[string]string{"..data": "..v1", "db": "..data/db", "top": "..data/top", "..v1/db/back": ".."} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	values, err := Dir(dir).Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, v := range values {
		got[v.Name] = string(v.Value)
	}
	if len(got) != 2 || got["db/password"] != first || got["top"] != second {
		t.Errorf("%q", got)
	}
	set := redact.NewSecretSet()
	s := New(set, Dir(dir))
	if err := s.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if handle, ok := s.Secret("db/password"); !ok || string(handle.Reveal()) != first {
		t.Error("db/password is not held")
	}
	deep := filepath.Join(append([]string{t.TempDir()}, strings.Split("a/b/c/d/e/f/g/h/i", "/")...)...)
	write(t, deep, "x", first)
	if _, err := Dir(filepath.Join(deep, "../../../../../../../../..")).Load(t.Context()); err == nil {
		t.Error("no bound on the depth")
	}
	wide := t.TempDir()
	for i := range maxDirs {
		if err := os.Mkdir(filepath.Join(wide, fmt.Sprint(i)), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Dir(wide).Load(t.Context()); err == nil {
		t.Error("no bound on the directories")
	}
}

func ExampleSync() {
	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))

	s := New(set, Env([]string{"DB_PASSWORD=vT4-quartz-lemon", "HOME=/root"}, "*_PASSWORD"))
	if err := s.Load(context.Background()); err != nil {
		fmt.Println(err)
	}
	password, _ := s.Secret("DB_PASSWORD")
	fmt.Println(r.String("cannot log in with " + string(password.Reveal())))
	// Output:
	// cannot log in with [REDACTED:live-secret]
}

// A byte order mark or a tab behind export is no part of a name.
func TestDotEnvNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, []byte("\xef\xbb\xbfA_TOKEN=kX7vQ2nB9wLrT4\nexport\tB_TOKEN=kX7vQ2nB9wLrT5\nexport  C_TOKEN=kX7vQ2nB9wLrT6\nexported=x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	values, err := DotEnv(path, "?_TOKEN").Load(t.Context())
	if err != nil || len(values) != 3 {
		t.Errorf("%d values, %v", len(values), err)
	}
}

// Each form of a line gives the value that a program gets.
func TestDotEnvLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".env")
	for line, want := range map[string]string{
		"A=kX7vQ2nB9wLrT4 # set by ada":     "kX7vQ2nB9wLrT4",
		"A=\tkX7vQ2nB9wLrT4\t# set by ada":  "kX7vQ2nB9wLrT4",
		"A=kX7vQ2nB9#LrT4":                  "kX7vQ2nB9#LrT4",
		"A=`kX7vQ2 \"nB9wLrT4`":             "kX7vQ2 \"nB9wLrT4",
		"A: kX7vQ2nB9wLrT4":                 "kX7vQ2nB9wLrT4",
		"A=kX7v: Q2nB9wLrT4":                "kX7v: Q2nB9wLrT4",
		"export A: \"kX7v=Q2nB9wLrT4\" # x": "kX7v=Q2nB9wLrT4",
		"A='kX7vQ2nB9\\nwLrT4'# set by ada": "kX7vQ2nB9\\nwLrT4",
	} {
		if err := os.WriteFile(path, []byte(line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		values, err := DotEnv(path).Load(t.Context())
		if err != nil || len(values) != 1 || values[0].Name != "A" || string(values[0].Value) != want {
			t.Errorf("%q: %d values, %v", line, len(values), err)
		}
	}
}

type static []Value

func (s static) Name() string { return "static" }
func (s static) Load(context.Context) ([]Value, error) {
	return []Value{{Name: s[0].Name, Value: slices.Clone(s[0].Value)}}, nil
}

type nameless struct{ Source }

func (nameless) Name() string { panic("kX7vQ2nB9wLrT4") }

// A source may be of any type, its name may panic, and a report may load again.
func TestOddSources(t *testing.T) {
	loads := 0
	var s *Sync
	s = New(redact.NewSecretSet(), static{{Name: "A", Value: []byte("kX7vQ2nB9wLrT4")}}, nameless{}).OnReport(func(r Report) {
		if loads++; loads == 1 {
			_ = s.Load(t.Context())
		}
		if r.Source == "static" && r.Err != nil {
			t.Error(r.Err)
		}
	})
	err := s.Load(t.Context())
	if err == nil || strings.Contains(err.Error(), "kX7v") || loads != 4 || len(s.Names()) != 1 {
		t.Errorf("%v, %d loads, %v", err, loads, s.Names())
	}
}
