package grpcredact

import (
	"fmt"

	"google.golang.org/grpc/grpclog"

	"github.com/tacit-go/tacit/redact"
)

// NewLogger returns a logger for grpclog.SetLoggerV2 that gives l redacted text. It is a
// grpclog.DepthLoggerV2; if l is none, the depth is lost. Fatal ends the process as
// that of l does.
func NewLogger(l grpclog.LoggerV2, r *redact.Redactor) grpclog.DepthLoggerV2 {
	d, _ := l.(grpclog.DepthLoggerV2)
	return &logger{l, d, r}
}

type logger struct {
	l grpclog.LoggerV2
	d grpclog.DepthLoggerV2
	r *redact.Redactor
}

func (l *logger) text(s string) string    { return l.r.Scope(sink).Text(s) }
func (l *logger) print(args []any) string { return l.text(fmt.Sprint(args...)) }

func (l *logger) line(args []any) string {
	s := fmt.Sprintln(args...)
	return l.text(s[:len(s)-1])
}

func (l *logger) form(f string, args []any) string { return l.text(fmt.Sprintf(f, args...)) }

func (l *logger) Info(args ...any)               { l.l.Info(l.print(args)) }
func (l *logger) Infoln(args ...any)             { l.l.Infoln(l.line(args)) }
func (l *logger) Infof(f string, args ...any)    { l.l.Info(l.form(f, args)) }
func (l *logger) Warning(args ...any)            { l.l.Warning(l.print(args)) }
func (l *logger) Warningln(args ...any)          { l.l.Warningln(l.line(args)) }
func (l *logger) Warningf(f string, args ...any) { l.l.Warning(l.form(f, args)) }
func (l *logger) Error(args ...any)              { l.l.Error(l.print(args)) }
func (l *logger) Errorln(args ...any)            { l.l.Errorln(l.line(args)) }
func (l *logger) Errorf(f string, args ...any)   { l.l.Error(l.form(f, args)) }
func (l *logger) Fatal(args ...any)              { l.l.Fatal(l.print(args)) }
func (l *logger) Fatalln(args ...any)            { l.l.Fatalln(l.line(args)) }
func (l *logger) Fatalf(f string, args ...any)   { l.l.Fatal(l.form(f, args)) }
func (l *logger) V(level int) bool               { return l.l.V(level) }

func (l *logger) InfoDepth(depth int, args ...any) {
	if l.d == nil {
		l.l.Infoln(l.line(args))
		return
	}
	l.d.InfoDepth(depth+1, l.line(args))
}

func (l *logger) WarningDepth(depth int, args ...any) {
	if l.d == nil {
		l.l.Warningln(l.line(args))
		return
	}
	l.d.WarningDepth(depth+1, l.line(args))
}

func (l *logger) ErrorDepth(depth int, args ...any) {
	if l.d == nil {
		l.l.Errorln(l.line(args))
		return
	}
	l.d.ErrorDepth(depth+1, l.line(args))
}

func (l *logger) FatalDepth(depth int, args ...any) {
	if l.d == nil {
		l.l.Fatalln(l.line(args))
		return
	}
	l.d.FatalDepth(depth+1, l.line(args))
}
