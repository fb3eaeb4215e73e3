package sinks

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/davecgh/go-spew/spew"
	"github.com/go-logr/logr/funcr"
	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"github.com/stretchr/testify/assert"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"gopkg.in/yaml.v3"

	"github.com/tacit-go/tacit/redact"
)

const held = "t7Kq-Zp3" + "vXw9Lm2Rb8"

// shows tells whether out has eight bytes of the value in a row.
func shows(out string) bool {
	decimal := strings.Trim(fmt.Sprint([]byte(held)), "[]")
	for _, form := range []string{
		held, hex.EncodeToString([]byte(held)), base64.StdEncoding.EncodeToString([]byte(held)),
		fmt.Sprintf("% x", held), decimal, strings.ReplaceAll(decimal, " ", ","), strings.ReplaceAll(decimal, " ", ", "),
		strings.ReplaceAll(decimal, " ", "\n- "), fmt.Sprintf("%#v", []byte(held)),
	} {
		for i := 0; i+8 <= len(form); i++ {
			if strings.Contains(out, form[i:i+8]) {
				return true
			}
		}
	}
	return false
}

type secret = redact.Secret[string]

type carrier struct {
	Public  secret
	Bytes   redact.Secret[[]byte]
	private secret
	Pointer *secret
	ptr     *secret
	Any     any
	any     any
	Slice   []secret
	slice   []secret
	Map     map[string]secret
	keys    map[*secret]int
	inner
}

type inner struct{ deep struct{ s secret } }

func newCarrier() carrier {
	s := redact.NewSecret(held)
	c := carrier{
		Public: s, Bytes: redact.NewSecret([]byte(held)), private: s, Pointer: &s, ptr: &s, Any: s, any: s,
		Slice: []secret{s}, slice: []secret{s}, Map: map[string]secret{"k": s}, keys: map[*secret]int{&s: 1},
	}
	c.deep.s = s
	return c
}

// plainCarrier is a Secret as one would write it by hand: the control.
type plainCarrier struct{ private handMade }

type handMade struct{ v string }

func (handMade) String() string   { return "[REDACTED]" }
func (handMade) GoString() string { return "[REDACTED]" }

// recorder is the testing.T of testify.
type recorder struct{ strings.Builder }

func (r *recorder) Errorf(format string, args ...any) { fmt.Fprintf(r, format, args...) }

// sinks are ways in which code of others prints a value. Each must print
// something.
var sinks = map[string]func(v any) string{
	"zap": func(v any) string {
		var out strings.Builder
		core := zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(&out), zap.DebugLevel)
		l := zap.New(core).With(zap.Any("bound", v))
		l.Info("m", zap.Any("any", v), zap.Reflect("reflect", v))
		l.Sugar().Infow("m", "k", v)
		l.Sugar().Infof("%v %+v %#v", v, v, v)
		return out.String()
	},
	"zap console": func(v any) string {
		var out strings.Builder
		core := zapcore.NewCore(zapcore.NewConsoleEncoder(zap.NewDevelopmentEncoderConfig()), zapcore.AddSync(&out), zap.DebugLevel)
		zap.New(core).Info("m", zap.Any("any", v), zap.Reflect("reflect", v))
		return out.String()
	},
	"zerolog": func(v any) string {
		var out strings.Builder
		l := zerolog.New(&out).With().Interface("bound", v).Logger()
		l.Info().Interface("i", v).Any("a", v).Fields(map[string]any{"f": v}).Msgf("%v %+v", v, v)
		return out.String()
	},
	"logrus": func(v any) string {
		var out strings.Builder
		l := logrus.New()
		l.SetOutput(&out)
		l.WithField("f", v).Info(v)
		l.SetFormatter(&logrus.JSONFormatter{})
		l.WithField("f", v).Info(v)
		return out.String()
	},
	"logr": func(v any) string {
		var out strings.Builder
		funcr.NewJSON(func(o string) { out.WriteString(o) }, funcr.Options{}).Info("m", "k", v)
		funcr.New(func(_, o string) { out.WriteString(o) }, funcr.Options{}).Info("m", "k", v)
		return out.String()
	},
	"yaml": func(v any) string {
		out, err := yaml.Marshal(v)
		return fmt.Sprint(string(out), err)
	},
	"spew": func(v any) string { return spew.Sdump(v) + spew.Sprintf("%v %+v %#v %#+v", v, v, v, v) },
	"spew without methods": func(v any) string {
		c := spew.ConfigState{Indent: " ", DisableMethods: true, DisablePointerMethods: true, SpewKeys: true}
		return c.Sdump(v) + c.Sprintf("%#+v", v)
	},
	"go-cmp": func(v any) string {
		var out string
		all := cmp.Exporter(func(reflect.Type) bool { return true })
		for _, other := range []any{nil, newCarrier(), redact.NewSecret("other"), plainCarrier{}} {
			out += cmp.Diff(v, other, all)
		}
		return out
	},
	"testify": func(v any) string {
		var r recorder
		assert.Equal(&r, v, newCarrier())
		assert.Nil(&r, v)
		assert.Contains(&r, []any{v}, "x")
		assert.EqualValues(&r, []any{v}, []any{1})
		return r.String()
	},
}

func TestSecretInSinksOfOthers(t *testing.T) {
	c := newCarrier()
	s := redact.NewSecret(held)
	for name, sink := range sinks {
		for _, v := range []any{s, &s, c.Bytes, c, &c, []any{c}, map[string]any{"c": c}, map[*secret]int{&s: 1}} {
			func() {
				defer func() {
					if p := recover(); p != nil && shows(fmt.Sprint(p)) {
						t.Errorf("%s panics with the value", name)
					}
				}()
				out := sink(v)
				if shows(out) {
					t.Errorf("%s shows the value in a %T: %s", name, v, out)
				}
				if out == "" {
					t.Errorf("%s prints nothing", name)
				}
			}()
		}
	}
	// The same check finds a value that is merely wrapped.
	var leaky []string
	for name, sink := range sinks {
		if shows(sink(&plainCarrier{handMade{held}})) {
			leaky = append(leaky, name)
		}
	}
	if len(leaky) < 5 {
		t.Errorf("the control leaks in %v only", leaky)
	}
}
