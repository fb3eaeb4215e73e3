// Package walk is the one reflective walker of Go values. It takes a value that
// a log sink is about to print and returns what the sink may print instead.
//
// The package makes no decision of its own: what a name means, what text holds
// a secret and how replacements look is asked of a [Policy].
//
// # What is walked
//
// Whatever encoding/json, fmt, log/slog, or a reflecting encoder can print of a
// value: exported fields, through pointers; unexported fields by value only,
// because fmt prints those; embedded fields; map keys and values; elements;
// values in interfaces. In unexported fields no method is ever called, for no sink
// can call one there, and no pointer is followed: fmt prints an address for it,
// but under a wrong verb (%s) what it points to. A value with such a pointer to
// something that can hold text comes back as a copy that has the address. A struct field
// is judged by its json name, also where JSON drops it for having another's, and
// then by its Go name, and by the tag redact:
//
//	redact:"hide"  always hidden; redact:"secret" is the same
//	redact:"safe"  judged as Keep, with everything inside
//	redact:"drop"  left out
//
// In a list of strings, the element after a flag such as "--password" is judged
// under the flag's name. In a struct, or a map with string keys, what stands under
// "value", or "rejectedValue" and the like, is judged under the text that stands under
// "name", "key", "field" and the like as well, if its own name says nothing and that
// text, as a name, says to hide it.
//
// # What comes back
//
// A value comes back as itself, with changed false, only if nothing was hidden
// and nothing reachable in it has a rendering method, save for the listed
// standard types below. In every other case the result holds no reference to
// the value and its type, and that of everything in it, is one of:
//
//	nil, bool, int64, uint64, float32, float64, string
//	[]byte                                   a copy
//	json.Number, JSON                        JSON text
//	time.Time, time.Duration and the other value types of the harmless list
//	Object, List                             trees of these
//	Rendered                                 a text for fmt, data for JSON
//	error                                    from Policy.Error; only as the result itself
//
// All of them print in the declared field order (maps: by key text) in
// encoding/json, log/slog and fmt. None has a String method and none is a
// slog.LogValuer: zap would print a Stringer as a string, and slog would flatten
// a LogValuer. Under fmt a pointer inside a value shows what it points to
// instead of an address.
//
// # Rendering methods
//
// Each is called at most once, under recover, and what was scanned is what is
// handed on. The first of these that a type has decides:
//
//	slog.LogValuer (a chain of at most 100), MarshalLog() any    the result is walked
//	json.Marshaler                                               JSON, scanned as such
//	error                                                        text
//	encoding.TextMarshaler                                       text
//	fmt.Formatter (as %+v), fmt.Stringer                         Rendered: the text and, for JSON, the walked structure
//
// A type with nothing but GoString is walked and comes back as a copy. A method
// that panics, returns an error or invalid JSON, or prints a panic that fmt has
// caught, gives Policy.Fail. A nil pointer whose type has a method gives nil.
//
// # Standard types
//
// Harmless, passed as they are: time.Time, Duration, Month, Weekday, *Location;
// slog.Level; fs.FileMode; reflect.Kind; syscall.Signal. Their names still count.
//
// Rendered, scanned and, if clean, passed as they are: the types of net/netip,
// net.IP, IPMask, IPNet, HardwareAddr, TCPAddr, UDPAddr, IPAddr, UnixAddr;
// big.Int, Rat, Float; and error chains made of nothing but the immutable errors
// of errors, fmt, context, io/fs, os, syscall, net, net/url, strconv and time.
// Any other error comes back as Policy.Error gives it, clean or not.
//
//	json.RawMessage, json.Number     as JSON
//	url.URL, *url.URL                as text, by Policy.URL
//	url.Userinfo                     the password is judged under "password"
//	http.Header, url.Values          maps: each value is judged under its key
//	http.Cookie                      by field; the value is judged under "cookie"
//	http.Request, http.Response      method, URL, host, protocol or status only
//	exec.Cmd                         its String only
//	slog.Value, slog.Attr            resolved
//	reflect.Value                    what it holds
//	private keys of crypto/...       hidden
//	context.Context, tls.Config, tls.ConnectionState, tls.Certificate,
//	x509.Certificate                 the name of the type
//
// An Object, List, JSON or Rendered is walked again and keeps its form.
//
// A byte slice or array is scanned as text; if something is found, the redacted
// text stands in its place, as a string. Channels and functions become their type's
// name in a copy.
//
// # Bounds
//
// Depth, nodes and the length of rendered text are bounded by [Config], pointer,
// map and slice cycles are found; what is left undone is replaced by
// Policy.Limit. The text that a method renders is scanned whole before it is
// cut, so that no half of a secret stays at the cut.
package walk
