package grammar

import (
	"maps"
	"slices"
	"strings"
)

// A wordList is a set of words. Most text that is none of them is told from it by
// its length, its first and its last byte.
type wordList struct {
	may   [1 << hintBits / 64]uint64
	table *wordTable
}

// hintBits is the number of bits of a hint.
const hintBits = 13

// hint is the same for a word in both cases. The word is not empty.
func hint(word []byte) uint {
	return uint(word[0]&31) | uint(word[len(word)-1]&31)<<5 | uint(len(word)&7)<<10
}

func newWords(words []string) *wordList {
	l := &wordList{table: newTable(words)}
	for _, w := range words {
		h := hint([]byte(w))
		l.may[h/64] |= 1 << (h % 64)
	}
	return l
}

func set(list string) *wordList { return newWords(strings.Fields(list)) }

// mayHave tells that a word, in any case, may be in the list.
func (l *wordList) mayHave(word []byte) bool {
	if len(word) == 0 {
		return false
	}
	h := hint(word)
	return l.may[h/64]>>(h%64)&1 != 0
}

// has reports a word of the list.
func (l *wordList) has(word []byte) bool { return l.mayHave(word) && l.table.find(word) >= 0 }

// voidWords say that there is no value, or that somebody else has hidden it.
var voidWords = newWords(append(strings.Fields(`null nil none true false <nil> (nil) undefined [filtered] [hidden] [protected] (redacted) [redacted]
		(protected) (hidden) (masked) [masked] [\r] [\r][\n] [\\r] [\\r][\\n] redacted <hidden> <secret> <redacted> <masked> (sensitive) [secure] nonetype (none) (unset)
		value_specified_in_no_log_parameter hidden_due_to_security_reasons ***redacted*** (write-only)`), "(sensitive value)", "(known after apply)", "(write-only attribute)", "(not set)", "<<< secret >>>", "not specified", "not configured"))

// placeholders stand for a value in SQL and in format strings.
var placeholders = set("? %s %v %q %d %+v not_logging_password not_logging_parameter value_specified_in_no_log_parameter")

// introducers are names that stand before a quoted value without a separator.
var introducers = set("password passwd passphrase identifiedby psk")

// suffixes make a sensitive name of a single word that ends with them: dbpassword.
var suffixes = strings.Fields("password passwd passphrase secret apikey token credential credentials")

// suffixEnds are the suffixes by their last byte.
var suffixEnds = func() (t [256][]string) {
	for _, s := range suffixes {
		t[s[len(s)-1]] = append(t[s[len(s)-1]], s)
	}
	return t
}()

// negatingAfter are words that, behind a sensitive name, make it the name of
// something about the secret.
const negatingAfter = `
	affinity age alg algo algorithm arn at attempt attempts backend bits breached bytes change class complexity config consent count counts created
	date deserializer dir directory disabled domain duration enabled encoder encoders encoding encryption entropy endpoint error errors exception exp expire expired expires failure failures
	expiration expiry failed fd field file filename filepath fingerprint fingerprints flow flows format generation group hasher hashers hint host id ids index
	interval issuer iterations kind label last len length level lifespan lifespans lifetime limit limits location manager maps max mechanism method min mode
	name names namespace needed of path paths pattern period policies policy prefix present privilege privileges provider public reason regex regexp ref refs
	release required requirement requirements reset retries rotation samesite scheme schemes scope scopes score secure serializer service size source state
	status stdin store strategy strength timeout total totals syncs ttl type types unit units updated url urls uri usage used valid validation validator validators
	validity version versions go py rs js ts java rb cpp cc php cs kt swift md txt json yaml yml toml log sh
	conf html css xml`

// negatingSoft are words that do so for ordinary values only: a random one stays hidden.
const negatingSoft = `
	time chars changed copied description flags history info options prevention realm rounds decision hashing
	stage cache database driver engine helper util utils filter interceptor listener fragment controller repository factory impl builder worker mgmt matcher days seconds title tooltip heading placeholder after via check cost result verified creation amount applications within`

// negatingBefore are words that do so in front of any sensitive name.
const negatingBefore = "max min num number total count has is are no without missing public"

// negatingWeak are words that do so in front of a weak name only.
const negatingWeak = `
	primary foreign sort partition cache cached routing idempotency row unique lookup message object
	page next continuation prompt completion input output reasoning usage hash range shard dedup
	parameter storage bucket translation i18n locale hot short arrow function signing_name map dict index
	pull kafka record group column table registry metric label tag`

// turningWords are the words of the four lists, with what they do.
var turningWords = func() *turns {
	t := &turns{}
	kinds := map[string]uint8{}
	for kind, list := range map[uint8]string{turnsAhead: negatingAfter, turnsBehind: negatingBefore, turnsWeak: negatingWeak, turnsSoft: negatingSoft} {
		for _, w := range strings.Fields(list) {
			kinds[w] |= kind
		}
	}
	words := slices.Sorted(maps.Keys(kinds))
	t.wordList = newWords(words)
	for _, w := range words {
		t.kinds = append(t.kinds, kinds[w])
	}
	return t
}()

// turns are words with what they do to the sensitive name beside them.
type turns struct {
	*wordList
	kinds []uint8 // by the number of the word
}

const (
	turnsAhead  uint8 = 1 << iota // one of negatingAfter
	turnsBehind                   // one of negatingBefore
	turnsWeak                     // one of negatingWeak
	turnsSoft                     // one of negatingSoft
)

// of returns what a word does.
func (t *turns) of(word []byte) uint8 {
	if !t.mayHave(word) {
		return 0
	}
	if i := t.table.find(word); i >= 0 {
		return t.kinds[i]
	}
	return 0
}

// negatingProse are words that do so with a blank behind them, the others before a name
// among them.
var negatingProse = set(negatingBefore + negatingWeak + " public host sense kernel foreign near of dns gpg ssh-rsa product license")

// statusWords stay under a sensitive name where the value is not quoted: they
// say what is the matter with the secret.
var statusWords = set(`
	absent accepted already and are authentication authorized bad be blank can cannot changed check checked
	correct could denied deny did disabled does empty enabled error exceeded expired expires failed failure for
	found has have in incorrect invalid is locked malformed mismatch missing must needed needs never no not
	null of ok on or permission present refreshed rejected required reset revoked set should success succeeded
	too unauthorized unavailable undefined unexpected unknown unset unsupported updated using valid
	validated verified was weak were will with wrong
	err wrongpass noauth noperm converting
	eof timeout timed context connection unmarshal malformed dial get post put read write open parse parsing yaml
	json asn1 crypto x509 rpc unable yes closed rotated expected got want secrets left attempts securecookie decode
	decoding encoding lookup exec fork broken unexpectedly illegal bytes via
	ignoring skipping
	creating creation destroying destruction modifying modifications refreshing still reading provisioning importing`)

// plainWords stay under a weak name, in addition to statusWords.
var plainWords = set(`
	active admin all allow allowed anonymous any api app auto authorization basic bearer cert certificate class client cookie
	created credentials db default deny digest done env external fail false file first form from gone guest
	header hmac http https id inactive internal jwt kerberos key ldap local login logout name new nil nothing
	negotiate none now ntlm oauth oauth2 off old open owner passkey password pending plain private public query read
	ready redacted remote renewed request response root rotated saml secret server service session
	simple skip skipped sso start started stop stopped string system test tls token true type unchanged user
	users sessions tokens keys clients roles groups accounts
	username value write yes unauthenticated authenticated redis memcached database array dynamodb store smb1 smb2 smb3 tls1 http2 inherit latest workspace:* amd64 arm64 i386 oidc mtls email enter escape include omit status count string
	md5 sha1 sha256 sha512 scram-sha-256 debug info notice warn warning panic trace fatal application container module always never
	x25519 x448 ed25519 ed448 prime256v1 secp256r1 secp384r1 secp521r1 p-256 p-384 p-521`)
