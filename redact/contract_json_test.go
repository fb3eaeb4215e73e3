package redact_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// Contract 2 for JSON, and the rules of AppendJSON.

func TestContractJSON(t *testing.T) {
	r := fixed(t)
	h := `"` + hidden + `"`
	for _, tt := range []struct{ name, in, want, reason string }{
		{"clean", `{"b":1,"a":[1, 2.50e1,"x"],"c":null}`, `{"b":1,"a":[1, 2.50e1,"x"],"c":null}`, "untouched bytes and key order stay"},
		{"white space", " {\n\t\"password\" : \"hunter2\" ,\r\n \"a\":1}\n", " {\n\t\"password\" : " + h + " ,\r\n \"a\":1}\n", "white space stays"},
		{"order", `{"z":1,"password":"hunter2","a":2}`, `{"z":1,"password":` + h + `,"a":2}`, "key order stays"},
		{"number", `{"password":123456789,"n":1}`, `{"password":` + h + `,"n":1}`, "replaced whole by a string"},
		{"negative number", `{"password":-1.5e10}`, `{"password":` + h + `}`, "replaced whole by a string"},
		{"array", `{"password":["a",{"b":1}],"n":1}`, `{"password":` + h + `,"n":1}`, "replaced whole by a string"},
		{"array of one", `{"password":["hunter2"],"secret":[1234567]}`, `{"password":[` + h + `],"secret":[` + h + `]}`, "a list stays a list"},
		{"array of nothing", `{"password":[""],"secret":["null"],"api_key":["[HIDDEN]"]}`, `{"password":[""],"secret":["null"],"api_key":["[HIDDEN]"]}`, "nothing to hide"},
		{"pair", `{"key":"passphrase","value":"hunter2"}`, `{"key":"passphrase","value":` + h + `}`, "the key of a pair is a name"},
		{"harmless pair", `[{"Key": "TOTAL_TOKENS", "Value": "967"}]`, `[{"Key": "TOTAL_TOKENS", "Value": "967"}]`, "the key of a pair is a name"},
		{"name of several words", `{"API Key":"abc123xyz","user's password":"x1y2z3","New password (again)":"x1y2z3"}`, `{"API Key":` + h + `,"user's password":` + h + `,"New password (again)":` + h + `}`, "any text can be a name"},
		{"object", `{"password":{"a":{"b":"c"}},"n":1}`, `{"password":` + h + `,"n":1}`, "replaced whole by a string"},
		{"brackets in strings", `{"password":["]","}\""],"n":1}`, `{"password":` + h + `,"n":1}`, "a bracket in a string closes nothing"},
		{"null", `{"password":null,"secret":true,"api_key":false,"passwd":""}`, `{"password":null,"secret":true,"api_key":false,"passwd":""}`, "these tell nothing"},
		{"weak value", `{"password":"password is required"}`, `{"password":` + h + `}`, "a quoted value of a strong name is hidden"},
		{"escaped name", `{"pass\u0077ord":"hunter2"}`, `{"pass\u0077ord":` + h + `}`, "the name is read, not written"},
		{"wholly escaped name", `{"\u0070\u0061\u0073\u0073\u0077\u006f\u0072\u0064":"hunter2"}`, `{"\u0070\u0061\u0073\u0073\u0077\u006f\u0072\u0064":` + h + `}`, "the name is read, not written"},
		{"duplicate names", `{"password":"a1b2c3d4","password":"e5f6g7h8"}`, `{"password":` + h + `,"password":` + h + `}`, "a decoder may take either"},
		{"spelling", `{"userPassword":"a1","USER-PASSWORD":"b2","user.password":"c3"}`, `{"userPassword":` + h + `,"USER-PASSWORD":` + h + `,"user.password":` + h + `}`, "names are words"},
		{"harmless names", `{"max_tokens":4096,"author":"bob","password_policy":"strict"}`, `{"max_tokens":4096,"author":"bob","password_policy":"strict"}`, "they only look sensitive"},
		{"depth", `{"a":[[{"b":{"password":"hunter2"}}]]}`, `{"a":[[{"b":{"password":` + h + `}}]]}`, "any depth"},
		{"several documents", "{\"password\":\"hunter2\"}\n{\"x\":1}{\"password\":\"hunter2\"} [1]", "{\"password\":" + h + "}\n{\"x\":1}{\"password\":" + h + "} [1]", "each is a document of its own"},
		{"scalar document", `"password=hunter2"`, `"password=` + hidden + `"`, "a string is text"},
		{"text in a string", `{"msg":"login password=hunter2 ok"}`, `{"msg":"login password=` + hidden + ` ok"}`, "a string is text"},
		{"lines in a string", `{"msg":"a\npassword=hunter2\nb"}`, `{"msg":"a\npassword=` + hidden + `\nb"}`, `the two bytes \n end a line`},
		{"JSON in a string", `{"body":"{\"password\":\"hunter2\",\"n\":1}"}`, `{"body":"{\"password\":\"` + hidden + `\",\"n\":1}"}`, "nested JSON"},
		{"JSON in a string, number", `{"body":"{\"password\":12345678,\"n\":1}"}`, `{"body":"{\"password\":\"` + hidden + `\",\"n\":1}"}`, "nested JSON stays valid as well"},
		{"JSON twice in a string", `{"a":"{\"b\":\"{\\\"password\\\":\\\"hunter2\\\"}\"}"}`, `{"a":"{\"b\":\"{\\\"password\\\":\\\"` + hidden + `\\\"}\"}"}`, "nested JSON, to a depth"},
		{"escaped value", `{"msg":"password=hun\u0074er2 ok"}`, `{"msg":"password=` + hidden + ` ok"}`, "an escape is part of the value"},
		{"empty", "", "", "nothing"},
		{"blank", " \n", " \n", "nothing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := []byte(tt.in)
			if got := string(r.AppendJSON([]byte("dst"), src)); got != "dst"+tt.want {
				t.Errorf("AppendJSON(%s) = %s, want dst%s: %s", tt.in, got, tt.want, tt.reason)
			}
			if string(src) != tt.in {
				t.Error("the argument was written to")
			}
		})
	}
}

func TestContractJSONSyntaxErrors(t *testing.T) {
	r := fixed(t)
	secret := rare(random(2), 20)
	for _, tt := range []struct{ name, in, head, tail, reason string }{
		{"bad literal under a name", `{"a":"clean","password":{"x":tru,"y":"` + secret + `"}} rest` + "\nnext line stays", `{"a":"clean","password":`, "\nnext line stays", "all under an open sensitive name goes, to the end of its line"},
		{"unclosed string under a name", `{"a":1,"password":"` + secret + "\nnext line stays", `{"a":1,"password":`, "\nnext line stays", "the string ends with the line"},
		{"unclosed array under a name", `{"a":1,"password":["` + secret + `", ` + "\nnext line stays", `{"a":1,"password":`, "\nnext line stays", "the array ends with the line"},
		{"cut short", `{"a":1,"password":{"b":"` + secret, `{"a":1,"password":`, "", "the rest of the record is missing"},
		{"error before a name", `{"a":1,,"password":"` + secret + `"}`, `{"a":1,,"password":`, "}", "the rest is text"},
		{"trailing comma", `{"a":1,"password":"` + secret + `",}`, `{"a":1,"password":`, ",}", "nothing restarts"},
		{"text before", `INFO {"password":"` + secret + `"}`, `INFO {"password":`, "}", "the rest is text"},
		{"text after", `{"a":1} password=` + secret + ` ok`, `{"a":1} password=`, " ok", "the rest is text"},
		{"single quotes", `{'password':'` + secret + `','a':1}`, `{'password':`, `,'a':1}`, "the rest is text"},
		{"bad escape", `{"a":"\q","password":"` + secret + `"}`, `{"a":"\q","password":`, "}", "the rest is text"},
		{"bad escape in a name", `{"pass\u00zzword":1,"password":"` + secret + `"}`, `{"pass\u00zzword":1,"password":`, "}", "the rest is text"},
		{"control byte", "{\"a\":\"\x01\",\"password\":\"" + secret + `"}`, "{\"a\":\"\x01\",\"password\":", "}", "the rest is text"},
		{"invalid UTF-8", "{\"a\":\"\xff\",\"password\":\"" + secret + `"}`, "{\"a\":\"\xff\",\"password\":", "}", "bytes, not runes"},
		{"wrong bracket", `{"a":[1},"password":"` + secret + `"}`, `{"a":[1},"password":`, "}", "the rest is text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := string(r.AppendJSON(nil, []byte(tt.in)))
			if !strings.HasPrefix(got, tt.head) || !strings.HasSuffix(got, tt.tail) || !strings.Contains(got, "HIDDEN") {
				t.Errorf("%s became %s, want head %s and tail %q: %s", tt.in, got, tt.head, tt.tail, tt.reason)
			}
			if at := leaked(got, secret); at >= 0 {
				t.Errorf("leak at byte %d of %s", at, got)
			}
		})
	}
}

func TestContractJSONStaysValid(t *testing.T) {
	r := defaults(t)
	for name, in := range map[string]string{
		"name in brackets at the end":        `{"msg":"$cfg['password']=","z":1}`,
		"name in brackets, colon at the end": `{"msg":"bad key ['password']:","z":1,"b":"hello"}`,
		"quote behind a name in brackets":    `{"msg":"$cfg['password']='hunter2","z":1}`,
		"name and odd brackets":              `{"msg":"no field [secret]':","z":1}`,
		"half a bracket":                     `{"":"secret['=","":1}`,
		"encoded separator at the end":       `{"":"passwd]'%3D","":""}`,
		"escaped quote in a bracket":         `{"":"pass]'=x(\""}`,
		"backtick":                           "{\"\":\"pass]`:-{\"}",
		"flag and array":                     `{"args":["--token",["abcdefgh1"]],"ok":1}`,
		"flag and object":                    `{"":["-passwd",{"":""}]}`,
		"flags in a string":                  `{"":"\"-session\",3456781]","":true}`,
		"digits before @tcp":                 `{"dsn":":123456@tcp(h)/db"}`,
		"sign before @tcp":                   `{"":":-@tcp("}`,
		"bracket before @tcp":                `{"":":]x@tcp("}`,
		"bracket at the end":                 `{"":["'session'%3ax["]}`,
		"number percent-encoded twice":       `{"u":"%2522password%2522%253A1234567","n":1}`,
		"encoded backslash at the end":       `{"msg":"%22password%22%3A%22ab%5C","level":"info"}`,
		"the same at the end of all":         `{"request_uri":"/?q=%27token%27%3A%27aX9%5C"}`,
		"the same, encoded twice":            `{"msg":"%2522password%2522%253A%2522ab%255C","level":"info"}`,
		"list percent-encoded twice":         `{"u":"/x?m=%257B%2522password%2522%253A%255B%2522a7b%2522%255D%257D","n":1}`,
	} {
		for call, got := range map[string]string{"Append": r.String(in), "AppendJSON": string(r.AppendJSON(nil, []byte(in))), "stream": streamed(t, r, singles(in)...)} {
			if !json.Valid([]byte(got)) {
				t.Errorf("%s, %s: %s became invalid: %s", name, call, in, got)
			}
		}
	}
	for seed := range uint64(300) {
		rng := random(seed)
		var secrets []string
		in := randomJSON(rng, 5, &secrets)
		if !json.Valid([]byte(in)) {
			t.Fatalf("seed %d: the test made invalid JSON: %s", seed, in)
		}
		plain := string(r.Append(nil, []byte(in)))
		whole := string(r.AppendJSON(nil, []byte(in)))
		stream := streamed(t, r, cut(in, rng.IntN(1000), rng.IntN(1000))...)
		for call, got := range map[string]string{"Append": plain, "AppendJSON": whole, "stream": stream} {
			if !json.Valid([]byte(got)) {
				t.Errorf("seed %d, %s: %s became invalid: %s", seed, call, in, got)
			}
		}
		for _, s := range secrets {
			if at := leaked(whole, s); at >= 0 {
				t.Errorf("seed %d: AppendJSON of %s leaks at byte %d", seed, in, at)
			}
			if leaked(plain, s) < 0 && leaked(whole, s) >= 0 {
				t.Errorf("seed %d: AppendJSON hides less than Append", seed)
			}
		}
		if a, b := keys(in), keys(whole); !bytes.Equal(a, b) && len(secrets) == 0 {
			t.Errorf("seed %d: names or their order changed", seed)
		}
	}
}

// randomJSON makes a JSON text; what stands under sensitive names goes to
// secrets.
func randomJSON(rng interface{ IntN(int) int }, depth int, secrets *[]string) string {
	word := func() string {
		words := []string{"ok", "a b", `q\"uote`, `back\\slash`, `line\nfeed`, `\u00e9`, "漢", "password", "https://x.example/a?b=c", "token: [", `{\"a\":`, "<x>", ""}
		return words[rng.IntN(len(words))]
	}
	secret := func() string {
		var b strings.Builder
		for b.Len() < 20 {
			b.WriteString(rarePairs[rng.IntN(len(rarePairs))])
		}
		*secrets = append(*secrets, b.String())
		return b.String()
	}
	switch k := rng.IntN(9); {
	case depth == 0 || k == 0:
		return []string{"null", "true", "false", "0", "-1.5e+3", "1234567890123456"}[rng.IntN(6)]
	case k == 1:
		return `"` + word() + `"`
	case k == 2:
		return `"` + word() + ` password=` + secret() + ` ok"`
	case k < 5:
		var items []string
		for range rng.IntN(4) {
			items = append(items, randomJSON(rng, depth-1, secrets))
		}
		return "[" + strings.Join(items, ", ") + "]"
	default:
		var items []string
		for range rng.IntN(5) {
			if rng.IntN(3) == 0 {
				name := []string{"password", "api_key", "clientSecret", `pass\u0077ord`}[rng.IntN(4)]
				value := []string{`"%s"`, `["%s"]`, `{"v":"%s","n":1}`, `"a\"%s"`}[rng.IntN(4)]
				items = append(items, `"`+name+`" : `+fmt.Sprintf(value, secret()))
				continue
			}
			items = append(items, fmt.Sprintf(`"k%d":%s`, rng.IntN(9), randomJSON(rng, depth-1, secrets)))
		}
		return "{" + strings.Join(items, ",") + "}"
	}
}

// keys lists the names of a JSON text in order.
func keys(s string) []byte {
	var out []byte
	d := json.NewDecoder(strings.NewReader(s))
	for {
		tok, err := d.Token()
		if err != nil {
			return out
		}
		if name, ok := tok.(string); ok && len(name) == 2 && name[0] == 'k' {
			out = append(out, name...)
		}
	}
}

func TestContractNumberInSingleQuotes(t *testing.T) {
	for _, in := range []string{`{"log":"{\u0027password\u0027: 12345678}"}`, `{"log":"{\\u0027password\\u0027: 12345678}"}`, `{"log":"{\u0027password\u0027: [1234,5678]}"}`} {
		for call, got := range map[string]string{"String": defaults(t).String(in), "AppendJSON": string(defaults(t).AppendJSON(nil, []byte(in)))} {
			if !json.Valid([]byte(got)) || leaked(got, "1234") >= 0 {
				t.Errorf("%s: %s gives %s", call, in, got)
			}
		}
	}
}

func TestContractJSONDepth(t *testing.T) {
	alone(t)
	const depth = 10_000
	r := defaults(t)
	secret := rare(random(4), 20)
	for _, tt := range []struct{ name, in string }{
		{"objects", strings.Repeat(`{"a":`, depth-1) + `{"password":"` + secret + `"}` + strings.Repeat("}", depth-1)},
		{"arrays", strings.Repeat(`[`, depth-1) + `{"password":"` + secret + `"}` + strings.Repeat("]", depth-1)},
		{"under a name", `{"password":` + strings.Repeat(`[`, depth-1) + `"` + secret + `"` + strings.Repeat("]", depth-1) + "}"},
		{"sensitive names all the way", strings.Repeat(`{"password":`, depth-1) + `["` + secret + `"]` + strings.Repeat("}", depth-1)},
	} {
		in := []byte(tt.in)
		if !json.Valid(in) {
			t.Fatalf("%s: the test made invalid JSON", tt.name)
		}
		for call, got := range map[string][]byte{"AppendJSON": r.AppendJSON(nil, in), "Append": r.Append(nil, in), "stream": []byte(streamed(t, r, tt.in))} {
			if !json.Valid(got) {
				t.Errorf("%s, %s: output is not valid", tt.name, call)
			}
			if at := leaked(string(got), secret); at >= 0 {
				t.Errorf("%s, %s: leak at byte %d", tt.name, call, at)
			}
			if !bytes.HasPrefix(got, in[:10]) {
				t.Errorf("%s, %s: the head does not stand", tt.name, call)
			}
		}
		// Without the closing half it is broken as well as deep.
		if at := leaked(string(r.AppendJSON(nil, in[:bytes.LastIndexByte(in, '"')])), secret); at >= 0 {
			t.Errorf("%s, cut short: leak at byte %d", tt.name, at)
		}
	}
}

// TestContractJSONHidesAsMuchAsAppend compares the two calls on every context.
func TestContractJSONHidesAsMuchAsAppend(t *testing.T) {
	r := defaults(t)
	for i, p := range plantings {
		secret := rare(random(uint64(i)), 36)
		in := []byte(p.put(secret))
		if !p.json {
			quoted, err := json.Marshal(map[string]string{"msg": string(in)})
			if err != nil {
				t.Fatal(err)
			}
			in = quoted
		}
		if leaked(string(r.Append(nil, in)), secret) < 0 && leaked(string(r.AppendJSON(nil, in)), secret) >= 0 {
			t.Errorf("%s: AppendJSON leaks what Append hides", p.name)
		}
		if got := r.AppendJSON(nil, in); leaked(string(got), secret) >= 0 {
			t.Errorf("%s: AppendJSON leaks: %s", p.name, got)
		}
	}
}
