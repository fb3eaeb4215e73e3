package redact_test

import (
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// asMarked checks what becomes of lines with the values to hide between guillemets: as a whole, as
// streams, by the reference, and once more.
func asMarked(t *testing.T, lines []string) {
	t.Helper()
	r := fixed(t)
	ref := build(t, redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed(hidden)), redact.WithKernel(redact.KernelReference))
	for _, line := range lines {
		in, want := marked(line)
		for how, got := range map[string]string{
			"as a whole": r.String(in), "by bytes": streamed(t, r, singles(in)...), "in a line": streamed(t, r, in+"\n"), "by the reference": ref.String(in),
		} {
			if how == "in a line" && got != want+"\n" || how != "in a line" && got != want {
				t.Errorf("%s, %s:\n got %s\nwant %s", in, how, got, want)
			}
		}
		if got := r.String(want); got != want {
			t.Errorf("%s, once more: %s", want, got)
		}
	}
}

// Strings of SQL, YAML and PowerShell, and fields of CSV, have their own mark within them twice.
func TestContractDoubledMarks(t *testing.T) {
	asMarked(t, []string{
		`1,"EXECUTE 'CREATE LOGIN a WITH PASSWORD = ''«q""hx7»'', CHECK_POLICY = OFF'; x := 5",ok`, `DO 'ALTER USER app PASSWORD ''«|hx7»'' VALID UNTIL ''2026''`, `EXECUTE 'UPDATE u SET token = ''«<hx7>»'', n = ''2026'' WHERE id = 5'`,
		`curl -d "{\\"password\\":\\"«hx7»\\"}" https://x`, `{\\"password\\":\\"«h x7»\\",\\"b\\":\\"x y\\"} k=1`, `x = '{\\'password\\': \\'«h x7»\\', \\'b\\': 2}'`, `"{\\"password\\":\\"«h\\\\\\"x7»\\",\\"b\\":\\"x y\\"}" k=1`,
		`2024,"{""password"":""«Qm2Zb8Wn»""}",1`,
		`2024,"{""user"":""ada"", ""password"": ""«Qm2 Zb8Wn»"", ""n"":1}",1`,
		`2024,"{""password"":""«a\""b c»"",""k"":2}",1`,
		`2024,"{""password"":""«ab\\»"",""k"":2}",1`,
		`2024,"{""password"":""«Qm2\nZb8Wn7k»"",""n"":1}",2`,
		`INSERT INTO t VALUES ('password=''«Qm2\nZb8Wn7k»'' db', 1)`,
		`2024,"{""m"":""{\""password\"":\""«Qm2Zb8 x»\"",\""n\"":1}"",""k"":2}",1`,
		`2024,"{""m"":""bad password: «Qm2Zb8»"",""k"":2}",1`,
		`2024,"{""password"":"""",""k"":2}",1`,
		`2024,"{""password"":null,""k"":2}",1`,
		`"""password"":""«Qm2 Zb8»""",1`,
		`a,"password=""«Qm2 Zb8Wn»"" db",x`,
		`INSERT INTO log VALUES ('password=''«Qm2Zb8 Wn7k»'' db', 1)`,
		`INSERT INTO log VALUES ('password=''«it''''s x»'' db', 1)`,
		`INSERT INTO log VALUES ('{''password'': ''«Qm2 Zb8»'', ''n'': 1}')`,
		`run 'app --password ''«Qm2Zb8 Wn7k»'' db'`,
		`cmd: 'mysql --password=''«Qm2Zb8»'' db'`,
		`INSERT INTO t VALUES ('app --password=«''X4zp8w''"''"''r7w''» x', 1)`,
		`INSERT INTO log VALUES ('app --password=«''Qm2''"Zb8 Wn7k"» db', 1)`,
		`x = {"password":"","n":""}`,
		`msg="password=" n=1`,
		`{"a":"password=","b":""}`,
	})
	r := defaults(t)
	for in, want := range map[string]string{
		`2024,"{""pin"":12345678,""n"":1}",1`:             `2024,"{""pin"":""[REDACTED:pin]"",""n"":1}",1`,
		`2024,"{""m"":""{\""pin\"":12345678}"",""k"":2}"`: `2024,"{""m"":""{\""pin\"":\""[REDACTED:pin]\""}"",""k"":2}"`,
	} {
		if got := r.String(in); got != want {
			t.Errorf("%s gives %s, want %s", in, got, want)
		}
	}
}
