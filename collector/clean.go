package collector

import (
	"go.opentelemetry.io/collector/pdata/pcommon"

	"github.com/tacit-go/tacit/redact"
)

// What reports that a record is clean must be right; that it reports one which is not
// costs time only.

// asking adds a record to a batch.
type asking struct {
	e     *engine
	b     *redact.Batch
	nodes int
}

// ask begins to ask about a record.
func (e *engine) ask() asking { return asking{e: e, b: e.scope.Batch(), nodes: e.nodes} }

func (a *asking) text(v string) bool { return v == "" || a.b.Text(v) }

// attrs adds a map. top tells that its keys are those of attributes.
func (a *asking) attrs(m pcommon.Map, depth int, top bool) bool {
	for key, v := range m.All() {
		if r := a.e.ruleOf(key, top); r != asEver && r != keepIt || !a.b.Field(key) || !a.value(v, depth) {
			return false
		}
		if isCommand(key) {
			if line, ok := lineOf(v); ok && !a.b.Text(line) {
				return false
			}
		}
	}
	return plainPair(a.b, m)
}

// value adds a value. depth is how many values it stands in.
func (a *asking) value(v pcommon.Value, depth int) bool {
	if a.nodes--; a.nodes <= 0 {
		return false
	}
	switch v.Type() {
	case pcommon.ValueTypeEmpty, pcommon.ValueTypeBool:
		return true
	case pcommon.ValueTypeStr:
		return a.b.Text(v.Str())
	case pcommon.ValueTypeInt:
		return a.b.Int64(v.Int())
	case pcommon.ValueTypeDouble:
		return a.b.Float64(v.Double())
	case pcommon.ValueTypeBytes:
		return a.b.Text(string(v.Bytes().AsRaw()))
	case pcommon.ValueTypeSlice:
		if depth >= a.e.depth {
			return false
		}
		elems := v.Slice()
		for i := range elems.Len() {
			if !a.value(elems.At(i), depth+1) {
				return false
			}
		}
		return true
	case pcommon.ValueTypeMap:
		return depth < a.e.depth && a.attrs(v.Map(), depth+1, false)
	}
	return false
}

// body adds the body of a record.
func (a *asking) body(v pcommon.Value) bool {
	if v.Type() == pcommon.ValueTypeMap {
		a.nodes--
		return a.attrs(v.Map(), 1, true)
	}
	return a.value(v, 0)
}

// dirty is deferred: what cannot be asked about is not clean, and is redacted, where
// failures are counted.
func dirty(clean *bool) {
	if recover() != nil {
		*clean = false
	}
}
