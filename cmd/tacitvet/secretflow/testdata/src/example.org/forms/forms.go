// Package forms has code that says the same in other ways: type parameters, loggers of
// one's own, functions in variables, verbs.
package forms

import "log"

type text interface{ ~string | ~[]byte }

type onlyText interface{ text }

func generic[A ~string, B text, C onlyText, D int | string, E any](password A, apiKey B, clientSecret C, dbPassword D, secretCount E) { // want generic:`sink:log.Print`
	log.Print(password)             // want `password flows into log.Print`
	log.Print(string(apiKey))       // want `apiKey flows into log.Print`
	log.Print(string(clientSecret)) // want `clientSecret flows into log.Print`
	log.Print(dbPassword)           // want `dbPassword flows into log.Print`
	log.Print(secretCount)
}

type Logger interface {
	With(pairs ...any) Logger
	WithField(name string, value any) Logger
	WithFields(fields map[string]any) Logger
	Infof(format string, args ...any)
}

type base struct{ Logger }

type deep[T any] struct {
	base
	x T
}

func loggers(l Logger, d deep[int], password, pw string) { // want loggers:`sink:Logger.With`
	l.With("p", password).Infof("x")                       // want `password flows into Logger.With`
	l.With("password", pw).Infof("x")                      // want `the value of password flows into Logger.With`
	l.WithField("password", pw).Infof("x")                 // want `the value of password flows into Logger.WithField`
	l.WithFields(map[string]any{"p": password}).Infof("x") // want `password flows into Logger.WithFields`
	d.Infof("%s", password)                                // want `password flows into Logger.Infof`
	l.With("user", pw).Infof("x")
}

func variables(password func() string, readToken func() string, getPassword func(id int) (string, error), validatePassword func() string) {
	log.Print(password()) // want `password\(\) flows into log.Print`
	p, err := getPassword(1)
	log.Print(p, err) // want `getPassword\(\) flows into log.Print`
	log.Print(readToken(), validatePassword())
}

type config struct{ User, Password string }

func (config) String() string { return "config" }

func verbs(c config, p *config, pp **config, password string) { // want verbs:`sink:log.Printf`
	log.Printf("%v %+v %s", c, c, c)
	log.Printf("%#v", c) // want `config.Password flows into log.Printf`
	log.Printf("%d", p)  // want `config.Password flows into log.Printf`
	log.Printf("%#v", pp)
	log.Printf("%.4s %.2q %.0s", password, password, password)
	log.Printf("%.5s", password)      // want `password flows into log.Printf`
	log.Print([1]string{password}[0]) // want `password flows into log.Print`
}
