// Package wrap has functions that hand on what they are given.
package wrap

import (
	"fmt"
	"log"
)

func Dump(v any) { log.Printf("%+v", v) } // want Dump:`sink:log.Printf`

func Logf(format string, args ...any) { log.Printf(format, args...) } // want Logf:`sink:log.Printf sink:log.Printf`

func Twice(s string) { once(s) } // want Twice:`sink:log.Print`

func once(s string) { log.Print(s) } // want once:`sink:log.Print`

func Quote(s string) string { return fmt.Sprintf("%q", s) } // want Quote:`passes`

func Refuse(s string) error { return fmt.Errorf("no %q", s) } // want Refuse:`sink:fmt.Errorf`

func Read(s string) error {
	for i := range s {
		if key := s[i:]; key == "x" {
			return fmt.Errorf("unknown %q", key) // a piece of a template
		}
	}
	return nil
}

func Allowed(s string) {
	log.Print(s) //tacit:allow audit log, kept apart
}

type Config struct{ password string }

func (c Config) Addr() string { return "db://" + c.password } // want Addr:`secret:c.password`

func (c Config) String() string { return fmt.Sprint("config ", c.password) } // want String:`secret:c.password`

func Choose(a, b string) (string, error) { // want Choose:`passes`
	if a != "" {
		return a, nil
	}
	return b, nil
}
