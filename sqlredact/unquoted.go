package sqlredact

import (
	"strings"
	"unicode/utf8"

	"github.com/DataDog/go-sqllexer"
)

// cql are the systems that have UUIDs and durations without quote marks, and those that may be one of them:
// https://cassandra.apache.org/doc/latest/cassandra/developing/cql/definitions.html#constants
var cql = []string{"cassandra", "scylladb", "other_sql", ""}

// unquoted returns the length of a literal that the lexer takes for arithmetic or for a name: of a UUID,
// which no system reads otherwise on purpose, and of a duration such as P1Y2M or PT5M.
func (r *reading) unquoted(text string) int {
	if text == "" || !isHex(text[0]) && text[0] != 'P' {
		return 0
	}
	n := uuid(text, r.durations)
	if n == 0 && r.durations {
		n = duration(text)
	}
	for n > 0 && n < len(text) && inWord(text[n:]) {
		n++
	}
	if n > 0 && n < len(text) && text[n] == '"' { // the lexer tells better
		return 0
	}
	return n
}

// inWord reports that the lexer has the head of text for a part of the word before it.
func inWord(text string) bool {
	return word(text[0]) || text[0] >= utf8.RuneSelf || strings.IndexByte(".?@", text[0]) >= 0 || text[0] == '$' && len(text) > 1 && isDigit(text[1])
}

func word(c byte) bool { return isLetter(c) || isDigit(c) }

// uuid returns the length of the one that text begins with, or with cut of the beginning of one that is
// all there is, behind its first sign.
func uuid(text string, cut bool) int {
	n := 0
	for i, digits := range [...]int{8, 4, 4, 4, 12} {
		if i > 0 {
			if n == len(text) && cut && i > 1 {
				return n
			}
			if n == len(text) || text[n] != '-' {
				return 0
			}
			n++
		}
		for ; digits > 0; digits-- {
			if n == len(text) && cut && i > 0 {
				return n
			}
			if n == len(text) || !isHex(text[n]) {
				return 0
			}
			n++
		}
	}
	return n
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// duration returns the length of the one that text begins with: P1Y2M3DT4H5M6S, P1W or P0001-02-03T04:05:06.
func duration(text string) int {
	const form = "P0000-00-00T00:00:00"
	if len(text) >= len(form) && strings.Map(zero, text[:len(form)]) == form {
		return len(form)
	}
	if text == "" || text[0] != 'P' {
		return 0
	}
	n, units, times, some := 1, "YMWD", "HMS", false
	for n < len(text) {
		if text[n] == 'T' && times != "" {
			n, units, times = n+1, times, ""
			continue
		}
		digits := n
		for digits < len(text) && isDigit(text[digits]) {
			digits++
		}
		if digits == n || digits == len(text) {
			break
		}
		unit := strings.IndexByte(units, text[digits])
		if unit < 0 {
			return 0
		}
		n, units, some = digits+1, units[unit+1:], true
	}
	if !some || n < len(text) && (inWord(text[n:]) || strings.IndexByte("/#!$\"", text[n]) >= 0) {
		return 0
	}
	return n
}

// address returns the length of what is before "@" in the address without quote marks whose "://" text begins
// with, as behind ADD JAR of Hive.
func (r *reading) address(text string) int {
	const head = "://"
	if !strings.HasPrefix(text, head) || r.dialect == sqllexer.DBMSSnowflake || r.at < r.hosts {
		return 0
	}
	end := wordEnd(text)
	r.hosts = r.at + end
	n := strings.LastIndexByte(text[:end], '@')
	if n <= len(head) || stands(text[len(head):n]) {
		return 0
	}
	r.hidden, r.head, r.doubted = true, len(head), r.unknown && r.slashes && r.marked(0)
	return n
}

// pattern returns the length of "=~" and of the regular expression behind it, which stands between slashes:
// https://docs.influxdata.com/influxdb/v1/query_language/explore-data/#regular-expressions
func (r *reading) pattern(text string) (int, sqllexer.TokenType) {
	switch {
	case strings.HasPrefix(text, "=~"), strings.HasPrefix(text, "!~"):
		return 2, sqllexer.OPERATOR
	case text[0] != '/' || !is(r.vars.last, "=~", "!~"):
		return 0, 0
	}
	r.hidden, r.doubted = true, false
	for n := 1; n < len(text); n++ {
		switch text[n] {
		case '\\':
			n++
		case '/':
			return n + 1, sqllexer.STRING
		}
	}
	return len(text), sqllexer.STRING
}

// zero makes all digits one.
func zero(c rune) rune {
	if c >= '0' && c <= '9' {
		return '0'
	}
	return c
}
