package redact_test

import (
	"io"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/redact"
)

// A name that is given is found as it is written, or refused: none is silently without
// effect.
func TestNamesAreFoundOrRefused(t *testing.T) {
	for _, name := range []string{"member_no2", "zz_name0", "pin2", "zz1", "x9_key", "apikey1", "oauth2_code", "ab", "step_2_word"} {
		r, err := redact.New(redact.WithNames(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, text := range []string{name + "=hunter2-prod", `{"` + name + `":"hunter2-prod"}`} {
			if r.String(text) == text {
				t.Errorf("%s stays", text)
			}
		}
	}
	for _, name := range []string{"zz_q", "a_b", "aBc"} {
		if _, err := redact.New(redact.WithNames(name)); err == nil {
			t.Errorf("%s is taken and never found", name)
		}
	}
}

// Where two detectors have a name, none takes from the other: the value is hidden as by the
// stricter one, whatever their IDs and their order are.
func TestNamesOfTwoDetectors(t *testing.T) {
	base := redact.Detector{ID: "mid", Names: []string{"door_code"}, Extent: redact.ExtentLine, Tier: redact.Contextual}
	const text = "door_code: 12345 hello\n"
	for _, id := range []string{"aaa", "zzz"} {
		for _, names := range [][]string{{"door_code"}, {"back_door_code"}, {"code"}} {
			for _, c := range []struct {
				what  string
				extra redact.Detector
				opts  []redact.Option
			}{
				{"a weak one", redact.Detector{Weak: true}, nil},
				{"one that only reports", redact.Detector{}, []redact.Option{redact.WithAction(id, redact.Report)}},
				{"one that reaches less far", redact.Detector{}, nil},
			} {
				if c.what == "one that reaches less far" && names[0] != "door_code" {
					continue // a longer name is another name
				}
				c.extra.ID, c.extra.Names, c.extra.Tier = id, names, redact.Contextual
				r, err := redact.New(append(c.opts, redact.WithDetectors(base, c.extra), redact.WithReplacement(redact.Fixed("XXX")))...)
				if err != nil {
					t.Fatal(err)
				}
				for _, text := range []string{text, "back_" + text} {
					if got := r.String(text); got != text[:len(text)-len("12345 hello\n")]+"XXX\n" {
						t.Errorf("%s, %s %v: %q", c.what, id, names, got)
					}
				}
			}
		}
		for _, c := range []struct {
			action redact.Action
			want   string
		}{{redact.DropField, `{"a":1}`}, {redact.Report, `{"a":1,"door_code":"XXX"}`}} {
			r, err := redact.New(redact.WithDetectors(base, redact.Detector{ID: id, Names: base.Names}), redact.WithAction(id, c.action), redact.WithReplacement(redact.Fixed("XXX")))
			if err != nil {
				t.Fatal(err)
			}
			if got := string(r.AppendJSON(nil, []byte(`{"a":1,"door_code":"zq7w"}`))); got != c.want {
				t.Errorf("%s: action %d: %s", id, c.action, got)
			}
		}
	}
	r := redact.MustNew(redact.WithDetectors(redact.Detector{ID: "door", Names: base.Names}), redact.WithAction("door", redact.Report))
	if got := r.String("door_code=zq7wx4"); got != "door_code=zq7wx4" || r.Stats().Reported["door"] != 1 {
		t.Errorf("%q, %v", got, r.Stats().Reported)
	}
}

// A name that only reports hides nothing that stands in its value.
func TestReportingNameCoversNothing(t *testing.T) {
	for _, id := range []string{"aaa", "zzz"} {
		for _, extent := range []redact.Extent{redact.ExtentValue, redact.ExtentScheme, redact.ExtentLine} {
			r := redact.MustNew(redact.WithNames("password", "cookie"), redact.WithReplacement(redact.Fixed("XXX")),
				redact.WithDetectors(redact.Detector{ID: id, Names: []string{"query", "user"}, Extent: extent, Tier: redact.Contextual}),
				redact.WithAction(id, redact.Report))
			for text, want := range map[string]string{
				"query = db_password=hunter2zz x":        "query = db_password=XXX x",
				"query: password=hunter2zz":              "query: password=XXX",
				"query:Zq7w1X4vtpassword:hello2x>":       "query:Zq7w1X4vtpassword:XXX>",
				"://user:cookie=zq7w1x4vt":               "://user:cookie=XXX",
				`{"query":"a password=hunter2zz b"}`:     `{"query":"a password=XXX b"}`,
				"{query:{password:hunter2zz y:1} z:2}":   "{query:{password:XXX y:1} z:2}",
				"user: a; password=hunter2zz; query=zq7": "user: a; password=XXX; query=zq7",
			} {
				if got := r.String(text); got != want {
					t.Errorf("%s, extent %d: %q, want %q", id, extent, got, want)
				}
				var b strings.Builder
				w := r.NewStreamWriter(&b)
				for i := range text {
					if _, err := io.WriteString(w, text[i:i+1]); err != nil {
						t.Fatal(err)
					}
				}
				if err := w.Close(); err != nil || b.String() != want {
					t.Errorf("%s, extent %d, in pieces: %q, want %q", id, extent, b.String(), want)
				}
			}
		}
	}
}
