package logrusredact_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/sirupsen/logrus"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/logrusredact"
	"github.com/tacit-go/tacit/redact"
)

// A field may name what the one beside it holds.
func TestPairs(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for name, c := range map[string]struct {
		fields logrus.Fields
		hidden bool
	}{
		"name": {logrus.Fields{"name": "Authorization", "value": password}, true},
		"key":  {logrus.Fields{"setting.key": "DB_PASSWORD", "setting.value": password, "n": 1}, true},
		"list": {logrus.Fields{"name": "Authorization", "value": []string{password}}, true},
		"args": {logrus.Fields{"sql": "update t set password = $1", "args": []any{password, 5}}, true},
		"none": {logrus.Fields{"sql": "update t set name = $1", "args": []any{password, 5}}, false},
		"host": {logrus.Fields{"key": "DB_HOST", "value": password}, false},
	} {
		var out bytes.Buffer
		l := logrus.New()
		l.SetOutput(&out)
		logrusredact.Install(l, r)
		l.WithFields(c.fields).Info("m")
		if strings.Contains(out.String(), password) == c.hidden {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}

// Of an entry with more than 64 fields none names another.
func TestPairsBound(t *testing.T) {
	const password = "corr3ct" + "-horse-b4ttery"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for others, hidden := range map[int]bool{62: true, 63: false} {
		var out bytes.Buffer
		l := logrus.New()
		l.SetOutput(&out)
		logrusredact.Install(l, r)
		fields := logrus.Fields{"name": "Authorization", "value": password}
		for i := range others {
			fields[fmt.Sprint("n", i)] = i
		}
		l.WithFields(fields).Info("m")
		if strings.Contains(out.String(), password) == hidden {
			t.Errorf("beside %d others: %s", others, out.String())
		}
	}
}
