package main

import (
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
	echomw "github.com/labstack/echo/v4/middleware"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

func newEcho(r *redact.Redactor, out io.Writer) http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Logger.SetOutput(r.NewRecordWriter(out, redact.AsJSON())) // it writes JSON
	e.StdLogger.SetOutput(middleware.ErrorWriter(out, r))
	panics := middleware.ErrorWriter(out, r)
	e.Use(
		//lint:ignore SA1019 services have it; its successor leaves the writing to them
		echomw.LoggerWithConfig(echomw.LoggerConfig{
			Format: `{"uri":"${uri}","status":${status},"referer":"${referer}","cookie":"${cookie:sid}","key":"${header:X-Api-Key}","error":"${error}"}` + "\n",
			Output: r.NewRecordWriter(out, redact.AsJSON()),
		}),
		// By default the traceback goes to the Logger, as a string of JSON, in which
		// nobody takes out the argument words.
		echomw.RecoverWithConfig(echomw.RecoverConfig{LogErrorFunc: func(_ echo.Context, err error, stack []byte) error {
			_, _ = fmt.Fprintf(panics, "panic: %v\n%s", err, stack)
			return err
		}}),
	)
	e.POST("/login", func(c echo.Context) error { answer(c.Response()); return nil })
	e.GET("/reset/:token", func(c echo.Context) error { answer(c.Response()); return nil })
	e.GET("/fail", func(c echo.Context) error {
		c.Logger().Error("no report: ", errDatabase)
		return echo.NewHTTPError(http.StatusBadGateway).SetInternal(errDatabase)
	})
	e.GET("/panic", func(echo.Context) error { fails(key); return nil })
	return e
}
