package redact_test

import "testing"

// What a program says of a value that it does not take, or takes by default, names it behind the value or at the
// beginning of the line.
func TestContractAhead(t *testing.T) {
	asMarked(t, []string{
		`      --db-password string   of the database (default "«Zb8Wn4kQ7x»")`,
		"  -token string\n    \tof the service (default \"«Zb8Wn4kQ7x»\")\n  -port int\n    \tthe port (default 80)\n",
		`{"usage":"Usage of shop:\n  -token string\n    \tof the service (default \"«Zb8Wn4kQ7x»\")\n"}`,
		`   --api-key value, -k value   of the service (default: "«Zb8Wn4kQ7x»")`,
		`invalid value "«Zb8Wn4kQ7x»" for flag -password: parse error`,
		`invalid argument "«Zb8Wn4kQ7x»" for "-p, --password" flag: strconv.ParseInt: parsing "«Zb8Wn4kQ7x»": invalid syntax`,
		`{"err":"invalid argument \"«Zb8Wn4kQ7x»\" for \"--password\" flag: x"}`,
		`assigning APP_DB_PASSWORD to DBPassword: converting '«Zb8Wn4kQ7x»' to type int. details: strconv.ParseInt: parsing "«Zb8Wn4kQ7x»": invalid syntax`,
		`Error 1366 (HY000): Incorrect integer value: '«Zb8Wn4kQ7x»' for column 'password' at row 1`,
		"Incorrect string value: '«Zb8Wn4kQ7x»' for column `db`.`users`.`api_key` at row 1",
		"db.host -> localhost\ndb.password -> «Zb8Wn4kQ7x»\nauth.secret -> «x1»\n",

		"password -> hash\nlogin -> password -> token2\nsee password -> x1\n",
		`invalid value "abc" for flag -port: parse error`, `invalid value "abc"`, "invalid value \"abc\"\nfor flag -password",
		`invalid argument "abc" for "--port" flag: strconv.ParseInt: parsing "abc": invalid syntax`,
		`--db-host string   of the database (default "localhost")`, `--token-ttl duration   of it (default "1h")`,
		"--password string   of it\n--host string   (default \"localhost\")\n",
		`Incorrect integer value: 'abc' for column 'age' at row 1`,
		`assigning APP_PORT to Port: converting 'abc' to type int. details: strconv.ParseInt: parsing "abc": invalid syntax`,
	})
}
