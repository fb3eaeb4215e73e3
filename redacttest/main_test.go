package redacttest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestMainJudgesAPackage(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a test binary")
	}
	program := filepath.Join(t.TempDir(), "whole.test")
	if out, err := exec.Command("go", "test", "-c", "-o", program, "./testdata/whole").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	secret := newGenerator(1).all()[0]
	for _, c := range []struct {
		name  string
		args  []string
		fails bool
		want  []string
		not   []string
	}{
		{"", nil, false, []string{"PASS\n"}, []string{"harmless", "=== RUN"}},
		{"", []string{"-test.v"}, false, []string{"harmless", "=== RUN", "PASS\n"}, nil},
		{"", []string{"-test.list=Quiet"}, false, []string{"TestQuiet\n"}, nil},
		{"log", nil, true, []string{"leak in stdout, line ", ": canary password as hex at byte", "logged [canary password]", "FAIL\n"}, []string{"PASS\n"}},
		{"stdout", nil, true, []string{"leak in stdout", "as raw", "printed [canary password]"}, nil},
		{"log", []string{"-test.v=false"}, true, []string{"leak in stdout, line "}, nil},
		{"child", []string{"-test.run=Child"}, true, []string{"a program that the tests started still has their output"}, nil},
		{"stdout", []string{"-test.run=Quiet"}, false, []string{"PASS\n"}, nil},
		{"panic", nil, true, []string{"leak in stderr", "lost CONNECTION: [canary password]", "goroutine "}, nil},
	} {
		cmd := exec.Command(program, c.args...)
		cmd.Env = append(os.Environ(), "WHOLE="+c.name)
		out, err := cmd.CombinedOutput()
		if (err != nil) != c.fails {
			t.Errorf("%q %q: %v", c.name, c.args, err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(out), want) {
				t.Errorf("%q %q: no %q in\n%s", c.name, c.args, want, out)
			}
		}
		for _, not := range c.not {
			if strings.Contains(string(out), not) {
				t.Errorf("%q %q: %q in\n%s", c.name, c.args, not, out)
			}
		}
		if leaks := Leaks(out, secret); leaks != nil {
			t.Errorf("%q %q: the output of Main leaks: %v", c.name, c.args, leaks)
		}
	}
}
