// Package sources has what makes a value secret.
package sources

import (
	"crypto/rsa"
	"crypto/sha256"
	"fmt"
	"log"

	"github.com/tacit-go/tacit/redact"
)

type account struct {
	ID     string
	Note   string                `redact:"secret"`
	Hidden []byte                `redact:"hide"`
	Hint   string                `redact:"safe"`
	Key    redact.Secret[string] `json:"key"`
}

//redact:secret
type Recovery struct{ Words []string } // want Recovery:`secret Recovery`

type Password string

type shy string

func (shy) String() string { return "***" }

type vague struct {
	Password shy
	Token    redact.Secret[string]
}

func tagged(a account, rec Recovery, list []account) { // want tagged:`sink:log.Printf`
	log.Print(a.Note)           // want `a.Note flows into log.Print \(declared secret\)`
	log.Print(string(a.Hidden)) // want `a.Hidden flows into log.Print`
	log.Print(a.ID, a.Hint, a.Key)
	log.Printf("%+v", a) // want `account.Note flows into log.Printf`
	log.Print(rec)       // want `a value of type Recovery flows into log.Print`
	for _, x := range list {
		log.Print(x) // want `account.Note flows into log.Print`
	}
	a.Note, a.Hidden = "", nil
	log.Printf("%+v", a)
}

func revealed(s redact.Secret[string], a account, r *redact.Redactor) {
	log.Print(s.Reveal())           // want `s.Reveal\(\) flows into log.Print \(revealed\)`
	log.Print("x" + a.Key.Reveal()) // want `a.Key.Reveal\(\) flows into log.Print`
	v := s.Reveal()
	log.Print(v) // want `s.Reveal\(\) flows into log.Print`
	s.Use(func(b []byte) {
		log.Print(string(b)) // want `b, which Secret.Use shows flows into log.Print`
	})
	log.Print(s, &s, s.String(), r.String(v), redact.NewSecret(v), redact.Safe(v))
}

func named(apiKey, authToken, token, user string, p Password, sh shy, passwordHash string, tokens int, v vague, key *rsa.PrivateKey) { // want named:`sink:log.Print sink:log.Print sink:log.Print`
	log.Print(apiKey)    // want `apiKey flows into log.Print`
	log.Print(authToken) // want `authToken flows into log.Print`
	log.Print(token)     // want `token flows into log.Print`
	log.Print(p)         // want `p flows into log.Print|a value of type Password flows into log.Print`
	log.Print(user, sh, passwordHash, tokens, v)
	log.Print(key) // want `a rsa.PrivateKey flows into log.Print`
	log.Printf("%x", sha256.Sum256([]byte(apiKey)))
	log.Print(mask(apiKey))
	const passwordKey, dbPassword = "password", "hunt3r-two"
	log.Print(passwordKey)
	log.Print(dbPassword) // want `dbPassword flows into log.Print`
	secretName := "tls"
	log.Print(secretName)
	log.Print(getPassword())                       // want `getPassword\(\) flows into log.Print`
	log.Print(map[string]string{"password": user}) // want `the value of password flows into log.Print`
	headers := map[string]string{}
	log.Print(headers["Authorization"]) // want `the value of Authorization flows into log.Print`
	headers["x-api-key"] = user
	fmt.Println(headers) // want `the value of x-api-key flows into fmt.Println`
}

func mask(s string) string { return s[:1] }

func getPassword() string { return "" }
