package redact_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/detectors"
	"github.com/tacit-go/tacit/redact"
)

// auditHex writes an argument as auditd does: in quotes, or as hexadecimal if a byte of it is
// a blank, a quote mark or none that shows.
func auditHex(arg string) string {
	for _, b := range []byte(arg) {
		if b <= ' ' || b == '"' || b >= 0x7f {
			return strings.ToUpper(hex.EncodeToString([]byte(arg)))
		}
	}
	return `"` + arg + `"`
}

// auditRecord is the record of a command. The mark » stands before arguments of which all is
// to be hidden if they are in hexadecimal.
func auditRecord(args []string) (in, want string) {
	in = fmt.Sprintf("type=EXECVE msg=audit(1364481363.243:24287): argc=%d", len(args))
	want = in
	for i, arg := range args {
		plain, hide := strings.CutPrefix(arg, "»")
		in += fmt.Sprintf(" a%d=%s", i, auditHex(plain))
		if shown := auditHex(plain); hide {
			want += fmt.Sprintf(" a%d=%s", i, hidden)
		} else {
			want += fmt.Sprintf(" a%d=%s", i, shown)
		}
	}
	return in, want
}

// auditForms calls check for a record as it is, in JSON and among other lines.
func auditForms(in, want string, check func(in, want string)) {
	check(in, want)
	check("first\n"+in+"\nnext a1=6E657874", "first\n"+want+"\nnext a1=6E657874")
	check(`{"m":`+jsonString(in)+`,"n":1}`, `{"m":`+jsonString(want)+`,"n":1}`)
}

// TestAuditArguments: an argument that auditd writes in hexadecimal counts as what it stands
// for, and goes as a whole.
func TestAuditArguments(t *testing.T) {
	r := fixed(t)
	reference := redact.MustNew(redact.WithDetectors(detectors.Default()...), redact.WithReplacement(redact.Fixed(hidden)), redact.WithKernel(redact.KernelReference))
	check := func(in, want string) {
		t.Helper()
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...), "reference": reference.String(in), "twice": r.String(want)} {
			if got != want {
				t.Errorf("%s:\ngot  %q\nwant %q", call, got, want)
			}
		}
	}
	const value = "Qm2 Zb8Wn7"
	for _, args := range [][]string{
		{"sh", "-c", "»mysql -pQm2Zb8 db"}, {"bash", "-lc", "»curl -u ada:Qm2Zb8 https://h", "x y"}, {"app", "»--password=" + value}, {"app", "»--token=Qm2Zb8Wn \t7"},
		{"env", "»DB_PASSWORD=" + value, "app"}, {"curl", "-H", "»Authorization: Bearer Qm2Zb8Wn7kQm2Zb8Wn7k", "h"}, {"app", "-x y", "»--password=" + value, "a b"},
		{"app", "--password", "»" + value, "db"}, {"app", "--password", "» " + value}, {"app", "--password", "»-" + value}, {"app", "--password", `»"` + value},
		{"docker", "login", "-p", "»" + value}, {"docker", "login", "-u", "a", "-p", "»" + value, "h"}, {"oc", "login", "-p", "»-" + value}, {"vault", "login", "»" + value},
		{"sshpass", "-p", "»" + value, "ssh"}, {"useradd", "-p", "»" + value, "bob"}, {"smbclient", "-U", "»ada%" + value}, {"curl", "-s x y", "-u", "»ada:" + value},
		{"redis-cli", "-a", "»" + value}, {"aws", "configure", "set", "aws_secret_access_key", "»" + value}, {"my app", "»--password=" + value},
		{"psql", "»postgres://u:Qm2Zb8@h/db?a b"}, {"sh", "-c", "»app --password='Qm2Zb8\n Wn7'"},
		// These stay.
		{"sh", "-c", "ls -l /etc /usr"}, {"git", "commit", "-m", "fix the password check"}, {"app", "a b", "c d"}, {"docker", "run", "-p", "80 80"}, {"sh", "-c", "mysql -p db"},
		{"curl", "-H", "X-Request-Id: 8f14e45f ea167a5a"}, {"mysql", "-h", "x y", "db"}, {"app", "--password-file", "/a b/c"},
	} {
		in, want := auditRecord(args)
		auditForms(in, want, check)
		_, bare, _ := strings.Cut(in, " a0=")
		_, shown, _ := strings.Cut(want, " a0=")
		if bare[0] == '"' {
			auditForms("a0="+bare, "a0="+shown, check)
		}
	}
}

// TestAuditValues: so do the title of a process and the command of sudo.
func TestAuditValues(t *testing.T) {
	r := fixed(t)
	for _, form := range []struct{ before, after, joint string }{
		{"type=PROCTITLE msg=audit(1364481363.243:24287): proctitle=", "", "\x00"},
		{`type=USER_CMD msg=audit(1700000000.1:2): pid=1 uid=0 msg='cwd="/root" cmd=`, ` exe="/usr/bin/sudo" terminal=pts/0 res=success'`, " "},
		{`type=USER_CMD msg=audit(1700000000.1:2): pid=1 msg='cwd=2F61206262 cmd=`, ` terminal=pts/0 res=success'`, " "},
	} {
		for _, args := range [][]string{
			{"»mysql", "-pQm2Zb8", "db"}, {"»app", "--password", "Qm2 Zb8"}, {"»app", "--password=Qm2Zb8"}, {"»docker", "login", "-u", "a", "-p", "Qm2Zb8"}, {"»sh", "-c", "curl -u ada:Qm2Zb8 h"},
			{"»sshpass", "-p", "Qm2Zb8", "ssh", "h"}, {"»curl", "-H", "Authorization: Bearer Qm2Zb8Wn7kQm2Zb8Wn7k"}, {"»env", "DB_PASSWORD=Qm2Zb8", "app"}, {"»psql", "postgres://u:Qm2Zb8@h/db"},
			{"ls", "-l", "/etc"}, {"/usr/bin/python3", "-m", "http.server"}, {"mysql", "-p", "db"}, {"app", "--password-file", "/etc/x"},
		} {
			line, hide := strings.CutPrefix(strings.Join(args, form.joint), "»")
			value := strings.ToUpper(hex.EncodeToString([]byte(line)))
			in := form.before + value + form.after
			want := in
			if hide {
				want = form.before + hidden + form.after
			}
			auditForms(in, want, func(in, want string) {
				for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...), "twice": r.String(want)} {
					if got != want {
						t.Errorf("%s:\ngot  %q\nwant %q", call, got, want)
					}
				}
			})
		}
	}
}

// TestAuditTitle: the title of a process tells where arguments begin and end.
func TestAuditTitle(t *testing.T) {
	r := fixed(t)
	for _, args := range []string{"app\x00--password\x00-Qm2 Zb8", "sshpass\x00-p\x00\"Qm2\\ Zb8\x00ssh", "vault\x00login\x00, Qm2 Zb8", "redis-cli\x00-a\x00 Qm2Zb8"} {
		before := "type=PROCTITLE msg=audit(1364481363.243:24287): proctitle="
		if got, want := r.String(before+strings.ToUpper(hex.EncodeToString([]byte(args)))), before+hidden; got != want {
			t.Errorf("%q: got %q", args, got)
		}
	}
}

// TestAuditLong: an argument may be longer than what is decoded at once.
func TestAuditLong(t *testing.T) {
	r := fixed(t)
	for _, size := range []int{100, 3000, 4090, 4100, 8000, 20_000} {
		arg := strings.Repeat("x ", size/2) + "--password=Qm2Zb8Wn " + strings.Repeat("y ", size/2)
		in, _ := auditRecord([]string{"app", arg, "a b"})
		got := r.String(in)
		if s := streamed(t, r, cut(in, 100, len(in)/3, len(in)/2)...); s != got {
			t.Errorf("%d: a stream is other than the whole text", size)
		}
		if secret := hex.EncodeToString([]byte("Qm2Zb8Wn")); strings.Contains(got, strings.ToUpper(secret)) || !strings.HasSuffix(got, " a2=612062") {
			t.Errorf("%d: became …%s", size, got[max(0, len(got)-80):])
		}
	}
}

// TestAuditParts: an argument of more than one field is written as several.
func TestAuditParts(t *testing.T) {
	r := fixed(t)
	digits := strings.ToUpper(hex.EncodeToString([]byte("x y --password=Qm2Zb8")))
	in, want := `argc=2 a0="app" a1_len=15000 a1[0]=`+digits+` a1[1]=616263206465`, `argc=2 a0="app" a1_len=15000 a1[0]=`+hidden+` a1[1]=616263206465`
	if got := r.String(in); got != want {
		t.Errorf("got %q", got)
	}
}

// TestAuditOthers: hexadecimal digits that are no argument stay, whatever they stand for.
func TestAuditOthers(t *testing.T) {
	r := fixed(t)
	digits := strings.ToUpper(hex.EncodeToString([]byte("--password=Qm2 Zb8Wn7")))
	for _, in := range []string{
		"type=SYSCALL msg=audit(1.2:3): arch=c000003e syscall=59 success=yes exit=0 a0=7ffd5c1e2a40 a1=5555AAAA a2=70773D61206278 a3=8 items=2 ppid=1 pid=2",
		"type=SOCKADDR msg=audit(1.2:3): saddr=" + digits, "id=" + digits, "sha256 " + digits, "x a1=" + digits, "cmd=" + digits + "x", " cmd=" + digits + "-1", "proctitle=" + digits + ":a",
		`argc=2 a0="app" b1=` + digits, `argc=2 a0="app" a1=` + strings.ToLower(digits), `argc=2 a0="app" a1=` + digits + "0", `argc=2 a0="app" xa1=` + digits, `argc=2 a0="app" a1=` + digits + "_x",
		`argc=2 a0="app" a1=` + strings.ToUpper(hex.EncodeToString([]byte("a b c d"))), "argc=2\na1=" + digits,
	} {
		for call, got := range map[string]string{"String": r.String(in), "stream": streamed(t, r, singles(in)...)} {
			if got != in {
				t.Errorf("%s: %q became %q", call, in, got)
			}
		}
	}
}

// TestAuditAllocates: a clean record costs no memory.
func TestAuditAllocates(t *testing.T) {
	if raced {
		t.Skip("pools forget under the race detector")
	}
	r := defaults(t)
	in, _ := auditRecord([]string{"sh", "-c", "ls -l /etc /usr", "a b c d"})
	in += "\ntype=PROCTITLE msg=audit(1.2:3): proctitle=" + strings.ToUpper(hex.EncodeToString([]byte("ls\x00-l\x00/etc")))
	if n := testing.AllocsPerRun(200, func() { _ = r.String(in) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if !json.Valid(r.AppendJSON(nil, []byte(`{"m":`+jsonString(in)+`}`))) {
		t.Error("JSON is broken")
	}
}
