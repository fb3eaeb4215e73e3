// Package user calls package wrap.
package user

import (
	"log"

	"example.org/wrap"
)

type cfg struct{ Password string }

func calls(password string, c cfg, w wrap.Config) {
	wrap.Dump(c)        // want `cfg.Password flows into log.Printf by wrap.Dump`
	wrap.Dump(password) // want `password flows into log.Printf by wrap.Dump`
	wrap.Dump(c.Password == "")
	wrap.Logf("%s %T", password, password) // want `password flows into log.Printf by wrap.Logf`
	wrap.Twice(password)                   // want `password flows into log.Print by .*once`
	_ = wrap.Refuse(password)              // want `password flows into fmt.Errorf by wrap.Refuse`
	_ = wrap.Read(password)
	wrap.Allowed(password)
	log.Print(wrap.Quote(password)) // want `password flows into log.Print`
	log.Print(w.Addr())             // want `w.Addr\(\), which returns c.password flows into log.Print`
	log.Print(w)                    // want `flows into log.Print`
	x, err := wrap.Choose("", password)
	log.Print(x, err) // want `password flows into log.Print`
	say := func(s string) { log.Println(s) }
	say(password) // want `password flows into log.Println by say`
	say("hello")
	dump, logf, print := wrap.Dump, log.Printf, log.New(nil, "", 0).Print
	dump(c)                   // want `cfg.Password flows into log.Printf by wrap.Dump`
	logf("%s", password)      // want `password flows into log.Printf`
	print(password)           // want `password flows into Logger.Print`
	println(password)         // want `password flows into println`
	log.New(nil, password, 0) // want `password flows into log.New`
}
