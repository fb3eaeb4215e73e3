package sqlredact_test

import (
	"cmp"
	"math/rand"
	"strings"
	"testing"

	"github.com/tacit-go/tacit/sqlredact"
)

// sec stands in every literal.
const sec = "hunter2"

// A flavour is how a system writes statements.
type flavour struct {
	system             string
	strs, names, comms []fn
	misc               []string
	head               string // instead of SELECT, where only the system itself reads it
}

// pieces are what bodies of literals, names and comments are made of.
var pieces = []string{
	"'", "\"", "`", "--", "/*", "*/", "#", "$$", "$1", "$a$", "\n", "\r", "\\", "]", "[", "?", ":a", " ", " ", "é", "x", ";", "//", "q'", "'''",
	"@", "%s", "{", "}", "e", "E",
}

// body makes one, with the secret or without, that the system reads as it was meant.
func body(g *rand.Rand, secret bool, esc func(string) string, ban ...string) string {
	var b strings.Builder
	n := g.Intn(4)
	at := g.Intn(n + 1)
	for i := 0; i <= n; i++ {
		if secret && i == at {
			b.WriteString(sec)
		}
		if i < n {
			b.WriteString(pieces[g.Intn(len(pieces))])
		}
	}
	s := b.String()
	for _, x := range ban {
		s = strings.ReplaceAll(s, x, "")
	}
	for _, x := range ban { // what came together
		s = strings.ReplaceAll(s, x, "")
	}
	if esc != nil {
		s = esc(s)
	}
	return s
}

func dbl(q string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, q, q+q) }
}

func bs(q string, alsoDbl bool, g *rand.Rand) func(string) string {
	return func(s string) string {
		s = strings.ReplaceAll(s, "\\", "\\\\")
		if alsoDbl && g.Intn(2) == 0 {
			return strings.ReplaceAll(s, q, q+q)
		}
		return strings.ReplaceAll(s, q, "\\"+q)
	}
}

// nonl leaves line ends out.
func nonl(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }

type fn = func(g *rand.Rand) string

func sq(pre ...string) fn { // standard string
	return func(g *rand.Rand) string {
		return pre[g.Intn(len(pre))] + "'" + body(g, true, dbl("'")) + "'"
	}
}

func bq(q string, alsoDbl bool, pre ...string) fn {
	return func(g *rand.Rand) string {
		return pre[g.Intn(len(pre))] + q + body(g, true, bs(q, alsoDbl, g)) + q
	}
}

func dollar(g *rand.Rand) string { return "$$" + body(g, true, nil, "$") + "$$" }

func dollarTag(g *rand.Rand) string {
	t := []string{"a", "_x", "é", "tag1"}[g.Intn(4)]
	return "$" + t + "$" + body(g, true, nil, "$a$", "$") + "$" + t + "$"
}

func dollarTag2(g *rand.Rand) string {
	return "$b$" + body(g, true, nil) + "$b$"
}

func qname(q, e string) fn {
	return func(g *rand.Rand) string { return q + "n" + body(g, false, dbl(e)) + e }
}

func qnamebs(q string) fn {
	return func(g *rand.Rand) string { return q + "n" + body(g, false, bs(q, false, g)) + q }
}

func bare(g *rand.Rand) string {
	return []string{"a", "col_1", "née", "SELECT", "FROM", "WHERE", "t.a", "s . t", "A.B", "count(", "IN", "NULL", "by", "e", "E_", "x1e"}[g.Intn(16)]
}

func dash(g *rand.Rand) string { return "-- " + nonl(body(g, false, nil)) + "\n" }

func dash2(g *rand.Rand) string { return "--" + nonl(body(g, false, nil)) + "\n" }

func hash(g *rand.Rand) string { return "#" + nonl(body(g, false, nil)) + "\n" }

func slash(g *rand.Rand) string { return "//" + nonl(body(g, false, nil)) + "\n" }

func block(g *rand.Rand) string { return "/*" + body(g, false, nil, "/*", "*/") + " */" }

func nested(g *rand.Rand) string {
	return "/*" + body(g, false, nil, "/*", "*/") + " /* " + body(g, false, nil, "/*", "*/") + " */ " + body(g, false, nil, "/*", "*/") + " */"
}

func qq(g *rand.Rand) string {
	p := [][2]string{{"[", "]"}, {"(", ")"}, {"!", "!"}, {"{", "}"}, {"|", "|"}}[g.Intn(5)]
	return []string{"q", "Q", "nq", "Nq"}[g.Intn(4)] + "'" + p[0] + body(g, true, nil, p[1]+"'") + " " + p[1] + "'"
}

func triple(q string) fn {
	return func(g *rand.Rand) string {
		p := []string{"", "r", "b", "rb"}[g.Intn(4)]
		return p + q + q + q + body(g, true, nil, q+q+q, "\\", q+q) + " " + q + q + q
	}
}

func rawstr(q string) fn {
	return func(g *rand.Rand) string {
		return []string{"r", "R", "br"}[g.Intn(3)] + q + nonl(body(g, true, nil, q, "\\")) + q
	}
}

// rawspark ends at the next quote mark, whatever stands before it.
func rawspark(q string) fn {
	return func(g *rand.Rand) string {
		return []string{"r", "R"}[g.Intn(2)] + q + body(g, true, nil, q) + []string{"", "", `\`}[g.Intn(3)] + q
	}
}

var common = []string{"1", "2.5", "1e5", "0x1F", "TRUE", "?", "(", ")", "=", "<>", "<=", "||", "*", "+", ";"}

var cypher = append([]string{"-->", "--", "<-", "$a", "$0", ":A", "{", "}", "[0]", "=~", "..", "a.b"}, common...)

var flavours = map[string]flavour{
	"mysql":      {"mysql", []fn{bq("'", true, "", "N", "_utf8", "x"), bq("\"", true, "")}, []fn{bare, qname("`", "`")}, []fn{dash, hash, block}, append([]string{"@v", "@@g.x", "/*+ h */", "a->>", ":="}, common...), ""},
	"postgresql": {"postgresql", []fn{sq("", "B", "X", "U&", "N"), bq("'", true, "E", "e"), dollar, dollarTag, dollarTag2}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block, nested}, append([]string{"$1", "::int", "->>", "@>", "#>>", "?|", "[1:2]", "ARRAY[", "]"}, common...), ""},
	"mssql":      {"mssql", []fn{sq("", "N")}, []fn{bare, qname("\"", "\""), qname("[", "]")}, []fn{dash2, block, nested}, append([]string{"@p1", "#t", "##t", "$action", "$5.00"}, common...), ""},
	"oracle":     {"oracle.db", []fn{sq("", "N"), qq}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block}, append([]string{":1", ":n", "v$x", "a#", "(+)", "&x", "=>"}, common...), ""},
	"db2":        {"db2", []fn{sq("", "X", "G")}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block, nested}, append([]string{":n", "a#", "¬="}, common...), ""},
	"snowflake":  {"snowflake", []fn{bq("'", true, ""), dollar}, []fn{bare, qname("\"", "\"")}, []fn{dash2, slash, block}, append([]string{":1", "$v", "$1", "@s", "a:b", "::int", "=>"}, common...), ""},
	"sqlite":     {"sqlite", []fn{sq("", "x")}, []fn{bare, qname("\"", "\""), qname("`", "`"), func(g *rand.Rand) string { return "[n" + body(g, false, nil, "]") + "]" }}, []fn{dash2, block}, append([]string{"?1", "@a", ":a", "$a", "->>"}, common...), ""},
	"bigquery":   {"gcp.bigquery", []fn{bq("'", false, "", "b"), bq("\"", false, "", "b"), triple("'"), triple("\""), rawstr("'"), rawstr("\"")}, []fn{bare, qnamebs("`")}, []fn{dash2, hash, block}, append([]string{"@a", "ARRAY[", "]"}, common...), ""},
	"clickhouse": {"clickhouse", []fn{bq("'", true, "", "x"), dollar, dollarTag, dollarTag2}, []fn{bare, qnamebs("`"), qnamebs("\"")}, []fn{dash2, hash, block, nested}, append([]string{"{a:Int}", "[1,", "]", "->"}, common...), ""},
	"cassandra":  {"cassandra", []fn{sq(""), dollar}, []fn{bare, qname("\"", "\"")}, []fn{dash2, slash, block}, append([]string{":a", "{", "}", "[0]"}, common...), ""},
	"databricks": {"databricks", []fn{bq("'", false, ""), bq("\"", false, ""), rawspark("'"), rawspark("\"")}, []fn{bare, qname("`", "`")}, []fn{dash2, block, nested}, append([]string{":a", "[0]", "->"}, common...), ""},
	"trino":      {"trino", []fn{sq("", "X", "U&")}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block}, append([]string{"[1]", "->"}, common...), ""},
	"duckdb":     {"duckdb", []fn{sq(""), bq("'", true, "E", "e"), dollar, dollarTag2}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block}, append([]string{"$1", "$a", "[1:2]"}, common...), ""},
	"couchbase":  {"couchbase", []fn{bq("'", true, ""), bq("\"", true, "")}, []fn{bare, qname("`", "`")}, []fn{dash2, block}, append([]string{"$1", "$a", "[0]"}, common...), ""},
	"dynamodb":   {"aws.dynamodb", []fn{sq("")}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block}, append([]string{"{", "}", "[0]", "<<", ">>"}, common...), ""},
	"redshift":   {"aws.redshift", []fn{bq("'", true, ""), dollar}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block, nested}, append([]string{"$1", "::int"}, common...), ""},
	"cockroach":  {"cockroachdb", []fn{sq("", "b"), bq("'", true, "e", "b"), dollar}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block, nested}, append([]string{"$1", "::int", "[1]"}, common...), ""},
	"elastic":    {"elasticsearch", []fn{sq("")}, []fn{bare, qname("\"", "\"")}, []fn{dash2, block, nested}, common, ""},
	"neo4j":      {"neo4j", []fn{bq("'", false, ""), bq("\"", false, "")}, []fn{qname("`", "`")}, []fn{slash, block}, cypher, "RETURN "},
	"memgraph":   {"memgraph", []fn{bq("'", false, ""), bq("\"", false, "")}, []fn{qname("`", "`")}, []fn{slash, block}, cypher, "MATCH (a)--(b) RETURN "},
	"hive":       {"hive", []fn{bq("'", false, ""), bq("\"", false, "")}, []fn{bare, qname("`", "`")}, []fn{dash2, block}, common, ""},
}

// statement makes one.
func statement(g *rand.Rand, f flavour) string {
	var b strings.Builder
	b.WriteString(cmp.Or(f.head, "SELECT "))
	seps := []string{" ", " ", " ", " ", ", ", ",", "\n", "=", " = ", "(", "+", "||", "<", "/", "*", ")", ";"}
	for n := 1 + g.Intn(6); n > 0; n-- {
		switch k := g.Intn(10); {
		case k < 4:
			b.WriteString(f.strs[g.Intn(len(f.strs))](g))
		case k < 6:
			b.WriteString(f.names[g.Intn(len(f.names))](g))
		case k < 8:
			b.WriteString(f.comms[g.Intn(len(f.comms))](g))
		default:
			b.WriteString(f.misc[g.Intn(len(f.misc))])
		}
		s := seps[g.Intn(len(seps))]
		if strings.HasSuffix(b.String(), "/") && (s == "*" || s == "/") {
			s = " "
		}
		b.WriteString(s)
		if s == "/" {
			switch n = max(n, 2); g.Intn(2) {
			case 0:
				b.WriteString(f.names[0](g) + " ")
			default:
				b.WriteString(f.strs[g.Intn(len(f.strs))](g))
			}
		}
	}
	return b.String()
}

// What any system has for a literal is hidden, or nothing is shown, whether the system is named or not; and
// doing it twice changes nothing.
func TestGenerated(t *testing.T) {
	count := 2000
	if testing.Short() {
		count = 200
	}
	for name, f := range flavours {
		g := rand.New(rand.NewSource(1))
		read := 0
		for range count {
			in := statement(g, f)
			if g.Intn(8) == 0 { // cut
				in = strings.ToValidUTF8(in[:g.Intn(len(in)+1)], "")
			}
			for _, system := range []string{f.system, ""} {
				if system == "" && f.head != "" {
					continue
				}
				out, err := sqlredact.Sanitize(system, in)
				if err != nil {
					continue
				}
				read++
				if strings.Contains(out, sec) {
					t.Errorf("%s as %q %q: %q", name, system, in, out)
				}
				if again, err := sqlredact.Sanitize(system, out); again != out || err != nil {
					t.Errorf("%s as %q %q: %q, twice %q, %v", name, system, in, out, again, err)
				}
			}
		}
		if read < count/2 {
			t.Errorf("%s: of %d statements %d were read", name, 2*count, read)
		}
	}
}
