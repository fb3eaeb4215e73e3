package sentryredact

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/getsentry/sentry-go"

	"github.com/tacit-go/tacit/redact"
)

func (p *pass) event(in *sentry.Event) *sentry.Event {
	out := edit(p, in, p.eventText)
	if serialized(in) {
		return withoutSampling(out)
	}
	for name, v := range in.GetDynamicSamplingContext() {
		if p.s.Text(name) != name || p.s.Text(v) != v {
			return withoutSampling(out)
		}
	}
	return out
}

// serialized reports an event of which the SDK keeps what it has serialized: that would be sent in the place
// of what is in its fields.
func serialized(e *sentry.Event) bool {
	safe := reflect.ValueOf(e).Elem().FieldByName("serializationSafe")
	return safe.IsValid() && safe.Kind() == reflect.Bool && safe.Bool()
}

// eventText redacts a copy of an event.
func (p *pass) eventText(e *sentry.Event) {
	for _, v := range []*string{
		&e.Message, &e.Dist, &e.Environment, &e.Platform, &e.Release, &e.ServerName,
		&e.Transaction, &e.Logger, &e.Type, &e.Sdk.Name, &e.Sdk.Version,
	} {
		text(p, p.s, v)
	}
	id(p, &e.EventID)
	text(p, p.s, &e.Level)
	texts(p, p.s, &e.Fingerprint)
	texts(p, p.s, &e.Sdk.Integrations)
	e.Sdk.Packages = editAll(p, e.Sdk.Packages, func(k *sentry.SdkPackage) {
		text(p, p.s, &k.Name)
		text(p, p.s, &k.Version)
	})
	e.Tags = fields(p, p.group("tags"), e.Tags, stringValue)
	e.Modules = fields(p, p.s.Enter("modules"), e.Modules, stringValue)
	p.contexts(e)
	p.user(&e.User)
	e.Request = edit(p, e.Request, p.request)
	p.exceptions(e)
	e.Threads = editAll(p, e.Threads, func(t *sentry.Thread) {
		text(p, p.s, &t.ID)
		text(p, p.s, &t.Name)
		t.Stacktrace = edit(p, t.Stacktrace, p.stacktrace)
	})
	e.Breadcrumbs = editAll(p, e.Breadcrumbs, func(b **sentry.Breadcrumb) { *b = edit(p, *b, p.breadcrumb) })
	e.DebugMeta = edit(p, e.DebugMeta, p.debugMeta)
	e.Attachments = editAll(p, e.Attachments, func(a **sentry.Attachment) { *a = edit(p, *a, p.attachment) })
	e.Spans = editAll(p, e.Spans, func(s **sentry.Span) { *s = p.span(*s) })
	e.TransactionInfo = edit(p, e.TransactionInfo, func(t *sentry.TransactionInfo) { text(p, p.s, &t.Source) })
	e.CheckIn = edit(p, e.CheckIn, func(c *sentry.CheckIn) {
		id(p, &c.ID)
		text(p, p.s, &c.MonitorSlug)
		text(p, p.s, &c.Status)
	})
	e.MonitorConfig = edit(p, e.MonitorConfig, func(m *sentry.MonitorConfig) {
		text(p, p.s, &m.Timezone)
		p.schedule(m)
	})
	e.Logs = editAll(p, e.Logs, func(l *sentry.Log) { *l = *p.log(l) })
	e.Metrics = editAll(p, e.Metrics, func(m *sentry.Metric) { *m = *p.metric(m) })
}

func (p *pass) contexts(e *sentry.Event) {
	g := p.s.Enter("contexts")
	e.Contexts = fields(p, g, e.Contexts, func(f redact.Field, c sentry.Context) (sentry.Context, bool) {
		before := p.changed
		p.changed = false
		c = fields(p, f.Scope(), c, anyValue)
		changed := p.changed
		p.changed = before || changed
		return c, changed
	})
}

func (p *pass) user(u *sentry.User) {
	g := p.s.Enter("user")
	for _, v := range []*string{&u.ID, &u.Email, &u.IPAddress, &u.Username, &u.Name} {
		text(p, g, v)
	}
	u.Data = fields(p, g.Enter("data"), u.Data, stringValue)
}

func (p *pass) request(r *sentry.Request) {
	g := p.s.Enter("request")
	for _, v := range []*string{&r.URL, &r.Method, &r.Data, &r.QueryString} {
		text(p, g, v)
	}
	if r.Cookies != "" {
		if t := g.Field("Cookie").String(r.Cookies); t != r.Cookies {
			r.Cookies, p.changed = t, true
		}
	}
	r.Headers = fields(p, g.Enter("headers"), r.Headers, stringValue)
	r.Env = fields(p, g.Enter("env"), r.Env, stringValue)
}

// exceptions redacts the errors of a chain. An error that is part of the text of another is
// hidden if that text was redacted where it shows it.
func (p *pass) exceptions(e *sentry.Event) {
	raw := e.Exception
	e.Exception = editAll(p, raw, func(x *sentry.Exception) {
		text(p, p.s, &x.Type)
		text(p, p.s, &x.Value)
		text(p, p.s, &x.Module)
		x.Stacktrace = edit(p, x.Stacktrace, p.stacktrace)
		x.Mechanism = edit(p, x.Mechanism, p.mechanism)
	})
	shown := slices.Clone(e.Exception)
	for j := range raw {
		whole, left := raw[j].Value, e.Exception[j].Value
		if whole == left {
			continue
		}
		p.changed = true
		for i := range raw {
			part := raw[i].Value
			if len(raw) > maxParts {
				shown[i].Value = markLimit
			} else if contains(whole, part) && !shows(whole, part, left, e.Exception[i].Value) {
				shown[i].Value = mark
			}
		}
		if len(raw) > maxParts {
			break
		}
	}
	if p.changed {
		e.Exception = shown
	}
}

func (p *pass) mechanism(m *sentry.Mechanism) {
	for _, v := range []*string{&m.Type, &m.Description, &m.HelpLink, &m.Source} {
		text(p, p.s, v)
	}
	m.Data = fields(p, p.s.Enter("data"), m.Data, anyValue)
}

func (p *pass) stacktrace(s *sentry.Stacktrace) {
	g := p.s.Enter("vars")
	s.Frames = editAll(p, s.Frames, func(f *sentry.Frame) {
		for _, v := range []*string{
			&f.Function, &f.Symbol, &f.Module, &f.Filename, &f.AbsPath, &f.ContextLine,
			&f.Package, &f.InstructionAddr, &f.AddrMode, &f.SymbolAddr, &f.ImageAddr, &f.Platform,
		} {
			text(p, p.s, v)
		}
		texts(p, p.s, &f.PreContext)
		texts(p, p.s, &f.PostContext)
		f.Vars = fields(p, g, f.Vars, anyValue)
	})
}

func (p *pass) breadcrumb(b *sentry.Breadcrumb) {
	for _, v := range []*string{&b.Type, &b.Category, &b.Message} {
		text(p, p.s, v)
	}
	text(p, p.s, &b.Level)
	b.Data = fields(p, p.s.Enter("data"), b.Data, anyValue)
}

func (p *pass) debugMeta(d *sentry.DebugMeta) {
	d.SdkInfo = edit(p, d.SdkInfo, func(i *sentry.DebugMetaSdkInfo) { text(p, p.s, &i.SdkName) })
	d.Images = editAll(p, d.Images, func(i *sentry.DebugMetaImage) {
		for _, v := range []*string{
			&i.Type, &i.ImageAddr, &i.DebugID, &i.DebugFile, &i.CodeID, &i.CodeFile,
			&i.ImageVmaddr, &i.Arch, &i.UUID,
		} {
			text(p, p.s, v)
		}
	})
}

func (p *pass) attachment(a *sentry.Attachment) {
	text(p, p.s, &a.Filename)
	text(p, p.s, &a.ContentType)
	if out, changed := p.s.Append(nil, a.Payload); changed {
		a.Payload, p.changed = out, true
	}
}

// span returns in, or a span with what of it is sent. A span cannot be copied.
func (p *pass) span(in *sentry.Span) *sentry.Span {
	if in == nil {
		return nil
	}
	before := p.changed
	p.changed = false
	out := &sentry.Span{
		TraceID: in.TraceID, SpanID: in.SpanID, ParentSpanID: in.ParentSpanID,
		Name: in.Name, Op: in.Op, Description: in.Description, Status: in.Status,
		StartTime: in.StartTime, EndTime: in.EndTime,
		Sampled: in.Sampled, Source: in.Source, Origin: in.Origin,
	}
	text(p, p.s, &out.Name)
	text(p, p.s, &out.Op)
	text(p, p.s, &out.Description)
	text(p, p.s, &out.Source)
	text(p, p.s, &out.Origin)
	out.Tags = fields(p, p.s.Enter("tags"), in.Tags, stringValue)
	out.Data = fields(p, p.s.Enter("data"), in.Data, anyValue)
	if p.changed {
		return out
	}
	p.changed = before
	return in
}

// schedule redacts the schedule of a monitor, whose types show themselves as JSON only.
func (p *pass) schedule(m *sentry.MonitorConfig) {
	if m.Schedule == nil {
		return
	}
	raw, err := json.Marshal(m.Schedule)
	var s struct {
		Type, Unit string
		Value      any
	}
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	crontab, isText := s.Value.(string)
	every, isNumber := s.Value.(float64)
	switch {
	case err == nil && s.Type == "crontab" && isText:
		m.Schedule = sentry.CrontabSchedule(crontab)
		if t := p.s.Text(crontab); t != crontab {
			m.Schedule, p.changed = sentry.CrontabSchedule(t), true
		}
	case err == nil && s.Type == "interval" && isNumber:
		if t := p.s.Text(s.Unit); t != s.Unit {
			m.Schedule, p.changed = sentry.IntervalSchedule(int64(every), sentry.MonitorScheduleUnit(t)), true
		}
	default:
		m.Schedule, p.changed = sentry.CrontabSchedule(mark), true
	}
}

// withoutSampling returns a copy of what of an event is exported, which all but the
// dynamic sampling context is.
func withoutSampling(e *sentry.Event) *sentry.Event {
	return &sentry.Event{
		Breadcrumbs: e.Breadcrumbs, Contexts: e.Contexts, Dist: e.Dist, Environment: e.Environment,
		EventID: e.EventID, Fingerprint: e.Fingerprint, Level: e.Level, Message: e.Message,
		Platform: e.Platform, Release: e.Release, Sdk: e.Sdk, ServerName: e.ServerName,
		Threads: e.Threads, Tags: e.Tags, Timestamp: e.Timestamp, Transaction: e.Transaction,
		User: e.User, Logger: e.Logger, Modules: e.Modules, Request: e.Request,
		Exception: e.Exception, DebugMeta: e.DebugMeta, Attachments: e.Attachments,
		Type: e.Type, StartTime: e.StartTime, Spans: e.Spans, TransactionInfo: e.TransactionInfo,
		CheckIn: e.CheckIn, MonitorConfig: e.MonitorConfig, Logs: e.Logs, Metrics: e.Metrics,
	}
}
