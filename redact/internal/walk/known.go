package walk

import "reflect"

// A kind is how a value is walked.
type kind uint8

const (
	kindNone kind = iota
	kindBool
	kindInt
	kindUint
	kindFloat32
	kindFloat64
	kindComplex
	kindText
	kindBytes
	kindByteArray
	kindList
	kindMap
	kindStruct
	kindPointer
	kindInterface
	kindHandle // channels, functions: an address

	kindPass      // harmless standard types
	kindListed    // standard types that render to text and never change
	kindError     // listed immutable errors
	kindNetError  // *net.OpError: as immutable as the addresses in it
	kindFields    // by field, in spite of a method
	kindMethod    // by its String only
	kindRawJSON   // json.RawMessage
	kindNumber    // json.Number
	kindURL       // url.URL and its pointer
	kindUserinfo  // *url.Userinfo
	kindRequest   // http.Request
	kindResponse  // http.Response
	kindSlogValue // slog.Value
	kindSlogAttr  // slog.Attr
	kindReflect   // reflect.Value
	kindOpaque    // the name of its type
	kindSecret    // hidden
	kindResult    // what an earlier walk returned
)

func kindOf(t reflect.Type) kind {
	switch t.Kind() {
	case reflect.Bool:
		return kindBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return kindInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return kindUint
	case reflect.Float32:
		return kindFloat32
	case reflect.Float64:
		return kindFloat64
	case reflect.Complex64, reflect.Complex128:
		return kindComplex
	case reflect.String:
		return kindText
	case reflect.Slice, reflect.Array:
		if e := t.Elem(); e.Kind() != reflect.Uint8 || methodsOf(e)|addrMethods(e) != 0 {
			return kindList
		}
		if t.Kind() == reflect.Array {
			return kindByteArray
		}
		return kindBytes
	case reflect.Map:
		return kindMap
	case reflect.Struct:
		return kindStruct
	case reflect.Pointer:
		return kindPointer
	case reflect.Interface:
		return kindInterface
	}
	return kindHandle
}

// path names a type, with a star for a pointer. Types of the standard library are
// told by it, so that the core does not import net/http and its like.
func path(t reflect.Type) string {
	star := ""
	if t.Kind() == reflect.Pointer && t.Name() == "" {
		star, t = "*", t.Elem()
	}
	if t.PkgPath() == "" {
		return ""
	}
	return star + t.PkgPath() + "." + t.Name()
}

var (
	objectType   = reflect.TypeFor[Object]()
	listType     = reflect.TypeFor[List]()
	jsonType     = reflect.TypeFor[JSON]()
	renderedType = reflect.TypeFor[Rendered]()
)

// known returns the kind of a standard type that is not walked like any other.
func known(t reflect.Type) kind {
	switch t {
	case objectType, listType, jsonType, renderedType:
		return kindResult
	}
	switch path(t) {
	case "time.Time", "time.Duration", "time.Month", "time.Weekday", "*time.Location",
		"log/slog.Level", "io/fs.FileMode", "reflect.Kind", "syscall.Signal":
		return kindPass
	case "net/netip.Addr", "net/netip.AddrPort", "net/netip.Prefix",
		"net.IP", "net.IPMask", "*net.IPNet", "net.HardwareAddr",
		"*net.TCPAddr", "*net.UDPAddr", "*net.IPAddr", "*net.UnixAddr",
		"*math/big.Int", "*math/big.Rat", "*math/big.Float":
		return kindListed
	case "*errors.errorString", "*errors.joinError", "*fmt.wrapError", "*fmt.wrapErrors",
		"context.deadlineExceededError", "*internal/poll.DeadlineExceededError", "internal/poll.errNetClosing",
		"*io/fs.PathError", "*os.SyscallError", "*os.LinkError", "syscall.Errno",
		"*net.DNSError", "*net.AddrError", "*net.ParseError", "*net.timeoutError",
		"net.UnknownNetworkError", "net.InvalidAddrError", "net/netip.parseAddrError", "net/netip.parsePrefixError",
		"*net/url.Error", "net/url.EscapeError", "net/url.InvalidHostError",
		"*strconv.NumError", "*time.ParseError", "*net/http.timeoutError":
		return kindError
	case "*net.OpError":
		return kindNetError
	case "*net/http.Cookie":
		return kindFields
	case "*os/exec.Cmd":
		return kindMethod
	case "encoding/json.RawMessage":
		return kindRawJSON
	case "encoding/json.Number":
		return kindNumber
	case "net/url.URL", "*net/url.URL":
		return kindURL
	case "*net/url.Userinfo":
		return kindUserinfo
	case "net/http.Request":
		return kindRequest
	case "net/http.Response":
		return kindResponse
	case "log/slog.Value":
		return kindSlogValue
	case "log/slog.Attr":
		return kindSlogAttr
	case "reflect.Value":
		return kindReflect
	case "os/exec.Cmd", "crypto/tls.Config", "crypto/tls.ConnectionState", "crypto/tls.Certificate", "crypto/x509.Certificate":
		return kindOpaque
	case "crypto/rsa.PrivateKey", "crypto/ecdsa.PrivateKey", "crypto/ecdh.PrivateKey", "crypto/dsa.PrivateKey", "crypto/ed25519.PrivateKey":
		return kindSecret
	}
	if t.Kind() != reflect.Interface && t.Implements(contextType) {
		return kindOpaque
	}
	return kindNone
}
