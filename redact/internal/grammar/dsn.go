package grammar

import "bytes"

// bareDSN reports a user and a password before "@/", as the MySQL driver of Go takes
// them: app:password@/shop. That so little stands behind them asks for more before.
func bareDSN(user, pass []byte) bool {
	user = user[bytes.LastIndexByte(user, '=')+1:]
	return len(user) > 0 && kindOf(user[0]) != digit && nameBytes(user) && len(pass) > 2 && bytes.IndexByte(pass, '/') < 0 && !(digits(pass) && len(pass) <= 5)
}
