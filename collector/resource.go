package collector

import (
	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/xpdata/entity"
)

// resource redacts a resource. Nothing drops it.
func (e *engine) resource(res pcommon.Resource) verdict {
	if e.reportOnly {
		own := pcommon.NewResource()
		res.CopyTo(own)
		res = own
	}
	return e.guard(func() verdict {
		p := e.newPass()
		p.attrs(p.scope, res.Attributes(), 0, true)
		refs := entity.ResourceEntityRefs(res)
		for i := range refs.Len() {
			ref := refs.At(i)
			p.text("", ref.Type(), ref.SetType)
			p.text("", ref.SchemaUrl(), ref.SetSchemaUrl)
			p.keys(ref.IdKeys())
			p.keys(ref.DescriptionKeys())
		}
		return p.verdict()
	}, func() {
		blank(res.Attributes())
		entity.ResourceEntityRefs(res).RemoveIf(func(entity.EntityRef) bool { return true })
	})
}

// keys redacts the names of attributes.
func (p *pass) keys(list pcommon.StringSlice) {
	for i := range list.Len() {
		was := list.At(i)
		if name := p.slow(p.scope.Field(was).Name()); name != was {
			list.SetAt(i, name)
			p.n++
		}
	}
}

// library redacts an instrumentation scope.
func (e *engine) library(lib pcommon.InstrumentationScope) verdict {
	if e.reportOnly {
		own := pcommon.NewInstrumentationScope()
		lib.CopyTo(own)
		lib = own
	}
	return e.guard(func() verdict {
		p := e.newPass()
		p.text("", lib.Name(), lib.SetName)
		p.text("", lib.Version(), lib.SetVersion)
		p.attrs(p.scope, lib.Attributes(), 0, true)
		return p.verdict()
	}, func() {
		lib.SetName(failMark)
		lib.SetVersion("")
		blank(lib.Attributes())
	})
}

// text redacts a text of a batch that is no part of a record, such as the URL of a schema.
func (e *engine) text(text string, put func(string)) {
	if text == "" {
		return
	}
	if e.reportOnly {
		put = func(string) {}
	}
	e.guard(func() verdict {
		p := e.newPass()
		p.text("", text, put)
		return p.verdict()
	}, func() { put("") })
}

// blank leaves nothing of attributes but a mark.
func blank(m pcommon.Map) {
	m.Clear()
	m.PutBool(failKey, true)
}

func (p *pass) verdict() verdict {
	if p.n > 0 {
		return changed
	}
	return same
}
