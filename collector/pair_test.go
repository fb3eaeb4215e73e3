package collector_test

import (
	"strings"
	"testing"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

// The name of a value may stand beside it, and a password behind its flag.
func TestNamesBeside(t *testing.T) {
	p := newPipes(t, "{}")
	for name, put := range map[string]func(pcommon.Map){
		"pair in a list": func(m pcommon.Map) {
			e := m.PutEmptySlice("env").AppendEmpty().SetEmptyMap()
			e.PutStr("value", "Tr0ub4dor-3x")
			e.PutStr("name", "DB_PASSWORD")
		},
		"pair in a map": func(m pcommon.Map) {
			e := m.PutEmptyMap("header")
			e.PutStr("Key", "Authorization")
			e.PutEmptySlice("Value").AppendEmpty().SetStr("Tr0ub4dor-3x")
		},
		"attributes": func(m pcommon.Map) {
			m.PutStr("value", "Tr0ub4dor-3x")
			m.PutStr("key", "db.password")
		},
		"command": func(m pcommon.Map) {
			s := m.PutEmptySlice("process.command_args")
			for _, w := range []string{"mysqldump", "--password", "Tr0ub4dor-3x", "shop"} {
				s.AppendEmpty().SetStr(w)
			}
		},
		"body": func(m pcommon.Map) { m.PutStr("password", "Tr0ub4dor-3x") },
	} {
		ld := newLogs()
		put(recordOf(ld).Attributes())
		put(recordOf(ld).Body().SetEmptyMap())
		out := p.throughLogs(t, ld)
		mustHide(t, out)
		if name == "command" && !strings.Contains(wire(t, out), "mysqldump") {
			t.Error("the command is gone")
		}
	}
	// A pair that says nothing.
	ld := newLogs()
	e := recordOf(ld).Attributes().PutEmptyMap("env")
	e.PutStr("name", "COLOR")
	e.PutStr("value", "Tr0ub4dor-3x")
	recordOf(ld).Attributes().PutStr("name", "COLOR")
	recordOf(ld).Attributes().PutStr("value", "Tr0ub4dor-3x")
	was := wire(t, ld)
	if wire(t, p.throughLogs(t, ld)) != was {
		t.Error("a clean pair was changed")
	}
}

func TestEqualPointsThatAreCleanStayTwo(t *testing.T) {
	p := newPipes(t, "{}")
	md, m := newMetric()
	list := m.SetEmptySum().DataPoints()
	for i := range 4 {
		pt := list.AppendEmpty()
		pt.SetIntValue(1)
		if i > 1 {
			pt.Attributes().PutStr("password", secretOf(i))
		}
	}
	out := metricOf(p.throughMetrics(t, md)).Sum().DataPoints()
	if out.Len() != 3 || out.At(0).IntValue() != 1 || out.At(1).IntValue() != 1 || out.At(2).IntValue() != 2 {
		t.Errorf("%d points", out.Len())
	}
}
