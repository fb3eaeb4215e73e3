package policy

import (
	"errors"
	"strings"
	"testing"
	"time"
)

var day = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func layers(docs ...string) []Layer {
	var list []Layer
	for i, d := range docs {
		list = append(list, Layer{Name: []string{"floor.yaml", "team.yaml", "service.yaml"}[i], Data: []byte(d)})
	}
	return list
}

const own = `version: 1
detectors:
  own:
    - id: acme-token
      pattern: '\bacme_[a-z0-9]{24}\b'
      hits: ["using ⟦acme_¦0a1b2c3d4e5f6g7h8i9j0k1l⟧ now"]
`

// broken has a policy of each kind that is refused, and what is said of it: place, text
// and remedy.
var broken = []struct {
	name string
	docs []string
	want string
}{
	{"empty", []string{""}, `floor.yaml:1:1: the document is empty; begin with "version: 1"`},
	{"only a comment", []string{"# nothing\n"}, `floor.yaml:1:1: the document is empty; begin with "version: 1"`},
	{"no version", []string{"names: [a]\n"}, "floor.yaml:1:1: version is missing; add it: The version of the format: 1"},
	{"unknown key", []string{"version: 1\nnamse: [a]\n"}, "floor.yaml:2:1: unknown key; write names"},
	{"unknown key inside", []string{"version: 1\nlimits:\n  max_depht: 3\n"}, "floor.yaml:3:3: limits: unknown key; write max_depth"},
	{"unknown key, nothing like it", []string{"version: 1\nkey_rings:\n  - name: a\n    current: {id: k1, file: f}\n    zzzzzzzzzz: 1\n"}, "floor.yaml:5:5: key_rings[1]: unknown key; the keys here are name, current, previous, tenant"},
	{"key twice", []string{"version: 1\nversion: 1\n"}, "floor.yaml:2:1: version: the key occurs twice; remove one of the two"},
	{"merge key", []string{"version: 1\nlimits: &l {max_depth: 3}\nstrict: {<<: *l, show: []}\n"}, "floor.yaml:3:10: strict: merge keys are not read; write the keys out"},
	{"wrong type", []string{"version: 1\nnames: ssn\n"}, `floor.yaml:2:8: names: want a list, not text; write each element on a line of its own behind "- "`},
	{"number for text", []string{"version: 1\nnames: [12]\n"}, "floor.yaml:2:9: names[1]: want text, not a number; put it in quotes"},
	{"text for a number", []string{"version: 1\nlimits: {max_depth: deep}\n"}, "floor.yaml:2:21: limits.max_depth: want an integer, not text"},
	{"out of range", []string{"version: 1\nlimits: {max_depth: 5000}\n"}, "floor.yaml:2:21: limits.max_depth: want a decimal integer from 1 to 1000"},
	{"nothing", []string{"version: 1\nnames:\n"}, "floor.yaml:2:7: names: want a list, not nothing"},
	{"null", []string{"version: 1\ntitle: null\n"}, "floor.yaml:2:8: title: want text, not nothing; write a value, or leave the key out"},
	{"no mapping", []string{"version: 1\ndetectors: [jwt]\n"}, "floor.yaml:2:12: detectors: want a mapping, not a list; write key: value"},
	{"tab", []string{"version: 1\ndetectors:\n\tpreset: all\n"}, "floor.yaml:3:1: a tab in the indentation; indent with spaces"},
	{"tab behind spaces", []string{"version: 1\nlimits:\n  max_depth: 3\n \tmax_nodes: 3\n"}, "floor.yaml:4:2: a tab in the indentation; indent with spaces"},
	{"no YAML", []string{"version: 1\nnames: [a\ntitle: x\n"}, "floor.yaml:3:6: did not find expected ',' or ']'; check quotes"},
	{"no text", []string{"version: 1\ntitle: a\x01b\n"}, "floor.yaml:2:9: a byte that is no text; write the file in UTF-8"},
	{"no UTF-8", []string{"version: 1\ntitle: \xff\n"}, "floor.yaml:2:8: a byte that is no text; write the file in UTF-8"},
	{"two documents", []string{"version: 1\n---\nversion: 1\n"}, "floor.yaml:2:1: a second document; keep one"},
	{"too long", []string{"version: 1\n#" + strings.Repeat("x", MaxBytes)}, "floor.yaml:1:1: the document has more than 1048576 bytes; divide it into layers"},
	{"alias bomb", []string{bomb}, "with what aliases stand for there are more than 50000 values; write the values out, or use fewer aliases"},
	{"alias of itself", []string{"version: 1\nnames: &n [*n]\n"}, "floor.yaml:2:12: with what aliases stand for"},
	{"unknown alias", []string{"version: 1\nnames: [*hunter2]\n"}, "floor.yaml:2:9: unknown anchor referenced; check"},
	{"version of the format", []string{"version: 2\n"}, "floor.yaml:1:10: version: want a decimal integer from 1 to 1"},
	{"bad pattern", []string{strings.Replace(own, "{24}", "{24}(", 1)}, "floor.yaml:5:16: detectors.own[1].pattern: pattern"},
	{"lazy pattern", []string{strings.Replace(own, "{24}", "+?", 1)}, "floor.yaml:5:16: detectors.own[1].pattern: pattern: lazy quantifier; the longest match counts here"},
	{"pattern of too many states", []string{own + "limits: {max_states: 10}\n"}, "floor.yaml:5:16: detectors.own[1].pattern: with this pattern those of own have more than 10 states; write smaller counts, or raise limits.max_states"},
	{"pattern and names", []string{own + "      names: [a]\n"}, "floor.yaml:4:7: detectors.own[1]: exactly one of pattern, names must be there; keep one"},
	{"example that does not hold", []string{strings.Replace(own, "now", "⟦now⟧", 1)}, "floor.yaml:6:14: detectors.own[1].hits[1]: the example does not hold: exactly what stands between ⟦ and ⟧ must be replaced; correct the example or the detector"},
	{"miss that is found", []string{own + "      misses: [\"acme_¦0a1b2c3d4e5f6g7h8i9j0k1l\"]\n"}, "floor.yaml:7:16: detectors.own[1].misses[1]: the example does not hold: something in it is replaced; correct"},
	{"no example", []string{strings.Replace(own, "      hits: [\"using ⟦acme_¦0a1b2c3d4e5f6g7h8i9j0k1l⟧ now\"]\n", "", 1)}, "floor.yaml:4:7: detectors.own[1]: hits is missing; add it"},
	{"example of the policy", []string{"version: 1\nexamples:\n  - {in: 'password=hun¦ter2', out: 'password=hun¦ter2'}\n"}, `floor.yaml:3:36: examples[1].out: the example does not hold; run "tacit policy test"`},
	{"duplicate ID", []string{own + strings.TrimPrefix(own, "version: 1\ndetectors:\n  own:\n")}, "floor.yaml:7:11: detectors.own[2].id: duplicate ID: there is a detector acme-token already; choose an ID"},
	{"duplicate ID of the catalogue", []string{strings.Replace(own, "acme-token", "json-web-token", 1)}, "floor.yaml:4:11: detectors.own[1].id: duplicate ID: there is a detector json-web-token already"},
	{"duplicate ID in a layer below", []string{own, own}, "team.yaml:4:11: detectors.own[1].id: duplicate ID: there is a detector acme-token already"},
	{"unknown ID", []string{"version: 1\ndetectors: {on: [no-such]}\n"}, `floor.yaml:2:18: detectors.on[1]: the catalogue has no detector no-such; "tacit detectors" lists them`},
	{"unknown version", []string{"version: 1\ndetectors: {catalogue: 9.9.9}\n"}, "floor.yaml:2:24: detectors.catalogue: there is no such version of the catalogue; this program has"},
	{"bad path", []string{"version: 1\npaths:\n  - path: a.b*\n"}, "floor.yaml:3:11: paths[1].path: path 1: offset 3: * stands for a whole name only; correct it"},
	{"replacement of a dropped field", []string{"version: 1\npaths:\n  - {path: a, action: drop_field, replacement: label}\n"}, "floor.yaml:3:48: paths[1].replacement: a field that is dropped has no replacement"},
	{"replacement", []string{"version: 1\nreplacement: 'fixed:a b'\n"}, "floor.yaml:2:14: replacement: the text is not of the form"},
	{"mask", []string{"version: 1\nreplacement: mask:3,3\n"}, "floor.yaml:2:14: replacement: Mask: head and tail must not be negative and at most 4 together; correct it"},
	{"no key ring", []string{"version: 1\nreplacement: hmac:orders\n"}, "floor.yaml:2:14: replacement: there is no key ring orders; add it to key_rings"},
	{"two keys with one ID", []string{"version: 1\nkey_rings:\n  - name: a\n    current: {id: k1, file: f}\n    previous: {id: k1, env: F}\n"}, "floor.yaml:5:20: key_rings[1].previous.id: duplicate ID"},
	{"key in the file", []string{"version: 1\nkey_rings:\n  - name: a\n    current: {id: k1, secret: 0000}\n"}, "floor.yaml:4:23: key_rings[1].current: unknown key; the keys here are id, file, env"},
	{"bad glob", []string{"version: 1\nsecrets:\n  - env: ['[a']\n"}, "floor.yaml:3:11: secrets[1].env[1]: the pattern is none; close its brackets"},
	{"no owner", []string{"version: 1\nreport_only:\n  - {detector: json-web-token, reason: r, until: 2026-12-01}\n"}, "floor.yaml:3:5: report_only[1]: owner is missing; add it: Who answers for it"},
	{"no date", []string{"version: 1\nreport_only:\n  - {detector: json-web-token, owner: a, reason: r, until: 2026-02-30}\n"}, "floor.yaml:3:60: report_only[1].until: there is no such date; write 2026-12-31"},
	{"for ever", []string{"version: 1\nreport_only:\n  - {detector: json-web-token, owner: a, reason: r, until: 2036-02-20}\n"}, "floor.yaml:3:60: report_only[1].until: more than 366 days ahead; choose an earlier day"},
	{"off for weeks", []string{"version: 1\nlevels:\n  - {level: off, owner: a, reason: r, until: 2026-12-20}\n"}, "floor.yaml:3:46: levels[1].until: more than 7 days ahead"},
	{"live secrets only reported", []string{"version: 1\nreport_only:\n  - {detector: live-secret, owner: a, reason: r, until: 2026-12-01}\n"}, "floor.yaml:3:16: report_only[1].detector: live secrets are always hidden; remove it"},
	{"live secrets off", []string{"version: 1\ndetectors:\n  off:\n    - {detector: live-secret, owner: a, reason: r, until: 2026-12-01}\n"}, "floor.yaml:4:18: detectors.off[1].detector: live secrets are always hidden"},
	{"off what is not on", []string{"version: 1\ndetectors:\n  off:\n    - {detector: us-ssn, owner: a, reason: r, until: 2026-12-01}\n"}, "floor.yaml:4:18: detectors.off[1].detector: us-ssn is not on; correct the ID"},

	{"off below the floor", []string{"version: 1\n", "version: 1\ndetectors:\n  off:\n    - {detector: json-web-token, owner: a, reason: r, until: 2026-12-01}\n"},
		"team.yaml:4:18: detectors.off[1].detector: weakens floor.yaml: it has json-web-token on; remove it, or have the owner of floor.yaml list off under delegate there"},
	{"preset below the floor", []string{"version: 1\n", "version: 1\ndetectors: {preset: structural}\n"}, "team.yaml:2:21: detectors.preset: weakens floor.yaml: the preset lacks"},
	{"other version below the floor", []string{"version: 1\ndetectors: {catalogue: 0.1.0}\n", "version: 1\ndetectors: {catalogue: 0.0.9}\n"}, "team.yaml:2:24: detectors.catalogue: there is no such version"},
	{"report-only below the floor", []string{own, "version: 1\nreport_only:\n  - {detector: acme-token, owner: a, reason: r, until: 2026-12-01}\n"}, "team.yaml:3:16: report_only[1].detector: weakens floor.yaml: it has acme-token on; remove it"},
	{"report-only below the team", []string{"version: 1\n", own, "version: 1\nreport_only:\n  - {detector: acme-token, owner: a, reason: r, until: 2026-12-01}\n"}, "service.yaml:3:16: report_only[1].detector: weakens team.yaml: it has acme-token on"},
	{"lapsed report-only below the floor", []string{own, "version: 1\nreport_only:\n  - {detector: acme-token, owner: a, reason: r, until: 2025-12-01}\n"}, "team.yaml:3:16: report_only[1].detector: weakens floor.yaml"},
	{"report-only path without rule", []string{"version: 1\npaths:\n  - {path: a.b}\nreport_only:\n  - {path: a.*, owner: a, reason: r, until: 2026-12-01}\n"}, "floor.yaml:5:12: report_only[1].path: no rule has this path; write it as paths has it, or remove it"},
	{"report-only path below the floor", []string{"version: 1\npaths:\n  - {path: a.b}\n", "version: 1\nreport_only:\n  - {path: a.b, owner: a, reason: r, until: 2026-12-01}\n"}, "team.yaml:3:12: report_only[1].path: weakens floor.yaml: it has a rule of this path; remove it, or have the owner of floor.yaml list report-only"},
	{"report-only of two", []string{"version: 1\nreport_only:\n  - {path: a.b, detector: password, owner: a, reason: r, until: 2026-12-01}\n"}, "report_only[1]"},
	{"no stubs below the floor", []string{"version: 1\npaths:\n  - {path: a, action: deny}\n", "version: 1\ndeny: {without_stubs: true}\n"}, "team.yaml:2:23: deny.without_stubs: weakens floor.yaml: the stubs are the trace of what it denies"},
	{"audit fields below the floor", []string{"version: 1\nactions:\n  - {detector: password, action: deny}\n", "version: 1\ndeny: {audit_fields: [a]}\n"}, "team.yaml:2:23: deny.audit_fields[1]: weakens floor.yaml: records with this field would not be denied"},
	{"drop_record", []string{"version: 1\npaths:\n  - {path: a, action: drop_record}\n"}, "deny"},
	{"allow below the floor", []string{"version: 1\n", "version: 1\nallow:\n  - {name: session_color, owner: a, reason: r, until: 2026-12-01}\n"}, "team.yaml:3:5: allow[1]: weakens floor.yaml: it allows what that hides"},
	{"show below the floor", []string{"version: 1\n", "version: 1\nstrict: {show: [time]}\n"}, "team.yaml:2:17: strict.show[1]: weakens floor.yaml"},
	{"mask below the floor", []string{"version: 1\n", "version: 1\nreplacement: mask:2,2\n"}, "team.yaml:2:14: replacement: weakens floor.yaml: this replacement shows more than its own; remove it, or have the owner of floor.yaml list replacement"},
	{"another key below the floor", []string{"version: 1\nreplacement: hmac:a\nkey_rings:\n  - {name: a, current: {id: k1, env: A}}\n", "version: 1\nreplacement: hmac:b\nkey_rings:\n  - {name: b, current: {id: k2, env: B}}\n"}, "team.yaml:2:14: replacement: weakens floor.yaml: its tokens are under another key; remove it, or have the owner of floor.yaml list replacement"},
	{"form of a replacement", []string{"version: 1\nreplacement: hash\n"}, "see the JSON Schema for the form: What stands for a secret: label, fixed:TEXT"},
	{"mask of a detector below the floor", []string{"version: 1\nreplacements:\n  - {detector: json-web-token, replacement: 'fixed:x'}\n", "version: 1\nreplacements:\n  - {detector: json-web-token, replacement: 'mask:1,1'}\n"}, "team.yaml:3:45: replacements[1].replacement: weakens floor.yaml"},
	{"action below the floor", []string{"version: 1\nactions:\n  - {detector: password, action: drop_field}\n", "version: 1\nactions:\n  - {detector: password, action: redact}\n"}, "team.yaml:3:34: actions[1].action: weakens floor.yaml: its action for password is a stronger one"},
	{"path below the floor", []string{"version: 1\npaths:\n  - {path: 'db.**.password', action: deny}\n", "version: 1\npaths:\n  - {path: '*.main'}\n"}, "team.yaml:3:12: paths[1].path: weakens floor.yaml: the action of a path of it"},
	{"replacement of a path below the floor", []string{"version: 1\npaths:\n  - {path: db}\n", "version: 1\npaths:\n  - {path: db.user, replacement: 'mask:1,1'}\n"}, "team.yaml:3:34: paths[1].replacement: weakens floor.yaml"},
	{"path instead of names that drop", []string{"version: 1\nactions:\n  - {detector: password, action: drop_field}\n", "version: 1\npaths:\n  - {path: password}\n"}, "team.yaml:3:12: paths[1].path: weakens floor.yaml: it drops fields by name"},
	{"path instead of names that deny from next month on", []string{"version: 1\nactions:\n  - {detector: password, action: deny}\nreport_only:\n  - {detector: password, owner: a, reason: r, until: 2026-12-01}\n", "version: 1\npaths:\n  - {path: password}\n"}, "team.yaml:3:12: paths[1].path: weakens floor.yaml: it drops fields by name or denies records"},
	{"no stubs of what is denied from next month on", []string{"version: 1\nactions:\n  - {detector: password, action: deny}\nreport_only:\n  - {detector: password, owner: a, reason: r, until: 2026-12-01}\n", "version: 1\ndeny: {without_stubs: true}\n"}, "team.yaml:2:23: deny.without_stubs: weakens floor.yaml"},
	{"replacement of a path instead of a detector's", []string{"version: 1\nreplacement: 'mask:2,2'\nreplacements:\n  - {detector: password, replacement: 'fixed:x'}\n", "version: 1\npaths:\n  - {path: password}\n"}, "team.yaml:3:12: paths[1].path: weakens floor.yaml: what it has for single detectors shows less"},
	{"strict instead of names that drop", []string{"version: 1\nactions:\n  - {detector: password, action: drop_field}\n", "version: 1\nstrict: {show: []}\n"}, "team.yaml:2:9: strict: weakens floor.yaml: it drops fields by name"},
	{"strict with a mask", []string{"version: 1\nreplacements:\n  - {detector: path, replacement: 'mask:1,1'}\n", "version: 1\nstrict: {show: []}\n"}, "team.yaml:2:9: strict: weakens floor.yaml: this replacement shows more"},
	{"name with a mask", []string{"version: 1\n", "version: 1\nnames: [db_password]\nreplacements:\n  - {detector: name, replacement: 'mask:1,1'}\n"}, "team.yaml:2:9: names[1]: weakens floor.yaml: password hides values under this name, and this replacement shows more"},
	{"name that would be denied", []string{"version: 1\nactions:\n  - {detector: password, action: deny}\n", "version: 1\nnames: [db_password]\n"}, "team.yaml:2:9: names[1]: weakens floor.yaml: its action for values under this name, by password, is a stronger one"},
	{"name whose value reached further", []string{"version: 1\n", "version: 1\ndetectors:\n  own:\n    - {id: a, names: [shop_cookie], hits: ['shop_cookie=⟦zq7w¦x4vt2⟧']}\n"}, "team.yaml:4:23: detectors.own[1].names[1]: weakens floor.yaml: the values that cookie hides under this name reach further"},
	{"tag of a boolean", []string{"version: 1\nstable_types: !!bool yes\n"}, "floor.yaml:2:15: stable_types: want true or false"},
	{"octal number", []string{"version: 1\nlimits: {max_depth: 010}\n"}, "floor.yaml:2:21: limits.max_depth: want a decimal integer"},
	{"tag of a mapping", []string{"!hunter2 {version: 1}\n"}, "floor.yaml:1:1: want a mapping, not a value with a tag"},
	{"tag of a list", []string{"version: 1\nnames: !!set [abc]\n"}, "floor.yaml:2:8: names: want a list, not a value with a tag"},
	{"level below the floor", []string{"version: 1\n", "version: 1\nlevels:\n  - {level: essential, owner: a, reason: r, until: 2026-12-01}\n"}, "team.yaml:3:13: levels[1].level: weakens floor.yaml: it asks for the level full; remove it"},
	{"limit below the floor", []string{"version: 1\n", "version: 1\nlimits: {max_match: 2048}\n"}, "team.yaml:2:21: limits.max_match: weakens floor.yaml: longer secrets are found there"},
	{"delegated by one of two", []string{"version: 1\ndelegate: [allow]\n", "version: 1\n", "version: 1\nallow:\n  - {name: session_color, owner: a, reason: r, until: 2026-12-01}\n"}, "service.yaml:3:5: allow[1]: weakens team.yaml"},
}

const bomb = `version: 1
detectors:
  own: &a [&x {id: a, names: [a], hits: []}, *x, *x, *x, *x, *x, *x, *x, *x, *x]
key_rings: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
secrets: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
levels: [*c, *c, *c, *c, *c, *c, *c, *c, *c]
`

func TestBroken(t *testing.T) {
	for _, b := range broken {
		t.Run(b.name, func(t *testing.T) {
			p, err := parse(day, layers(b.docs...))
			if err == nil {
				t.Fatalf("no error: %v", p.Digest())
			}
			if !strings.Contains(err.Error(), b.want) {
				t.Errorf("%v\nwant %s", err, b.want)
			}
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%T", err)
			}
			for _, p := range e.Problems {
				if p.File == "" || p.Line < 1 || p.Column < 1 || p.Text == "" {
					t.Errorf("lacks a part: %+v", p)
				}
			}
			for _, secret := range []string{"hunter2", "acme_0a1b"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("quotes: %v", err)
				}
			}
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, err := parse(day, layers("version: 2\nnamse: [a]\nlimits: {max_depth: 0}\npii: [cats]\n"))
	var e *Error
	if !errors.As(err, &e) || len(e.Problems) != 4 || len(e.Unwrap()) != 4 {
		t.Fatalf("%v", err)
	}
	for i, p := range e.Problems {
		if p.Line != i+1 {
			t.Errorf("problem %d is of line %d", i+1, p.Line)
		}
	}
	var many strings.Builder
	many.WriteString("version: 1\n")
	for range 500 {
		many.WriteString("x: 1\n")
	}
	_, err = parse(day, layers(many.String()))
	if !errors.As(err, &e) || len(e.Problems) != maxProblems || !strings.Contains(err.Error(), "400 problems more") {
		t.Errorf("%d problems", len(e.Problems))
	}
}
