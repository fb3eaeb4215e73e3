package grammar

import (
	"fmt"
	"strings"
	"testing"
)

// Which arguments of a statement are secrets: those are numbered from 0 on.
func TestBound(t *testing.T) {
	n := NewNames([]Rule{{Name: "password", Det: 1}, {Name: "token", Det: 2}, {Name: "key", Det: 3, Weak: true}}, nil, func([]byte) bool { return false })
	for stmt, want := range map[string]string{
		`update users set password = $1 where id = $2`:                                            "0",
		`UPDATE users SET name=?, password=? WHERE id=?`:                                          "1",
		`insert into users (name, "password", n) values ($1, $2, $3)`:                             "1",
		"INSERT INTO `users` (`name`,`password`) VALUES (?,?),(?,?)":                              "1 3",
		`insert into users (name, password) values (lower(?), crypt(?, gen_salt('bf')))`:          "1",
		`insert into users (id, name, password) values (default, ?, ?)`:                           "1",
		`select * from s where user_id = ? and s.token = ? limit ?`:                               "1",
		`select * from s where token in (?, ?) and n = ?`:                                         "0 1",
		`select * from s where lower(token) = lower($2) and n = $1`:                               "1",
		`select * from s where token::text <> $1`:                                                 "0",
		`select * from s where data ->> 'token' = $1 and name = $2`:                               "0",
		`select * from s where name = 'token = ?' and token = ?`:                                  "0",
		`{"sql":"update users set \"password\" = $2 where id = $1"}`:                              "1",
		`exec "update users set password = ? where id = ?"`:                                       "0",
		`update users set password = @p2 where id = @p1`:                                          "all",
		`update users\n   set name = %s,\n password = %s`:                                         "1",
		`with a as (select ? as n) update users set password = ?`:                                 "all",
		`insert into users (id, token) values ($1, $2) on conflict (id) do update set token = $3`: "1 2",
		`update users set password = $70`:                                                         "63 64 65",

		`update t set tokens = tokens + $1, n = 2 where id = $2`: "",
		`update users set name = $1 where id = $2`:               "",
		`select password from users where name = $1`:             "",
		`update users set key = $1 where id = $2`:                "",
		`update users set password = 'x' where id = $1`:          "",
		`password = ?`: "",
		`insert into users (name, n) values (?, ?)`:                  "",
		`insert into users values (?, ?)`:                            "",
		`select * from a join b on a.token = b.token where a.id = ?`: "",
		`delete from t where token_id = $1`:                          "",
	} {
		b, ok := n.Bound([]byte(stmt))
		got := ""
		if b.args == allBound {
			got = "all"
		} else {
			for k := range 66 {
				if b.Has(k) {
					got += fmt.Sprint(" ", k)
				}
			}
			got = strings.TrimSpace(got)
		}
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v; want %q", stmt, got, ok, want)
		}
	}
}
