package std

import "testing"

type tagged struct {
	V string `redact:"secret"`
}

func TestX(t *testing.T) {
	password := "invented"
	t.Log(password)        // names say nothing in tests
	t.Logf("%v", tagged{}) // want `tagged.V flows into .*Logf`
}

func helper(t *testing.T, x tagged) {
	t.Errorf("got %s", x.V) // want `x.V flows into .*Errorf \(declared secret\)`
}
