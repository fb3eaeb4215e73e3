package redacttest

import (
	"io"

	"github.com/tacit-go/tacit/redact"
)

// An Adapter tells [RunAdapter] how to use the adapter of a logger of type L. Open,
// Plain and Entries must be given. Of the rest, what the logger does not have is
// left out and declared in Lacks.
//
// Two loggers that are opened with the same Sinks and given the same calls must
// write the same bytes, so records must carry no time.
type Adapter[L any] struct {
	// Open makes a logger that writes through the adapter. Each call makes one that
	// shares nothing with others.
	Open func(s Sinks) L
	// Plain makes the same logger without the adapter: it ignores s.Redactor. It is
	// the control, and what clean records are compared with.
	Plain func(s Sinks) L
	// Entries are the functions by which a value gets into a record.
	Entries []Entry[L]
	// Binders are the functions that bind a field to a logger, such as With.
	Binders []Binder[L]
	// Groups are the functions that open a group by its name or that name a logger.
	Groups []Group[L]
	// Levels are the levels of the logger that Open makes. Some must be on, some off.
	Levels []Level[L]
	// Owned are calls that are handed memory of the caller.
	Owned []Owned[L]
	// Scripts are calls with clean data whose output must be that of Plain: what the
	// logger does by itself, such as sampling, is tried here.
	Scripts []Script[L]
	// Kinds are kinds of values that this logger alone knows. They are tried besides
	// those of the suite.
	Kinds []Kind
	// Flush writes out what a logger holds back. nil is a logger that holds back
	// nothing.
	Flush func(l L) error
	// Valid reports an error if output is not what such a sink holds, such as lines of
	// JSON. It is asked only where it accepts the output of Plain. nil asks nothing.
	Valid func(output []byte) error
	// Unordered tells that the logger prints the members of some values, such as a map,
	// in any order. A clean record must then be one of those that Plain prints in many
	// tries.
	Unordered bool
	// Lacks says what the adapter cannot do, and why. A key is the name of a case, as
	// "policy", or of some of its cells: a pattern for each part of the cell's name as
	// of [path.Match], as "clean/*/url value". A reason must be given, and a lack that
	// is not one is a failure.
	Lacks map[string]string
}

// Sinks are what a logger under test is opened with.
type Sinks struct {
	// Records takes the output.
	Records io.Writer
	// Errors takes what the logger reports of itself, such as a failed write, where
	// the logger can be told. It is never nil.
	Errors io.Writer
	// Redactor is what the adapter redacts with. It may be nil, which hides
	// everything. The suite's own hide what matches [AdapterPattern], what stands
	// under [AdapterName], and live secrets.
	Redactor *redact.Redactor
}

// What the Redactor of [Sinks] hides besides live secrets, for those who compare
// other ways of redaction.
const (
	AdapterPattern = `ghp_[0-9A-Za-z]{36}`
	AdapterName    = "password"
)

// An Entry is a function by which a value gets into a record. [EntryOf] and
// [TextOf] make one.
type Entry[L any] struct {
	// Name is unique and has no slash.
	Name string
	// Takes reports that Log takes v. nil takes everything.
	Takes func(v any) bool
	// Log writes one record with v under key.
	Log func(l L, key string, v any)
	// Keyless entries write v without key, as the message.
	Keyless bool
	// Panics tells that Log panics by itself, as Panic of many loggers does, after the
	// record is written.
	Panics bool
}

// EntryOf returns an entry that takes values of type V. With V any it takes all.
func EntryOf[L, V any](name string, log func(l L, key string, v V)) Entry[L] {
	return Entry[L]{
		Name:  name,
		Takes: func(v any) bool { _, ok := v.(V); return ok },
		Log:   func(l L, key string, v any) { log(l, key, v.(V)) },
	}
}

// TextOf returns an entry for values of type V that writes no key, such as the
// message of a record.
func TextOf[L, V any](name string, log func(l L, v V)) Entry[L] {
	e := EntryOf(name, func(l L, _ string, v V) { log(l, v) })
	e.Keyless = true
	return e
}

// PanicOf is TextOf for a function that panics after it has written the record.
func PanicOf[L, V any](name string, log func(l L, v V)) Entry[L] {
	e := TextOf(name, log)
	e.Panics = true
	return e
}

// A Binder returns a logger that writes a field in every record. [BinderOf] makes
// one.
type Binder[L any] struct {
	// Name is unique and has no slash.
	Name string
	// Takes reports that Bind takes v. nil takes everything.
	Takes func(v any) bool
	// Bind binds v under key.
	Bind func(l L, key string, v any) L
}

// BinderOf returns a binder that takes values of type V. With V any it takes all.
func BinderOf[L, V any](name string, bind func(l L, key string, v V) L) Binder[L] {
	return Binder[L]{
		Name:  name,
		Takes: func(v any) bool { _, ok := v.(V); return ok },
		Bind:  func(l L, key string, v any) L { return bind(l, key, v.(V)) },
	}
}

// A Group is a function that opens a group, or names a logger.
type Group[L any] struct {
	// Name is unique and has no slash.
	Name string
	// Open opens a group called name.
	Open func(l L, name string) L
	// Logger tells that name is that of a logger, which says nothing of what is logged.
	// Without it all in a group with a sensitive name must be hidden.
	Logger bool
}

// A Level is a level of a logger.
type Level[L any] struct {
	// Name is unique and has no slash.
	Name string
	// Log writes a message at this level.
	Log func(l L, message string)
	// Enabled is how a caller asks if the level is on. nil if it cannot.
	Enabled func(l L) bool
}

// Owned is a call that is handed memory of the caller: a slice of fields, the bytes
// of a record.
type Owned[L any] struct {
	// Name is unique and has no slash.
	Name string
	// Args makes what the caller owns, from a key and a text.
	Args func(key, text string) any
	// Log logs args, which Args has made.
	Log func(l L, args any)
}

// A Script is a number of calls with clean data.
type Script[L any] struct {
	// Name is unique and has no slash.
	Name string
	// Run makes the calls.
	Run func(l L)
}

// A Kind is a kind of value.
type Kind struct {
	// Name is unique, also among those of the suite, and has no slash.
	Name string
	// Make returns a new value that prints text.
	Make func(text string) any
	// Names tells that text stands under [AdapterName] in the value.
	Names bool
	// Loose kinds may print another way through an adapter: they are not compared with
	// the output of the plain logger.
	Loose bool
	// Escapes tells that the value prints text with percent signs. What is escaped in
	// another way before is not planted in it.
	Escapes bool
	// Hostile values may make a plain logger panic or show nothing, or change when
	// they are printed. They imply Loose.
	Hostile bool
	// number marks the kinds that are made of digits only, bytes those that fmt prints
	// as lists of numbers.
	number, bytes bool
}
