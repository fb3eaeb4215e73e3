package walk

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
)

// Safe is a value whose names are trusted. It prints as the value does.
type Safe struct{ v any }

// NewSafe wraps v.
func NewSafe(v any) Safe { return Safe{v} }

// LogValue implements slog.LogValuer.
func (s Safe) LogValue() slog.Value { return slog.AnyValue(s.v) }

// MarshalJSON implements json.Marshaler.
func (s Safe) MarshalJSON() ([]byte, error) { return json.Marshal(s.v) }

// Format implements fmt.Formatter.
func (s Safe) Format(f fmt.State, verb rune) { fmt.Fprintf(f, fmt.FormatString(f, verb), s.v) }

// SafeForeign teaches a walker the type Safe.
func SafeForeign() Foreign {
	return Foreign{
		Match:   func(t reflect.Type) bool { return t == reflect.TypeFor[Safe]() },
		Convert: func(v any) any { return v.(Safe).v },
		Safe:    true,
	}
}
