package sqlredact

import "strings"

// A procedure is one that is called with passwords for arguments, which SQL Server and Sybase take without quote
// marks, too: https://learn.microsoft.com/en-us/sql/t-sql/language-elements/execute-transact-sql
type procedure struct {
	known  bool // the name of the one at hand, or that there is none
	bare   bool // it stands where EXEC may be left out
	named  bool // and arguments with names do behind it
	places string
	place  byte
}

// argument reports that an argument comes next which is a password.
func (r *reading) argument(last, token string) bool {
	p := &r.proc
	switch {
	case token == ";", is(token, "exec", "execute"):
		*p = procedure{}
	case !p.known:
		if strings.IndexByte("@=({", token[0]) >= 0 {
			break // the result
		}
		bare := r.stmt.kind == elsewise && (last == "" || last == ";") && strings.ContainsAny(token, "_.]")
		*p = procedure{known: true, bare: bare, places: passwords(token), place: '1'}
		return strings.HasPrefix(p.places, "1")
	case p.bare:
		p.bare, p.named = false, token[0] == '@'
	case p.named && is(token, "select", "set", "if", "update", "delete", "insert", "merge", "while", "print", "return"):
		p.named = false
	case r.vars.depth > 0 || !r.called():
	case token == "," && p.place < '9':
		p.place++
		return strings.IndexByte(p.places, p.place) >= 0
	case token[0] == '=' && last != "" && last[0] == '@':
		return p.places != "" && is(last, "@old", "@new", "@newpwd") || telling(strings.ToLower(last[1:]))
	}
	return false
}

// called reports that the arguments of a procedure are at hand.
func (r *reading) called() bool { return r.proc.places != "" || r.proc.named || r.vars.call }

// passwords returns the places of passwords among the arguments of a procedure.
func passwords(name string) string {
	switch name = strings.Trim(name[strings.LastIndexByte(name, '.')+1:], `[]"`); {
	case is(name, "sp_addlogin", "sp_setapprole", "sp_addapprole", "sp_approlepassword"):
		return "2"
	case is(name, "sp_password"):
		return "12"
	case is(name, "sp_change_users_login", "sp_addexternlogin"):
		return "4"
	case is(name, "sp_addlinkedsrvlogin"):
		return "5"
	}
	return ""
}
