package redact

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"reflect"
	"sync"
	"sync/atomic"
)

// A Secret holds a value that nothing prints: no verb of fmt, no encoder, logger,
// template, test helper or debug printer shows it, also where it stands in an
// unexported field or behind reflection. They show [REDACTED], or an address.
// [Secret.Reveal] and [Secret.Use] are the only ways out.
//
// The zero Secret is empty and usable. A Secret is not comparable with ==, and so
// no map key; [Secret.Equal] compares. It is no driver.Valuer: a database driver
// gets what Reveal returns. gob refuses it.
//
// A Secret is a value like a string: assigning to it, or unmarshalling into it, does
// not change its copies. After [SecretSet.Bind] it is a handle instead: its copies
// change with it, safely while others read.
//
// # What it protects
//
// In memory the bytes are combined with a random pad, so that a search of a heap
// dump does not find them. The pad is in memory too: someone who analyses the heap
// finds both. A string from Reveal is a copy that nobody can wipe, and so are
// the caller's own copies.
type Secret[T ~string | ~[]byte] struct {
	// A closure is opaque to reflection: an unexported field of any other type is
	// printed by fmt, spew and go-cmp.
	cell func() *secretCell
}

type secretCell struct {
	cur atomic.Pointer[sealed]

	mu    sync.Mutex // of those who store
	bound *binding
}

type sealed struct{ masked, pad []byte }

type binding struct {
	set  *SecretSet
	name string
	opts []SecretOption
}

// ErrSecretEncoded is what gob reports for a Secret.
var ErrSecretEncoded = errors.New("redact: a Secret is not encoded; encode what Reveal returns")

var errMarkAsSecret = errors.New("redact: the text is the mark of a redacted value, not a value")

// NewSecret returns a Secret of v. It copies v; the caller's copy is the caller's
// to clear.
func NewSecret[T ~string | ~[]byte](v T) Secret[T] {
	return secretIn[T](sealText(v))
}

func secretIn[T ~string | ~[]byte](v *sealed) Secret[T] {
	c := new(secretCell)
	c.cur.Store(v)
	return Secret[T]{func() *secretCell { return c }}
}

func sealText[T ~string | ~[]byte](v T) *sealed {
	both := make([]byte, 2*len(v))
	s := &sealed{both[:len(v):len(v)], both[len(v):]}
	rand.Read(s.pad)
	for i := range len(v) {
		s.masked[i] = v[i] ^ s.pad[i]
	}
	return s
}

// open appends the value to dst.
func (s *sealed) open(dst []byte) []byte {
	for i, c := range s.masked {
		dst = append(dst, c^s.pad[i])
	}
	return dst
}

// load returns what s holds, which may be empty.
func (s Secret[T]) load() *sealed {
	if s.cell != nil {
		if v := s.cell().cur.Load(); v != nil {
			return v
		}
	}
	return &sealed{}
}

// Reveal returns the value: a copy, which the caller may change.
func (s Secret[T]) Reveal() T {
	v := s.load()
	b := v.open(make([]byte, 0, len(v.masked)))
	out := T(b)
	if isText[T]() {
		clear(b)
	}
	return out
}

// isText tells whether T is a string type, of which T(b) is a copy.
func isText[T ~string | ~[]byte]() bool {
	var zero T
	return reflect.TypeOf(zero).Kind() == reflect.String
}

// Use calls f with the value, in a buffer that is cleared when f returns or
// panics. f must not keep it.
func (s Secret[T]) Use(f func([]byte)) {
	v := s.load()
	b := v.open(make([]byte, 0, len(v.masked)))
	defer clear(b)
	f(b)
}

// Equal tells whether both hold the same bytes. For values of one length the time
// that it takes does not depend on them.
func (s Secret[T]) Equal(o Secret[T]) bool {
	a, b := s.load(), o.load()
	if len(a.masked) != len(b.masked) {
		return false
	}
	var differ byte
	for i := range a.masked {
		differ |= a.masked[i] ^ a.pad[i] ^ b.masked[i] ^ b.pad[i]
	}
	return differ == 0
}

// IsZero tells whether the value is empty.
func (s Secret[T]) IsZero() bool { return len(s.load().masked) == 0 }

// Format writes the mark, whatever the verb and the flags.
func (s Secret[T]) Format(f fmt.State, _ rune) { io.WriteString(f, markZero) }

// String returns the mark.
func (s Secret[T]) String() string { return markZero }

// GoString returns the mark.
func (s Secret[T]) GoString() string { return markZero }

// LogValue returns the mark, for log/slog.
func (s Secret[T]) LogValue() slog.Value { return slog.StringValue(markZero) }

// MarshalLog returns the mark, for logr.
func (s Secret[T]) MarshalLog() any { return markZero }

// MarshalText returns the mark, for XML and keys of maps among others.
func (s Secret[T]) MarshalText() ([]byte, error) { return []byte(markZero), nil }

// MarshalJSON returns the mark.
func (s Secret[T]) MarshalJSON() ([]byte, error) { return []byte(`"` + markZero + `"`), nil }

// MarshalYAML returns the mark.
func (s Secret[T]) MarshalYAML() (any, error) { return markZero, nil }

// GobEncode returns ErrSecretEncoded.
func (s Secret[T]) GobEncode() ([]byte, error) { return nil, ErrSecretEncoded }

// Store makes v the value. If s is bound to a set, v is first registered there as
// by Rotate, with the options of Bind and opts, so that it is hidden before anyone
// can read it; if it is refused, the old value stays and the error says why.
// Otherwise opts mean nothing.
func (s *Secret[T]) Store(v T, opts ...SecretOption) (SecretReport, error) {
	if s.cell != nil {
		c := s.cell()
		c.mu.Lock()
		defer c.mu.Unlock()
		if b := c.bound; b != nil {
			text := append([]byte(nil), v...)
			defer clear(text)
			r, err := b.set.Rotate(b.name, text, append(b.opts[:len(b.opts):len(b.opts)], opts...)...)
			if err == nil {
				c.cur.Store(sealText(v))
			}
			return r, err
		}
	}
	*s = NewSecret(v)
	return SecretReport{}, nil
}

// accept is Store for what others have read. They may have read our mark.
func (s *Secret[T]) accept(v T) error {
	if string(v) == markZero {
		return errMarkAsSecret
	}
	_, err := s.Store(v)
	return err
}

// Set is Store, for package flag. It refuses the mark.
func (s *Secret[T]) Set(text string) error { return s.accept(T(text)) }

// UnmarshalText is Store, for encoders. It refuses the mark.
func (s *Secret[T]) UnmarshalText(text []byte) error {
	if isText[T]() {
		return s.accept(T(text))
	}
	v := append([]byte(nil), text...)
	defer clear(v)
	return s.accept(T(v))
}

// Scan is Store, for database/sql: a string, bytes, or NULL for the empty value.
func (s *Secret[T]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		if s.cell != nil {
			c := s.cell()
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.bound != nil {
				c.cur.Store(&sealed{})
				return nil
			}
		}
		*s = Secret[T]{}
		return nil
	case string:
		return s.Set(v)
	case []byte:
		return s.UnmarshalText(v)
	}
	return errors.New("redact: a Secret is scanned from a string or bytes")
}

// A Bindable is a *Secret of any type.
type Bindable interface {
	bind(*binding) (SecretReport, error)
}

func (s *Secret[T]) bind(b *binding) (r SecretReport, err error) {
	// A cell of its own: copies made before have nothing to do with the set.
	v := s.load()
	if len(v.masked) > 0 {
		s.Use(func(text []byte) { r, err = b.set.Rotate(b.name, text, b.opts...) })
		if err != nil {
			return r, err
		}
	}
	next := secretIn[T](v)
	next.cell().bound = b
	*s = next
	return r, nil
}

// Bind makes b a handle for the values of name: its value, if it has one, is
// registered now, and each that is stored, unmarshalled or scanned later is
// registered before it can be read, retiring the one before. A value that the set
// refuses is not stored. Copies of b that are made after Bind are the same handle.
// Bind must not be called while others use b. An error leaves b as it was.
func (s *SecretSet) Bind(name string, b Bindable, opts ...SecretOption) (SecretReport, error) {
	switch {
	case s == nil:
		return SecretReport{}, errNilSet
	case !validSecretName(name):
		return SecretReport{}, ErrSecretName
	}
	return b.bind(&binding{set: s, name: name, opts: append([]SecretOption(nil), opts...)})
}
