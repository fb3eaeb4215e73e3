package sqlredact

import (
	"strings"
	"unicode/utf8"
)

// follows reports that an operand stands before the token at hand, blanks between, so that its first sign is an
// operator, as in tags ? 'a', a[1 :n], and id %s.
func (r *reading) follows() bool {
	last := r.vars.last
	if last == "" || r.vars.call && r.vars.depth == 0 { // of CALL p :a
		return false
	}
	switch c := last[len(last)-1]; {
	case c == '\'', isDigit(last[0]):
		return r.spaced()
	case strings.IndexByte(")]}\"`", c) >= 0:
		return true
	case !isLetter(c) && !isDigit(c) && c < utf8.RuneSelf:
		return false
	}
	return !leading(last)
}

// spaced reports a blank or the end of a comment before the token at hand. What has none is for joined to tell.
func (r *reading) spaced() bool { return r.at > 0 && (blank(r.text[r.at-1:]) || r.text[r.at-1] == '/') }

// asks reports that a question mark in the token is an operator rather than a placeholder. Those of PostgreSQL are
// ?, ?|, ?&, ?-, ?#, @? and more; ClickHouse has a ? b : c.
func (r *reading) asks(token string) bool {
	if !r.braces && !r.postgres() {
		return false
	}
	switch n := strings.IndexByte(token, '?'); {
	case n == 0:
		return r.follows()
	case isLetter(token[0]) || token[0] >= utf8.RuneSelf:
		return !leading(token[:n])
	default:
		return token[0] == '@' && n == 1
	}
}

// leading reports a word behind which a value comes.
func leading(word string) bool {
	if len(word) > len("CHARACTERISTICS") {
		return false
	}
	_, ok := leads[strings.ToUpper(word)]
	return ok
}

var leads = func() map[string]struct{} {
	all := make(map[string]struct{})
	for word := range strings.FieldsSeq(`
		ACCOUNT ADD AFTER AGAINST ALL ALTER ANALYZE AND ANY ARRAY AS ASC ASOF AT BATCH BEFORE BEGIN BETWEEN BINARY BOTH BUCKET BY CACHE
		CALL CASE CHANNEL CHARSET CLUSTER COLLATE COLUMN COMMENT COMMIT CONNECT CONTAINS COPY CREATE CROSS CURRENT DATABASE DATE DATETIME
		DEFAULT DELAY DELETE DESC DESCRIBE DISTINCT DISTINCTROW DIV DO DROP DURATION ELSE ELSEIF ELSIF ENGINE ESCAPE EVERY EXCEPT EXEC EXECUTE
		EXISTS EXPLAIN FETCH FIRST FOLLOWING FOR FORCE FORMAT FROM FULL FUNCTION GLOB GRANT GROUP HAVING HIGH_PRIORITY IDENTIFIED IF IGNORE ILIKE
		IMMEDIATE IN INCREMENT INDEX INDICATOR INNER INSERT INTERSECT INTERVAL INTO IS ISNULL JOIN JSON KEY KEYS KILL LAST LEADING LEFT LEVEL LIKE
		LIMIT LISTEN LOCATION MATCH MATCHES MAXVALUE MEMBER MERGE MINUS MINVALUE MOD NATURAL NEW NEXT NOT NOTIFY NOTNULL NOWAIT
		NULLS OF OFFSET OLD ON ONLY OPEN OPTION OPTIONS OR ORDER OUTFILE OUTPUT OVER OVERLAPS PARTITION PASSWORD PERCENT PIVOT PLACING
		PRECEDES PRECEDING PREWHERE PRINT PRIOR PROCEDURE QUALIFY RAISE RANGE REGEXP RENAME REPLACE RESTART RETURN RETURNING RETURNS REVOKE RIGHT
		RLIKE ROLE ROW ROWS SAMPLE SCHEMA SELECT SEPARATOR SESSION SET SETTINGS SHOW SIMILAR SKIP SLIMIT SOFFSET SOME SOUNDS SQL START
		STARTS STEP STRAIGHT_JOIN SUCCEEDS SYSTEM TABLE TABLESAMPLE THAN THEN THROW TIME TIMEOUT TIMESTAMP TIMESTAMPTZ TO TOP TRAILING TRUNCATE
		TTL UNION UNIQUE UNNEST UNTIL UPDATE UPSERT USE USER USING VALUE VALUES VARBINARY VARYING VERSION WAIT WHEN WHERE WHILE WITH WITHIN XOR
		YIELD ZONE`) {
		all[word] = struct{}{}
	}
	return all
}()
