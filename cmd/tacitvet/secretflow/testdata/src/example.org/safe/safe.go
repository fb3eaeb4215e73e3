package safe

import "github.com/tacit-go/tacit/redact"

type t struct {
	A string `redact:"safe"` // want `the tag redact:"safe" exempts a field`
}

var v = redact.Safe("x") // want `redact.Safe exempts a value`

var f = redact.Safe // want `redact.Safe exempts a value`
