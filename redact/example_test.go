package redact_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

func Example() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	fmt.Println(r.String("login user=ada password=hunter2"))
	fmt.Println(r.String("nothing to hide"))
	// Output:
	// login user=ada password=[REDACTED:password]
	// nothing to hide
}

func ExampleRedactor_AppendJSON() {
	r := redact.MustNew(redact.WithNames("national_id"))
	fmt.Printf("%s\n", r.AppendJSON(nil, []byte(`{"user":"ada","nationalId":[1,2,3],"n":1}`)))
	// Output: {"user":"ada","nationalId":"[REDACTED:name]","n":1}
}

func ExampleRedactor_AppendMatches() {
	r := redact.MustNew(redact.WithNames("password"))
	fmt.Println(r.AppendMatches(nil, []byte("password=hunter2 ok")))
	// Output: [{9 16 name}]
}

func ExampleRedactor_NewStreamWriter() {
	r := redact.MustNew(redact.WithNames("password"))
	w := r.NewStreamWriter(os.Stdout)
	for _, piece := range []string{"passwo", "rd=hun", "ter2 user=ada\n"} {
		if _, err := io.WriteString(w, piece); err != nil {
			fmt.Println(err)
		}
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output: password=[REDACTED:name] user=ada
}

func ExampleRedactor_NewRecordWriter() {
	r := redact.MustNew(redact.WithNames("password"))
	w := r.NewRecordWriter(os.Stdout, redact.AsJSON())
	if _, err := io.WriteString(w, `{"msg":"login","password":"hunter2"}`+"\n"); err != nil {
		fmt.Println(err)
	}
	// Output: {"msg":"login","password":"[REDACTED:name]"}
}

// Package log writes one record in each Write, whatever it holds: the standard logger,
// and with it http.Server without ErrorLog, needs no more than this.
func ExampleRedactor_NewRecordWriter_log() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	logger := log.New(r.NewRecordWriter(os.Stdout, redact.ForSink("log")), "shop: ", log.Lmsgprefix)
	// For log.Print and the like: log.SetOutput(r.NewRecordWriter(os.Stderr))

	logger.Printf("dial postgres://ada:%s@db/shop: refused", "hunter2")
	logger.Print("request failed\nAuthorization: Bearer 7Qx2mZ0cLr9VtB4nKe6W\nAccept: */*")
	// Output:
	// shop: dial postgres://ada:(REDACTED:url-userinfo)@db/shop: refused
	// shop: request failed
	// Authorization: Bearer [REDACTED:bearer-token]
	// Accept: */*
}

func ExampleRedactor_NewReader() {
	r := redact.MustNew(redact.WithNames("password"))
	if _, err := io.Copy(os.Stdout, r.NewReader(strings.NewReader("password=hunter2 ok\n"))); err != nil {
		fmt.Println(err)
	}
	// Output: password=[REDACTED:name] ok
}

func ExampleRedactor_URL() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	fmt.Println(r.URL("https://ada:hunter2@example.org/?access_token=abc123&page=2"))
	// Output: https://ada:(REDACTED:url-userinfo)@example.org/?access_token=[REDACTED:access-token]&page=2
}

func ExampleRedactor_Error() {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	err := r.Error(fmt.Errorf("dial postgres://ada:hunter2@db/shop: %w", io.ErrUnexpectedEOF))
	fmt.Println(err)
	fmt.Println(errors.Is(err, io.ErrUnexpectedEOF))
	// Output:
	// dial postgres://ada:(REDACTED:url-userinfo)@db/shop: unexpected EOF
	// true
}

func ExampleRedactor_Value() {
	type login struct {
		User     string `json:"user"`
		Password string `json:"password"`
		Note     string `json:"note" redact:"hide"`
	}
	r := redact.MustNew(redact.WithNames("password"))
	out, err := json.Marshal(r.Value(login{"ada", "hunter2", "private"}))
	fmt.Println(string(out), err)
	// Output: {"user":"ada","password":"[REDACTED:name]","note":"[REDACTED:path]"} <nil>
}

func ExampleRedactor_Scope() {
	r := redact.MustNew(redact.WithNames("password"), redact.WithPath("user.*.phone", redact.Redact))
	scope := r.Scope("my logger")
	fmt.Println(scope.Text("login password=hunter2"))
	fmt.Println(scope.Field("password").String("hunter2"))
	fmt.Println(scope.Enter("user").Enter("ada").Field("phone").String("555 0100"))
	// Output:
	// login password=[REDACTED:name]
	// [REDACTED:name]
	// [REDACTED:path]
}

func ExampleWithStrict() {
	r := redact.MustNew(redact.WithStrict("time", "level", "msg", "http.status", "user.id"))
	fmt.Println(string(r.AppendJSON(nil, []byte(
		`{"level":"INFO","msg":"served","http":{"status":200,"agent":"curl"},"user":{"id":7,"name":"Ada"},"body":{"a":1}}`))))
	// Output:
	// {"level":"INFO","msg":"served","http":{"status":200,"agent":"[REDACTED:path]"},"user":{"id":7,"name":"[REDACTED:path]"},"body":"[REDACTED:path]"}
}

func ExampleWithPath() {
	r := redact.MustNew(
		redact.WithPath("db.*.password", redact.Redact),
		redact.WithPath("**.token", redact.DropField),
		redact.WithPathReplacement("user.email", redact.Fixed("***")),
	)
	fmt.Println(string(r.AppendJSON(nil, []byte(
		`{"db":{"main":{"password":"x","host":"h"}},"session":{"token":"x","age":5},"user.email":"ada@example.com"}`))))
	// Output:
	// {"db":{"main":{"password":"[REDACTED:path]","host":"h"}},"session":{"age":5},"user.email":"***"}
}

func ExampleSecretSet() {
	var set redact.SecretSet
	if _, err := set.Set("db", []byte("k3J9x7Qm2Zb8Wn4T")); err != nil {
		fmt.Println(err)
	}
	r := redact.MustNew(redact.WithSecrets(&set))
	fmt.Println(r.String("refused k3J9x7Qm2Zb8Wn4T"))
	fmt.Println(r.String("base64 azNKOXg3UW0yWmI4V240VA=="))
	// Output:
	// refused [REDACTED:live-secret]
	// base64 [REDACTED:live-secret]
}

func ExampleMask() {
	r := redact.MustNew(redact.WithNames("token_value"), redact.WithReplacement(redact.Mask(2, 2)))
	fmt.Println(r.String("token_value=abcdefghijklmnop"))
	// Output: token_value=ab********op
}

func ExampleHMAC() {
	key := redact.Key{ID: "k1", Secret: []byte("an example key of thirty-two byte")}
	r := redact.MustNew(redact.WithNames("password"), redact.WithReplacement(redact.HMAC(redact.KeyRing{Current: key})))
	a, b := r.String("password=hunter2"), r.String("password: hunter2")
	fmt.Println(strings.TrimPrefix(a, "password=") == strings.TrimPrefix(b, "password: "))
	// Output: true
}

func ExampleSafe() {
	r := redact.MustNew(redact.WithNames("password"))
	fmt.Println(r.Value(map[string]any{"password": redact.Safe("rotated daily")}))
	// Output: map[password:rotated daily]
}
