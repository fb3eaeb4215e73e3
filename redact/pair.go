package redact

import (
	"log/slog"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/grammar"
	"github.com/tacit-go/tacit/redact/internal/walk"
)

// HoldsPair reports the key of an attribute that may hold what another one beside it
// names, such as value and rejectedValue: {"name":"Authorization","value":"…"}, and args and
// params, which hold the arguments of a statement beside them: {"sql":"… password = $1","args":["…"]}.
func HoldsPair(key string) bool { return walk.HoldsPair(key[len(prefix(key)):]) }

// NamesPair reports the key of such another one, whose text names what the one called
// holder holds: name, key, field. A prefix that ends with a dot is one of both. For
// arguments it is that of a statement, such as sql, query or db.query.text.
func NamesPair(key, holder string) bool {
	if grammar.NamesStatement(key) || grammar.HoldsArguments(holder) {
		return walk.Pairs(holder, key) || !HoldsPair(holder)
	}
	group := prefix(holder)
	return strings.HasPrefix(key, group) && walk.NamesPair(key[len(group):])
}

// prefix returns what stands before the last part of a name, with its dot.
func prefix(key string) string { return key[:strings.LastIndexByte(key, '.')+1] }

// Paired returns the decision on the field called key, for which [HoldsPair] is true,
// where name is the text, of up to 128 bytes, or of a statement the first 4 KiB, of a field beside it for which [NamesPair]
// is: what name says is hidden, unless key itself decides. Adapters that walk attributes
// one by one ask it, so that a record is read as text of JSON is. A [Batch] to which such a
// key is added is not clean, but where [Batch.Attrs] sees that nothing beside it in the record
// names a secret. It does not allocate.
func (s Scope) Paired(key, name string) Field {
	f := s.Field(key)
	if f.st == nil || f.Action() != Scan {
		return f
	}
	if grammar.HoldsArguments(key) {
		name = f.st.column(name[:min(len(name), walk.MaxStatement)])
	}
	if name == "" || len(name) > walk.MaxPairName {
		return f
	}
	j := f.st.decide(f.paths, f.from, name, s.hide, s.weak)
	if j.action != Redact && j.action != Deny {
		return f
	}
	j.path = f.path
	f.judgement, f.idle, f.called = j, false, name
	f.denied(f.st, s.origin)
	return f
}

// column returns the first column with the name of a secret that a statement takes from its
// arguments, or "".
func (st *state) column(statement string) string {
	b, ok := st.names.Bound(bytesOf(statement))
	if !ok {
		return ""
	}
	return string(b.Column)
}

// PairedAttr is [Scope.Field], or Paired for the first of the attributes beside it that
// hides what key holds. It reads all of them: an adapter passes the few around the one
// with the key, which may be among them.
func (s Scope) PairedAttr(key string, beside []slog.Attr) Field {
	if HoldsPair(key) {
		for i := range beside {
			if b := &beside[i]; b.Value.Kind() == slog.KindString && NamesPair(b.Key, key) {
				if f := s.Paired(key, b.Value.String()); f.Action() == Redact {
					return f
				}
			}
		}
	}
	return s.Field(key)
}
