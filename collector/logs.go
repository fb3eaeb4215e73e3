package collector

import (
	"context"

	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/processor/processorhelper"
)

// logs redacts a batch of log records.
func (e *engine) logs(ctx context.Context, ld plog.Logs) (plog.Logs, error) {
	emptied := false
	ok := e.whole(ctx, func() {
		for i := range ld.ResourceLogs().Len() {
			rl := ld.ResourceLogs().At(i)
			e.resource(rl.Resource())
			e.text(rl.SchemaUrl(), rl.SetSchemaUrl)
			for j := range rl.ScopeLogs().Len() {
				sl := rl.ScopeLogs().At(j)
				e.library(sl.Scope())
				e.text(sl.SchemaUrl(), sl.SetSchemaUrl)
				emptied = e.records(sl.LogRecords()) || emptied
			}
		}
	})
	if !ok {
		return plog.NewLogs(), processorhelper.ErrSkipProcessingData
	}
	if emptied {
		ld.ResourceLogs().RemoveIf(func(r plog.ResourceLogs) bool {
			r.ScopeLogs().RemoveIf(func(s plog.ScopeLogs) bool { return s.LogRecords().Len() == 0 })
			return r.ScopeLogs().Len() == 0
		})
		if ld.ResourceLogs().Len() == 0 {
			return ld, processorhelper.ErrSkipProcessingData
		}
	}
	return ld, nil
}

// records redacts a slice and reports that nothing is left of it.
func (e *engine) records(list plog.LogRecordSlice) (emptied bool) {
	out := removal{}
	for i := range list.Len() {
		rec := list.At(i)
		if e.cleanRecord(rec) {
			continue
		}
		if e.reportOnly {
			own := plog.NewLogRecord()
			rec.CopyTo(own)
			e.record(own)
			continue
		}
		if e.record(rec) == dropped {
			out.add(i)
		}
	}
	if len(out.at) == 0 {
		return false
	}
	list.RemoveIf(func(plog.LogRecord) bool { return out.next() })
	return list.Len() == 0
}

// cleanRecord reports a record in which nothing is to be hidden. False tells nothing.
func (e *engine) cleanRecord(rec plog.LogRecord) (clean bool) {
	defer dirty(&clean)
	if !e.batches {
		return false
	}
	a := e.ask()
	ok := a.text(rec.EventName()) && a.text(rec.SeverityText()) && a.body(rec.Body()) && a.attrs(rec.Attributes(), 0, true)
	return a.b.Clean() && ok
}

// record redacts a record in place.
func (e *engine) record(rec plog.LogRecord) verdict {
	return e.guard(func() verdict {
		p := e.newRecord()
		p.text("event_name", rec.EventName(), rec.SetEventName)
		p.text("severity_text", rec.SeverityText(), rec.SetSeverityText)
		before := p.n
		p.body(rec.Body(), 0)
		if p.n > before {
			p.n--
			p.note("body")
		}
		p.attrs(p.scope, rec.Attributes(), 0, true)
		p.summarize(rec.Attributes())
		return p.deny(func(message string) {
			rec.SetDroppedAttributesCount(rec.DroppedAttributesCount() + uint32(rec.Attributes().Len()))
			rec.Body().SetStr(message)
			rec.SetEventName("")
			rec.Attributes().Clear()
		})
	}, func() {
		rec.SetDroppedAttributesCount(rec.DroppedAttributesCount() + uint32(rec.Attributes().Len()))
		rec.Body().SetStr(failMark)
		rec.SetSeverityText("")
		if rec.EventName() != "" {
			rec.SetEventName(failMark)
		}
		blank(rec.Attributes())
	})
}
