package sinks

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/go-viper/mapstructure/v2"
	"github.com/kelseyhightower/envconfig"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/v2"
	pkgerrors "github.com/pkg/errors"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
	"go.uber.org/multierr"
	"gopkg.in/yaml.v3"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// known tells how a value that has no shape and is not registered is known as a secret.
type known uint8

const (
	not     known = iota
	named         // by a name beside it, in any text
	asError       // by the sentence it stands in, in an error only
)

var errInner = errors.New("inner")

// quoting lists libraries whose errors and dumps quote what they were given.
var quoting = []struct {
	name string
	call func(in string) error
	how  known
}{
	{"yaml scalar", func(in string) error {
		var v struct{ Port int }
		return yaml.Unmarshal([]byte("port: "+in), &v)
	}, not},
	{"yaml scalar under a name", func(in string) error {
		var v struct{ Password int }
		return yaml.Unmarshal([]byte("password: "+in), &v)
	}, not},
	{"yaml unknown field", func(in string) error {
		var v struct{ Port int }
		d := yaml.NewDecoder(strings.NewReader(in + ": 1"))
		d.KnownFields(true)
		return d.Decode(&v)
	}, not},
	{"yaml anchor", func(in string) error { var v any; return yaml.Unmarshal([]byte("a: *"+in), &v) }, not},
	{"mapstructure type", func(in string) error {
		var v struct{ Password int }
		return mapstructure.Decode(map[string]any{"password": in}, &v)
	}, not},
	{"mapstructure weak", func(in string) error {
		var v struct{ Password int }
		return mapstructure.WeakDecode(map[string]any{"password": in}, &v)
	}, not},
	{"mapstructure unused", func(in string) error {
		var v struct{ Port int }
		d, err := mapstructure.NewDecoder(&mapstructure.DecoderConfig{ErrorUnused: true, Result: &v})
		if err != nil {
			return err
		}
		return d.Decode(map[string]any{in: 1})
	}, not},
	// As mapstructure printed it before 2.3.0.
	{"mapstructure of old", func(in string) error {
		return fmt.Errorf("1 error(s) decoding:\n\n* cannot parse 'password' as int: strconv.ParseInt: parsing \"%s\": invalid syntax", in)
	}, asError},
	{"mapstructure of old, value", func(in string) error {
		return fmt.Errorf("1 error(s) decoding:\n\n* 'password' expected type 'int', got unconvertible type 'string', value: '%s'", in)
	}, asError},
	{"envconfig", func(in string) error {
		_ = os.Setenv("TACITTEST_PASSWORD", in)
		defer os.Unsetenv("TACITTEST_PASSWORD")
		var v struct{ Password int }
		return envconfig.Process("tacittest", &v)
	}, asError},
	{"pflag value", func(in string) error {
		f := pflag.NewFlagSet("x", pflag.ContinueOnError)
		f.Int("port", 0, "")
		return f.Parse([]string{"--port=" + in})
	}, not},
	{"pflag value of a name", func(in string) error {
		f := pflag.NewFlagSet("x", pflag.ContinueOnError)
		f.Int("password", 0, "")
		return f.Parse([]string{"--password=" + in})
	}, asError},
	{"pflag unknown", func(in string) error {
		f := pflag.NewFlagSet("x", pflag.ContinueOnError)
		return f.Parse([]string{"--" + in})
	}, not},
	{"pflag shorthand", func(in string) error {
		f := pflag.NewFlagSet("x", pflag.ContinueOnError)
		return f.Parse([]string{"-" + in})
	}, not},
	{"cobra command", func(in string) error {
		c := &cobra.Command{Use: "x", SilenceErrors: true, SilenceUsage: true}
		c.AddCommand(&cobra.Command{Use: "y", Run: func(*cobra.Command, []string) {}})
		c.SetArgs([]string{in})
		return c.Execute()
	}, not},
	{"cobra args", func(in string) error {
		c := &cobra.Command{Use: "x", Args: cobra.OnlyValidArgs, ValidArgs: []string{"a"}, Run: func(*cobra.Command, []string) {}, SilenceErrors: true, SilenceUsage: true}
		c.SetArgs([]string{in})
		return c.Execute()
	}, not},
	{"viper config", func(in string) error {
		v := viper.New()
		v.SetConfigType("yaml")
		return v.ReadConfig(strings.NewReader("a: *" + in))
	}, not},
	{"viper unmarshal", func(in string) error {
		v := viper.New()
		v.Set("password", in)
		var c struct{ Password int }
		return v.Unmarshal(&c)
	}, not},
	{"viper dump", func(in string) error {
		v := viper.New()
		v.Set("db.password", in)
		v.Set("db.user", "ada")
		var b bytes.Buffer
		v.DebugTo(&b)
		return errors.New(b.String())
	}, named},
	{"viper settings", func(in string) error {
		v := viper.New()
		v.Set("db.password", in)
		return fmt.Errorf("bad config: %v", v.AllSettings())
	}, named},
	// Its arrow is no separator.
	{"koanf dump", func(in string) error {
		k := koanf.New(".")
		if err := k.Load(confmap.Provider(map[string]any{"db.password": in, "db.user": "ada"}, "."), nil); err != nil {
			return err
		}
		return errors.New(k.Sprint())
	}, not},
	{"koanf raw", func(in string) error {
		k := koanf.New(".")
		if err := k.Load(confmap.Provider(map[string]any{"db.password": in}, "."), nil); err != nil {
			return err
		}
		return fmt.Errorf("%v %v", k.All(), k.Raw())
	}, named},
	{"multierr", func(in string) error {
		return multierr.Append(errInner, fmt.Errorf("password=%s", in))
	}, named},
	{"multierr in multierr", func(in string) error {
		return multierr.Combine(multierr.Append(errInner, fmt.Errorf("password=%s", in)), errors.Join(fmt.Errorf("dial postgres://u:%s@h/", in)))
	}, named},
	{"pkg/errors", func(in string) error {
		return pkgerrors.Wrapf(pkgerrors.WithStack(errInner), "password=%s", in)
	}, named},
	{"pkg/errors cause", func(in string) error {
		return pkgerrors.Wrap(pkgerrors.Errorf("password=%s", in), "starting")
	}, named},
}

func TestErrorsOfOthers(t *testing.T) {
	const token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	const live, plain = "zK7-quartz-lemon-41", "kelp-Violin9-otter"
	var set redact.SecretSet
	if _, err := set.Set("db", []byte(live)); err != nil {
		t.Fatal(err)
	}
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithSecrets(&set))
	for _, q := range quoting {
		for _, in := range []string{token, live, plain} {
			if in == plain && q.how == not {
				continue // nothing tells that it is a secret
			}
			raw := q.call(in)
			if raw == nil {
				t.Errorf("%s: no error", q.name)
				continue
			}
			got := r.Error(fmt.Errorf("starting: %w", raw))
			if errors.Is(raw, errInner) != errors.Is(got, errInner) {
				t.Errorf("%s: errors.Is was lost", q.name)
			}
			text := every(got)
			for i := 0; i+8 <= len(in); i++ {
				if strings.Contains(text, in[i:i+8]) {
					t.Errorf("%s: %q shows %q", q.name, text, in[i:i+8])
					break
				}
			}
			if in == plain && q.how == asError {
				continue
			}
			var b strings.Builder
			fmt.Fprintf(r.NewRecordWriter(&b), "%+v", raw)
			for i := 0; i+8 <= len(in); i++ {
				if strings.Contains(b.String(), in[i:i+8]) {
					t.Errorf("%s as text: %q", q.name, b.String())
					break
				}
			}
		}
	}
}

// every prints an error, and all that it wraps, in every way.
func every(err error) string {
	text := fmt.Sprintf("%v %s %q %+v %#v\n", err, err, err, err, err)
	for _, e := range multierr.Errors(err) {
		if e != err {
			text += every(e)
		}
	}
	if c := pkgerrors.Cause(err); c != err {
		text += every(c)
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

// cobra prints errors and usage by itself, with the defaults of flags.
func TestCobraOutput(t *testing.T) {
	const token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a"
	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
	var b strings.Builder
	c := &cobra.Command{Use: "x", Run: func(*cobra.Command, []string) {}}
	c.Flags().String("github", token, "the token to use")
	c.Flags().Int("port", 80, "where to listen")
	w := r.NewRecordWriter(&b)
	c.SetOut(w)
	c.SetErr(w)
	c.SetArgs([]string{"--port=" + token})
	if c.Execute() == nil {
		t.Error("no error")
	}
	if s := b.String(); strings.Contains(s, token[4:20]) || !strings.Contains(s, "where to listen (default 80)") {
		t.Errorf("%s", s)
	}
}
