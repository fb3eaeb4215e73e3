package middleware

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// JSON that is cut shows no value whose name may have come behind it.
func TestCutPairs(t *testing.T) {
	const secret = "s3-7d1f90aa"
	r := newRedactor(t)
	for _, body := range []string{
		`{"value":"` + secret + `","name":"password"}`,
		`{"\u0076alue":"` + secret + `","x":1,"n\u0061me":"password"}`,
		`{"Value" : "` + secret + `" , "Key":"DB_PASSWORD"}`,
		`{"a":[{"value":"x","name":"y"},{"value":"` + secret + `","name":"password"}],"n":1}`,
		`{"value":"` + secret + `","other":{"a":[1,2,3]},"name":"password"}`,
		`{"name":"color","value":"` + secret + `","name":"password"}`,
		`{"n":1,"key":"color","value":"` + secret + `" , "\u004eame" : "password"}`,
		`{"value":"` + secret + `","value":"` + secret + `","name":"password"}`,
		`{"name":5,"value":"` + secret + `","x":1,"name":"password"}`,
	} {
		for n := range len(body) {
			got, _ := renderJSON(r.Scope("x"), []byte(body[:n]), true)
			if strings.Contains(got, secret) {
				t.Errorf("%q shows %s", body[:n], got)
			}
			if got != "" && !json.Valid([]byte(got)) {
				t.Errorf("%q became %s", body[:n], got)
			}
		}
	}
	for in, want := range map[string]string{
		`{"a":[{"name":"y","value":"x","n":1,"m`:   `{"a":[{"name":"y","value":"x","n":1}]}`,
		`{"a":[{"value":"x","name":"y"},{"valu`:    `{"a":[{"value":"x","name":"y"},{}]}`,
		`{"a":[{"name":"y","value":"x","m`:         `{"a":[{"name":"y"}]}`,
		`{"ts":1,"value":1.5,"b":{"c":2},"m`:       `{"ts":1,"value":1.5,"b":{"c":2}}`, // what the rule for pairs leaves
		`{"c":"x","value":[{"a":"b"},{"a":"c`:      `{"c":"x","value":[{"a":"b"},{}]}`,
		`{"ts":1,"value":"x","b":{"c":2},"m`:       `{"ts":1}`,
		`["value":"x",["value","name",1,`:          `[]`,
		`{"a":"value","b":1,"c`:                    `{"a":"value","b":1}`,
		`{"a":[{"value":"x","n":1},{"b":"c","d":1`: `{"a":[{"value":"x","n":1},{"b":"c"}]}`,
	} {
		if got, cut := renderJSON(r.Scope("x"), []byte(in), true); got != want || !cut {
			t.Errorf("%s became %s", in, got)
		}
	}
}

// What stands beside a secret in a form stays escaped: nothing in a value becomes a pair of its own.
func TestFormsStayEscaped(t *testing.T) {
	const v = "Zk3vQ81x" + "Wm7T"
	r := newRedactor(t)
	for in, want := range map[string]string{
		"next=%2Fx%3Ftoken%3D" + v + "%26b%3D1&z=1%262":                               "next=%2Fx%3Ftoken%3D[REDACTED:token]%26b%3D1&z=1%262",
		"user=a%0apassword%3D" + v + "&z=1":                                           "user=a%0apassword%3D[REDACTED:password]&z=1",
		"a=%7B%22password%22%3A%22" + v + "%22%2C%22b%22%3a1%7D&c=d":                  "a=%7B%22password%22%3A%22[REDACTED:password]%22%2C%22b%22%3a1%7D&c=d",
		"a=x+y%20z+password%3D" + v + "+%2B&b=":                                       "a=x+y%20z+password%3D[REDACTED:password]+%2B&b=",
		"a=see+" + token + "%26b%3D1+and+" + token + "%26c":                           "a=see+[REDACTED:github-personal-access-token]%26b%3D1+and+[REDACTED:github-personal-access-token]%26c",
		"a=%C3%A9+" + token + "&b=%c3%a9":                                             "a=%C3%A9+[REDACTED:github-personal-access-token]&b=%c3%a9",
		"password=%5B" + v + "%5D&b=%5D":                                              "password=[REDACTED:password]&b=%5D",
		"password=" + v + "%26admin%3D1&b=%26":                                        "password=[REDACTED:password]&b=%26",
		"a%26b%3D" + token + "=1&c=%26":                                               "a%26b%3D[REDACTED:github-personal-access-token]=1&c=%26",
		"a=%zz+password%3D" + v + "&b=%26":                                            "a=%zz+password%3D[REDACTED:password]&b=%26",
		"next=%2Fx%3Fa%3D1%26b%3D%252F+%2b&q=a+b%20c;d&&=&%C3%A9=%ff&%zz=%&x=[1]:(2)": "next=%2Fx%3Fa%3D1%26b%3D%252F+%2b&q=a+b%20c;d&&=&%C3%A9=%ff&%zz=%&x=[1]:(2)",
	} {
		got := renderForm(r, r.Scope("x"), []byte(in), false)
		if got != want {
			t.Errorf("%s became\n%s, want\n%s", in, got, want)
		}
		if again := renderForm(r, r.Scope("x"), []byte(got), false); again != got {
			t.Errorf("%s became %s the second time", got, again)
		}
	}
	for raw, c := range map[string][2]string{
		"%26a%3D1": {"***", "***"}, "a%26b": {"a&****&=+%\" <é", "a%26****%26%3D%2B%25%22+%3C%C3%A9"},
	} {
		if got := formPart(nil, raw, c[0]); got != c[1] {
			t.Errorf("%s, shown as %s: %s", raw, c[0], got)
		}
	}
}

// A pair of a form may tell the name of another, as a member of JSON does, and a form its guard.
func TestStatedInForms(t *testing.T) {
	const v = "zq" + "hunterx"
	r := newRedactor(t)
	for in, want := range map[string]string{
		"name=password&value=" + v:                                                     "name=password&value=[REDACTED:password]",
		"value=" + v + "&name=password":                                                "value=[REDACTED:password]&name=password",
		"pk=7&name=pass%77ord&Value=" + v + "&x=" + v:                                  "pk=7&name=pass%77ord&Value=[REDACTED:password]&x=" + v,
		"env[0][name]=A&env[0][value]=b&env%5B1][name]=DB_PASSWORD&env[1][value]=" + v: "env[0][name]=A&env[0][value]=b&env%5B1][name]=DB_PASSWORD&env[1][value]=[REDACTED:password]",
		"form-0-name=password&form-1-value=b&form-0-value=" + v:                        "form-0-name=password&form-1-value=b&form-0-value=[REDACTED:password]",
		"a.key=password&a.value=" + v + "&b.value=c":                                   "a.key=password&a.value=[REDACTED:password]&b.value=c",
		"name[]=color&name[]=password&value[]=red&value[]=" + v:                        "name[]=color&name[]=password&value[]=[REDACTED:password]&value[]=[REDACTED:password]",
		"name=color&value=red&name=password&value=" + v:                                "name=color&value=red&name=password&value=[REDACTED:password]",
		"value=red&name=color&value=" + v + "&name=password&value=b":                   "value=red&name=color&value=[REDACTED:password]&name=password&value=b",
		"key=x&value=" + v + "&name=password":                                          "key=x&value=[REDACTED:password]&name=password",
		"name=token&value=" + v + "&name=token&value=list":                             "name=token&value=[REDACTED:token]&name=token&value=list",
		"_csrf=" + v + "&a=b":                                                          "_csrf=[REDACTED:token]&a=b",
		"form%5B_csrf%5D=" + v + "&CSRF=" + v:                                          "form%5B_csrf%5D=[REDACTED:token]&CSRF=[REDACTED:token]",

		"name=password&value=":                 "name=password&value=",
		"name=ada&value=" + v + "&password":    "name=ada&value=" + v + "&password",
		"username=password&value=" + v:         "username=password&value=" + v,
		"x[name]=password&y[value]=" + v:       "x[name]=password&y[value]=" + v,
		"name=password&valued=" + v:            "name=password&valued=" + v,
		"name=password&values=" + v + "&a.b=c": "name=password&values=" + v + "&a.b=c",
		"csrf=true&csrf=off&csrf_mode=strict":  "csrf=true&csrf=off&csrf_mode=strict",
		"name=Secret+Garden&value=12.50":       "name=Secret+Garden&value=12.50",
		"name=sort_key&value=created_at":       "name=sort_key&value=created_at",
	} {
		got := renderForm(r, r.Scope("x"), []byte(in), false)
		if got != want {
			t.Errorf("%s became\n%s, want\n%s", in, got, want)
		}
		if again := renderForm(r, r.Scope("x"), []byte(got), false); again != got {
			t.Errorf("%s became %s the second time", got, again)
		}
		for n := range len(in) {
			got := renderForm(r, r.Scope("x"), []byte(in[:n]), true)
			if strings.Contains(want, "REDACTED") && strings.Count(got, v) > strings.Count(want, v) {
				t.Errorf("%s, cut, shows %s", in[:n], got)
			}
		}
	}
	for in, want := range map[string]string{
		"a=b&value=x&c=d&e": "a=b", "name=a&value=x&c=d&e": "name=a&value=x&c=d", "value=x&name=a&value=y&e": "value=x&name=a", "a.value=x&b.name=c&d": "", "name=a&value=x&e": "name=a",
	} {
		if got := renderForm(r, r.Scope("x"), []byte(in), true); got != want {
			t.Errorf("%s, cut, became %s", in, got)
		}
	}
	names := strings.Repeat("name=color&name=password1&name=password2&name=password3&name=password4&", 2)
	if got := renderForm(r, r.Scope("x"), []byte(names+"name=token&value=list"), false); got != names+"name=token&value=[REDACTED:password]" {
		t.Error(got)
	}
	keep := newRedactor(t, redact.WithPath("value", redact.Keep), redact.WithPath("gone", redact.DropField))
	for in, want := range map[string]string{"name=password&value=" + v: "name=password&value=" + v, "name=gone&val=" + v: "name=gone&val=[REDACTED]"} {
		if got := renderForm(keep, keep.Scope("x"), []byte(in), false); got != want {
			t.Errorf("%s became %s", in, got)
		}
	}
}
