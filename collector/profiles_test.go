package collector_test

import (
	"context"
	"strings"
	"testing"

	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/pdata/pprofile"
	"go.opentelemetry.io/collector/processor/xprocessor"

	"github.com/tacit-go/tacit/collector"
)

// profileWire is what an exporter would send. It is done on a copy, since the
// marshaler writes to what it is given.
func profileWire(t testing.TB, pd pprofile.Profiles) string {
	t.Helper()
	own := pprofile.NewProfiles()
	pd.CopyTo(own)
	b, err := (&pprofile.ProtoMarshaler{}).MarshalProfiles(own)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// newProfiles returns a profile, and its table of strings without secrets.
func newProfiles() (pprofile.Profiles, func(string) int32) {
	pd := pprofile.NewProfiles()
	list := pd.Dictionary().StringTable()
	list.Append("")
	str := func(s string) int32 {
		list.Append(s)
		return int32(list.Len() - 1)
	}
	rp := pd.ResourceProfiles().AppendEmpty()
	rp.Resource().Attributes().PutStr("service.name", "shop")
	p := rp.ScopeProfiles().AppendEmpty().Profiles().AppendEmpty()
	p.SampleType().SetTypeStrindex(str("cpu"))
	p.SampleType().SetUnitStrindex(str("nanoseconds"))
	p.Samples().AppendEmpty().Values().Append(7)
	pd.Dictionary().FunctionTable().AppendEmpty().SetNameStrindex(str("main.run"))
	return pd, str
}

func throughProfiles(t testing.TB, yaml string, pd pprofile.Profiles) pprofile.Profiles {
	t.Helper()
	f := collector.NewFactory().(xprocessor.Factory)
	next := new(consumertest.ProfilesSink)
	p := newPipes(t, yaml)
	c, err := f.CreateProfiles(context.Background(), p.settings(), p.cfg, next)
	c = started(p, c, err)
	if c.Capabilities().MutatesData == p.cfg.ReportOnly {
		t.Error("the capability is wrong")
	}
	if err := c.ConsumeProfiles(context.Background(), pd); err != nil {
		t.Fatal(err)
	}
	return next.AllProfiles()[0]
}

func TestProfiles(t *testing.T) {
	// The value of a sensitive name is a string of the table on the wire.
	pd, str := newProfiles()
	const password = "Tr0ub4dor-3x"
	kv := pd.Dictionary().AttributeTable().AppendEmpty()
	kv.SetKeyStrindex(str("password"))
	kv.Value().SetStr(password)
	pd.ResourceProfiles().At(0).Resource().Attributes().PutStr("db.password", password)
	for _, x := range planted {
		str(x.text) // nobody refers to it
		pd.Dictionary().FunctionTable().AppendEmpty().SetNameStrindex(str("f " + x.text))
		pd.Dictionary().MappingTable().AppendEmpty().SetFilenameStrindex(str(x.text))
		kv := pd.Dictionary().AttributeTable().AppendEmpty()
		kv.SetKeyStrindex(str("k " + x.text))
		kv.Value().SetEmptyMap().PutEmptySlice(x.text).AppendEmpty().SetStr(x.text)
		rp := pd.ResourceProfiles().AppendEmpty()
		putAll(rp.Resource().Attributes(), x.text)
		rp.SetSchemaUrl(x.text)
		sp := rp.ScopeProfiles().AppendEmpty()
		sp.Scope().SetName(x.text)
		sp.SetSchemaUrl(x.text)
		p := sp.Profiles().AppendEmpty()
		p.SetOriginalPayloadFormat(x.text)
		p.OriginalPayload().FromRaw([]byte(x.text))
		p.PeriodType().SetTypeStrindex(str(x.text))
	}
	raw := profileWire(t, pd)
	if len(oracle().Leaks([]byte(raw))) < len(planted) {
		t.Fatal("nothing was planted")
	}
	was, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	out := profileWire(t, throughProfiles(t, "{}", was))
	for _, l := range oracle().Leaks([]byte(out)) {
		t.Error(l)
	}
	for _, s := range []string{"main.run", "nanoseconds", "shop", "as it was", "password"} {
		if !strings.Contains(out, s) {
			t.Errorf("%q is missing", s)
		}
	}
	if _, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles([]byte(out)); err != nil {
		t.Error(err)
	}
	again, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	was = pprofile.NewProfiles()
	again.CopyTo(was)
	again.MarkReadOnly()
	if profileWire(t, throughProfiles(t, "{report_only: true}", again)) != profileWire(t, was) {
		t.Error("report-only changes data")
	}
}

func TestCleanProfiles(t *testing.T) {
	pd, str := newProfiles()
	kv := pd.Dictionary().AttributeTable().AppendEmpty()
	kv.SetKeyStrindex(str("thread.name"))
	kv.Value().SetStr("main")
	pd, err := (&pprofile.ProtoUnmarshaler{}).UnmarshalProfiles([]byte(profileWire(t, pd)))
	if err != nil {
		t.Fatal(err)
	}
	was := profileWire(t, pd)
	if profileWire(t, throughProfiles(t, "{}", pd)) != was {
		t.Error("clean profiles were changed")
	}
	kv.SetKeyStrindex(1 << 20) // a broken reference
	pd, str = newProfiles()
	kv = pd.Dictionary().AttributeTable().AppendEmpty()
	kv.SetKeyStrindex(1 << 20)
	kv.Value().SetStr(token)
	pd.Dictionary().FunctionTable().AppendEmpty().SetNameStrindex(-1)
	if v := throughProfiles(t, "{}", pd).Dictionary().AttributeTable().At(0).Value().Str(); strings.Contains(v, token) {
		t.Error(v)
	}
	_ = str
}
