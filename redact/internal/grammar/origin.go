package grammar

import "bytes"

// What a name says about where its value comes from: whether programs make it or people choose it.

// origin notes what the last word of a name says about that.
func (c *Class) origin(w *words) {
	if w.count == 0 {
		return
	}
	last := w.word(w.count - 1)
	c.names = w.count == 1 && string(last) == "secret"
	c.keys = w.count == 1 && string(last) == "key"
	c.made = in(madeWords, last) || bytes.HasSuffix(last, []byte("token")) || bytes.HasSuffix(last, []byte("sessionid")) ||
		w.count > 1 && string(last) == "id" && string(w.word(w.count-2)) == "session"
	c.signs = bytes.Contains(last, []byte("sig")) || bytes.Contains(last, []byte("hmac"))
	c.codes = string(last) == "code" || in(codeNames, last)
	c.passes = in(passNames, last) || bytes.HasSuffix(last, []byte("password"))
}

// joinedWords returns the words of each name without what separates them.
func joinedWords(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		var w words
		w.split([]byte(name))
		out[i] = string(w.join(0, w.count))
	}
	return out
}

// madeWords end the names of what programs make.
var madeWords = set("token tokens session cookie cookies signature sig jwt auth authorization credential credentials creds nonce csrf xsrf")

// madeStates say how such a thing is, or what became of it, and stand where its value could.
var madeStates = set(`enabled disabled valid invalid required optional allow allowed deny denied granted accepted rejected missing expired
	simple strict secure lax latest inherit forbidden unauthorized active inactive present absent loaded renewed revoked custom
	aws_iam cognito_user_pools approved declined authorized confirmed pending captured voided
	seconds minutes hours days`)

// passNames are names of what people type.
var passNames = set("password passwd pwd passphrase pass passcode phrase mnemonic")

// codeNames are names of numbers that are typed, besides those that end with "code".
var codeNames = set("otp totp hotp cvv cvc pin")
