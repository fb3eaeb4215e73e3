package main

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tacit-go/tacit/middleware"
	"github.com/tacit-go/tacit/redact"
)

func newGin(r *redact.Redactor, out io.Writer) http.Handler {
	own := newSlog(r, out)
	// Gin's own messages, its Logger and its Recovery write to these two. In debug
	// mode Recovery dumps the request, of which it masks Authorization alone.
	gin.DefaultWriter = r.NewRecordWriter(out)
	gin.DefaultErrorWriter = middleware.ErrorWriter(out, r)
	gin.DisableConsoleColor()

	e := gin.New()
	e.Use(gin.Logger(), gin.Recovery())
	e.POST("/login", func(c *gin.Context) { answer(c.Writer) })
	e.GET("/reset/:token", func(c *gin.Context) { answer(c.Writer) })
	e.GET("/fail", func(c *gin.Context) {
		own.Error("no report", "err", errDatabase)
		_ = c.AbortWithError(http.StatusBadGateway, errDatabase) // the Logger prints it
	})
	e.GET("/panic", func(*gin.Context) { fails(key) })
	return e
}
