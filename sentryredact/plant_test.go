package sentryredact_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/getsentry/sentry-go/attribute"
)

// planted are the paths that hold a canary.
type planted map[string]bool

// plant sets every string that can be reached in v to its path and a canary.
func (p planted) plant(v reflect.Value, path string, depth int) {
	canary := func(what string) string {
		p[path+what] = true
		return "at " + path + what + " " + token
	}
	if depth > 8 || !v.CanSet() {
		return
	}
	switch v.Type() {
	case reflect.TypeFor[time.Time](), reflect.TypeFor[sentry.MetricValue]():
		return
	case reflect.TypeFor[attribute.Value]():
		v.Set(reflect.ValueOf(attribute.StringValue(canary(""))))
		return
	case reflect.TypeFor[sentry.MonitorSchedule]():
		v.Set(reflect.ValueOf(sentry.CrontabSchedule(canary(""))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(canary(""))
	case reflect.Struct:
		for i := range v.NumField() {
			p.plant(v.Field(i), path+"."+v.Type().Field(i).Name, depth+1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		p.plant(v.Elem(), path, depth+1)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(canary("")))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		p.plant(v.Index(0), path+"[0]", depth+1)
		p.plant(v.Index(1), path+"[1]", depth+1)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for key, what := range map[string]string{"k": "[value]", canary("[key]"): "[hidden name]"} {
			e := reflect.New(v.Type().Elem()).Elem()
			p.plant(e, path+what, depth+1)
			v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), e)
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf([]any{
			canary("{string}"), []byte(canary("{bytes}")), errors.New(canary("{error}")),
			map[string]any{"nested": canary("{map}")}, map[string]any{canary("{name}"): 1},
			struct{ Text string }{canary("{struct}")}, stringer(canary("{stringer}")),
			[]string{canary("{list}")},
		}))
	}
}

type stringer string

func (s stringer) String() string { return string(s) }

// unsent are the parts of an event that the SDK does not send with it.
var unsent = []string{
	"Event.Type", "Event.Logs", "Event.Metrics",
	".TransactionInfo", "Event.Spans[0].Source", "Event.Spans[1].Source", "Event.CheckIn.", "Event.MonitorConfig.",
}

func TestPlanted(t *testing.T) {
	for _, direct := range []bool{false, true} {
		t.Run(fmt.Sprintf("buffer=%t", !direct), func(t *testing.T) {
			paths := planted{}
			// The callback of the caller hands on what is planted, as late as possible.
			set := func(protect bool) func(o *sentry.ClientOptions) {
				return func(o *sentry.ClientOptions) {
					o.DisableTelemetryBuffer = direct
					o.BeforeSend = func(*sentry.Event, *sentry.EventHint) *sentry.Event {
						var e sentry.Event
						paths.plant(reflect.ValueOf(&e).Elem(), "Event", 0)
						e.Type = ""
						return &e
					}
					o.BeforeSendTransaction = func(*sentry.Event, *sentry.EventHint) *sentry.Event {
						var e sentry.Event
						paths.plant(reflect.ValueOf(&e).Elem(), "Event", 0)
						e.Type = "transaction"
						return &e
					}
					o.BeforeSendLog = func(l *sentry.Log) *sentry.Log {
						paths.plant(reflect.ValueOf(l).Elem(), "Log", 0)
						return l
					}
					o.BeforeSendMetric = func(m *sentry.Metric) *sentry.Metric {
						value := m.Value
						paths.plant(reflect.ValueOf(m).Elem(), "Metric", 0)
						m.Value = value
						return m
					}
					if protect {
						apply(o)
					}
				}
			}
			use := func(hub *sentry.Hub) {
				ctx := sentry.SetHubOnContext(context.Background(), hub)
				hub.CaptureMessage("x")
				sentry.StartTransaction(ctx, "x").Finish()
				sentry.NewLogger(ctx).Info().Emit("x")
				sentry.NewMeter(ctx).Count("x", 1)
				var c sentry.CheckIn
				var m sentry.MonitorConfig
				paths.plant(reflect.ValueOf(&c).Elem(), "CheckIn", 0)
				paths.plant(reflect.ValueOf(&m).Elem(), "MonitorConfig", 0)
				hub.CaptureCheckIn(&c, &m)
			}
			raw := sent(t, set(false), use)
			if n := strings.Count(raw, token); n < 200 {
				t.Fatalf("only %d canaries are sent without Apply", n)
			}
			text := sent(t, set(true), use)
			clean(t, text)
			lost := 0
			for path := range paths {
				if strings.Contains(text, "at "+path+" [REDACTED:") {
					continue
				}
				lost++
				if strings.Contains(path, "[hidden name]") || strings.HasSuffix(path, "{bytes}") || slices.ContainsFunc(unsent, func(o string) bool { return strings.Contains(path, o) }) {
					continue // hidden as a whole, in base64, or not sent
				}
				if strings.HasSuffix(path, ".Cookies") {
					wants(t, text, `"cookies":"[REDACTED:cookie]"`)
					continue
				}
				t.Errorf("%s did not arrive", path)
			}
			t.Logf("%d paths, %d not in the text", len(paths), lost)
		})
	}
}
