package collector

import (
	"context"

	"go.opentelemetry.io/collector/pdata/pcommon"
	"go.opentelemetry.io/collector/pdata/pprofile"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

// profiles redacts a batch of profiles.
func (e *engine) profiles(ctx context.Context, pd pprofile.Profiles) (pprofile.Profiles, error) {
	ok := e.whole(ctx, func() {
		if e.reportOnly {
			own := pprofile.NewProfiles()
			pd.CopyTo(own)
			e.batch(own)
			return
		}
		e.batch(pd)
	})
	if !ok {
		return pprofile.NewProfiles(), processorhelper.ErrSkipProcessingData
	}
	return pd, nil
}

// batch redacts profiles in place. Their attributes and strings are in tables that all
// of them share, so none of them can be dropped or blanked alone.
func (e *engine) batch(pd pprofile.Profiles) {
	d := pd.Dictionary()
	dirty := false
	used := references(d)
	for i := range pd.ResourceProfiles().Len() {
		rp := pd.ResourceProfiles().At(i)
		dirty = e.resource(rp.Resource()) != same || dirty
		e.text(rp.SchemaUrl(), rp.SetSchemaUrl)
		for j := range rp.ScopeProfiles().Len() {
			sp := rp.ScopeProfiles().At(j)
			dirty = e.library(sp.Scope()) != same || dirty
			e.text(sp.SchemaUrl(), sp.SetSchemaUrl)
			for k := range sp.Profiles().Len() {
				p := sp.Profiles().At(k)
				// What the profiler wrote is mostly compressed, and says all of this again.
				if p.OriginalPayload().Len() > 0 {
					p.OriginalPayload().FromRaw(nil)
					p.SetOriginalPayloadFormat("")
				}
				e.text(p.OriginalPayloadFormat(), p.SetOriginalPayloadFormat)
				for _, t := range []pprofile.ValueType{p.SampleType(), p.PeriodType()} {
					used[t.TypeStrindex()], used[t.UnitStrindex()] = true, true
				}
			}
		}
	}
	dirty = e.table(d) || dirty
	list := d.StringTable()
	for i := range list.Len() {
		if dirty && !used[int32(i)] {
			// It may be what an attribute has had as its value.
			list.SetAt(i, "")
			continue
		}
		e.text(list.At(i), func(text string) { list.SetAt(i, text) })
	}
}

// table redacts the attributes of profiles and reports that something was hidden. One
// that is to be dropped has no value any more.
func (e *engine) table(d pprofile.ProfilesDictionary) (dirty bool) {
	for i := range d.AttributeTable().Len() {
		kv := d.AttributeTable().At(i)
		key := ""
		if at := kv.KeyStrindex(); at >= 0 && int(at) < d.StringTable().Len() {
			key = d.StringTable().At(int(at))
		}
		v := e.guard(func() verdict {
			p := e.newPass()
			if _, done := p.attr(p.scope, key, kv.Value(), 0, true, nil); done == dropped {
				pcommon.NewValueEmpty().CopyTo(kv.Value())
				return changed
			}
			return p.verdict()
		}, func() { kv.Value().SetStr(failMark) })
		dirty = v != same || dirty
	}
	return dirty
}

// references are the indices of strings that tables refer to.
func references(d pprofile.ProfilesDictionary) map[int32]bool {
	used := map[int32]bool{0: true}
	for i := range d.AttributeTable().Len() {
		kv := d.AttributeTable().At(i)
		used[kv.KeyStrindex()], used[kv.UnitStrindex()] = true, true
	}
	for i := range d.FunctionTable().Len() {
		f := d.FunctionTable().At(i)
		used[f.NameStrindex()], used[f.SystemNameStrindex()], used[f.FilenameStrindex()] = true, true, true
	}
	for i := range d.MappingTable().Len() {
		used[d.MappingTable().At(i).FilenameStrindex()] = true
	}
	return used
}
