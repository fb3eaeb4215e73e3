package grammar

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact/internal/unit"
)

// A part says which part of a word is the value.
type part uint8

const (
	whole       part = iota
	colon            // user:value
	percentSign      // user%value
	slash            // user/value, up to an @
	fields           // a:b:value, without blanks
	equals           // name=value
	comma            // user,value
)

// A command is a word behind which a line holds values by their position: the name of
// a program, a statement. Its fields say where.
type command struct {
	word    string
	fold    bool
	more    bool   // letters may follow the word: mysqldump
	flags   string // letters of flags whose value is the next word, or the rest of this
	glued   string // letters of flags whose value is the rest of the word
	apart   string // letters of flags whose value is the next word only
	long    string // flags of several letters, between blanks
	joined  string // what the flag begins with whose value is the rest of the word
	run     bool   // a flag may end a run of others: -sSfu
	part    part
	sub     string // a word that must have come, or words between blanks
	pos     int    // the number of the word, behind sub, that is the value
	after   string // the word before the value, or words between blanks
	mark    bool   // the value is in quotes
	peek    bool   // a word with a solidus follows the value
	named   bool   // the word before the value must be a sensitive name
	weak    bool   // plain words are no value
	prose   bool   // status words are no value
	odd     bool   // the value has a digit or a sign that words have not
	token   bool   // the value is long and has a digit
	head    bool   // flags count before the first other word only
	last    bool   // if another word follows, that is the value
	rest    bool   // and so are all behind it
	at      bool   // an @ follows the value, in the first word
	paren   bool   // the words are in parentheses
	bare    bool   // an argument before the value may be no string
	ends    string // what the word before the value ends with, between blanks
	told    bool   // a word that sentences have behind a flag is no value
	hash    bool   // the value is a hash
	lead    string // flags before sub whose value is the next word, between blanks
	id      bool   // a sentence may have an id there
	cols    bool   // what stands in double quotes is a column
	each    bool   // a path comes first, then pairs up to what is none; @ begins the name of a file
	swaps   bool   // behind the value and the word replace stands the one before
	file    bool   // what stands before the value may be the name of a file
	unless  string // what before it tells that it is none
	located bool   // where it was found is the name of a secret
	parsed  bool   // of a function of strconv, behind the name of a secret
	columns bool   // names of columns stand before rows of values
	ahead   bool   // the name of a flag or a column with a secret follows
	arrow   bool   // the name of a secret begins the line
	env     bool   // such a variable is assigned
	usage   bool   // such a flag begins the line
	first   bool   // the word begins a line, a string or a list
	key     int    // the number of the word that must be a sensitive name, if not the one before the value
	into    bool   // a program that reads a secret must follow behind a pipe
	then    []then // what the next word makes of it
}

// commands are the words, in the order of their numbers.
var commands = withPrograms([]command{
	{word: "curl", flags: "uUE", long: " --user --proxy-user --cert --proxy-cert ", run: true, part: colon, file: true},
	{word: "mysql", more: true, glued: "p"},
	{word: "mariadb", more: true, glued: "p"},
	{word: "sshpass", flags: "p", head: true},
	{word: "redis-cli", apart: "a", long: " --pass ", after: "auth", last: true},
	{word: "> AUTH ", pos: 1, last: true},            // at a prompt
	{word: `"AUTH" `, pos: 1, last: true},            // as MONITOR shows it
	{word: "> PASS ", pos: 1, told: true, odd: true}, // FTP and POP3, as clients show it
	{word: "C: PASS ", pos: 1, told: true, odd: true},
	{word: "docker login", flags: "p", after: hereString},
	{word: "podman login", flags: "p", after: hereString},
	{word: "nerdctl login", flags: "p", after: hereString},
	{word: "registry login", flags: "p", after: hereString},
	{word: "skopeo login", flags: "p", told: true},
	{word: "buildah login", flags: "p", told: true},
	{word: "cf login", apart: "p", told: true},
	{word: "az login", apart: "p"},
	{word: listLogin, flags: "p"},
	{word: "vault login", pos: 1, weak: true},
	{word: "ldap", more: true, flags: "w"},
	{word: "ldappasswd", flags: "asw"},
	{word: "sqlcmd", flags: "P"},
	{word: "mongo", more: true, flags: "p"},
	{word: "cqlsh", flags: "p"},
	{word: "beeline", apart: "p"},
	{word: "sqlplus", pos: 1, part: slash},
	{word: "7z x", glued: "p"},
	{word: "7z a", glued: "p"},
	{word: "7z e", glued: "p"},
	{word: "7z t", glued: "p"},
	{word: "7za", glued: "p"},
	{word: "unrar", glued: "p"},
	{word: "zip -", flags: "P", run: true},
	{word: "unzip", flags: "P", run: true, told: true},
	{word: "openssl", more: false, apart: "kK"},
	{word: "rabbitmqctl", sub: " add_user change_password authenticate_user ", pos: 2},
	{word: "htpasswd", sub: " -b -bB -nb -nbB -bc -cb -bBc -cbB -bm -nbm -Bb -nBb -Bbn -bn -bnB ", pos: 3},
	{word: "net use ", after: "/user:"},
	{word: "net user ", pos: 2, peek: true},
	{word: "net  user ", pos: 2, peek: true}, // as Windows logs it
	{word: "smbclient", flags: "U", long: " --user ", part: percentSign},
	{word: "winexe", flags: "U", long: " --user ", part: percentSign},
	{word: "net ads ", flags: "U", part: percentSign},
	{word: "rpcclient", flags: "U", part: percentSign},
	{word: "configure set", pos: 2, named: true},
	{word: "config set", pos: 2, named: true},
	{word: "machine ", sub: " login ", after: "password", pos: -4, prose: true},
	{word: "requirepass", pos: 1, prose: true},
	{word: "masterauth", pos: 1, prose: true},
	{word: ":5432:", part: fields},
	{word: "Opaque: User:", part: colon}, // of a url.URL, as %+v prints it
	{word: "oracle:thin:", part: slash},
	{word: "sp_addlogin", fold: true, pos: 2, mark: true},
	{word: "identified with", fold: true, after: " by as ", mark: true, swaps: true},
	{word: "ATTACH ", sub: " AS as ", after: "key", mark: true},
	{word: "attach database ", sub: " as ", after: "key", mark: true},
	{word: "create secret", fold: true, after: secretNames, mark: true, paren: true},
	{word: "replace secret", fold: true, after: secretNames, mark: true, paren: true},
	{word: "persistent secret", fold: true, after: secretNames, mark: true, paren: true},
	{word: "crypt(", pos: 1, mark: true},
	{word: "pgp_sym_encrypt(", fold: true, pos: 2, mark: true, bare: true, cols: true},
	{word: "pgp_sym_decrypt(", fold: true, pos: 2, mark: true, bare: true, cols: true},
	{word: "pgp_sym_encrypt_bytea(", fold: true, pos: 2, mark: true, bare: true, cols: true},
	{word: "pgp_sym_decrypt_bytea(", fold: true, pos: 2, mark: true, bare: true, cols: true},
	{word: "pgp_pub_decrypt(", fold: true, pos: 3, mark: true, bare: true, cols: true},
	{word: "pgp_pub_decrypt_bytea(", fold: true, pos: 3, mark: true, bare: true, cols: true},
	{word: "aes_encrypt(", fold: true, pos: 2, mark: true, bare: true},
	{word: "aes_decrypt(", fold: true, pos: 2, mark: true, bare: true},
	{word: "pragma rekey", fold: true, after: "=", pos: -1, mark: true},
	{word: "pragma rekey=", fold: true, pos: 1, mark: true},
	{word: "pragma rekey(", fold: true, pos: 1, mark: true},
	{word: "pragma hexkey", fold: true, after: "=", pos: -1, mark: true},
	{word: "pragma hexkey=", fold: true, pos: 1, mark: true},
	{word: "pragma hexrekey", fold: true, after: "=", pos: -1, mark: true},
	{word: "pragma hexrekey=", fold: true, pos: 1, mark: true},
	{word: "CONNECT ", pos: 1, part: slash, at: true},
	{word: "SQL> connect ", pos: 1, part: slash, at: true},
	{word: "SQL> conn ", pos: 1, part: slash, at: true},
	{word: "password is generated for root@localhost:", pos: 1, prose: true},
	{word: "new password for ", fold: true, ends: " : ", odd: true, told: true},
	{word: "temporary password for ", fold: true, ends: " : ", odd: true, told: true},
	{word: "generated password for ", fold: true, ends: " : ", odd: true, told: true},
	{word: "password for user ", fold: true, ends: " : ", odd: true, told: true},
	{word: "nseal key", fold: true, pos: 2, token: true},
	{word: "nvalid token", pos: 1, token: true},
	{word: "issued token", pos: 1, token: true},
	{word: "with token", fold: true, pos: 1, token: true},
	{word: "using token", fold: true, pos: 1, token: true},
	{word: "using api key", fold: true, pos: 1, token: true},
	{word: "refresh token", fold: true, pos: 1, token: true},
	{word: "key provided:", pos: 1, token: true},
	{word: "set password", fold: true, after: "=", mark: true, swaps: true},
	{word: "HELLO 3 AUTH ", pos: 2},
	{word: "sentinel auth-pass", fold: true, pos: 2},
	{word: "auth_pass", pos: 1, prose: true},
	{word: "bindpw", pos: 1, prose: true},
	{word: "userPassword::", fold: true, pos: 1}, // LDIF, in base64
	{word: "olcRootPW::", pos: 1},
	{word: "IDENTIFIED BY ", pos: 1, weak: true, swaps: true},
	{word: "impdp", pos: 1, part: slash},
	{word: "expdp", pos: 1, part: slash},
	{word: "sqlldr", pos: 1, part: slash},
	{word: "rman target", pos: 1, part: slash},
	{word: "db2 connect", fold: true, after: "using"},
	{word: "isql", flags: "P"},
	{word: "tsql", flags: "P"},
	{word: "bcp", flags: "P"},
	{word: "oc login", flags: "p"},
	{word: "rdesktop", flags: "p"},
	{word: "psexec", fold: true, apart: "p"},
	{word: "psexec64", fold: true, apart: "p"},
	{word: "schtasks", fold: true, after: "/rp"},
	{word: "rabbitmqadmin", flags: "p"},
	{word: "mosquitto_", more: true, flags: "P", long: " --pw "},
	{word: "etcdctl", long: " --user ", part: colon},
	{word: "snmp", more: true, apart: "cAX", weak: true},
	{word: "snmp-server community", pos: 1, weak: true},
	{word: "pre-shared-key", pos: 1, prose: true},
	{word: "pre-shared-key ascii-text ", pos: 1, mark: true}, // of Junos
	{word: "stats auth", pos: 1, part: colon},
	{word: "mc alias set", pos: 4},
	{word: "ngrok authtoken", pos: 1, token: true},
	{word: "add-authtoken", pos: 1, token: true},
	{word: "snyk auth", pos: 1, token: true},
	{word: "setx", pos: 2, named: true},
	{word: "user-secrets set", pos: 2, named: true},
	{word: "PDO->__construct(", pos: 3, mark: true}, // in a trace of PHP
	{word: "PDO::__construct(", pos: 3, mark: true},
	{word: "PDOConnection->__construct(", pos: 3, mark: true},
	{word: "mysqli->__construct(", pos: 3, mark: true},
	{word: "mysqli_connect(", pos: 3, mark: true},
	{word: "getConnection(", pos: 3, mark: true},
	{word: "NetworkCredential(", pos: 2, mark: true},
	{word: "HTTPBasicAuth(", pos: 2, mark: true},
	{word: "alter user ", fold: true, sub: " identified IDENTIFIED ", after: " by ", weak: true, id: true, swaps: true},
	{word: "create user ", fold: true, sub: " identified IDENTIFIED ", after: " by ", weak: true, id: true, swaps: true},
	{word: "identified by values", fold: true, pos: 1, mark: true, hash: true, swaps: true},
	{word: "mosquitto_passwd", sub: " -b -bc -cb ", pos: 3, told: true},
	{word: "racadm", apart: "p", prose: true, told: true},
	{word: "twine upload", flags: "p"},
	{word: "vault unseal", pos: 1, token: true},
	{word: "operator unseal", pos: 1, token: true},
	{word: "secret generic", long: " --from-literal ", part: equals, told: true},
	{word: "plink", long: " -pw ", told: true},
	{word: "pscp", long: " -pw ", told: true},
	{word: "ipmitool", flags: "P"},
	{word: "ssh-keygen", flags: "NP", run: true},
	{word: "useradd", apart: "p", run: true, told: true},
	{word: "usermod", apart: "p", run: true, told: true},
	{word: "lftp", flags: "u", long: " --user ", part: comma},
	{word: "git -", sub: " config ", lead: " -C -c --git-dir --work-tree --namespace --config-env ", ends: " password passwd smtppass token secret ", told: true, prose: true},
	{word: "git config ", ends: " password passwd smtppass token secret ", told: true},
	{word: "vault kv put ", pos: 2, part: equals, each: true},
	{word: "vault kv patch ", pos: 2, part: equals, each: true},
	{word: "bao kv put ", pos: 2, part: equals, each: true},
	{word: "nmcli", sub: " connect modify mod add ", after: " password wifi-sec.psk 802-11-wireless-security.psk 802-1x.password "},
	{word: "chpasswd", after: hereString, part: colon},
	{word: "PASSWORD(", pos: 1, mark: true, rest: true},
	{word: "select password(", fold: true, pos: 1, mark: true, rest: true},
	{word: "db.auth(", pos: 2, mark: true},
	{word: "db.changeUserPassword(", pos: 2, mark: true},
	{word: "ConvertTo-SecureString", fold: true, pos: 1, mark: true},
	{word: "valkey-cli", apart: "a", long: " --pass ", after: "auth", last: true},
	{word: "keydb-cli", apart: "a", long: " --pass ", after: "auth", last: true},
	{word: "mysqladmin", glued: "p", after: "password", told: true},
	{word: "mariadb-admin", glued: "p", after: "password", told: true},
	{word: "cypher-shell", apart: "p", told: true},
	{word: "couchbase-cli", apart: "p", told: true},
	{word: "cbbackupmgr", apart: "p", told: true},
	{word: "elasticsearch-users", apart: "p", told: true},
	{word: "add-user.sh", apart: "p", told: true},
	{word: "mycli", flags: "p", told: true},
	{word: "nodetool", long: " -pw ", told: true},
	{word: "kadmin", apart: "w", long: " -pw ", told: true},
	{word: "addprinc", long: " -pw ", told: true},
	{word: "slappasswd", flags: "s", told: true},
	{word: "rootpw", pos: 1, odd: true, told: true},
	{word: "net rpc ", flags: "U", part: percentSign},
	{word: "samba-tool", sub: " create newuser ", pos: 2, told: true},
	{word: "add-generic-password", apart: "wX", told: true},
	{word: "add-internet-password", apart: "wX", told: true},
	{word: "unlock-keychain", apart: "p", told: true},
	{word: "create-keychain", apart: "p", told: true},
	{word: "set-key-partition-list", apart: "k", told: true},
	{word: "security import", apart: "P", told: true},
	{word: "sendEmail", long: " -xp ", told: true},
	{word: "swaks", long: " -ap ", told: true},
	{word: "evil-winrm", apart: "p", told: true},
	{word: "dsquery", apart: "p", told: true},
	{word: "signtool", after: "/p", told: true},
	{word: "xfreerdp", joined: "/p:"},
	{word: "winrs", joined: "-p:"},
	{word: "tabcmd", apart: "p", told: true},
	{word: "govc", flags: "u", part: colon},
	{word: "http -", apart: "a", long: " --auth ", part: colon},
	{word: "https -", apart: "a", long: " --auth ", part: colon},
	{word: "addauth digest", pos: 1, part: colon},
	{word: "poetry publish", apart: "p", told: true},
	{word: "nuget push", apart: "k", told: true},
	{word: "setapikey", fold: true, pos: 1, prose: true, told: true},
	{word: "gh secret set", apart: "b", long: " --body ", after: hereString, told: true},
	{word: "glab variable set", pos: 2, named: true},
	{word: "az keyvault secret", long: " --value ", told: true},
	{word: "ssm put-parameter", long: " --value ", told: true, unless: "--type String"},
	{word: "subscription-manager", long: " --activationkey ", told: true},
	{word: "secret-set-value", pos: 2, long: " --base64 ", told: true},
	{word: "set-agent-token", pos: 2, prose: true, told: true},
	{word: "maas login", pos: 3, odd: true, told: true},
	{word: "pro attach", pos: 1, token: true},
	{word: "openssl passwd", pos: 1, last: true, odd: true, told: true},
	{word: "mkpasswd", pos: 1, last: true, odd: true, told: true},
	{word: "reset-admin-password", pos: 1, last: true, odd: true, told: true},
	{word: "set-initial-password", pos: 1, odd: true},
	{word: "encrypt_string", pos: 1, last: true, mark: true, told: true},
	{word: "bw unlock", pos: 1, odd: true},
	{word: "bw login", pos: 2, odd: true},
	{word: "wpa_cli", after: "psk", told: true},
	{word: "iwconfig", after: "key", odd: true},
	{word: "wpa_passphrase", pos: 2, odd: true, told: true},
	{word: "ncftp", more: true, apart: "p", told: true},
	{word: "cargo login", pos: 1, token: true},
	{word: "pdftk", after: " user_pw owner_pw input_pw ", odd: true, told: true},
	{word: "steghide", apart: "p", told: true},
	{word: "http-basic.", more: true, pos: 2, odd: true, told: true},
	{word: "kinit", after: hereString},
	{word: "cryptsetup", after: hereString},
	{word: "elasticsearch-keystore", after: hereString},
	{word: "secret put", after: hereString},
	{word: "insert into ", fold: true, mark: true, columns: true},
	{word: "ignore into ", fold: true, mark: true, columns: true},
	{word: "replace into ", fold: true, mark: true, columns: true},
	{word: ": parsing ", pos: 1, mark: true, parsed: true},
	{word: `"input":`, pos: 1, mark: true, located: true},
	{word: `input\":`, pos: 1, mark: true, located: true},
	{word: `input\\\":`, pos: 1, mark: true, located: true},
	{word: "'input':", pos: 1, mark: true, located: true},
	{word: "input_value=", pos: 1, mark: true, located: true},
	{word: "acl setuser ", fold: true, joined: ">"},
	{word: `"acl" "setuser" `, fold: true, joined: ">"},                 // as MONITOR shows it
	{word: "authinfo pass ", fold: true, pos: 1, told: true, odd: true}, // NNTP
	{word: "nickserv :identify ", fold: true, pos: 1, last: true, told: true, odd: true},
	{word: "redis.do(auth, ", fold: true, pos: 1, last: true}, // as redigo logs it
	{word: "redis.send(auth, ", fold: true, pos: 1, last: true},
	{word: "invalid value ", fold: true, pos: 1, mark: true, ahead: true},
	{word: "invalid argument ", fold: true, pos: 1, mark: true, ahead: true},
	{word: "integer value: ", fold: true, pos: 1, mark: true, ahead: true},
	{word: "string value: ", fold: true, pos: 1, mark: true, ahead: true},
	{word: "decimal value: ", fold: true, pos: 1, mark: true, ahead: true},
	{word: "datetime value: ", fold: true, pos: 1, mark: true, ahead: true},
	{word: " -> ", pos: 1, arrow: true, odd: true}, // as koanf prints a configuration
	{word: ": converting ", pos: 1, mark: true, env: true},
	{word: "(default ", pos: 1, mark: true, usage: true},
	{word: "(default: ", pos: 1, mark: true, usage: true},
	{word: "hello 3 auth ", fold: true, pos: 2}, // as clients of Redis begin
	{word: "hello 2 auth ", fold: true, pos: 2},
	{word: "sentinel set ", fold: true, after: "auth-pass"},
	{word: "hset ", fold: true, pos: 3, named: true, prose: true},
	{word: "hmset ", fold: true, first: true, pos: 3, named: true, odd: true},
	{word: "hsetnx ", fold: true, first: true, pos: 3, named: true, odd: true},
	{word: "set ", fold: true, first: true, pos: 2, named: true, odd: true},
	{word: "setnx ", fold: true, first: true, pos: 2, named: true, odd: true},
	{word: "getset ", fold: true, first: true, pos: 2, named: true, odd: true},
	{word: "setex ", fold: true, first: true, pos: 3, key: 1, named: true, odd: true},
	{word: "psetex ", fold: true, first: true, pos: 3, key: 1, named: true, odd: true},
	{word: "migrate ", fold: true, first: true, after: "auth", odd: true},
	{word: "echo ", pos: 1, into: true},
	{word: "printf ", pos: 1, last: true, into: true},
})

// hereString gives a program what stands behind it.
const hereString = "<<<"

// secretNames are the options of DuckDB's CREATE SECRET that have one.
const secretNames = " secret password token bearer_token session_token refresh_token connection_string client_secret "

// behind reports the word before the value.
func (r *command) behind(word []byte) bool {
	if r.after[0] != ' ' {
		return bytes.EqualFold(word, []byte(r.after))
	}
	word = bytes.ToLower(bytes.TrimLeft(word, "("))
	return len(word) > 0 && bytes.Contains([]byte(r.after), spaced(word))
}

// unsure reports a row of which what stands around the value tells whether it is one, so that the
// value is read for commands too.
func (r *command) unsure() bool {
	return r.located || r.parsed || r.into || r.odd || r.ahead || r.env || r.usage || r.arrow
}

// holds reports a row whose value is read for other commands: what stands at a place or behind a word may be no value,
// but what someone chose or a sentence has there.
func (r *command) holds() bool {
	return r.unsure() || (r.pos > 0 || r.after != "" && !(r.after == hereString && r.program())) && !r.statement()
}

// several reports a row of more than one word.
func (r *command) several() bool { return strings.Contains(strings.TrimSpace(r.word), " ") }

// extends reports what may follow the word: letters, or of a name with dots any of it.
func (r *command) extends(t token) bool {
	return t.kind == tokChar && t.ch < 0x80 && (kindOf(t.ch) == lower || t.ch == '-' || t.ch == '_' || r.dotted() && (kindOf(t.ch) != sep || t.ch == '.'))
}

// longest is how much of that may be.
func (r *command) longest() int8 {
	if r.dotted() {
		return maxWord
	}
	return maxLetters
}

func (r *command) dotted() bool { return r.word[len(r.word)-1] == '.' }

// slashed reports the flag with a solidus that stands before the value: all of it, or as far as
// a colon.
func (r *command) slashed(word []byte) bool {
	if strings.HasSuffix(r.after, ":") && len(word) > len(r.after) {
		word = word[:len(r.after)]
	}
	return r.after != "" && bytes.EqualFold(word, []byte(r.after))
}

// endsIn reports a word that ends with one of those.
func (r *command) endsIn(word []byte) bool {
	word = bytes.ToLower(word)
	return !bytes.HasSuffix(word, []byte("askpass")) && slices.ContainsFunc(strings.Fields(r.ends), func(end string) bool { return bytes.HasSuffix(word, []byte(end)) })
}

// program reports the name of a program with flags.
func (r *command) program() bool {
	return r.flags != "" || r.glued != "" || r.apart != "" || r.long != "" || r.joined != "" || strings.HasSuffix(r.word, " login")
}

// flagged reports a flag whose value is the next word.
func (r *command) flagged(word []byte) bool {
	return len(word) == 2 && word[0] == '-' && (hasFlag(r.flags, word[1]) || hasFlag(r.apart, word[1])) || len(word) > 2 && bytes.Contains([]byte(r.long), spaced(word))
}

// leads reports a flag before sub that has the next word.
func (r *command) leads(word []byte) bool {
	return r.lead != "" && bytes.Contains([]byte(r.lead), spaced(word))
}

// column reports a quote mark around the name of a column.
func (r *command) column(mark byte) bool {
	return mark == '`' && r.bare || mark == '"' && r.cols
}

// once reports a word behind which one value can stand, and nothing else.
func (r *command) once() bool { return r.word[len(r.word)-1] == ':' && r.part != whole }

// call reports a word before the arguments of a call.
func (r *command) call() bool { return r.word[len(r.word)-1] == '(' }

// A CommandWord is a literal that announces a command.
type CommandWord struct {
	Text string
	Fold bool
}

// CommandWords returns the words of commands, by number.
func CommandWords() (words []CommandWord) {
	for _, c := range commands {
		if c.then == nil || c.word[len(c.word)-1] != ' ' {
			words = append(words, CommandWord{c.word, c.fold})
		}
	}
	return words
}

// alone reports that the word of a command at text[start] is no part of another one.
func (r *command) alone(text []byte, start int) bool {
	if r.arrow {
		return beginsLine(text, start)
	}
	if r.first && start > 0 && strings.IndexByte("\n\"'`[", text[start-1]) < 0 {
		return start > 1 && string(text[start-2:start]) == `\n`
	}
	if b := r.word[0]; start > 0 && b != ':' && b != 'n' && b != '>' && nameByte(text[start-1]) {
		_, sym, ok := unit.Before(text, start)
		return ok && (sym == 0 || sym == ' ') || text[start-1] == '.' && r.call()
	}
	return true
}

// listLogin is an argument of a program that logs in to a registry, behind its path:
// ["/usr/bin/docker","login",…].
const listLogin = `"login"`

// registry reports such a program.
func registry(left []byte) bool {
	for len(left) > 0 && (left[len(left)-1] == ' ' || left[len(left)-1] == ',') {
		left = left[:len(left)-1]
	}
	left, ok := bytes.CutSuffix(left, []byte(`"`))
	return ok && slices.ContainsFunc(registries, func(name string) bool { return bytes.HasSuffix(left, []byte(name)) })
}

var registries = []string{"docker", "podman", "nerdctl", "registry", "az"}

// listed reports that the word of the command is an argument in a list.
func (r *command) listed() bool { return r.then != nil && r.word[0] == '"' }
