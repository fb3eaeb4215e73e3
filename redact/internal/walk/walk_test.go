package walk

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

type (
	harmless struct {
		A, B int
		F    float32
		T    time.Time
		P    *int
	}
	login struct {
		User     string `json:"user"`
		Password string `json:"pw"`
		PIN      int    `json:"token_pin"`
		Note     string `json:"note,omitempty"`
		When     time.Time
		private  string
	}
	base    struct{ ID, Name string }
	wrapped struct{ base }
	Outer   struct {
		base
		*Inner
		Name  string `json:"name"`
		Level level
	}
	Inner   struct{ Deep, ID string }
	options struct {
		A string            `json:",omitempty"`
		B time.Time         `json:",omitzero"`
		C int64             `json:"c,string"`
		D string            `json:"-"`
		E map[string]string `json:"e,omitempty"`
		F *int              `json:"f"`
		G string            `json:"g,string"`
		H []string
		L level
	}
	tagged struct {
		Open string
		H    string `redact:"hide"`
		S    string `json:"password" redact:"safe"`
		D    string `redact:"drop"`
	}
	hidden struct {
		Open   string
		secret string
		bytes  []byte
		m      map[string]any
		ptr    *string
		iface  any
		Level  level
	}
	level      int
	maskedText string
	valuer     struct{ f func() slog.Value }
	marshaler  struct{ f func() ([]byte, error) }
	texter     struct{ f func() ([]byte, error) }
	stringer   struct {
		f    func() string
		Data string
	}
	formatter struct{ f func() string }
	failure   struct{ f func() string }
	logm      struct{ f func() any }
	gostring  struct{ S string }
	ptrJSON   struct{ s string }
	node      struct {
		Name string
		Next *node
	}
)

type (
	loud []texter
	addr struct{ f func() string }
	over struct {
		base
		ID string
	}
)

func (loud) String() string   { return "loud" }
func (addr) Network() string  { return "net" }
func (a addr) String() string { return a.f() }

func (l level) String() string { return "level" + strconv.Itoa(int(l)) }

func (maskedText) String() string { return "****" }

func (v valuer) LogValue() slog.Value             { return v.f() }
func (m marshaler) MarshalJSON() ([]byte, error)  { return m.f() }
func (t texter) MarshalText() ([]byte, error)     { return t.f() }
func (s stringer) String() string                 { return s.f() }
func (f formatter) Format(s fmt.State, verb rune) { fmt.Fprint(s, f.f()) }
func (f failure) Error() string                   { return f.f() }
func (l logm) MarshalLog() any                    { return l.f() }
func (gostring) GoString() string                 { return "go" + canary }
func (p *ptrJSON) MarshalJSON() ([]byte, error)   { return json.Marshal(p.s) }

func ptr[T any](v T) *T { return &v }

// sinks renders a value in every way a log sink does.
func sinks(v any) map[string]string {
	out := map[string]string{"json": jsonOf(v)}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%p", "%T", "%8.3v"} {
		out[verb] = fmt.Sprintf(verb, v)
	}
	noTime := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}
	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, noTime)).Info("m", "k", v)
	out["slog json"] = b.String()
	b.Reset()
	slog.New(slog.NewTextHandler(&b, noTime)).Info("m", "k", v)
	out["slog text"] = b.String()
	return out
}

var leaks = []string{
	canary, "hunter2", "99887766", base64.StdEncoding.EncodeToString([]byte(canary)),
	hex.EncodeToString([]byte(canary)), strings.Trim(fmt.Sprint([]byte(canary)), "[]"),
}

func leakFree(t *testing.T, v any) {
	t.Helper()
	for sink, text := range sinks(v) {
		for _, leak := range leaks {
			if strings.Contains(text, leak) {
				t.Errorf("%s leaks: %s", sink, text)
			}
		}
		if strings.HasSuffix(sink, "json") && !json.Valid([]byte(text)) {
			t.Errorf("%s is no JSON: %s", sink, text)
		}
	}
}

// retagged gives the fields of a struct tags that go vet would complain of.
func retagged(v any, tags ...string) any {
	t := reflect.TypeOf(v)
	fields := make([]reflect.StructField, t.NumField())
	for i := range fields {
		fields[i] = t.Field(i)
		fields[i].Tag = reflect.StructTag(tags[i])
	}
	return reflect.ValueOf(v).Convert(reflect.StructOf(fields)).Interface()
}

// closed fails on a type that the package does not list.
func closed(t *testing.T, v any, top bool) {
	t.Helper()
	switch x := v.(type) {
	case nil, bool, int64, uint64, float32, float64, string, []byte, []rune, json.Number, JSON:
	case Object:
		for _, m := range append(append([]member{}, x.members...), x.flat...) {
			closed(t, m.value, false)
		}
	case List:
		for y := range x.All() {
			closed(t, y, false)
		}
	case Rendered:
		closed(t, x.data, false)
	case error:
		if !top {
			t.Errorf("an error inside a result: %T", v)
		}
	default:
		if k := known(reflect.TypeOf(v)); k != kindPass && k != kindListed || reflect.TypeOf(v).Kind() == reflect.Pointer {
			t.Errorf("a result holds a %T", v)
		}
	}
}

func requestFor(t *testing.T, u string) *http.Request {
	r, err := http.NewRequest("GET", u, strings.NewReader(canary))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", canary)
	return r
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestDirty(t *testing.T) {
	secret := canary
	cyclic := &node{Name: canary}
	cyclic.Next = cyclic
	cases := []struct {
		name string
		v    any
		json string // "" is any
	}{
		{"string", canary, `"[T]"`},
		{"named string", maskedText(canary), `"[T]"`},
		{"bytes", []byte("x " + canary), `"x [T]"`},
		{"byte array", [13]byte([]byte(canary)), `"[T]"`},
		{"runes", []rune("x " + canary), `"x [T]"`},
		{"rune array", [13]rune([]rune(canary)), `"[T]"`},
		{"clean runes", []any{[]rune("word"), canary}, `[[119,111,114,100],"[T]"]`},
		{"named runes", map[string]any{"token": []rune("hunter2")}, `{"token":"[NAMED]"}`},
		{"named numbers", map[string]any{"token": []int32{80, 443}, "x": canary}, `{"token":["[NUM]","[NUM]"],"x":"[T]"}`},
		{"pointer to string", &secret, `"[T]"`},
		{"struct", login{User: "u", Password: "hunter2", PIN: 1234, private: canary},
			`{"user":"u","pw":"[NAMED]","token_pin":"[NUM]","When":"0001-01-01T00:00:00Z"}`},
		{"pointer to struct", &login{User: canary, Note: "n"},
			`{"user":"[T]","pw":"","token_pin":0,"note":"n","When":"0001-01-01T00:00:00Z"}`},
		{"embedded", Outer{base: base{ID: canary, Name: "x"}, Inner: &Inner{Deep: "d", ID: "2"}, Name: "n", Level: 2},
			`{"Name":"x","Deep":"d","name":"n","Level":2}`},
		{"embedded unexported", wrapped{base{canary, "n"}}, `{"ID":"[T]","Name":"n"}`},
		{"embedded nil", Outer{base: base{ID: "i", Name: canary}}, ``},
		{"options", options{D: canary, C: 5, G: "q", F: ptr(3)}, `{"c":"5","f":3,"g":"\"q\"","H":null,"L":0}`},
		{"tags", tagged{"o", "hunter2", "shown", "hunter2"}, `{"Open":"o","H":"[HIDDEN]","password":"shown"}`},
		{"unexported", hidden{secret: canary, bytes: []byte(canary), m: map[string]any{"password": "hunter2"}, ptr: &secret, iface: canary},
			`{"Open":"","Level":0}`},
		{"map", map[string]string{"b": canary, "a": "1", "password": "hunter2"}, `{"a":"1","b":"[T]","password":"[NAMED]"}`},
		{"map of any", map[string]any{"a": []any{1, canary, nil}}, `{"a":[1,"[T]",null]}`},
		{"map keys", map[string]int{canary: 1, "x" + canary: 2, "a": 3}, `{"a":3,"[K]":1,"x[K]":2}`},
		{"same keys", map[any]int{canary: 1, [1]string{canary}: 2}, ``},
		{"struct keys", map[base]int{{canary, "n"}: 1}, ``},
		{"int keys", map[int]string{1: canary, 10: "a", 2: "b"}, `{"1":"[T]","10":"a","2":"b"}`},
		{"text keys", map[netip.Addr]string{netip.MustParseAddr("1.2.3.4"): canary}, `{"1.2.3.4":"[T]"}`},
		{"pointer keys", map[*string]int{&secret: 1}, ``},
		{"float keys", map[float64]string{1.5: canary}, `{"1.5":"[T]"}`},
		{"password struct", map[string]any{"token": base{"hunter2", "hunter2"}}, `{"token":{"ID":"[NAMED]","Name":"[NAMED]"}}`},
		{"password list", map[string]any{"tokens": []any{"hunter2", 77}}, `{"tokens":["[NAMED]","[NUM]"]}`},
		{"bool", map[string]any{"token": true, "x": canary}, `{"token":true,"x":"[T]"}`},
		{"float", map[string]any{"token": 1.5e9, "f": float32(0.1), "x": canary}, `{"f":0.1,"token":"[NUM]","x":"[T]"}`},
		{"nan", []any{math.NaN(), math.Inf(1), canary}, `["NaN","+Inf","[T]"]`},
		{"complex", []any{1 + 2i, canary}, `["(1+2i)","[T]"]`},
		{"chan", []any{make(chan int), (func())(nil), canary}, `["chan int",null,"[T]"]`},
		{"nils", []any{nil, (*int)(nil), []int(nil), map[string]int(nil), []byte(nil), error(nil), canary},
			`[null,null,null,null,null,null,"[T]"]`},
		{"numbers", []any{int8(1), uint8(2), uintptr(3), canary}, `[1,2,3,"[T]"]`},
		{"flags", []string{"cmd", "--password", "hunter2", "-v", "x"}, `["cmd","--password","[NAMED]","-v","x"]`},
		{"raw", json.RawMessage(`{"a":"` + canary + `"}`), `{"a":"[J]"}`},
		{"broken raw", json.RawMessage(`{"a":"` + canary), `"{\"a\":\"[J]"`},
		{"number", map[string]any{"token": json.Number("123"), "n": json.Number("1.50"), "x": json.Number(canary)},
			`{"n":1.50,"token":"[NUM]","x":"[T]"}`},
		{"header", http.Header{"X-Token": {"hunter2"}, "X-Other": {canary}, "Ok": {"1"}},
			`{"Ok":["1"],"X-Other":["[T]"],"X-Token":["[NAMED]"]}`},
		{"values", url.Values{"password": {"hunter2"}, "q": {"1"}}, `{"password":["[NAMED]"],"q":["1"]}`},
		{"url", *must(url.Parse("https://u:" + canary + "@h/p")), `"https://u:(U)@h/p"`},
		{"url pointer", must(url.Parse("https://h/p?x=" + canary)), `"https://h/p?x=(U)"`},
		{"url decoded", must(url.Parse("https://h/%73" + canary[1:])), `"[HIDDEN]"`},
		{"url password", must(url.Parse("https://u:hunter2@h/")), `"[HIDDEN]"`},
		{"userinfo", url.UserPassword("u", "hunter2"), `"u:[NAMED]"`},
		{"cookie", &http.Cookie{Name: "sid", Value: canary}, ``},
		{"cookie by value", http.Cookie{Name: "sid", Value: canary}, ``},
		{"request", requestFor(t, "https://h/?t="+canary), `{"Method":"GET","URL":"https://h/?t=(U)","Host":"h","Proto":"HTTP/1.1"}`},
		{"response", &http.Response{Status: "200 OK", Proto: "HTTP/2", Header: http.Header{"A": {canary}}}, `{"Status":"200 OK","Proto":"HTTP/2"}`},
		{"null string", sql.NullString{String: canary, Valid: true}, `{"String":"[T]","Valid":true}`},
		{"cmd", exec.Command("/bin/x", canary), `"/bin/x [T]"`},
		{"context", context.WithValue(context.Background(), ctxKey{}, canary), `"*context.valueCtx"`},
		{"reflect", reflect.ValueOf(canary), `"[T]"`},
		{"errors", []error{errors.New(canary), nil, fmt.Errorf("b: %w", fs.ErrNotExist)}, `["[T]",null,"b: file does not exist"]`},
		{"error map", map[string]error{"a": errors.New(canary)}, `{"a":"[T]"}`},
		{"attr", slog.String("password", "hunter2"), `{"password":"[NAMED]"}`},
		{"attrs", []slog.Attr{slog.Group("g", "b", canary, "a", 1, slog.Group("", "c", 2), slog.Group("e"))}, `[{"g":{"b":"[T]","a":1,"c":2}}]`},
		{"value", slog.AnyValue([]string{canary}), `["[T]"]`},
		{"cycle", cyclic, `{"Name":"[T]","Next":"[LIMIT:0]"}`},
		{"html", []string{"<&>", "\u2028\x01\b\f\xff\"", canary}, `["\u003c\u0026\u003e","\u2028\u0001\b\f\ufffd\"","[T]"]`},
		{"number by name", struct{ TokenPIN int }{1234}, `{"TokenPIN":"[NUM]"}`},
		{"number by tag", &struct {
			N int `redact:"hide"`
		}{5}, `{"N":"[HIDDEN]"}`},
		{"number by the other tag", &struct {
			N int `redact:"secret"`
		}{5}, `{"N":"[HIDDEN]"}`},
		{"number dropped", []struct {
			N int `redact:"drop"`
			M int
		}{{5, 6}}, `[{"M":6}]`},
		{"list with a method", loud{{func() ([]byte, error) { return []byte(canary), nil }}}, `["[T]"]`},
		{"same tags", retagged(struct{ A, B string }{"hunter2", "hunter2"}, `json:"password"`, `json:"password"`), `{}`},
		{"same tags, Go name", retagged(struct{ Password, B string }{"hunter2", "b"}, `json:"a"`, `json:"a"`), `{}`},
		{"same tags, numbers", retagged(struct{ A, B int }{99887766, 99887766}, `json:"token"`, `json:"token"`), `{}`},
		{"tag on unexported", retagged(struct{ a, B string }{"hunter2", "b"}, `json:"password"`, ``), `{"B":"b"}`},
		{"pair", struct{ Name, Value string }{"DB_password", "hunter2"}, `{"Name":"DB_password","Value":"[NAMED]"}`},
		{"pair of a validator", struct{ Field, Tag, RejectedValue string }{"token", "min", "hunter2"}, `{"Field":"token","Tag":"min","RejectedValue":"[NAMED]"}`},
		{"pair of a validator in a map", map[string]any{"failed_field": "token", "invalid_value": "hunter2", "n": 1}, `{"failed_field":"token","invalid_value":"[NAMED]","n":1}`},
		{"pair, value first", struct {
			V any    `json:"value"`
			K string `json:"key"`
		}{"hunter2", "password"}, `{"value":"[NAMED]","key":"password"}`},
		{"pair of pointers", &struct{ Key, Value *string }{ptr("token"), ptr("hunter2")}, `{"Key":"token","Value":"[NAMED]"}`},
		{"pair with nil", struct {
			Key   *string
			Name  maskedText
			Value any
		}{nil, "token", []string{"hunter2"}}, `{"Key":null,"Name":"token","Value":["[NAMED]"]}`},
		{"pair unexported", struct{ name, value string }{"password", "hunter2"}, `{}`},
		{"pair with a number", struct {
			Key   string
			Value int
		}{"token", 99887766}, `{"Key":"token","Value":"[NUM]"}`},
		{"pair in a list", []sql.NamedArg{sql.Named("id", 7), sql.Named("password", "hunter2")},
			`[{"Name":"id","Value":7},{"Name":"password","Value":"[NAMED]"}]`},
		{"pair in a map", map[string]string{"Name": "password", "Value": "hunter2", "x": "y"}, `{"Name":"password","Value":"[NAMED]","x":"y"}`},
		{"pair in a map of any", map[string]any{"key": "password", "name": 1, "value": []any{"hunter2"}},
			`{"key":"password","name":1,"value":["[NAMED]"]}`},
		{"shadowed", over{base{ID: "hunter", Name: "n"}, canary}, `{"Name":"n","ID":"[T]"}`},
		{"gostring", gostring{"x"}, `{"S":"x"}`},
		{"unexported pointer", struct{ err, ptr any }{errors.New(canary), &base{canary, ""}}, `{}`},
		{"logvaluer", valuer{func() slog.Value { return slog.GroupValue(slog.String("b", canary), slog.Int("a", 1)) }}, `{"b":"[T]","a":1}`},
		{"marshallog", logm{func() any { return login{Password: "hunter2"} }}, ``},
		{"marshaler", marshaler{func() ([]byte, error) { return []byte(`{"x": "` + canary + `"}`), nil }}, `{"x":"[J]"}`},
		{"error", failure{func() string { return canary }}, ``},
		{"texter", texter{func() ([]byte, error) { return []byte(canary), nil }}, `"[T]"`},
		{"stringer", stringer{func() string { return "<" + canary + ">" }, canary}, `{"Data":"[T]"}`},
		{"formatter", formatter{func() string { return canary }}, `{}`},
		{"pointer JSON", &struct{ P ptrJSON }{ptrJSON{canary}}, `{"P":"[J]"}`},
		{"masked", map[string]any{"password": maskedText("hunter2")}, `{"password":"[NAMED]"}`},
		{"named time", map[string]any{"token": time.Unix(0, 0), "d": time.Second, "x": canary}, `{"d":1000000000,"token":"[NAMED]","x":"[T]"}`},
		{"big", map[string]any{"token": big.NewInt(7), "n": big.NewInt(8)}, `{"n":8,"token":"[NUM]"}`},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			before := fmt.Sprintf("%#v", tc.v)
			for range 2 { // the second with cached plans
				p := &fake{}
				out, changed := New(Config{}).Value(p, Scope{}, tc.v)
				if !changed {
					t.Fatal("not changed")
				}
				leakFree(t, out)
				closed(t, out, true)
				if got := jsonOf(out); tc.json != "" && got != tc.json {
					t.Errorf("json\n got %s\nwant %s", got, tc.json)
				}
				if p.fails.Load() != 0 {
					t.Error("a placeholder for a failure")
				}
				twice, _ := New(Config{}).Value(p, Scope{}, out)
				closed(t, twice, true)
				for sink, text := range sinks(twice) {
					if before := sinks(out)[sink]; text != before && sink != "%p" {
						t.Errorf("not idempotent in %s\n got %s\nwant %s", sink, text, before)
					}
				}
			}
			if after := fmt.Sprintf("%#v", tc.v); after != before {
				t.Error("the caller's value has changed")
			}
		})
	}
}

func TestClean(t *testing.T) {
	host := must(url.Parse("https://user@host/path?q=1#f"))
	self := map[string]any{"a": 1}
	cases := []struct {
		name string
		v    any
	}{
		{"nil", nil}, {"int", 5}, {"string", "x"}, {"bool", true}, {"named", time.Second},
		{"time", time.Unix(1, 2)}, {"harmless", harmless{A: 1, P: ptr(2)}}, {"bytes", []byte("abc")},
		{"struct", login{User: "u", private: "p"}}, {"pointer", &login{User: "u"}}, {"typed nil", (*login)(nil)},
		{"map", self}, {"nil map", map[string]string(nil)}, {"slice", []any{1, "a", nil, 2.5, []string{"x"}}},
		{"embedded", wrapped{base{"a", "b"}}}, {"raw", json.RawMessage(`{"a": 1}`)}, {"broken raw", json.RawMessage(`{`)},
		{"json number", json.Number("1.0")}, {"header", http.Header{"A": {"b"}}}, {"url", host}, {"url value", *host},
		{"cookie", http.Cookie{Name: "n"}}, {"null", sql.NullInt64{Int64: 3}}, {"uuid", [16]byte{1, 2, 3}},
		{"addr", netip.MustParseAddr("::1")}, {"ip", net.IPv4(1, 2, 3, 4)}, {"big", big.NewInt(5)},
		{"error", errors.New("x")}, {"wrapped", fmt.Errorf("a: %w", &fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist})},
		{"join", errors.Join(errors.New("a"), context.Canceled)}, {"two", fmt.Errorf("%w %w", os.ErrClosed, context.DeadlineExceeded)},
		{"empty", struct{}{}}, {"url error", &url.Error{Op: "Get", URL: "http://h", Err: &net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{Port: 1}, Err: errors.New("refused")}}},
		{"num", must(0, nil)}, {"duration pointer", struct{ T *time.Time }{ptr(time.Unix(0, 0))}},
		{"hidden", struct {
			a string
			e error
			t time.Time
			p *string
			q *harmless
		}{"x", nil, time.Unix(0, 0), ptr(canary), &harmless{}}},
		{"func", struct{ F func() }{nil}}, {"shared", func() any { x := &node{Name: "n"}; return []*node{x, x} }()},
	}
	w := New(Config{})
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			out, changed := w.Value(&fake{}, Scope{}, tc.v)
			if changed {
				t.Fatalf("changed to %T %+v", out, out)
			}
			if !reflect.DeepEqual(out, tc.v) {
				t.Errorf("got %v", out)
			}
		})
	}
}

// A copy of something clean prints as the original does.
func TestPairsThatAreNone(t *testing.T) {
	p := &fake{rules: map[string]Decision{"kept": Keep, "dropped": Drop, "Value": Keep, "VALUE": Scan}}
	for i, v := range []any{
		struct{ Name, VALUE string }{"user", "hunter"},
		struct{ Name, VALUE string }{"kept", "hunter"},
		struct{ Name, VALUE string }{"dropped", "hunter"},
		struct{ Name, Value string }{"password", "its own name decides"},
		struct {
			Name  string
			VALUE string `redact:"safe"`
		}{"password", "safe"},
		struct{ Name, VALUE string }{"password" + strings.Repeat(" ", MaxPairName), "hunter"},
		struct{ Names, VALUE string }{"password", "hunter"},
		struct {
			Name  []string
			VALUE string
		}{[]string{"password"}, "hunter"},
		struct {
			VALUE string `json:"name"`
		}{"password"},
		struct{ Name, Note string }{"password", "hunter"},
		map[any]string{"name": "password", "value": "x"},
		map[string]any{"name": nil, "value": "x"},
		map[string]any{"names": "password", "value": "x"},
		map[string]any{"path": "password", "default_value": "x", "valued": "y"},
	} {
		if out, changed := New(Config{}).Value(p, Scope{}, v); changed {
			t.Errorf("%d: %+v changed to %+v", i, v, out)
		}
	}
	foreign := New(Config{Foreign: []Foreign{SafeForeign()}})
	if out, _ := foreign.Value(p, Scope{}, NewSafe(struct{ Name, VALUE string }{"password", "hunter"})); !strings.Contains(fmt.Sprint(out), "hunter") {
		t.Errorf("inside a safe value: %v", out)
	}
}

func TestPairInAnEarlierResult(t *testing.T) {
	v := struct{ Name, Value, Note string }{"api", "hunter2", canary}
	once, _ := New(Config{}).Value(&fake{}, Scope{}, v)
	if got := jsonOf(once); got != `{"Name":"api","Value":"hunter2","Note":"[T]"}` {
		t.Fatal(got)
	}
	twice, _ := New(Config{}).Value(&fake{rules: map[string]Decision{"api": Hide}}, Scope{}, once)
	if got := jsonOf(twice); got != `{"Name":"api","Value":"[HIDDEN]","Note":"[T]"}` {
		t.Error(got)
	}
}

func TestCopyPrintsTheSame(t *testing.T) {
	type all struct {
		I    int8
		U    uint16
		F    float32
		G    float64
		S    string
		B    []byte
		A    [2]byte
		L    []string
		N    []string
		M    map[string]int
		X    any
		Y    any
		T    time.Time
		D    time.Duration
		O    options
		h    string
		hm   map[string]bool
		Ip   net.IP
		R    json.RawMessage `json:"r"`
		E    struct{}
		Num  json.Number
		When *time.Time `json:",omitempty"`
	}
	values := []any{
		all{I: -1, U: 2, F: 0.1, G: 1e21, S: "a<b>\"\n", B: []byte("hi"), L: []string{"x", "y z"}, M: map[string]int{"b": 1, "a": 2},
			Y: 3, T: time.Unix(1, 0).UTC(), D: time.Minute, h: "h", hm: map[string]bool{"k": true}, R: json.RawMessage("[1]"), Num: "1.50"},
		map[string]any{"z": []any{}, "a": map[string]any{}, "m": nil, "f": 1.0, "": 1},
		[]base{{"a", "b"}, {}},
		Outer{base: base{"i", "n"}, Inner: &Inner{"d", "x"}, Name: "y"},
		struct {
			L level
			S string
		}{3, "s"},
		[]level{1, 2}, map[string]level{"a": 1},
		[3]any{1, "2", false},
	}
	w := New(Config{})
	for i, v := range values {
		c := &call{w: w, p: &fake{}, real: &fake{}, nodes: 1000}
		out, changed := c.node(reflect.ValueOf(v), nil, at{})
		if !changed {
			out = c.copy(reflect.ValueOf(v), nil, at{})
		}
		closed(t, out, true)
		want, got := sinks(v), sinks(out)
		for _, sink := range []string{"json", "%v", "%+v", "slog json", "slog text"} {
			if i == 0 && strings.Contains(sink, "v") || i == 0 && sink == "slog text" {
				continue // a RawMessage prints as text in a copy
			}
			if i == 3 && sink != "json" && sink != "slog json" {
				continue // a pointer shows what it points to
			}
			if got[sink] != want[sink] {
				t.Errorf("%d %s\n got %s\nwant %s", i, sink, got[sink], want[sink])
			}
		}
	}
}

// A method that answers differently the second time is asked once, and what it
// said first is all that any sink prints.
func TestRenderedOnce(t *testing.T) {
	calls := 0
	say := func() string {
		calls++
		if calls > 1 {
			return "hunter2"
		}
		return "first"
	}
	values := map[string]any{
		"LogValue":      valuer{func() slog.Value { return slog.StringValue(say()) }},
		"MarshalLog":    logm{func() any { return say() }},
		"MarshalJSON":   marshaler{func() ([]byte, error) { return []byte(`"` + say() + `"`), nil }},
		"Error":         failure{say},
		"MarshalText":   texter{func() ([]byte, error) { return []byte(say()), nil }},
		"Format":        formatter{say},
		"String":        stringer{say, "d"},
		"wrapped error": fmt.Errorf("a: %w", failure{say}),
		"url error":     &url.Error{Op: "Get", URL: "u", Err: failure{say}},
		"joined error":  errors.Join(failure{say}),
		"net address":   &net.OpError{Op: "dial", Addr: addr{say}, Err: errors.New("refused")},
		"net source":    &net.OpError{Op: "dial", Source: addr{say}, Err: errors.New("refused")},
		"net error":     &net.OpError{Op: "dial", Err: failure{say}},
	}
	for name, v := range values {
		for where, holder := range map[string]any{
			"bare": v, "pointer": &v, "field": struct{ V any }{v}, "list": []any{"x", v}, "map": map[string]any{"k": v},
			"before a hit": []any{v, canary}, "after a hit": []any{canary, v},
		} {
			if name == "wrapped error" { // fmt asks as it wraps
				calls = 0
				holder = []any{fmt.Errorf("a: %w", failure{say})}
			} else {
				calls = 0
			}
			out, changed := New(Config{}).Value(&fake{}, Scope{}, holder)
			if !changed {
				t.Errorf("%s %s: not changed", name, where)
			}
			if calls != 1 {
				t.Errorf("%s %s: %d calls", name, where, calls)
			}
			leakFree(t, out)
		}
	}
}

func TestPanics(t *testing.T) {
	boom := func() string { panic(canary) }
	values := map[string]any{
		"LogValue":    valuer{func() slog.Value { return slog.StringValue(boom()) }},
		"MarshalLog":  logm{func() any { return boom() }},
		"MarshalJSON": marshaler{func() ([]byte, error) { return nil, errors.New(boom()) }},
		"JSON error":  marshaler{func() ([]byte, error) { return nil, errors.New(canary) }},
		"bad JSON":    marshaler{func() ([]byte, error) { return []byte(canary), nil }},
		"Error":       failure{boom},
		"MarshalText": texter{func() ([]byte, error) { return []byte(boom()), nil }},
		"text error":  texter{func() ([]byte, error) { return []byte(canary), errors.New(canary) }},
		"Format":      formatter{boom},
		"String":      stringer{boom, ""},
		"in fmt":      stringer{func() string { return fmt.Sprint(failure{boom}) }, ""},
		"in error":    failure{func() string { return fmt.Sprint(stringer{boom, ""}) }},
		"nil func":    valuer{},
		"listed":      &url.Error{Op: "Get", Err: failure{boom}},
	}
	for name, v := range values {
		p := &fake{}
		out, changed := New(Config{}).Value(p, Scope{}, map[string]any{"a": "kept", "v": v, "z": "kept too"})
		if want := `{"a":"kept","v":"[FAIL]","z":"kept too"}`; !changed || jsonOf(out) != want {
			t.Errorf("%s: %s", name, jsonOf(out))
		}
		if p.fails.Load() != 1 {
			t.Errorf("%s: %d failures counted", name, p.fails.Load())
		}
		leakFree(t, out)
		out, _ = New(Config{}).Value(p, Scope{}, v)
		leakFree(t, out)
	}
}

func TestPolicyPanics(t *testing.T) {
	v := map[string]any{
		"password": map[string]any{"n": 1, "s": "hunter2"}, "x": canary, "u": must(url.Parse("http://h/" + canary)),
		"r": json.RawMessage(`"` + canary + `"`), "e": failure{func() string { return canary }},
		"t": tagged{H: "hunter2"}, "f": valuer{},
		"deep": node{"a", &node{"b", &node{"c", &node{}}}},
	}
	for _, method := range []string{"Enter", "Decide", "Harmless", "Name", "Text", "Number", "Whole", "Hidden", "JSON", "URL", "Error", "Limit", "Fail"} {
		p := &fake{panics: method}
		w := New(Config{MaxDepth: 4})
		out, changed := w.Value(p, Scope{}, v)
		if !changed {
			t.Errorf("%s: not changed", method)
		}
		leakFree(t, out)
		out, _ = w.Field(p, Scope{}, "password", "hunter2")
		if method == "Text" || method == "Decide" {
			leakFree(t, out)
		}
		out, _ = w.Value(p, Scope{}, failure{func() string { return canary }})
		leakFree(t, out)
	}
}

func TestNilReceivers(t *testing.T) {
	for _, v := range []any{(*valuer)(nil), (*marshaler)(nil), (*failure)(nil), (*stringer)(nil), (*ptrJSON)(nil), (*fs.PathError)(nil)} {
		p := &fake{}
		out, changed := New(Config{}).Value(p, Scope{}, v)
		if out != nil || !changed || p.fails.Load() != 0 {
			t.Errorf("%T gives %v %v", v, out, changed)
		}
	}
}

func TestBounds(t *testing.T) {
	var deep any = canary
	var long *node
	for range 10_000 {
		deep = []any{deep}
		long = &node{Name: canary, Next: long}
	}
	for _, v := range []any{deep, long} {
		p := &fake{}
		out, changed := New(Config{}).Value(p, Scope{}, v)
		if !changed || p.limits.Load() != 1 {
			t.Errorf("%d limits", p.limits.Load())
		}
		leakFree(t, out)
	}

	p := &fake{}
	out, _ := New(Config{MaxNodes: 3}).Value(p, Scope{}, []string{"a", "b", canary, canary, canary})
	if got, want := jsonOf(out), `["a","b","[LIMIT:3]"]`; got != want {
		t.Errorf("nodes: %s", got)
	}
	out, _ = New(Config{MaxNodes: 3}).Value(p, Scope{}, map[string]string{"a": "1", "b": "2", "c": canary, "d": "4"})
	if got, want := jsonOf(out), `"[LIMIT:4]"`; got != want {
		t.Errorf("map nodes: %s", got)
	}
	out, _ = New(Config{MaxNodes: 2}).Value(p, Scope{}, base{"a", canary})
	if got, want := jsonOf(out), `{"ID":"a","Name":"[LIMIT:13]"}`; got != want {
		t.Errorf("struct nodes: %s", got)
	}

	text := strings.Repeat("é", 10) + canary
	out, _ = New(Config{MaxText: 7}).Value(p, Scope{}, texter{func() ([]byte, error) { return []byte(text), nil }})
	if out != "ééé[LIMIT:17]" {
		t.Errorf("text: %v", out)
	}
	// A cut in the middle of a secret leaves no half of it.
	out, _ = New(Config{MaxText: 5}).Value(p, Scope{}, failure{func() string { return canary + " and more" }})
	if s := fmt.Sprint(out); strings.Contains(s, canary[:3]) {
		t.Errorf("half a secret: %v", s)
	}

	calls := 0
	var endless valuer
	endless.f = func() slog.Value { calls++; return slog.AnyValue(endless) }
	out, _ = New(Config{}).Value(p, Scope{}, endless)
	if out != "[LIMIT:0]" || calls > maxLogValues+1 {
		t.Errorf("chain: %v after %d calls", out, calls)
	}
	var again logm
	again.f = func() any { return []any{again} }
	if _, changed := New(Config{}).Value(p, Scope{}, again); !changed {
		t.Error("not changed")
	}
}

func TestCycles(t *testing.T) {
	m := map[string]any{"a": "x"}
	m["m"] = m
	s := []any{1, nil}
	s[1] = s
	type P *P
	var self P
	self = &self
	for want, v := range map[string]any{
		`{"a":"x","m":"[LIMIT:2]"}`: m, `[1,"[LIMIT:2]"]`: s, `"[LIMIT:0]"`: self,
	} {
		p := &fake{}
		out, changed := New(Config{}).Value(p, Scope{}, v)
		if !changed || jsonOf(out) != want {
			t.Errorf("%s", jsonOf(out))
		}
		leakFree(t, out)
	}
}

func TestStableTypes(t *testing.T) {
	type secrets struct {
		N   int            `redact:"hide"`
		F   *float64       `redact:"hide"`
		B   bool           `redact:"hide"`
		S   string         `redact:"hide"`
		L   []int          `redact:"hide"`
		A   [2]byte        `redact:"hide"`
		M   map[string]int `redact:"hide"`
		O   base           `redact:"hide"`
		T   time.Time      `redact:"hide"`
		Nil *int           `redact:"hide"`
		By  []byte         `redact:"hide"`
		Lv  level          `json:"token_level"`
		Any any            `redact:"hide"`
	}
	v := secrets{N: 1, F: ptr(2.0), B: true, S: "x", L: []int{1}, Lv: 4, Any: 5}
	want := `{"N":0,"F":0,"B":null,"S":"[HIDDEN]","L":[],"A":[],"M":{},"O":{},"T":"[HIDDEN]","Nil":null,"By":"[HIDDEN]","token_level":"[NAMED]","Any":0}`
	out, _ := New(Config{StableTypes: true}).Value(&fake{}, Scope{}, v)
	if got := jsonOf(out); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	out, _ = New(Config{StableTypes: true}).Value(&fake{whole: true}, Scope{}, map[string]any{
		"token_a": 1, "token_b": []string{"x"}, "token_c": base{}, "token_d": map[string]int{"a": 1}, "token_e": "x"})
	want = `{"token_a":0,"token_b":[],"token_c":{},"token_d":{},"token_e":"[NAMED]"}`
	if got := jsonOf(out); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	out, _ = New(Config{}).Value(&fake{whole: true}, Scope{}, map[string]any{"token": base{}, "tokens": []int{1}, "token_nil": []int(nil)})
	if got := jsonOf(out); got != `{"token":"[HIDDEN]","token_nil":null,"tokens":"[HIDDEN]"}` {
		t.Error(got)
	}
}

func TestField(t *testing.T) {
	w := New(Config{})
	p := &fake{rules: map[string]Decision{"gone": Drop, "always": Hide, "kept_token": Keep}}
	for _, tc := range []struct {
		name string
		v    any
		want any
	}{
		{"password", "hunter2", "[NAMED]"}, {"password", "", ""}, {"password", 5, "[NUM]"}, {"password", true, true},
		{"password", nil, nil}, {"gone", 1, nil}, {"always", true, "[HIDDEN]"}, {"always", "", "[HIDDEN]"}, {"always", 1, "[HIDDEN]"},
		{"kept_token", "x", "x"}, {"kept_token", canary, "[T]"}, {"x", "plain", "plain"}, {"password", 0, 0},
		{"token", struct{ A int }{7}, nil}, {"token", time.Unix(0, 0), "[NAMED]"}, {"token", []byte("hunter2"), "[NAMED]"},
	} {
		out, _ := w.Field(p, Scope{}, tc.name, tc.v)
		if tc.want == nil && tc.v != nil && tc.name == "token" {
			if jsonOf(out) != `{"A":"[NUM]"}` {
				t.Errorf("%s %v: %v", tc.name, tc.v, out)
			}
			continue
		}
		if out != tc.want {
			t.Errorf("%s %v: %v, want %v", tc.name, tc.v, out, tc.want)
		}
	}
	if out, _ := w.Value(p, Scope{Hide: true}, struct{ A, B int }{1, 2}); jsonOf(out) != `{"A":"[NUM]","B":"[NUM]"}` {
		t.Errorf("in a hidden scope: %v", out)
	}
	if out, _ := w.Value(p, Scope{Hide: true}, "x"); out != "[NAMED]" {
		t.Errorf("in a hidden scope: %v", out)
	}
	if out, _ := w.Value(p, Scope{}, struct {
		A    int `json:"gone"`
		B    string
		Base base `json:"always"`
	}{1, "b", base{"x", "y"}}); jsonOf(out) != `{"B":"b","always":"[HIDDEN]"}` || fmt.Sprintf("%+v", out) != "{B:b Base:[HIDDEN]}" {
		t.Errorf("%s %+v", jsonOf(out), out)
	}
}

type (
	safe struct{ v any }
	tiny struct{ N int }
)

func TestForeign(t *testing.T) {
	w := New(Config{Foreign: []Foreign{
		{Match: func(t reflect.Type) bool { return t == reflect.TypeFor[safe]() }, Convert: func(v any) any { return v.(safe).v }, Safe: true},
		{Match: func(t reflect.Type) bool { return t == reflect.TypeFor[*stringer]() }, Convert: func(v any) any { return map[string]string{"password": "hunter2"} }},
		{Match: func(t reflect.Type) bool { return t == reflect.TypeFor[tiny]() }, Convert: func(any) any { return canary }},
		{Match: func(t reflect.Type) bool { return t == reflect.TypeFor[node]() }, Convert: func(any) any { panic(canary) }},
	}})
	out, changed := w.Value(&fake{}, Scope{}, map[string]any{
		"tiny": []struct{ T tiny }{{tiny{1}}}, "token": safe{base{"shown", canary}}, "s": &stringer{}, "n": node{}, "password": safe{7}})
	want := `{"n":"[FAIL]","password":7,"s":{"password":"[NAMED]"},"tiny":[{"T":"[T]"}],"token":{"ID":"shown","Name":"[T]"}}`
	if got := jsonOf(out); !changed || got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestFmtForm(t *testing.T) {
	w := New(Config{})
	for _, tc := range []struct {
		v    any
		verb string
		want string
	}{
		{login{User: "u", Password: "hunter2"}, "%v", "{u [NAMED] 0  0001-01-01 00:00:00 +0000 UTC }"},
		{&base{canary, "n"}, "%+v", "&{ID:[T] Name:n}"},
		{map[string]any{"a": canary, "b": 1}, "%v", "map[a:[T] b:1]"},
		{[]any{canary, 1, nil}, "%v", "[[T] 1 <nil>]"},
		{[]any{canary, 1}, "%s", "[[T] 1]"},
		{[]any{canary}, "%q", `["[T]"]`},
		{base{canary, "n"}, "%#v", `{ID:"[T]", Name:"n"}`},
		{stringer{func() string { return canary }, "d"}, "%+v", "[T]"},
		{marshaler{func() ([]byte, error) { return []byte(`"a\nb"`), nil }}, "%v", "a\nb"},
		{struct{ T, S any }{time.Second, canary}, "%v", "{1s [T]}"},
	} {
		out, _ := w.Value(&fake{}, Scope{}, tc.v)
		if got := fmt.Sprintf(tc.verb, out); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.verb, got, tc.want)
		}
	}
}

// fmt prints a pointer in an unexported field as an address; so does the copy that
// stands in for it.
func TestUnexportedPointer(t *testing.T) {
	v := struct {
		A string
		p *base
	}{"a", &base{canary, "x"}}
	out, changed := New(Config{}).Value(&fake{}, Scope{}, v)
	for _, verb := range []string{"%v", "%+v"} {
		if got, want := fmt.Sprintf(verb, out), fmt.Sprintf(verb, v); !changed || got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	leakFree(t, out)
}

func TestAccessors(t *testing.T) {
	out, _ := New(Config{}).Value(&fake{}, Scope{}, Outer{base: base{ID: canary, Name: "n"}, Level: 3})
	var names []string
	for name, value := range out.(Object).All() {
		names = append(names, name+"="+fmt.Sprint(value))
	}
	if got := strings.Join(names, " "); got != "Name=n name= Level=level3" {
		t.Error(got) // ID is ambiguous between the two embedded structs
	}
	r := out.(Object).members[3].value.(Rendered)
	if r.Text() != "level3" || r.Data() != int64(3) {
		t.Error(r.Text(), r.Data())
	}
	list, _ := New(Config{}).Value(&fake{}, Scope{}, []string{canary, "x"})
	for x := range list.(List).All() {
		if x != "[T]" {
			t.Error(x)
		}
		break
	}
	if list.(List).Len() != 2 || (JSON{}).Text() != "null" || fmt.Sprint(Object{}, List{}, JSON{}, Rendered{}) != "{} [] null " {
		t.Error("zero values")
	}
}

type zeroer struct{ N int }

func (z *zeroer) IsZero() bool { return z.N == 7 }

func TestOmit(t *testing.T) {
	type all struct {
		A int       `json:"a,omitempty"`
		B []int     `json:"b,omitempty"`
		C [0]int    `json:"c,omitempty"`
		D base      `json:"d,omitempty"`
		E base      `json:"e,omitzero"`
		F zeroer    `json:"f,omitzero"`
		G *zeroer   `json:"g,omitzero"`
		H time.Time `json:"h,omitzero"`
		I any       `json:"i,omitempty"`
		J bool      `json:"j,string"`
		K *int      `json:"k,string"`
		L *string   `json:"l,string"`
		//lint:ignore SA5008 encoding/json takes such a tag, and so must we
		M string `json:"bad name!\"x"`
		//lint:ignore SA5008 encoding/json takes such a tag, and so must we
		N string `json:"-,"`
		//lint:ignore SA5008 encoding/json takes such a tag, and so must we
		O []string `json:"o,string"`
		P float64  `json:",string"`
	}
	for _, v := range []*all{
		{}, {A: 1, B: []int{1}, D: base{"x", ""}, E: base{"x", ""}, F: zeroer{7}, G: &zeroer{7}, H: time.Unix(1, 0), I: 0, J: true, K: ptr(3), L: ptr("s"),
			M: "m", N: "n", O: []string{"o"}, P: 1.25},
		{F: zeroer{1}, G: &zeroer{1}},
	} {
		c := &call{w: New(Config{}), p: &fake{}, real: &fake{}, nodes: 1000}
		if got, want := jsonOf(c.copy(reflect.ValueOf(v), nil, at{})), jsonOf(v); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

func TestDeterministic(t *testing.T) {
	m := map[string]any{}
	for i := range 50 {
		m[strconv.Itoa(i)+canary] = map[any]string{i: "x", "s": canary, 1.5: "y"}
	}
	w := New(Config{MaxNodes: 120})
	first, _ := w.Value(&fake{}, Scope{}, m)
	for range 20 {
		if out, _ := w.Value(&fake{}, Scope{}, m); jsonOf(out) != jsonOf(first) {
			t.Fatal("two outputs for one input")
		}
	}
}

func TestAllocations(t *testing.T) {
	w, p := New(Config{}), &fake{}
	clean := login{User: "u", Note: "n"}
	for _, tc := range []struct {
		name string
		v    any
		max  float64
	}{
		{"string", "clean", 0}, {"int", 1 << 30, 0}, {"bool", true, 0}, {"time", time.Unix(1, 0), 0},
		{"error", errors.New("clean"), 0}, {"wrapped error", fmt.Errorf("a: %w", errors.New("b")), 0},
		{"trivial struct", struct{ A, B int }{1, 2}, 0}, {"pointer to trivial", &harmless{}, 0}, {"ints", []int{1, 2}, 0},
		{"struct", clean, 0}, {"pointer to struct", &clean, 0}, {"strings", []string{"a", "b"}, 0}, {"any list", []any{"a", 1}, 0},
	} {
		s := Scope{}
		if got := testing.AllocsPerRun(200, func() {
			if _, changed := w.Value(p, s, tc.v); changed {
				t.Fatal("changed")
			}
		}); got > tc.max {
			t.Errorf("%s: %v allocations", tc.name, got)
		}
	}
}

func TestPlansAreBounded(t *testing.T) {
	w, p := New(Config{}), &fake{}
	for i := range maxPlans + 50 {
		typ := reflect.StructOf([]reflect.StructField{{Name: "F" + strconv.Itoa(i), Type: reflect.TypeFor[string]()}})
		v := reflect.New(typ).Elem()
		v.Field(0).SetString(canary)
		if out, _ := w.Value(p, Scope{}, v.Interface()); strings.Contains(jsonOf(out), canary) {
			t.Fatal("leak")
		}
	}
	if n := w.count.Load(); n > maxPlans {
		t.Errorf("%d plans", n)
	}
}

func TestConcurrent(t *testing.T) {
	w, p := New(Config{}), &fake{}
	v := map[string]any{"a": login{Password: "hunter2"}, "b": []any{canary, &base{"x", canary}}, "e": errors.New(canary)}
	want, _ := New(Config{}).Value(p, Scope{}, v)
	done := make(chan string)
	for range 8 {
		go func() {
			for range 50 {
				if out, _ := w.Value(p, Scope{}, v); jsonOf(out) != jsonOf(want) {
					done <- jsonOf(out)
					return
				}
			}
			done <- ""
		}()
	}
	for range 8 {
		if got := <-done; got != "" {
			t.Error(got)
		}
	}
}

func TestAgain(t *testing.T) {
	w := New(Config{})
	first, _ := w.Value(&identityPolicy{}, Scope{}, map[string]any{"password": valuer{func() slog.Value {
		return slog.GroupValue(slog.String("a", "hunter2"), slog.Any("l", []any{canary, stringer{func() string { return canary }, canary}}),
			slog.Any("j", marshaler{func() ([]byte, error) { return []byte(`"` + canary + `"`), nil }}))
	}}, canary: texter{func() ([]byte, error) { return []byte(canary), nil }}})
	if s := jsonOf(first); !strings.Contains(s, canary) {
		t.Fatal(s)
	}
	out, _ := New(Config{}).Value(&fake{}, Scope{}, first)
	leakFree(t, out)
	if got, want := jsonOf(out), `{"password":{"a":"[NAMED]","l":["[NAMED]","[NAMED]"],"j":"[NAMED]"},"[K]":"[T]"}`; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	out, _ = New(Config{}).Value(&fake{whole: true}, Scope{}, first)
	if got, want := jsonOf(out), `{"password":"[HIDDEN]","[K]":"[T]"}`; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

type identityPolicy struct{ identity }

func TestCopyIsBounded(t *testing.T) {
	out, _ := New(Config{MaxNodes: 3}).Value(&fake{}, Scope{}, struct {
		A []int
		M map[int]int
		S string
	}{[]int{1, 2, 3, 4, 5}, map[int]int{1: 1, 2: 2, 3: 3, 4: 4}, canary})
	if got, want := jsonOf(out), `{"A":[1,2,3,"[LIMIT:2]"],"M":"[LIMIT:4]","S":"[T]"}`; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestSameText(t *testing.T) {
	for range 20 {
		out, _ := New(Config{}).Value(&fake{}, Scope{}, map[any]string{1: "a", "1": "b", uint8(1): "c", "x": canary})
		if got := jsonOf(out); got != `{"1":"a","1":"b","1":"c","x":"[T]"}` {
			t.Fatal(got)
		}
	}
}

type ctxKey struct{}
