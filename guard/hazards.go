package guard

import (
	"net/http"
	"net/url"
	"os"
	"runtime/debug"
	"strings"
)

// hazards looks for settings that write secrets past every redactor. logs tells that
// package log is guarded.
func hazards(logs bool) (found []Finding) {
	add := func(when bool, id string, s Severity, doc, remedy string) {
		if when {
			found = append(found, Finding{id, s, doc, remedy})
		}
	}
	env, built := os.Getenv("GODEBUG"), defaultGODEBUG()
	http2 := Critical
	if logs {
		http2 = Warning // it is written by package log
	}
	// net/http looks for these anywhere in the variable.
	add(strings.Contains(env, "http2debug=1") || strings.Contains(env, "http2debug=2"), "godebug-http2debug", http2,
		"GODEBUG=http2debug writes the headers of HTTP/2 requests to the log", "unset it")
	labels, set := setting(env, "tracebacklabels")
	if !set {
		labels, _ = setting(built, "tracebacklabels")
	}
	add(labels == "1", "godebug-tracebacklabels", Warning,
		"GODEBUG=tracebacklabels writes the labels of goroutines into tracebacks", "unset it, or keep secrets out of pprof.Labels")

	limit, limited := coreLimit()
	crash := os.Getenv("GOTRACEBACK") == "crash"
	switch {
	case crash && (limit > 0 || !limited):
		add(true, "gotraceback-crash", Critical, "GOTRACEBACK=crash dumps all memory to a core file when the process crashes",
			"unset it, or set the limit for core files to 0")
	case crash:
		add(true, "gotraceback-crash", Warning, "GOTRACEBACK=crash dumps all memory when the process crashes, if core files are allowed", "unset it")
	case limited:
		add(limit > 0, "core-limit", Notice, "core files are allowed: a fatal signal dumps all memory", "set the limit for core files to 0 (ulimit -c 0), or call crashguard.HardenProcess")
	}

	add(os.Getenv("GRPC_BINARY_LOG_FILTER") != "", "grpc-binary-log", Critical,
		"GRPC_BINARY_LOG_FILTER writes messages and metadata of gRPC calls to a file", "unset it")
	add(os.Getenv("GRPC_GO_LOG_SEVERITY_LEVEL") != "" || os.Getenv("GRPC_GO_LOG_VERBOSITY_LEVEL") != "", "grpc-log", Warning,
		"GRPC_GO_LOG_SEVERITY_LEVEL or GRPC_GO_LOG_VERBOSITY_LEVEL makes gRPC log to standard error", "unset it, or give grpclog a redacting logger")
	sentry := os.Getenv("SENTRYGODEBUG")
	dump, _ := setting(sentry, "httpdump")
	add(dump == "1", "sentry-httpdump", Critical, "SENTRYGODEBUG=httpdump writes events to standard error as they are sent", "unset it")
	add(sentry != "" && dump != "1", "sentry-debug", Warning, "SENTRYGODEBUG makes the client of Sentry write to standard error", "unset it")
	add(os.Getenv("SSLKEYLOGFILE") != "", "tls-key-log", Warning,
		"SSLKEYLOGFILE asks for the keys of TLS connections in a file; crypto/tls does not read it, but programs and C libraries do", "unset it")

	add(served("/debug/pprof/"), "pprof-served", Warning,
		"http.DefaultServeMux serves net/http/pprof: arguments of the process, labels of goroutines", "serve another mux, and crashguard.Debug around pprof on a private address")
	add(served("/debug/vars"), "expvar-served", Warning,
		"http.DefaultServeMux serves expvar: arguments of the process, and what is published", "serve another mux, and crashguard.Debug around expvar on a private address")
	return found
}

// setting returns the last value of a name in a list such as GODEBUG.
func setting(list, name string) (value string, ok bool) {
	for s := range strings.SplitSeq(list, ",") {
		if k, v, found := strings.Cut(s, "="); found && strings.TrimSpace(k) == name {
			value, ok = strings.TrimSpace(v), true
		}
	}
	return value, ok
}

// defaultGODEBUG returns what //go:debug lines of the program have set.
func defaultGODEBUG() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "DefaultGODEBUG" {
			return s.Value
		}
	}
	return ""
}

// served reports that the default mux has a handler for exactly this path.
func served(path string) bool {
	_, pattern := http.DefaultServeMux.Handler(&http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}})
	return strings.HasSuffix(pattern, path)
}
