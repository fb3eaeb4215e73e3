// Package whole is a package whose tests are judged as a whole; see main_test.go.
package whole

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redacttest"
)

func TestMain(m *testing.M) { os.Exit(redacttest.Main(m)) }

func canary() string { return redacttest.Canaries(nil, 1)[0].Value }

func TestQuiet(t *testing.T) { t.Log("harmless") }

func TestLog(t *testing.T) {
	if os.Getenv("WHOLE") == "log" {
		t.Logf("logged %x", canary())
	}
}

func TestStdout(t *testing.T) {
	if os.Getenv("WHOLE") == "stdout" {
		fmt.Println("printed", canary())
	}
}

func TestChild(t *testing.T) {
	if os.Getenv("WHOLE") == "child" {
		cmd := exec.Command("sleep", "8")
		cmd.Stdout = os.Stdout
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPanic(t *testing.T) {
	if os.Getenv("WHOLE") == "panic" {
		done := make(chan bool)
		go func() {
			defer close(done)
			panic("lost " + strings.ToUpper("connection") + ": " + canary())
		}()
		<-done
	}
}
