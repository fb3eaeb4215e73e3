package redact_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// quoting lists calls of the standard library whose errors quote their input.
var quoting = []struct {
	name string
	call func(in string) error
	is   error // errors.Is holds for it
	// part tells that only a part of the input is quoted, as the errors of url.Parse do.
	part bool
}{
	{"url.Parse", func(in string) error { _, err := url.Parse("http://h/%zz?" + in); return err }, url.EscapeError("%zz"), false},
	{"url.Parse port", func(in string) error { _, err := url.Parse("postgres://u:" + in + "/x@db:5432"); return err }, nil, true},
	{"url.Parse user", func(in string) error { _, err := url.Parse("http://u:" + in + "[@h"); return err }, nil, true},
	{"url.Parse scheme", func(in string) error { _, err := url.Parse("://" + in); return err }, nil, false},
	{"url.Parse host", func(in string) error { _, err := url.Parse("http://h " + in + "/"); return err }, url.InvalidHostError(" "), false},
	{"url.ParseRequestURI", func(in string) error { _, err := url.ParseRequestURI(in); return err }, nil, false},
	{"url.JoinPath", func(in string) error { _, err := url.JoinPath("http://h/%zz"+in, "x"); return err }, nil, false},
	{"strconv.Atoi", func(in string) error { _, err := strconv.Atoi(in); return err }, strconv.ErrSyntax, false},
	{"strconv.ParseBool", func(in string) error { _, err := strconv.ParseBool(in); return err }, strconv.ErrSyntax, false},
	{"strconv.ParseFloat", func(in string) error { _, err := strconv.ParseFloat(in, 64); return err }, strconv.ErrSyntax, false},
	{"time.Parse", func(in string) error { _, err := time.Parse(time.RFC3339, in); return err }, nil, false},
	{"time.Parse extra", func(in string) error { _, err := time.Parse("2006", "2026"+in); return err }, nil, false},
	{"time.ParseDuration", func(in string) error { _, err := time.ParseDuration(in); return err }, nil, false},
	{"time.ParseDuration unit", func(in string) error { _, err := time.ParseDuration("5" + in); return err }, nil, false},
	{"time.LoadLocation", func(in string) error { _, err := time.LoadLocation(in); return err }, nil, false},
	{"netip.ParseAddr", func(in string) error { _, err := netip.ParseAddr(in); return err }, nil, false},
	{"netip.ParseAddrPort", func(in string) error { _, err := netip.ParseAddrPort("1.2.3.4:" + in); return err }, nil, false},
	{"netip.ParsePrefix", func(in string) error { _, err := netip.ParsePrefix(in + "/33"); return err }, nil, false},
	{"net.SplitHostPort", func(in string) error { _, _, err := net.SplitHostPort(in); return err }, nil, false},
	{"net.ParseCIDR", func(in string) error { _, _, err := net.ParseCIDR(in); return err }, nil, false},
	{"net.ParseMAC", func(in string) error { _, err := net.ParseMAC(in); return err }, nil, false},
	{"net.ResolveTCPAddr", func(in string) error { _, err := net.ResolveTCPAddr("tcp", "127.0.0.1:"+in); return err }, nil, false},
	{"net.Dial network", func(in string) error { _, err := net.Dial(in, "127.0.0.1:1"); return err }, nil, false},
	{"net.Dial unix", func(in string) error { _, err := net.Dial("unix", "/nowhere/"+in); return err }, fs.ErrNotExist, false},
	{"net.DNSError", func(in string) error { return &net.DNSError{Err: "no such host", Name: in, IsNotFound: true} }, nil, false},
	{"exec.LookPath", func(in string) error { _, err := exec.LookPath(in); return err }, exec.ErrNotFound, false},
	{"exec.Command", func(in string) error { return exec.Command("/nowhere/" + in).Run() }, fs.ErrNotExist, false},
	{"exec.Cmd.String", func(in string) error {
		c := exec.Command("/nowhere/x", "-t", in)
		return fmt.Errorf("%s: %w", c, c.Run())
	}, fs.ErrNotExist, false},
	{"flag value", func(in string) error { return flags("-n=" + in) }, nil, false},
	{"flag bool", func(in string) error { return flags("-b=" + in) }, nil, false},
	{"flag name", func(in string) error { return flags("-" + in) }, nil, false},
	{"flag syntax", func(in string) error { return flags("--=" + in) }, nil, false},
	{"flag func", func(in string) error { return flags("-f=" + in) }, nil, false},
	{"os.Open", func(in string) error { _, err := os.Open("/nowhere/" + in); return err }, fs.ErrNotExist, false},
	{"os.Rename", func(in string) error { return os.Rename("/nowhere/"+in, "/nowhere/x") }, fs.ErrNotExist, false},
	{"os.Mkdir", func(in string) error { return os.Mkdir("/nowhere/"+in+"/x", 0o700) }, fs.ErrNotExist, false},
	{"json.Unmarshal", func(in string) error {
		var v struct{ N int }
		return fmt.Errorf("reading %s: %w", in, json.Unmarshal([]byte(`{"N":"`+in+`"}`), &v))
	}, nil, false},
	{"context cause", func(in string) error {
		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(fmt.Errorf("stopped by %s: %w", in, io.ErrClosedPipe))
		return context.Cause(ctx)
	}, io.ErrClosedPipe, false},
}

func flags(arg string) error {
	set := flag.NewFlagSet("x", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Int("n", 0, "")
	set.Bool("b", false, "")
	set.Func("f", "", func(in string) error { return fmt.Errorf("no such mode: %q", in) })
	return set.Parse([]string{arg})
}

func TestErrorsThatQuoteTheirInput(t *testing.T) {
	alone(t)
	const token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	const live = "zK7-quartz-lemon-41"
	var set redact.SecretSet
	if _, err := set.Set("db", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set))
	for _, q := range quoting {
		for _, in := range []string{token, live} {
			raw := q.call(in)
			if raw == nil {
				t.Errorf("%s: no error", q.name)
				continue
			}
			if !q.part && !strings.Contains(raw.Error(), in) && !strings.Contains(raw.Error(), in[4:]) {
				t.Errorf("%s does not quote: %v", q.name, raw)
			}
			// Alone, wrapped, joined, and as other verbs print it.
			for how, err := range map[string]error{
				"alone":   raw,
				"wrapped": fmt.Errorf("starting: %w", fmt.Errorf("config: %w", raw)),
				"joined":  errors.Join(io.EOF, raw),
				"both":    fmt.Errorf("%w and %w", raw, errors.Join(raw)),
			} {
				got := r.Error(err)
				if q.is != nil && !errors.Is(got, q.is) || how == "joined" && !errors.Is(got, io.EOF) {
					t.Errorf("%s, %s: errors.Is was lost", q.name, how)
				}
				text := every(got)
				for i := 0; i+9 <= len(in); i++ {
					if strings.Contains(text, in[i:i+9]) {
						t.Fatalf("%s, %s: %s", q.name, how, text)
					}
				}
			}
		}
	}
}

// every prints an error, and all that it wraps, in every way.
func every(err error) string {
	text := fmt.Sprintf("%v %s %q %x %+v %#v %T", err, err, err, err, err, err, err)
	var num *strconv.NumError
	if errors.As(err, &num) {
		text += fmt.Sprintf("%#v", num)
	}
	var u *url.Error
	if errors.As(err, &u) {
		text += fmt.Sprintf("%#v", u)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		text += fmt.Sprintf("%#v", path)
	}
	var pt *time.ParseError
	if errors.As(err, &pt) {
		text += fmt.Sprintf("%#v", pt)
	}
	switch x := err.(type) {
	case interface{ Unwrap() error }:
		if in := x.Unwrap(); in != nil {
			text += every(in)
		}
	case interface{ Unwrap() []error }:
		for _, in := range x.Unwrap() {
			text += every(in)
		}
	}
	return text
}

// Parsers name what they could not parse.
func TestErrorsThatNameTheirInput(t *testing.T) {
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	flags := func(args ...string) error {
		set := flag.NewFlagSet("x", flag.ContinueOnError)
		set.SetOutput(io.Discard)
		set.Int("db-password", 0, "")
		set.Int("port", 0, "")
		set.Bool("api-key", false, "")
		return set.Parse(args)
	}
	num := func(in string) error { _, err := strconv.ParseInt(in, 10, 64); return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{flags("-db-password=kelp-Violin9"), `invalid value "[REDACTED:password]" for flag -db-password: parse error`},
		{flags("-db-password=a\"b"), `invalid value "[REDACTED:password]" for flag -db-password: parse error`},
		{flags("-api-key=kelp-Violin9"), `invalid boolean value "[REDACTED:api-key]" for -api-key: parse error`},
		{flags("-port=kelp-Violin9"), `invalid value "kelp-Violin9" for flag -port: parse error`},
		{fmt.Errorf(`invalid argument "kelp" for "-p, --password" flag: %w`, num("kelp")), `invalid argument "[REDACTED:password]" for "-p, --password" flag: strconv.ParseInt: parsing "[REDACTED:password]": invalid syntax`},
		{fmt.Errorf("1 error(s) decoding:\n\n* cannot parse 'db.password' as int: %w", num(`a"b\`)), "1 error(s) decoding:\n\n* cannot parse 'db.password' as int: strconv.ParseInt: parsing \"[REDACTED:password]\": invalid syntax"},
		{errors.New("* 'secrets[0]' expected type 'int', got unconvertible type 'string', value: 'it's'"), "* 'secrets[0]' expected type 'int', got unconvertible type 'string', value: '[REDACTED:secret]'"},
		{errors.New("* 'port' expected type 'int', got unconvertible type 'string', value: 'x'"), "* 'port' expected type 'int', got unconvertible type 'string', value: 'x'"},
		{errors.New("envconfig.Process: assigning APP_SECRET to Key: converting 'kelp-Violin9' to type int. details: kelp-Violin9"), "envconfig.Process: assigning APP_SECRET to Key: converting '[REDACTED:secret]' to type int. details: [REDACTED:secret]"},
		{errors.New(`no value "x" for you`), `no value "x" for you`},
		{errors.New(`" for "`), `" for "`},
		{errors.New(`invalid value "[REDACTED:password]" for flag -password: x`), `invalid value "[REDACTED:password]" for flag -password: x`},
		{errors.New(strings.Repeat(`value "s3cr3t-x" for flag -password `, 65)), "[REDACTED:limit:2340]"},
	} {
		got := r.Error(c.err)
		if got.Error() != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
		if again := r.Error(got); again.Error() != c.want {
			t.Errorf("the second time: %s", again)
		}
		text := every(got)
		for _, s := range []string{"kelp", `a"b`, `a\"b`, "it's"} {
			if !strings.Contains(c.want, s) && strings.Contains(text, s) {
				t.Errorf("%s", text)
			}
		}
		var n *strconv.NumError
		if errors.As(got, &n) && n.Num != "[REDACTED:password]" {
			t.Errorf("%q", n.Num)
		}
		if errors.Is(c.err, strconv.ErrSyntax) != errors.Is(got, strconv.ErrSyntax) {
			t.Error("errors.Is was lost")
		}
	}
	if got := (&redact.Redactor{}).Error(flags("-db-password=x")).Error(); got != "[REDACTED]" {
		t.Errorf("%s", got)
	}
	// Behind the bound, and many that have no value.
	long := errors.New(strings.Repeat(`x" for flag -q: `, 20_000) + `value "` + strings.Repeat("x", 1024) + `" for flag -password`)
	if got := r.Error(long); got != long {
		t.Errorf("%.100s", got)
	}
}

// flag prints the defaults of its flags for -h.
func TestFlagDefaults(t *testing.T) {
	const token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	var b strings.Builder
	set := flag.NewFlagSet("x", flag.ContinueOnError)
	set.SetOutput(r.NewRecordWriter(&b))
	set.String("github", token, "the `token` to use")
	set.String("name", "ada", "who")
	if err := set.Parse([]string{"-h"}); !errors.Is(err, flag.ErrHelp) {
		t.Error(err)
	}
	if s := b.String(); strings.Contains(s, token) || !strings.Contains(s, `(default "[REDACTED:github-personal-access-token]")`) || !strings.Contains(s, `(default "ada")`) {
		t.Errorf("%s", s)
	}
}

// A clean error costs nothing beyond its own Error.
func TestCleanErrorAllocs(t *testing.T) {
	if raced {
		t.Skip("pools forget under the race detector")
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	for _, err := range []error{
		io.EOF,
		errors.New("no such order"),
		fmt.Errorf("reading: %w", io.ErrUnexpectedEOF),
		&fs.PathError{Op: "open", Path: "/etc/hosts", Err: fs.ErrNotExist},
		&url.Error{Op: "Get", URL: "https://h/x", Err: io.EOF},
	} {
		own := testing.AllocsPerRun(200, func() { _ = err.Error() })
		if n := testing.AllocsPerRun(200, func() {
			if r.Error(err) != err {
				t.Error("not clean")
			}
		}); n > own {
			t.Errorf("%T: %v allocations, %v of its own", err, n, own)
		}
	}
}
