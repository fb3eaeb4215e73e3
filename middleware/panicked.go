package middleware

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// named returns what the routes of a request name, also those that an AccessLog knows which stands
// outside, to be hidden in the text of a panic. If that fails no text is shown.
func (h *recoverer) named(ctx context.Context, req *http.Request, outside *exchange) (g *search) {
	defer func() {
		if recover() != nil {
			g = &search{finder: finder{unknown: true}}
		}
	}()
	x := &exchange{r: h.r, cfg: h.cfg, uri: requestTarget(req)}
	if outside != nil {
		cfg := *h.cfg
		cfg.patterns = slices.Concat(cfg.patterns, outside.cfg.patterns)
		if cfg.route == nil {
			cfg.route = outside.cfg.route
		}
		x.cfg, x.uri = &cfg, outside.uri
		x.noted.Store(outside.noted.Load())
	}
	x.ask(req)
	x.routed(req)
	return x.search(h.cfg.scope(ctx, h.r))
}

// panicked hides in a text, as it was and as the Redactor shows it, what the URL of the request has.
func (g *search) panicked(text, shown string) string {
	if g.unknown {
		return "[REDACTED:error]"
	}
	find := func(text string) []span { return g.inProse(nil, text) }
	if any := len(g.found) > 0 || slices.ContainsFunc(g.known, func(k known) bool { return k.hide }); !any {
		return shown
	}
	if g.redirects(); g.many || max(len(text), len(shown)) > maxURL || len(text) > maxPath && g.path.to-g.path.from > maxPath {
		return "[REDACTED:limit]"
	}
	if found := find(text); len(found) > 0 {
		shown = applied(g.r, func(string) string { return shown }, text, found, find)
	}
	return apply(shown, find(shown)) // a method may answer in another way the second time
}

// A hiddenError is an error of which not all of the text is shown.
type hiddenError struct {
	text string
	err  error
}

// Error implements error.
func (e *hiddenError) Error() string { return e.text }

// Is asks the error.
func (e *hiddenError) Is(target error) bool { return errors.Is(e.err, target) }

// Format implements fmt.Formatter: whatever the verb, it is the text.
func (e *hiddenError) Format(f fmt.State, verb rune) {
	if verb == 'q' || verb == 'x' || verb == 'X' {
		fmt.Fprintf(f, fmt.FormatString(f, verb), e.text)
		return
	}
	_, _ = f.Write([]byte(e.text))
}
