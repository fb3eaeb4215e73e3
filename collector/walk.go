package collector

import (
	"bytes"
	"slices"
	"strconv"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/xpdata"

	"github.com/tacit-go/tacit/redact"
)

const (
	failMark  = "[REDACTED:error]"
	limitMark = "[REDACTED:limit]"
	// failKey marks a span, a record or a resource that was blanked because redacting
	// it failed.
	failKey = "tacit.error"
)

// A pass is the walk over one span, log record, data point, resource or scope. It
// writes to what it walks over.
type pass struct {
	e     *engine
	nodes int  // how many values may still be visited
	kept  bool // the walk is inside of what stands under an ignored key
	n     int  // how many values and names were changed or removed
	told  []string
	rec   redact.Record
	// scope and untold are those of e, of a record that may be denied.
	scope, untold redact.Scope
}

func (e *engine) newPass() pass {
	return pass{e: e, nodes: e.nodes, scope: e.scope, untold: e.untold}
}

// newRecord returns a pass over a record, which may be denied.
func (e *engine) newRecord() pass {
	p := e.newPass()
	p.rec = p.scope.Record()
	p.scope, p.untold = p.scope.Of(p.rec), p.untold.Of(p.rec)
	return p
}

// deny ends a record. If it is denied and something is to be left of it, stub leaves that.
func (p *pass) deny(stub func(message string)) verdict {
	message, denied := p.rec.Denied()
	switch {
	case !denied:
		return p.verdict()
	case message == "":
		return dropped
	}
	stub(message)
	return changed
}

// deniedKey is the attribute that is left of a data point that is denied.
const deniedKey = "tacit.denied"

// note counts a change under a name.
func (p *pass) note(name string) {
	p.n++
	if p.e.summary == summaryDebug && len(p.told) < maxTold && !slices.Contains(p.told, name) {
		p.told = append(p.told, name)
	}
}

// text redacts text without a name that stands in a place called name.
func (p *pass) text(name, v string, put func(string)) {
	if v == "" {
		return
	}
	if out := p.slow(p.scope.Text(v)); out != v {
		put(out)
		p.note(name)
	}
}

// gone is an entry of a map that is to be removed, or to get another key.
type gone struct {
	at      int
	removed bool
	name    string
}

// attrs redacts a map in place. Behind depth 0 it stands in another value; top tells
// that its keys are those of attributes.
func (p *pass) attrs(s redact.Scope, m pcommon.Map, depth int, top bool) {
	beside := p.beside(m)
	var out []gone
	i, cutAt := 0, -1
	for key, v := range m.All() {
		if p.nodes <= 0 {
			cutAt = i
			break
		}
		before := p.n
		name, done := p.attr(s, key, v, depth, top, beside)
		switch {
		case done == dropped:
			out = append(out, gone{at: i, removed: true})
			p.n++
		case name != key:
			out = append(out, gone{at: i, name: name})
			p.n++
		}
		if p.n > before && depth == 0 {
			p.n--
			p.note(name)
		}
		i++
	}
	if out != nil || cutAt >= 0 {
		p.rebuild(m, out, cutAt)
	}
}

// rebuild makes a map anew, without the entries that go and with those that get another
// key. Keys that are there twice stay so.
func (p *pass) rebuild(m pcommon.Map, out []gone, cutAt int) {
	taken := make(map[string]int, m.Len())
	i, next := 0, 0
	for key := range m.All() {
		if next < len(out) && out[next].at == i {
			next++
		} else {
			taken[key] = 1
		}
		i++
	}
	var b xpdata.MapBuilder
	b.EnsureCapacity(m.Len() + 1)
	i, next = 0, 0
	for key, v := range m.All() {
		if i == cutAt {
			break
		}
		stays := true
		if next < len(out) && out[next].at == i {
			if stays = !out[next].removed; stays {
				key = unused(taken, out[next].name)
			}
			next++
		}
		if stays {
			v.MoveTo(b.AppendEmpty(key))
		}
		i++
	}
	if cutAt >= 0 {
		b.AppendEmpty(unused(taken, limitMark)).SetStr(p.limited())
		p.n++
	}
	b.UnsafeIntoMap(m)
}

// unused returns a key that is not taken: keys that differ in a secret only are told
// apart by a number.
func unused(taken map[string]int, name string) string {
	key := name
	for taken[key] > 0 {
		taken[name]++
		key = name + "#" + strconv.Itoa(taken[name])
	}
	taken[key]++
	return key
}

// attr redacts the value under a key and returns the key that is to stand there. Field
// beside, if any, judges a value whose own name says nothing.
func (p *pass) attr(s redact.Scope, key string, v pcommon.Value, depth int, top bool, beside *redact.Field) (string, verdict) {
	rule := asEver
	if !p.kept {
		rule = p.e.ruleOf(key, top)
	}
	switch {
	case rule == removeIt:
		return key, dropped
	case rule == keepIt && p.e.kept == nil:
		return key, same
	case rule == keepIt:
		s, beside = p.e.keeps, nil
		p.kept = true
		defer func() { p.kept = false }()
	case rule == hideIt && (v.Type() != pcommon.ValueTypeStr || !p.e.keys.shows(v.Str())):
		s, beside = p.e.hides, nil
	}
	own := s.Field(key)
	f := own
	if beside != nil && holdsValue(key) && own.Action() == redact.Scan {
		f = *beside
	}
	if rule == asURL && v.Type() == pcommon.ValueTypeStr {
		p.set(v, p.e.main.URL(v.Str()))
	}
	if p.value(f, v, depth) == dropped {
		return p.slow(own.Name()), dropped
	}
	if isCommand(key) {
		p.command(f, v)
	}
	return p.slow(own.Name()), same
}

// set replaces a text.
func (p *pass) set(v pcommon.Value, text string) {
	if text != v.Str() {
		v.SetStr(text)
		p.n++
	}
}

// value redacts the value of a field, or an element of it.
func (p *pass) value(f redact.Field, v pcommon.Value, depth int) verdict {
	p.nodes--
	switch v.Type() {
	case pcommon.ValueTypeMap:
		if f.Group() == redact.DropField {
			return dropped
		}
		if depth >= p.e.depth {
			p.limit(v)
			return same
		}
		p.attrs(f.Scope(), v.Map(), depth+1, false)
		return same
	case pcommon.ValueTypeSlice:
		if f.Group() == redact.DropField {
			return dropped
		}
		return p.list(v, depth, f.Action(), func(elem pcommon.Value) verdict { return p.value(f, elem, depth+1) })
	}
	if f.Action() == redact.DropField {
		return dropped
	}
	p.scalar(f, v)
	return same
}

// list redacts an array: an element has the name of the array.
func (p *pass) list(v pcommon.Value, depth int, action redact.Action, one func(pcommon.Value) verdict) verdict {
	if depth >= p.e.depth {
		p.limit(v)
		return same
	}
	elems := v.Slice()
	was, lost, cutAt := elems.Len(), 0, -1
	var out []bool
	for i := range was {
		if p.nodes <= 0 {
			cutAt = i
			break
		}
		if one(elems.At(i)) == dropped {
			if out == nil {
				out = make([]bool, was)
			}
			out[i] = true
			lost++
		}
	}
	if lost > 0 || cutAt >= 0 {
		p.n++
		i := -1
		elems.RemoveIf(func(pcommon.Value) bool {
			i++
			return cutAt >= 0 && i >= cutAt || out != nil && out[i]
		})
	}
	if cutAt >= 0 {
		elems.AppendEmpty().SetStr(p.limited())
	}
	if lost == was && was > 0 && action == redact.DropField {
		return dropped
	}
	return same
}

// scalar redacts a value that holds no names.
func (p *pass) scalar(f redact.Field, v pcommon.Value) {
	switch v.Type() {
	case pcommon.ValueTypeEmpty:
	case pcommon.ValueTypeStr:
		p.set(v, p.slow(f.String(v.Str())))
	case pcommon.ValueTypeInt:
		if r, hidden := f.Int64(v.Int()); hidden {
			p.put(v, r)
		}
	case pcommon.ValueTypeDouble:
		if r, hidden := f.Float64(v.Double()); hidden {
			p.put(v, r)
		}
	case pcommon.ValueTypeBool:
		if r, hidden := f.Bool(v.Bool()); hidden {
			p.put(v, r)
		}
	case pcommon.ValueTypeBytes:
		was := v.Bytes().AsRaw() // a copy
		out := f.Bytes(was)
		if len(p.e.plan.slow) > 0 {
			out = []byte(p.slow(string(out)))
		}
		if !bytes.Equal(out, was) {
			v.Bytes().FromRaw(out)
			p.n++
		}
	default:
		// A kind that a newer pdata brings.
		p.limit(v)
	}
}

// put writes what a Field returns.
func (p *pass) put(v pcommon.Value, r any) {
	p.n++
	switch r := r.(type) {
	case string:
		v.SetStr(r)
	case int64:
		v.SetInt(r)
	case float64:
		v.SetDouble(r)
	default:
		pcommon.NewValueEmpty().CopyTo(v)
	}
}

// body redacts a value without a name. The keys of a map are names as those of
// attributes are.
func (p *pass) body(v pcommon.Value, depth int) {
	p.nodes--
	switch v.Type() {
	case pcommon.ValueTypeMap:
		if depth >= p.e.depth {
			p.limit(v)
			return
		}
		p.attrs(p.scope, v.Map(), depth+1, depth == 0)
	case pcommon.ValueTypeSlice:
		p.list(v, depth, redact.Scan, func(elem pcommon.Value) verdict {
			p.body(elem, depth+1)
			return same
		})
	default:
		p.scalar(p.untold.Field(""), v)
	}
}

// limited stands in the place of all that is behind a limit.
func (p *pass) limited() string {
	p.e.tel.failure("limit")
	return limitMark
}

func (p *pass) limit(v pcommon.Value) {
	v.SetStr(p.limited())
	p.n++
}

// slow replaces blocked values that no detector finds.
func (p *pass) slow(v string) string {
	if p.kept {
		return v
	}
	for _, b := range p.e.plan.slow {
		v = b.replace(v, p)
	}
	return v
}
