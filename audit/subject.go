package audit

import (
	"cmp"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/tacit-go/tacit/redact"
)

// A Subject is what a process is protected by. All fields but Redactor may be left zero.
type Subject struct {
	Redactor *redact.Redactor
	// More returns further Redactors, as the method Redactors of a live.Service does. What
	// they share with others counts once. Nil is none.
	More    func() []*redact.Redactor
	Secrets []*redact.SecretSet
	// Heartbeat tells of the sinks, Log of what it has lost.
	Heartbeat *Heartbeat
	Log       *Log
	// Catalogue is the version of the detectors: detectors.Version.
	Catalogue string
	// Policy is the digest of a policy. If it is empty, that of the Redactor stands for it:
	// see [Subject.PolicyOf].
	Policy string
}

// Redactors returns Redactor and More, one for each plan: what they count together is what
// is counted.
func (s Subject) Redactors() []*redact.Redactor {
	all, plans := []*redact.Redactor{s.Redactor}, []uint64{s.Redactor.Plan()}
	if s.More == nil {
		return all
	}
	for _, r := range s.More() {
		if p := r.Plan(); p != 0 && !slices.Contains(plans, p) {
			all, plans = append(all, r), append(plans, p)
		}
	}
	return all
}

// PolicyOf returns what tells the policy of a Redactor: Policy, if that is set, else the
// digest of the policy that it was made from, as the module policy has it, else that of
// its plan.
func (s Subject) PolicyOf(d redact.Description) string { return cmp.Or(s.Policy, d.Policy, d.Digest) }

// A Status sums a process up. It holds IDs and counts, no names of secrets and no text.
type Status struct {
	Version      string        `json:"version"`
	Catalogue    string        `json:"catalogue,omitempty"`
	Policy       string        `json:"policy_digest"`
	Policies     []string      `json:"further_policies,omitempty"`
	Kernel       string        `json:"kernel"`
	KernelFailed bool          `json:"kernel_failed,omitempty"`
	Detectors    int           `json:"detectors"`
	Limits       redact.Limits `json:"limits"`
	Matches      []Count       `json:"matches"`
	Reported     []Count       `json:"reported,omitempty"`
	Denied       []Count       `json:"denied,omitempty"`
	Dropped      uint64        `json:"dropped_records"`
	Hidden       uint64        `json:"hidden_bytes"`
	Errors       uint64        `json:"errors"`
	Limited      uint64        `json:"limited"`
	Lost         uint64        `json:"lost_bytes"`
	AuditLost    uint64        `json:"audit_lost"`
	Live         Secrets       `json:"live"`
	Sinks        []BeatResult  `json:"sinks,omitempty"`
}

// A Count is one of a detector.
type Count struct {
	Detector string `json:"detector"`
	Count    uint64 `json:"count"`
}

// Status returns how things are now. The counters are those of the plans in force.
func (s Subject) Status() Status {
	d := s.Redactor.Describe()
	out := Status{
		Version: redact.Version(), Catalogue: s.Catalogue, Policy: s.PolicyOf(d),
		Kernel: string(d.Kernel), KernelFailed: d.KernelFailed, Detectors: len(d.Detectors), Limits: d.Limits,
		Live: Sum(s.Secrets...),
	}
	matches, reported, denied := map[string]uint64{}, map[string]uint64{}, map[string]uint64{}
	for _, r := range s.Redactors() {
		if p := s.PolicyOf(r.Describe()); p != out.Policy && !slices.Contains(out.Policies, p) {
			out.Policies = append(out.Policies, p)
		}
		n := r.Stats()
		add(matches, n.Matches)
		add(reported, n.Reported)
		add(denied, n.Denied)
		out.Hidden, out.Errors, out.Limited, out.Lost = out.Hidden+n.Hidden, out.Errors+n.Errors, out.Limited+n.Limits, out.Lost+n.Lost
		out.Dropped += n.Dropped
	}
	out.Matches, out.Reported, out.Denied = counts(matches), counts(reported), counts(denied)
	if s.Log != nil {
		out.AuditLost = s.Log.Lost()
	}
	if s.Heartbeat != nil {
		out.Sinks = s.Heartbeat.Results()
	}
	return out
}

func add(to, more map[string]uint64) {
	for id, n := range more {
		to[id] += n
	}
}

// counts makes a list: as the names of an object, IDs such as "password" would be
// sensitive names with values.
func counts(m map[string]uint64) []Count {
	out := []Count{}
	for _, id := range slices.Sorted(maps.Keys(m)) {
		out = append(out, Count{id, m[id]})
	}
	return out
}

// Record returns the record for the start of a process, with the message "tacit started":
//
//	handler.Handle(ctx, subject.Record())
//
// Its texts have passed the Redactor.
func (s Subject) Record() slog.Record {
	x := s.Status()
	guard := s.Redactor.Scope(sink)
	text := func(name, v string) slog.Attr { return slog.String(name, guard.Text(v)) }
	rec := slog.NewRecord(time.Now(), slog.LevelInfo, "tacit started", 0)
	if x.KernelFailed {
		rec.Level = slog.LevelWarn
	}
	rec.AddAttrs(text("version", x.Version), text("catalogue", x.Catalogue), text("policy_digest", x.Policy),
		text("kernel", x.Kernel), slog.Bool("kernel_failed", x.KernelFailed), slog.Int("detectors", x.Detectors),
		slog.Int("live", x.Live.Live), slog.Int("near_expiry", x.Live.NearExpiry), slog.Int("static", x.Live.Static),
		slog.Int("sinks", len(x.Sinks)))
	return rec
}

// ServeHTTP answers GET and HEAD with the status as JSON, for a path such as
// /debug/tacit. It goes through all live secrets at each request, and tells strangers
// what is looked for: serve it where /debug/pprof is served. What it writes has passed
// the Redactor.
func (s Subject) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	body, err := json.MarshalIndent(s.Status(), "", "  ")
	if err != nil {
		http.Error(w, "the status cannot be written", http.StatusInternalServerError)
		return
	}
	if out, changed := s.Redactor.Scope(sink).AppendJSON(nil, body); changed {
		body = out
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(append(body, '\n'))
}
