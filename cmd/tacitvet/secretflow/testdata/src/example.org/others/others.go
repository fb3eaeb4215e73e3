// Package others has the sinks of third parties.
package others

import (
	"log"
	"testing"

	"github.com/go-logr/logr"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"
	"google.golang.org/grpc/status"
	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/tools/record"
)

type silent struct{ Password string }

func (silent) MarshalLogObject(any) error { return nil }

type inner struct {
	Name     string
	password string
}

func quiet(i inner) { // want quiet:`sink:zap.Any`
	zap.Any("x", silent{})
	zap.Any("x", &i) // JSON has no unexported fields
	log.Print(i)     // want `inner.password flows into log.Print`
}

type Logger interface {
	Infof(format string, args ...any)
	Warn(msg string, kv ...any)
}

func all(password, value string, z *zap.Logger, s *zap.SugaredLogger, e *zerolog.Event, l logr.Logger, span trace.Span, // want all:`sink:SugaredLogger.Infow`
	c *prometheus.CounterVec, rec record.EventRecorder, own Logger, t *testing.T, secret *v1.Secret) {
	z.Info("m", zap.String("x", password))                          // want `password flows into zap.String`
	z.Info("m", zap.String("password", value))                      // want `the value of password flows into zap.String`
	z.Info("m " + password)                                         // want `password flows into Logger.Info`
	zap.Any("x", []string{password})                                // want `password flows into zap.Any`
	s.Infof("%s %T", password, password)                            // want `password flows into SugaredLogger.Infof`
	s.Infow("m", "password", value, "user", value)                  // want `the value of password flows into SugaredLogger.Infow`
	s.With("x", password)                                           // want `password flows into SugaredLogger.With`
	e.Str("x", password).Str("y", value).Msg(password)              // want `password flows into Event.Str` `password flows into Event.Msg`
	e.Bytes("x", []byte(password)).Msgf("%s", password)             // want `password flows into Event.Bytes` `password flows into Event.Msgf`
	e.Interface("client_secret", value)                             // want `the value of client_secret flows into Event.Interface`
	l.Info("m", "x", password)                                      // want `password flows into Logger.Info`
	l.Error(nil, "m", "password", value)                            // want `the value of password flows into Logger.Error`
	l.WithValues("x", password)                                     // want `password flows into Logger.WithValues`
	logrus.WithField("x", password).Warn(password)                  // want `password flows into logrus.WithField` `password flows into Entry.Warn`
	logrus.WithFields(logrus.Fields{"a": value, "password": value}) // want `the value of password flows into logrus.Fields`
	logrus.Infof("%s", password)                                    // want `password flows into logrus.Infof`
	attribute.String("x", password)                                 // want `password flows into attribute.String`
	attribute.Key("x").String(password)                             // want `password flows into Key.String`
	span.SetName(password)                                          // want `password flows into Span.SetName`
	span.SetStatus(1, "bad "+password)                              // want `password flows into Span.SetStatus`
	span.AddEvent(password)                                         // want `password flows into Span.AddEvent`
	_ = status.Error(3, "bad "+password)                            // want `password flows into status.Error`
	_ = status.Errorf(3, "bad %q", password)                        // want `password flows into status.Errorf`
	c.WithLabelValues("a", password)                                // want `password flows into CounterVec.WithLabelValues`
	c.With(prometheus.Labels{"x": password})                        // want `password flows into a metric label`
	rec.Event(nil, "Normal", "Login", "pw "+password)               // want `password flows into EventRecorder.Event`
	rec.Eventf(nil, "Normal", "Login", "pw %s", password)           // want `password flows into EventRecorder.Eventf`
	own.Infof("%s", password)                                       // want `password flows into Logger.Infof`
	own.Warn("m", "password", value)                                // want `the value of password flows into Logger.Warn`
	t.Log(password)                                                 // want `password flows into .*Log`
	log.Printf("%v", secret)                                        // want `Secret.Data flows into log.Printf`
}
