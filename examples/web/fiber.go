package main

import (
	"fmt"
	"io"
	"net/http"
	"runtime/debug"

	"github.com/gofiber/fiber/v2"
	fiberlog "github.com/gofiber/fiber/v2/log"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
	"github.com/gofiber/fiber/v2/middleware/logger"
	fiberrecover "github.com/gofiber/fiber/v2/middleware/recover"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

func newFiber(r *redact.Redactor, out io.Writer) http.Handler {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	fiberlog.SetOutput(r.NewRecordWriter(out))
	panics := middleware.ErrorWriter(out, r)
	app.Use(
		logger.New(logger.Config{
			Format:        "${status} ${method} ${url} referer=${referer} ${reqHeaders} ${queryParams} ${body} ${error}\n",
			Output:        r.NewRecordWriter(out),
			DisableColors: true,
		}),
		// By default the traceback goes to os.Stderr.
		fiberrecover.New(fiberrecover.Config{EnableStackTrace: true, StackTraceHandler: func(_ *fiber.Ctx, v any) {
			_, _ = fmt.Fprintf(panics, "panic: %v\n%s", v, debug.Stack())
		}}),
	)
	ok := func(c *fiber.Ctx) error { answer(c); return nil }
	app.Post("/login", ok)
	app.Get("/reset/:token", ok)
	app.Get("/fail", func(*fiber.Ctx) error {
		fiberlog.Errorw("no report", "err", errDatabase)
		return errDatabase // the logger prints it, and it is sent to the client
	})
	app.Get("/panic", func(*fiber.Ctx) error { fails(key); return nil })
	return adaptor.FiberApp(app)
}
