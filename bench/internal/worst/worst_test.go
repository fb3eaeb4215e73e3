package worst

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func TestRecipe(t *testing.T) {
	r := Recipe{{2, "a\"b"}, {1, "\x00é\xff"}, {3, "*"}}
	again, err := Parse(r.String())
	if err != nil || !slices.Equal(r, again) {
		t.Errorf("%q reads as %v, %v", r.String(), again, err)
	}
	if got := string(Recipe{{2, "ab"}, {1, "c"}}.Text(7)); got != "ababcab" {
		t.Errorf("Text = %q", got)
	}
	for _, bad := range []string{`x`, `0*"a"`, `1*a`, `1*""`, `99*"a"`, `1*"a`} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q is a recipe", bad)
		}
	}
}

func TestKnown(t *testing.T) {
	known, err := Known()
	if err != nil {
		t.Fatal(err)
	}
	if len(known) == 0 {
		t.Fatal("no recipe is known")
	}
	for _, r := range known {
		if len(r) == 0 || len(r) > maxParts || len(r.Text(1000)) != 1000 {
			t.Errorf("bad recipe %v", r)
		}
	}
}

func TestSearch(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	finds := Search(ctx, r, []string{"ghp_", "token"}, 1)
	if len(finds) != islands {
		t.Fatalf("%d finds, want %d", len(finds), islands)
	}
	for i, f := range finds {
		if f.NSPerByte <= 0 || len(f.Recipe) == 0 || len(f.Recipe) > maxParts {
			t.Errorf("bad find %v", f)
		}
		if i > 0 && f.NSPerByte > finds[i-1].NSPerByte {
			t.Error("the worst does not come first")
		}
		again, err := Parse(f.Recipe.String())
		if err != nil || !slices.Equal(again, f.Recipe) {
			t.Errorf("%v does not survive being written: %v", f.Recipe, err)
		}
	}
}
