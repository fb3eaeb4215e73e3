package collector

import (
	"strings"

	"go.opentelemetry.io/collector/pdata/pcommon"
)

// Attributes of Summary.
const (
	countKey = "tacit.redacted.count"
	keysKey  = "tacit.redacted.keys"
)

// maxTold bounds the keys that a summary lists.
const maxTold = 32

// summarize tells in the attributes of a record what was changed in it.
func (p *pass) summarize(m pcommon.Map) {
	if p.n == 0 || p.e.summary == summarySilent {
		return
	}
	m.PutInt(countKey, int64(p.n))
	if p.e.summary == summaryDebug {
		m.PutStr(keysKey, strings.Join(p.told, ","))
	}
}
