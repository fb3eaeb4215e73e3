package sqlredact

import (
	"strings"
	"unicode"
)

// others do not speak SQL, or only where a text begins as it does. Of their own words which are those of
// SQL, too, they have what follows tell.
var others = map[string]struct{ own, more string }{
	"mongodb": {}, "couchdb": {}, "hbase": {},
	"redis": {own: "SELECT EXISTS"}, "memcached": {own: "DELETE REPLACE"},
	"neo4j":         {own: "DELETE MERGE EXISTS WITH EXPLAIN"},
	"memgraph":      {own: "DELETE MERGE EXISTS WITH EXPLAIN"},
	"elasticsearch": {more: administration}, "opensearch": {more: administration}, "influxdb": {more: administration},
}

const (
	statements     = "SELECT INSERT UPDATE DELETE UPSERT REPLACE MERGE EXISTS WITH EXPLAIN ANALYZE"
	administration = "CREATE ALTER DROP GRANT REVOKE SET SHOW DESCRIBE DESC KILL"
)

// documents take statements of theirs for SQL, and have JSON besides.
var documents = []string{"aws.dynamodb", "dynamodb", "geode"}

// object reports a text that one of documents has for JSON.
func object(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || text[0] == '{' || text[0] == '['
}

// begins reports a text that one of others has for a statement of SQL, such as the queries of Elasticsearch
// and InfluxDB can be. In doubt it is one.
func begins(system, text string) bool {
	rest, ok := skip(text, "(;")
	if !ok {
		return true
	}
	word, rest := first(rest)
	switch o := others[system]; {
	case has(o.more, word):
		return true
	case !has(statements, word):
		return false
	case !has(o.own, word):
		return true
	}
	if rest, ok = skip(rest, ""); !ok {
		return true
	}
	second, behind := first(rest)
	switch word {
	case "SELECT": // SELECT 1
		return second == "" && behind != "" || strings.TrimSpace(behind) != ""
	case "DELETE":
		return second == "FROM"
	case "REPLACE", "MERGE":
		return second == "INTO"
	case "EXISTS": // EXISTS key
		return strings.HasPrefix(rest, "(")
	case "EXPLAIN":
		return begins(system, rest)
	}
	return table(second, behind)
}

// table reports that what follows WITH is a name and a statement, rather than a value and a name: WITH 1 AS x.
func table(word, rest string) bool {
	ok := true
	next := func() {
		if rest, ok = skip(rest, ""); ok {
			word, rest = first(rest)
		}
	}
	if word == "RECURSIVE" {
		next()
	}
	if rest, _ = skip(rest, ""); strings.HasPrefix(rest, "(") {
		_, rest, _ = strings.Cut(rest, ")")
	}
	if next(); !ok || word != "AS" {
		return !ok
	}
	if next(); word == "NOT" || word == "MATERIALIZED" {
		return true
	}
	return !ok || strings.HasPrefix(rest, "(")
}

func has(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}

// first returns the word that a text begins with, in upper case, and what follows it.
func first(text string) (word, rest string) {
	n := 0
	for n < len(text) && (isLetter(text[n]) || isDigit(text[n])) {
		n++
	}
	return strings.ToUpper(text[:n]), text[n:]
}

// skip returns text behind blanks, comments and such signs, or false if where a comment ends is for the
// system to say.
func skip(text, signs string) (string, bool) {
	for {
		text = strings.TrimLeftFunc(text, func(c rune) bool {
			return unicode.IsSpace(c) || unicode.In(c, unicode.Cc, unicode.Cf) || strings.ContainsRune(signs, c)
		})
		head, tail := "", "\n\r"
		for _, h := range []string{"--", "#", "//", "/*"} {
			if strings.HasPrefix(text, h) {
				head = h
			}
		}
		n := 0
		switch head {
		case "":
			return text, true
		case "/*":
			n, tail = strings.Index(text[2:], "*/"), "*/"
		default:
			n = strings.IndexAny(text[len(head):], tail)
			tail = "\n"
		}
		if n < 0 || strings.Contains(text[len(head):len(head)+n], "/*") {
			return "", false
		}
		text = text[len(head)+n+len(tail):]
	}
}
