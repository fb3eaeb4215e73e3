package walk

// A Decision is what a policy says of one name.
type Decision uint8

// The decisions.
const (
	Scan     Decision = iota // an ordinary value: scan its text
	Keep                     // exempt from what only a name or a guess suggests
	Redact                   // a sensitive name: the value decides whether it is hidden
	Hide                     // hidden whatever the value, but for nil pointers and interfaces
	Drop                     // left out together with its name
	Open                     // as Hide, but parts of it are judged, as some may be shown
	OpenDrop                 // as Drop, but parts of it are judged, as some may be shown
)

// A Scope is where in a record a value stands. Its Path belongs to the policy;
// Hide says that every value inside is judged as under a sensitive name, and Weak
// belongs to the policy again, as does Told: the name that is decided on first is known
// already. It is a small value.
type Scope struct {
	Path uint32
	Hide bool
	Told bool
	Weak int32
}

// A Policy makes the decisions. Its methods are called on the caller's goroutine
// and in a deterministic order; a text is never shown again because something
// beside it was hidden, so hits may be counted. They are safe for concurrent use and
// retain nothing. A panic in one hides the node it was asked about.
//
// Where a method takes a name, it is the name that the decision was made on, and
// empty for a value without one.
type Policy interface {
	// Enter returns the scope inside the struct, map or group called name.
	Enter(s Scope, name string) Scope
	// Decide judges a name in a scope. In a scope with Hide it never returns Scan.
	Decide(s Scope, name string) Decision
	// Ruled reports that the decision on name is not for what name says but for where it
	// stands, so that no other name of the same value is asked about.
	Ruled(s Scope, name string) bool
	// Suggest judges text in the place of a name, such as a flag before its value, by
	// what it says: Scan if it says nothing.
	Suggest(s Scope, name string) Decision
	// Column returns the first column with the name of a secret that a statement takes
	// from its arguments, or "".
	Column(statement string) string
	// Harmless reports that Decide returns Scan for name in every scope without
	// Hide. It is asked once for each field of a type and the answer is cached, so it
	// must not change for the life of the Walker. False is always correct.
	Harmless(name string) bool
	// Name returns the map key or attribute key to print: name itself, or a replacement.
	Name(s Scope, name string) string
	// Text returns the text to print for a value that was judged Scan, Keep, Redact or
	// Open: text itself when there is nothing to hide.
	Text(s Scope, d Decision, name, text string) string
	// Number decides on a number under a name judged Redact; text is its decimal form.
	Number(s Scope, name, text string) (replacement string, hidden bool)
	// Whole reports whether an object or array under a name judged Redact is
	// replaced whole, by Hidden. If not, its parts are judged, in the scope that
	// Enter returns.
	Whole(s Scope, name string) bool
	// Spares reports that an object or array for which Whole holds stays all the same, for
	// what it is as JSON. Its parts are judged, those of an object by their own names.
	Spares(s Scope, name, text string) bool
	// Hidden returns the replacement for a value that is hidden unseen.
	Hidden(s Scope, name string) string
	// JSON returns raw redacted: raw itself when there is nothing to hide. It does
	// not write into raw.
	JSON(s Scope, d Decision, name string, raw []byte) []byte
	// URL returns the text of a URL redacted: text itself when there is nothing to hide.
	URL(s Scope, d Decision, name, text string) string
	// Message returns the text of an error without the values that its sentences give
	// to sensitive names: text itself if there are none. What was found is for Error.
	Message(text string) (out string, found any)
	// Error returns the error to hand on for err, whose scanned text is text. It
	// prints as text in every way; err.Error is not to be called again.
	Error(text string, err error, found any) error
	// Limit returns the placeholder for work left undone; size is the number of
	// elements or bytes, 0 if unknown.
	Limit(size int) string
	// Fail returns the placeholder for a value whose rendering failed.
	Fail() string
}

// identity copies what a policy has already found clean.
type identity struct{}

var _ Policy = identity{}

func (identity) Enter(s Scope, _ string) Scope                       { return s }
func (identity) Decide(Scope, string) Decision                       { return Scan }
func (identity) Ruled(Scope, string) bool                            { return false }
func (identity) Column(string) string                                { return "" }
func (identity) Suggest(Scope, string) Decision                      { return Scan }
func (identity) Harmless(string) bool                                { return true }
func (identity) Name(_ Scope, name string) string                    { return name }
func (identity) Text(_ Scope, _ Decision, _, text string) string     { return text }
func (identity) Number(Scope, string, string) (string, bool)         { return "", false }
func (identity) Whole(Scope, string) bool                            { return false }
func (identity) Spares(Scope, string, string) bool                   { return false }
func (identity) Hidden(Scope, string) string                         { return "" }
func (identity) JSON(_ Scope, _ Decision, _ string, b []byte) []byte { return b }
func (identity) URL(_ Scope, _ Decision, _, text string) string      { return text }
func (identity) Message(text string) (string, any)                   { return text, nil }
func (identity) Error(_ string, err error, _ any) error              { return err }
func (identity) Limit(int) string                                    { return "" }
func (identity) Fail() string                                        { return "" }
