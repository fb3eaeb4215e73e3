package grammar

import (
	"slices"
	"strings"
	"testing"
)

const (
	strongDet = 1
	weakDet   = 2
)

// A rule for the name of a well-known program counts more than what is known of that.
func TestRulesBeforePublicNames(t *testing.T) {
	is := func([]byte) bool { return false }
	rules := []Rule{{Name: "key", Weak: true}, {Name: "session"}, {Name: "password"}}
	own := []Rule{{Name: "gpg_key", Det: 7}, {Name: "desktop_session", Det: 7}, {Name: "update_password", Det: 7}}
	without, with := NewNames(rules, nil, is), NewNames(append(own, rules...), nil, is)
	for _, name := range []string{"GPG_KEY", "desktopSession", "update-password"} {
		if c, ok := without.Classify([]byte(name)); ok && !c.Weak {
			t.Errorf("%s is strong without a rule", name)
		}
		if c, ok := with.Classify([]byte(name)); !ok || c.Weak || c.Det != 7 || c.special != ordinary {
			t.Errorf("%s with a rule: %v, %+v", name, ok, c)
		}
	}
	if c, ok := with.Classify([]byte("dbus_session_bus_address")); ok {
		t.Errorf("a name without a rule: %+v", c)
	}
}

func testNames() *Names {
	var rules []Rule
	for _, n := range strings.Fields("password passwd passphrase pin otp secret client_secret api_key access_token authorization private_key db_pass identified_by") {
		r := Rule{Name: n, Det: strongDet}
		if n == "authorization" {
			r.Extent = ExtentScheme
		}
		rules = append(rules, r)
	}
	for _, n := range strings.Fields("token key auth session credential cookie pwd pass signature") {
		rules = append(rules, Rule{Name: n, Det: weakDet, Weak: true})
	}
	return NewNames(rules, []string{"session_color"}, func(v []byte) bool { return string(v) == "[MARK]" })
}

func TestClassify(t *testing.T) {
	n := testNames()
	for _, tc := range []struct{ names, want string }{
		{"password PASSWORD Password userPassword user_password USER-PASSWORD db.password dbPassword2 password_1", "strong"},
		{"dbpassword userpasswd mypassphrase clientsecret XApiKey x-api-key API_KEY apikey APIKey apiKeyProd", "strong"},
		{"access_token accessToken ACCESS-TOKEN clientSecret pass_word DB_PASS dbPass password_hash", "strong"},
		{"ｐａｓｓｗｏｒｄ pass\u200bword pa\u00adssword pass\\u0077ord pass%77ord %70assword", "strong"},
		{"token authToken auth_token csrftoken key session credentials passwords tokens pwd secrets", "weak"},
		{"max_tokens prompt_tokens token_count tokenizer author authority secretary passwordless password_policy", "none"},
		{"key_id keyId primary_key sort_key cache_key routing_key partition_key idempotency_key public_key", "none"},
		{"session_timeout session_duration cookie_consent cookie_domain secret_name secret_arn password_file", "none"},
		{"token_type keyboard monkey secretKeyRef secret_version oldpwd lease_id kid grant_type sessionColor", "none"},
		{"compass passenger bypass pinned spinner", "none"},
		{"_ - . \u00e9 1 [MARK] x[MARK]", "none"},
	} {
		for _, name := range strings.Fields(tc.names) {
			got := "none"
			if c, ok := n.Classify([]byte(name)); ok {
				got = "strong"
				if c.Weak {
					got = "weak"
				}
			}
			if got != tc.want {
				t.Errorf("%q is %s, want %s", name, got, tc.want)
			}
		}
	}
}

// TestClassifyPlain makes sure that names of plain bytes are what they are in any spelling.
func TestClassifyPlain(t *testing.T) {
	n := testNames()
	parts := slices.Concat(n.Triggers(), suffixes, strings.Fields("s es db x a max policy primary count min names cat _ - 1 Key"), []string{"", strings.Repeat("z", maxName-6)})
	for _, a := range parts {
		for _, b := range parts {
			name := []byte(a + b)
			got, ok := n.ClassifyPlain(name)
			if want, is := n.Classify(name); got != want || ok != is {
				t.Errorf("%q is %v %v, want %v %v", name, got, ok, want, is)
			}
		}
	}
}

func TestClassifyLongNames(t *testing.T) {
	n := testNames()
	long := strings.Repeat("a_", 1<<19)
	if _, ok := n.Classify([]byte(long + "password")); !ok {
		t.Error("a long head hides the end of a name")
	}
	if _, ok := n.Classify([]byte(long)); ok {
		t.Error("a long harmless name is sensitive")
	}
}

// TestHide is the one table of verdicts on name and value.
func TestHide(t *testing.T) {
	n := testNames()
	type values = []string
	for _, tc := range []struct {
		name, reason string
		quoted       bool
		hidden, kept values
	}{
		{"password", "any value of a strong name is hidden", true,
			values{"hunter2", "summer", "required", "1234", "a", "yes", "42", "/srv/x", "[MARK]tail", "head[MARK]", "[REDACTED:hunter2]", "ab****realsecret", "****x1", "${A1}", "<a1>", "vault:a1", "null1", "trueish"},
			values{"", " ", "null", "nil", "None", "<nil>", "(nil)", "true", "FALSE", "undefined", "****", "xxxx", "...", "[MARK]", "{}", "[ ]", "${DB_PASSWORD}", "$(PASS)", "{{ .Values.password }}", "<password>", "vault:secret/db", "op://vault/item", `\u003cnil\u003e`}},
		{"password", "prose stays where the value is not quoted", false,
			values{"hunter2", "required2", "required-hunter2", "deny-hunter2", "notpassword"},
			values{"required", "Required.", "missing,", "is", "not", "incorrect", "deny-all", "not-set"}},
		{"pin", "a pin is a number of four digits or more", true,
			values{"1234", "123456"}, values{"17", "123", "abcd", "12a4"}},
		{"token", "weak names spare what is no secret by its form", true,
			values{"hunter2", "abc123def456", "1000000", "k3J9x7QmZb8W", "a b c", "dGhpcyBpcyBh", "/Ab3/xYz9Kq2Lm8Np5Rt", "deadbeefcafe", "550e8400-e29b-41d4-a716-446655440000"},
			values{"0", "999999", "4/5", "10/s", "30m", "3m2s", "1.5h", "10MB", "v1.2.3", "2024-01", "1.2.3-rc1", "invalid", "ok", "LOGIN", "password", "[]string", "*main.Foo", "func(int)", "EnvironmentVariables", "SIGTERM", "/var/run/token", "./x", "C:\\keys\\a", "https://example.org/token", "orders-7", "user:created", "0xc000012345", "not-set", "30546173_4261722401"}},
		{"key", "a structure under a weak name is judged by its members", false,
			values{"[abc123secret]", `["abc123secret"]`, `["QWJDMTIzZEVmNDU2Z0hp=="]`, `[AbC123dEf456gHi==]`, `(AbC123dEf456gHi=)`, `[AbC123dEf456gHi a:b]`, `[AbC123dEf456gHi:x a]`,
				`["AKIA:x","wJalrXUtnFEMIK7MDENGbPxRfiCYz"]`, `[[abc123secret]]`, `{abc123secret 12}`, `{"a":"b","abc123secret"}`},
			values{`{"id":1}`, "[]", "[token]", `["user","password"]`, `{a:b c:{d:[e f]}}`, `[{"a":"x1"},{"b":"x2"}]`, `{"a" : "x1"}`, `map[a:b1]`, `{ID:1 Name:"a"}`, `[x=1 y=2]`}},
		{"token", "what only begins with a bracket, a mark or a type is none", true,
			values{"[MARK]AbC123dEf456gHi", "[x:y]AbC123dEf456gHi", "[a=]AbC123dEf456gHi", "(=AbC123dEf456gHi", "[a] [b]c1", "func(AbC123dEf456gHi", "map[x]AbC123dEf456gHi", "map[AbC123dEf456gHi]",
				"func(int)AbC123dEf456gHi", "[]AbC123dEf456gHi", "[xxx]x1"},
			values{"func(int)", "func(context.Context,string)", "func()error", "map[string]string", "map[string]interface{}", "[]byte", "map[string]*main.Foo"}},
		{"password", "a list of nothing tells nothing", true,
			values{`["a"]`, `[nil a]`, `["", "hunter2"]`, "[]hunter2", "[***]hunter2"},
			values{`[""]`, `["null"]`, "[***]", "[nil]", "[MARK]", `["[MARK]"]`, `[\"[MARK]\"]`, "[xxxxxxxx]", "%DB_PASSWORD%", `["${DB_PASSWORD}"]`}},
		{"key", "names of headers", true,
			values{"x-AbC123dEf456gHi", "x-aQzWsXeDcRfVtGbYhNuJm", "x-a-b-c", "xQzWsXeDc-abc", "X-AMZ-DATE"}, values{"x-request-id", "X-Amz-Date", "x-forwarded-for", "X-Api-Key"}},
		{"key", "relative paths of words and dates", true,
			values{"3xports/ab", "exports/2026a/x", "a/12345/b"}, values{"exports/2026/03/02/orders-000117.parquet", "kube-system/coredns"}},
	} {
		c, ok := n.Classify([]byte(tc.name))
		if !ok {
			t.Fatalf("%s is not sensitive", tc.name)
		}
		for _, v := range tc.hidden {
			if !n.Hide(c, []byte(v), tc.quoted) {
				t.Errorf("%s=%q stays: %s", tc.name, v, tc.reason)
			}
		}
		for _, v := range tc.kept {
			if n.Hide(c, []byte(v), tc.quoted) {
				t.Errorf("%s=%q is hidden: %s", tc.name, v, tc.reason)
			}
		}
	}
}

func TestAnnouncementsOccurInEverySpelling(t *testing.T) {
	rules := []Rule{{Name: "password"}, {Name: "client_password"}, {Name: "api_key"}}
	got := strings.Join(NewNames(rules, nil, func([]byte) bool { return false }).Announcements(rules), "|")
	if want := "api key|api-key|api.key|api_key|apikey|password"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A rule with digits is announced and found however they are set off.
func TestNamesWithDigits(t *testing.T) {
	rules := []Rule{{Name: "member_no2"}, {Name: "pin2"}, {Name: "x9_key"}}
	n := NewNames(rules, nil, func([]byte) bool { return false })
	announced := n.Announcements(rules)
	for _, name := range strings.Fields("member_no2 memberNo2 member-no-2 memberno2 member.no2 MEMBER_NO_2 pin2 pin_2 PIN2 user_pin2 x9_key x9key x_9_key x9.key") {
		if _, ok := n.Classify([]byte(name)); !ok {
			t.Errorf("%s is not sensitive", name)
		}
		if !slices.ContainsFunc(announced, func(a string) bool { return strings.Contains(strings.ToLower(name), a) }) {
			t.Errorf("%s is not announced", name)
		}
	}
	for _, name := range strings.Fields("pin pin3 member_no member_no22") {
		if _, ok := n.Classify([]byte(name)); ok {
			t.Errorf("%s is sensitive", name)
		}
	}
	for name, want := range map[string]bool{"zz_q": false, "cVc": false, "cvc": true, "pin2": true, "zz_quo": true, "a_b_c_d_e": false} {
		if Found(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
