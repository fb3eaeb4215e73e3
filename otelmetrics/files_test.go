package otelmetrics_test

import (
	"encoding/json"
	"log/slog"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/audit"
)

var (
	metricName = regexp.MustCompile(`\btacit_[a-z_]+`)
	selector   = regexp.MustCompile(`(tacit_[a-z_]+)\{([^}]*)\}`)
	labelName  = regexp.MustCompile(`([a-z_]+)(?:=~|!=|!~|=)"`)
	grouping   = regexp.MustCompile(`\bby \(([^)]*)\)`)
)

// known returns the metrics of a service with their labels, as Prometheus has them.
func known(t *testing.T) map[string][]string {
	t.Helper()
	s := newService(t, func(sub *audit.Subject) { sub.Log = audit.NewLog(slog.DiscardHandler) })
	s.use()
	out := map[string][]string{}
	for name := range s.series(t) {
		metric, rest, _ := strings.Cut(name, "{")
		names := []string{"job", "instance"} // of the scrape
		for l := range strings.SplitSeq(strings.TrimSuffix(rest, "}"), ",") {
			l, _, _ = strings.Cut(l, "=")
			names = append(names, l)
		}
		out[metric] = append(out[metric], names...)
		if metric == "tacit_latency_seconds" {
			out[metric+"_bucket"] = append(slices.Clone(names), "le")
		}
	}
	return out
}

// check looks for the metrics and the labels of a query.
func check(t *testing.T, where, query string, metrics map[string][]string, used map[string]bool) {
	t.Helper()
	var labels []string
	for _, m := range metricName.FindAllString(query, -1) {
		if metrics[m] == nil {
			t.Errorf("%s: there is no metric %s", where, m)
		}
		used[strings.TrimSuffix(m, "_bucket")] = true
		labels = append(labels, metrics[m]...)
	}
	if len(labels) == 0 {
		t.Errorf("%s: no metric in %s", where, query)
	}
	for _, sel := range selector.FindAllStringSubmatch(query, -1) {
		for _, l := range labelName.FindAllStringSubmatch(sel[2], -1) {
			if !slices.Contains(metrics[sel[1]], l[1]) {
				t.Errorf("%s: %s has no label %s", where, sel[1], l[1])
			}
		}
	}
	for _, by := range grouping.FindAllStringSubmatch(query, -1) {
		for l := range strings.SplitSeq(by[1], ",") {
			if !slices.Contains(labels, strings.TrimSpace(l)) {
				t.Errorf("%s: no metric of it has the label %s", where, l)
			}
		}
	}
}

func TestDashboardAsksForWhatThereIs(t *testing.T) {
	raw, err := os.ReadFile("grafana/tacit.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			ID      int
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	metrics, used, ids := known(t), map[string]bool{}, map[int]bool{}
	for _, p := range board.Panels {
		if ids[p.ID] || len(p.Targets) == 0 {
			t.Errorf("%s: no query, or an ID that occurs twice", p.Title)
		}
		ids[p.ID] = true
		for _, q := range p.Targets {
			check(t, p.Title, q.Expr, metrics, used)
		}
	}
	for m := range metrics {
		if strings.HasPrefix(m, "tacit_") && !used[strings.TrimSuffix(m, "_bucket")] {
			t.Errorf("no panel shows %s", m)
		}
	}
}

func TestAlertsAskForWhatThereIs(t *testing.T) {
	raw, err := os.ReadFile("prometheus/tacit.rules.yml")
	if err != nil {
		t.Fatal(err)
	}
	metrics, alert, n := known(t), "", 0
	pages := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "- alert: "); ok {
			alert = name
		}
		if expr, ok := strings.CutPrefix(line, "expr: "); ok {
			n++
			check(t, alert, strings.Trim(expr, "'"), metrics, map[string]bool{})
			if strings.Contains(expr, "tacit_matches_total") {
				t.Errorf("%s: anyone can cause a match", alert)
			}
		}
		if line == "severity: page" {
			pages[alert] = true
		}
	}
	if n < 10 || n != strings.Count(string(raw), "- alert: ") {
		t.Errorf("%d expressions were read", n)
	}
	for _, a := range []string{"TacitLiveSecret", "TacitConfirmedMatch", "TacitRevokedSecretUsed", "TacitSinkRaw"} {
		if delete(pages, a); !strings.Contains(string(raw), "alert: "+a+"\n") {
			t.Errorf("%s is missing", a)
		}
	}
	if len(pages) > 0 {
		t.Errorf("these page too: %v", pages)
	}
}

// TestAlertsFire runs the unit test of the rules, where promtool is at hand.
func TestAlertsFire(t *testing.T) {
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip(err)
	}
	if out, err := exec.Command(promtool, "test", "rules", "prometheus/tacit.rules_test.yml").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestDocListsAllMetrics(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for m := range known(t) {
		if m = strings.TrimSuffix(m, "_bucket"); strings.HasPrefix(m, "tacit_") && !strings.Contains(string(doc), "\t"+m) {
			t.Errorf("%s is not in the documentation", m)
		}
	}
}
