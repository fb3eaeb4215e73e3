package redact_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestHops: what a shell passes to a shell stands in quotes, and in those of as many shells as
// there are, in text and in the strings of loggers. Nothing of a value in them shows, and what
// follows the command stays.
func TestHops(t *testing.T) {
	r := defaults(t)
	marks := map[string]string{"escaped": `'\''`, "quoted": `'"'"'`}
	carriers := map[string]func(string) string{
		"text":   func(s string) string { return s + " done" },
		"JSON":   func(s string) string { return `{"m":` + jsonString(s) + `,"n":1}` },
		"logfmt": func(s string) string { return `level=info cmd=` + jsonString(s) + ` n=1` },
		"nested": func(s string) string { return `{"a":` + jsonString(`{"m":`+jsonString(s)+`}`) + `,"n":1}` },
	}
	for style, mark := range marks {
		quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", mark) + "'" }
		for _, command := range []string{"app --password=%s db", "app --password %s db", "curl -u ada:%s https://h", "mysql -p%s db", "DB_PASSWORD=%s app", "API_TOKEN=%s app", "sshpass -p %s app", "app -e password=%s db"} {
			for _, value := range []string{"Qm2Zb8Wn7k", "Qm2Zb 8Wn7k", `Qm2Zb"8Wn7k`, `\Qm2Zb 8Wn7k`, `"Qm2Zb 8Wn7k"`, `Qm2Zb'8Wn 7k`, `Qm2Zb\8Wn7k`, `'Qm2Zb 8Wn7k`} {
				s := fmt.Sprintf(command, quote(value))
				for hops := range 4 {
					for carrier, in := range carriers {
						text := in(s)
						for call, got := range map[string]string{"String": r.String(text), "stream": streamed(t, r, singles(text)...)} {
							if strings.Contains(got, "Qm2Zb") || strings.Contains(got, "8Wn") || text[0] == '{' && !json.Valid([]byte(got)) || got[len(got)-3:] != text[len(text)-3:] {
								t.Errorf("%s, %s, %s, %d hops, %s: %s became %s", call, carrier, style, hops, value, text, got)
							}
						}
					}
					s = "ssh h " + quote(s)
				}
			}
		}
	}
}

func jsonString(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// TestHopsThatBreak: marks that begin like a hop and are none, or several, show no value.
func TestHopsThatBreak(t *testing.T) {
	r := defaults(t)
	for _, text := range []string{
		`ssh h 'password='\'''\'''\''hunter2xyz'\'''\'''\''' db`,
		`ssh h 'app --password='\''hunter2'xyz y'\'' db'`,
		`ssh h 'app --password='\''\nhunter2:xyz'\'' db'`,
		`{"m":"ssh h 'app --password='\\''\\nhunter2:xyz'\\'' db'","n":1}`,
		`x password='a'\''hunter2 xyz' n=1`,
		`{"m":"x password='a'\\''hunter2 xyz' n=1"}`,
	} {
		if got := r.String(text); strings.Contains(got, "hunter2") || strings.Contains(got, "xyz") {
			t.Errorf("%s became %s", text, got)
		}
	}
	for _, text := range []string{`ssh h 'app --password='\'''\'' db'`, `ssh h 'app --password='"'"''"'"' db'`, `c == '\'' || password == '\''`} {
		if got := r.String(text); got != text {
			t.Errorf("%s became %s", text, got)
		}
	}
}
