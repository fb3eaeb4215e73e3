package house_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// claims are the figures of README and docs that a published result backs: the groups of
// a sentence are those of a line of the result, rounded.
var claims = []struct{ doc, sentence, result, line string }{
	{"README.md", `\((\d+) kinds of secrets in (\d+) carriers`, "quality.md", `(?m)^(\d+) kinds, (\d+) carriers\.`},
	{"README.md", `(all) tokens by their shape are hidden whole`, "quality.md", `(?m)^\| structural \| \d+ \| (100\.0) `},
	{"README.md", `so are ([\d.]+) % of values under\s+a sensitive name`, "quality.md", `(?m)^\| named \| \d+ \| ([\d.]+) `},
	{"README.md", `so are ([\d.]+) % of values under\s+a sensitive name`, "quality.md", `(?m)^\| contextual \| \d+ \| ([\d.]+) `},
	{"README.md", `and (all) encoded ones`, "quality.md", `(?m)^\| encoded \| \d+ \| (100\.0) `},
	{"README.md", `of (ten million) generated clean log lines (none)`, "quality.md", `(?m)^\| generated logs of \d+ kinds of application \| (10000000) \| (0) `},
	{"README.md", `Of ([\d,]+) cells none leaks but what is declared \(([\d,]+) cells`, "leaks.md", `(?m)^\| \*\*all\*\* \| ([\d,]+) \| 0 \| [\d,]+ \| [\d.]+ % \| 0 \| ([\d,]+) \|`},
	{"README.md", `without the adapters ([\d,]+) do`, "leaks.md", `(?m)^\| \*\*all\*\* \| [\d,]+ \| 0 \| ([\d,]+) `},
	{"README.md", `writes both, in (two) minutes`, "leaks.md", `, in (1m\d\ds|2m[0-2]\ds)\.`},
	{"README.md", `([\d.]+) GB/s with AVX-512 where memcpy\s+does`, "full.md", `(?m)^\| Tacit \| ([\d.]+) `},
	{"README.md", `memcpy\s+does ([\d.]+), ([\d.]+) with AVX2`, "full.md", `(?s)\n\| memcpy \| ([\d.]+) .*?\n\| Tacit, AVX2 \| ([\d.]+) `},
	{"README.md", `AVX2 only does ([\d.]+) GB/s`, "avx2.md", `(?m)^\| Tacit \| ([\d.]+) `},
	{"README.md", `where memcpy\s+does ([\d.]+), and live`, "avx2.md", `(?m)^\| memcpy \| ([\d.]+) `},
	{"README.md", "`gitleaks` detect takes ([\\d,]+) times", "full.md", `(?m)^\| gitleaks \(detect\) \| (?:[^|]*\|){3} ([\d,]+)×`},
	{"README.md", `ten regular expressions in\s+a loop ([\d,]+) times`, "full.md", `(?m)^\| 10 regexps in a loop \| (?:[^|]*\|){3} ([\d,]+)×`},
	{"README.md", `redaction processor of the OpenTelemetry Collector ([\d,]+) times`, "full.md", `(?m)^\| OpenTelemetry redactionprocessor \| (?:[^|]*\|){3} ([\d,]+)×`},
	{"README.md", `takes ([\d.]+) ns, ([\d.]+) with AVX2 and ([\d.]+) in plain Go`, "full.md", `(?s)## A clean line, generated.*?\n\| Tacit String \| ([\d.]+) .*?\n\| Tacit, AVX2 String \| ([\d.]+) .*?\n\| Tacit, plain Go String \| ([\d.]+) `},
	{"README.md", `tree of (\d+) MiB`, "tree.md", `; (\d+) MiB, `},
	{"README.md", `MiB in ([\d.]+) s of processor time and\s+(\d+) MiB`, "tree.md", `(?m)^\| tacit scan \| ([\d.]+) \| [\d.]+ \| (\d+) `},
	{"README.md", `gitleaks takes (\d+) times as long, and finds`, "tree.md", `gitleaks takes (\d+) times the processor time`},
	{"README.md", `planted\s+secrets, (none) that`, "tree.md", `tacit scan misses (0) by rules`},
	{"README.md", `a log record of (\d+) bytes`, "collector.md", `log records of (\d+) bytes`},
	{"README.md", `spends ([\d.]+) µs more`, "collector.md", "(?m)^\\| `tacit`, as it comes \\| [\\d.]+ \\| ([\\d.]+) "},
	{"README.md", `and ([\d.]+) µs with the redaction processor`, "collector.md", "(?m)^\\| `redaction` [^|]*\\| [\\d.]+ \\| ([\\d.]+) "},
	{"docs/performance.md", `([\d.,]+) ns more than the record`, "full.md", `(?m)^\| Tacit's access log \| [\d,]+ \| \+([\d,]+) `},
	{"docs/performance.md", `httpsnoop and the same record ([\d.,]+)`, "full.md", `(?m)^\| httpsnoop and a record of slog \| [\d,]+ \| \+([\d,]+) `},
}

func TestClaimsAreThoseOfTheResults(t *testing.T) {
	for _, c := range claims {
		said := regexp.MustCompile(c.sentence).FindSubmatch(read(t, c.doc))
		found := regexp.MustCompile(c.line).FindSubmatch(read(t, "bench/results/"+c.result))
		if said == nil || found == nil {
			t.Errorf("%s %q: said %v, in %s %v", c.doc, c.sentence, said != nil, c.result, found != nil)
			continue
		}
		for i := range said[1:] {
			if a, b := string(said[i+1]), string(found[i+1]); !agree(a, b) {
				t.Errorf("%s says %q where %s has %q: %s", c.doc, a, c.result, b, c.sentence)
			}
		}
	}
	recorded, changed := 0, 0
	for _, m := range regexp.MustCompile(`(?m)^\| recorded: [^|]*\| (\d+) \| (\d+) `).FindAllSubmatch(read(t, "bench/results/quality.md"), -1) {
		recorded, changed = recorded+number(t, m[1]), changed+number(t, m[2])
	}
	m := regexp.MustCompile(`is changed, and of ([\d,]+) recorded ones (\w+)\.`).FindSubmatch(read(t, "README.md"))
	if words := []string{"none", "one", "two", "three"}; m == nil || number(t, m[1]) != recorded || changed >= len(words) || string(m[2]) != words[changed] {
		t.Errorf("README.md says %q of %d recorded lines of which %d change", m, recorded, changed)
	}
}

func number(t *testing.T, b []byte) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(string(b), ",", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// agree reports that a figure is another one, rounded. Words the patterns have decided on.
func agree(said, found string) bool {
	a, err1 := strconv.ParseFloat(strings.ReplaceAll(said, ",", ""), 64)
	b, err2 := strconv.ParseFloat(strings.ReplaceAll(found, ",", ""), 64)
	if err1 != nil || err2 != nil {
		return err1 != nil
	}
	_, decimals, _ := strings.Cut(said, ".")
	unit := math.Pow10(-len(decimals))
	return math.Abs(a-b) < unit/2*1.0001
}
