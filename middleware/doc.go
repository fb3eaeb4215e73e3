// Package middleware keeps secrets out of what HTTP servers and clients log.
//
//	r := redact.MustNew(redact.WithDetectors(detectors.Default()...))
//	srv := http.Server{
//		Handler:  middleware.AccessLog(r)(middleware.Recover(r)(mux)), // of chi in router.Use, see below
//		ErrorLog: middleware.ErrorLog(r),
//	}
//	client := http.Client{Transport: middleware.NewTransport(nil, r)}
//	resp, err := middleware.Do(&client, req, r)
//
// # Servers
//
// [AccessLog] writes a redacted record of each request, [Recover] ends panics, and
// [ErrorLog] takes what net/http and its ReverseProxy print. Requests and responses
// are not changed: what a client gets is what it gets without this package, but for
// the 500 that Recover sends in the place of a broken connection. The ResponseWriter
// that a handler is given has the optional interfaces of the inner one, those and
// no others: Flusher, FlushError, Hijacker, ReaderFrom, Pusher, StringWriter,
// CloseNotifier, and the deadlines and full duplex of http.ResponseController; and
// Unwrap.
//
// The mux above is a http.ServeMux, which leaves its route in the request. chi's router passes on a copy of the request: there AccessLog and Recover
// go into its Use, or Recover alone, as router.Use(middleware.Recover(r)) below middleware.AccessLog(r)(router).
// Around the router both know no route, and the names have to be given by [WithPathPatterns]. That is so with any router
// that copies the request.
//
// # Clients
//
// [NewTransport] logs what is sent, [Do] and [Client] return errors without secrets,
// [Trace] redacts what an httptrace.ClientTrace sees, and [DumpRequest],
// [DumpRequestOut] and [DumpResponse] stand for the functions of httputil. Of these only NewTransport
// takes [WithPathPatterns]; those that dump know the route of the request that they are given, the others
// know none.
//
// # Headers and paths
//
// Headers are logged by an allow list. What is on it is redacted by its name and its
// value; credentials such as Authorization and Cookie are always hidden, unless a
// path rule of the Redactor keeps them. A host in one is shown without user info, and a URL that begins with two
// slashes without the password in its user info. A part of a path is judged by its name in the
// route of the request, as in "/reset/{token}", also in the headers that hold a URL and in what Recover logs of a panic. Words such
// as "list" stay under a name such as token, key or session, as they do in any text. Where a name ends in token, a
// number of four digits or more is hidden too, which elsewhere may be a count, and so are several segments of which
// one is to be hidden. Headers may
// name what another route serves:
// [WithPathPatterns] knows the names in all of them, and [WithRoute] the route where the request does not.
//
// The headers that hold a URL are Location, Content-Location, Referer and Destination; those in which
// proxies and servers hand one on: X-Forwarded-Uri, X-Forwarded-Path, X-Original-Uri, X-Original-Url,
// X-Original-Path, X-Rewrite-Url, X-Request-Uri, X-Replaced-Path, X-Envoy-Original-Path,
// X-Auth-Request-Redirect, X-Accel-Redirect, X-Waws-Unencoded-Url and X-Ms-Original-Url; and those of
// htmx. One with more than 32 URLs or 64 KiB is hidden where any name is sensitive. A URL within another
// text, as in Link, Refresh or a query, is not looked at in this way.
//
// What [http.Request.PathValue] tells of a sensitive name is hidden wherever it stands by itself in the URL of
// the request or in these headers, also between quote marks, but not spelled with escapes of JSON. A backslash
// in such a header may be a slash, as it is for browsers, and a plus a blank, as it is in a query. What a
// pattern or a route without values names in a path is hidden in the query behind it, too. What the Redactor
// finds in such a URL as it came is hidden with it, each in its place. A value with slashes that are escaped
// is not taken for the path of a file. The query of a URL beyond 64 KiB, or behind a path beyond 8 KiB, is
// hidden where there is such a value. Where a handler has put another URL in the place of that of the request,
// with a route that does not fit, and the values of its sensitive names are not found, all of the path is
// hidden.
//
// # What is not protected
//
// A secret in a path that no detector knows and whose route does not name it. The route is
// not known where AccessLog and Recover both stand around a router that copies the request, as chi's does, and not in
// its Use; where a ResponseWriter in between has no Unwrap and the request is a copy, as behind [http.TimeoutHandler];
// where the ServeMux redirects a path that is not clean and has no pattern for the method,
// and with a 405 where AccessLog does not wrap the ServeMux, or a Recover around it: [WithPathPatterns] knows
// the names in all of these. The
// names of parts of multipart bodies are logged, their contents are not looked at.
// Bodies in encodings other than gzip and deflate, or in binary formats, are left
// out. What a handler logs by itself, also by http.Request's fields in a message,
// is not seen here: that is the logger's adapter to redact. Errors that NewTransport
// returns are the caller's own. So are the values in contexts, TLS key logs
// (tls.Config.KeyLogWriter, SSLKEYLOGFILE) and GODEBUG=http2debug=2, which prints
// headers past every logger.
//
// No wrapper of a ResponseWriter can keep one thing: http.MaxBytesReader tells the
// server's own writer, by a method that is not exported, to close the connection
// when its limit is reached. With a wrapper the server closes it only if more than
// 256 KiB of the body are left.
package middleware
