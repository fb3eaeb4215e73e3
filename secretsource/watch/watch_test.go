package watch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/redact"
	"github.com/tacit-go/tacit/secretsource"
)

func value(i int) string { return fmt.Sprintf("q7We9Rt2Yu#x-%d", i) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(name), 0o700))
	must(t, os.WriteFile(name, []byte(text), 0o600))
}

// swap writes a version of a mounted Secret as the kubelet does: files in a directory
// of its own, then the link ..data is replaced, then the old directory is removed.
func swap(t *testing.T, dir string, version int) {
	t.Helper()
	name := fmt.Sprintf("..2026_%d", version)
	write(t, filepath.Join(dir, name, "password"), value(version)+"\n")
	tmp := filepath.Join(dir, "..data_tmp")
	must(t, os.Symlink(name, tmp))
	must(t, os.Rename(tmp, filepath.Join(dir, "..data")))
	_ = os.RemoveAll(filepath.Join(dir, fmt.Sprintf("..2026_%d", version-1)))
	if version == 1 {
		must(t, os.Symlink(filepath.Join("..data", "password"), filepath.Join(dir, "password")))
	}
}

type watching struct {
	*secretsource.Sync
	r    *redact.Redactor
	stop func()
}

// start runs a Sync whose interval never comes.
func start(t *testing.T, src secretsource.Source) watching {
	t.Helper()
	set := redact.NewSecretSet()
	s := secretsource.New(set, src).Every(time.Hour)
	_ = s.Load(t.Context())
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	return watching{s, redact.MustNew(redact.WithSecrets(set)), func() {
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}}
}

// await waits until name has want, and looks that it is hidden as soon as it is there.
func (w watching) await(t *testing.T, name, want string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		if secret, ok := w.Secret(name); ok {
			v := strings.TrimSpace(string(secret.Reveal()))
			if out := w.r.String("x " + v); strings.Contains(out, v) {
				t.Fatalf("revealed before it was hidden: %q", out)
			}
			if v == want {
				return
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not become %s", name, want)
		}
	}
}

func TestDirSeesSwaps(t *testing.T) {
	dir := t.TempDir()
	swap(t, dir, 1)
	w := start(t, Dir(dir))
	defer w.stop()
	w.await(t, "password", value(1))
	for version := 2; version < 8; version++ {
		swap(t, dir, version)
		w.await(t, "password", value(version))
	}
	// One after the other, without a pause: the last one counts.
	for version := 8; version < 30; version++ {
		swap(t, dir, version)
	}
	w.await(t, "password", value(29))
	if out := w.r.String("x " + value(1)); strings.Contains(out, value(1)) {
		t.Error("the first value is not hidden any more")
	}
}

func TestDirThatComesLaterAndAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mount")
	w := start(t, Dir(dir))
	defer w.stop()
	for i := range 2 {
		write(t, filepath.Join(dir, "token"), value(100+i))
		w.await(t, "token", value(100+i))
		must(t, os.RemoveAll(dir))
	}
}

func TestDotEnvThatIsReplaced(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, ".env")
	write(t, file, "A_TOKEN="+value(1)+"\nHOST=db\n")
	w := start(t, DotEnv(file, "*_TOKEN"))
	defer w.stop()
	w.await(t, "A_TOKEN", value(1))
	write(t, file, "A_TOKEN="+value(2)+"\n") // in place
	w.await(t, "A_TOKEN", value(2))
	write(t, file+".new", "A_TOKEN="+value(3)+"\n") // by another file
	must(t, os.Rename(file+".new", file))
	w.await(t, "A_TOKEN", value(3))
}

func TestChangedEnds(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		ctx, cancel := context.WithCancel(t.Context())
		changed := Dir(dir).Changed(ctx)
		<-changed
		cancel()
		for range changed {
		}
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

func Example() {
	dir, _ := os.MkdirTemp("", "secrets")
	defer os.RemoveAll(dir)
	os.WriteFile(filepath.Join(dir, "db-password"), []byte("vT4-quartz-lemon"), 0o600)

	set := redact.NewSecretSet()
	r := redact.MustNew(redact.WithSecrets(set))
	sync := secretsource.New(set, Dir(dir))
	fmt.Println(sync.Load(context.Background()))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go sync.Run(ctx) // from now on a new file rotates the value

	fmt.Println(r.String("refused: vT4-quartz-lemon"))
	// Output:
	// <nil>
	// refused: [REDACTED:live-secret]
}
