package redact_test

import (
	"strings"
	"testing"
)

// carrierLines have something other than a separator between a name and its value;
// guillemets stand around what goes.
var carrierLines = []string{
	"env:\n  - name: DB_PASSWORD\n    value: «hunter2»\n  - name: HOME\n    value: /root", "- name: DB_PASSWORD\n  value: \"«hunter2»\"", `- name: "DB_PASSWORD"\n  value: «hunter2»\n`,
	"[('host', 'db-1'), ('app_secret', '«hx7»'), ('port', 5432)]", "OrderedDict([('app_secret', '«hx7»')])", "[(b'host', b'a'), (b'x-api-key', b'«hx7»')]",
	"rawHeaders: [ 'host', 'a', 'x-api-key', '«hx7»' ]", `["host","a","encryption-key","«hx7»"]`,
	"array(2) {\n  [\"password\"]=>\n  string(3) \"«hx7»\"\n}", `["password"]=> string(3) "«hx7»"`, `{"m":"[\"password\"]=>\n  string(3) \"«hx7»\""}`, `a:1:{s:8:"password";s:3:"«hx7»";}`,
	`<property name="password">«hx7»</property>`, "<key>apiPassword</key>\n\t<string>«hx7»</string>",
	"Content-Disposition: form-data; name=\"passphrase\"\r\n\r\n«guest»\r\n--b1--", "Content-Disposition: form-data; name=\"passphrase\"\n\n«two words»\n--b1--",
	`Content-Disposition: form-data; name=\"passphrase\"\r\n\r\n«guest»\r\n--b1--`, "Content-Disposition: form-data; name=\"password\"\r\nContent-Type: text/plain\r\n\r\n«guest»\r\n",
	"ADMIN_PASSWORD\t«hunter2»", "TOKEN\t«a9bca03b47aba62d6f7a5d8e51e65584»", "kind: Secret\ndata:\n  config: «cXdlcnR5Nmgyb25sZmtnUnR5Nm==»\ntype: Opaque",
	`{"apiVersion":"v1","data":{"url":"«TDd0VHFkalY4dkQ2UXR6V1pq»"},"kind":"Secret","type":"Opaque"}`, "| user | ada |\n| password | «hunter2» |", "your password is «changeme»", "the new password is: «hx7»", `{"msg":"your temporary password is «tiger»","n":1}`,
	`A temporary password is generated for root@localhost: "«hx7;y»"`, "Token is «d8a328d3630b268553cc1fef7a23559f»", "Unseal Key 1: «MW6vyEN8He1YkTvpAD7CU2PXT5Ymw»",
	"invalid token «5b1a2a429170a2aac9e0d39ea2048d2c»", "issued token «fehDCktF8Vg0mclPs0m1Ic7htPIWEpg2NuWQp» for ada", `msg="password \"«123456»\" rejected"`,
	"apiVersion: v1\nkind: Secret\ndata:\n  app.conf: «Z3Vlc3RjeUl0WkVsb1hr»\n  port: «NTQzMg==»\ntype: Opaque\nname: abcd", `kind: Secret\ndata:\n  config: «ZHJhZ29uMUVoNTl1am1leg==»\ntype: Opaque`,
	`{"apiVersion":"v1","data":{"config":"«cGFzc3dvcmQxZmVaWlI2»"},"kind":"Secret","metadata":{"name":"appname1"},"type":"Opaque"}`, `{"log":"{\"apiVersion\":\"v1\",\"data\":{\"config\":\"«bW9ua2V5R1hTenVy»\"},\"kind\":\"Secret\"}\n"}`,
	"app:«hunter2x»@/shop", "dsn=app:«hunter2x»@/shop n=1", `{"dsn":"app:«hun@ter2x»@/shop?parseTime=true"}`, `https://«MVLmmvhPSlGSjiQSWVaW91»:«x-oauth-basic»@git.example/a/b.git`, `"https:\/\/ada:«aw5fy%60Ir+A4W0»@a.example\/v1"`,
	`Config { user_password: Some("«k3OLn\"sd9z9S»"), port: 5432 }`, `http.Header{"Db-Pass":[]string{"«sLK4b\"HNrX3T»"}}`, `{"log":"http.Header{\"Client-Secret\":[]string{\"«dVpQZ'5O\\\"XeO»\"}}\n"}`,
	`exec ["app", "--session-secret=«maple anchor river 54»", "--n=7"]`, `['app', '--wifi-password=«seven copper velvet 39»', '-n']`, `java -Ddb.password=«hunter2» -jar app.jar`, `Driver={a b};UID=app;PWD=«toor»;Encrypt=yes`,
	"- name: API_TOKEN\r\n  value: «s3cretpw»\r\n", `{"log":"\"password\"=\u003e\"«s3cretpw»\""}`, `{"log":"[password] =\u003e «s3cretpw»"}`,
	`{"m":"\u003cns2:password\u003e«s3cretpw»\u003c/ns2:password\u003e"}`, `&lt;ns:password&gt;«s3cretpw»&lt;/ns:password&gt;`,
	`{"m":"\u003ckey\u003ePassword\u003c/key\u003e\u003cstring\u003e«s3cretpw»\u003c/string\u003e"}`,
	`{"log":"Cookie: «prefs=\"x\"; sid=abc123def456»\r\n","stream":"stdout"}`, `{"log":"Authorization: Digest «username=\"ada\", response=\"abc123\"»"}`,
	`msg="Authorization: Token «token=\"abc123\", x=\"y\"»" n=1`, `{"cmd":"curl -H \"Cookie: «a=b9»\" -X POST"}`,
	"{\"kind\":\"Event\",\"apiVersion\":\"v1\"}\n{\"apiVersion\":\"v1\",\"data\":{\"foo\":\"«czNjcmV0cHc5OQ==»\"},\"kind\":\"Secret\"}",
	`{"items":[{"apiVersion":"v1","data":{"foo":"«czNjcmV0cHc5OQ==»"},"kind":"Secret"},{"apiVersion":"v1","data":{"level":"database"},"kind":"ConfigMap"}]}`,
	"items:\n- apiVersion: v1\n  data:\n    level: database\n  kind: ConfigMap\n- apiVersion: v1\n  data:\n    foo: «czNjcmV0cHc5OQ==»\n  kind: Secret\n",
	`["password=«\u001b[0»",3,null,true]`, "user=bob\x1b[ password=«s3cretpw»", `{"user":"bob\u001b[","password":"«s3cretpw»"}`,
	`&EnvVar{Name:DB_PASSWORD,Value:«s3cretpw»,ValueFrom:nil,}`, `$user->password=«s3cretpw»`,
	`[["Authorization","Bearer «hunter2x»"],["accept","*/*"]]`, `[["accept","*/*"], ["x-api-key", "«hx7»"]]`, "[\n  [\"x-api-key\", \"«hx7»\"]\n]", `{"headers":[["cookie","«sid=abc123»"]],"n":1}`,
	`{password,"«hx7»"}`, `[{user,"ada"},{password,"«hunter2»"},{port,5432}]`, `{password,<<"«hx7»">>}`, `{<<"password">>,<<"«hx7»">>}`, `{db_password, "«a b»"}`,
	"Array\n(\n    [user] => ada\n    [password] => «my two words»\n    [port] => 5432\n)\n", `{"msg":"(\n    [password] => «my hx7»\n    [port] => 5432\n"}`, "[api_secret] => «my hx7»",
	`{"value":"«hunter2»","type":"x","name":"password"}`, `{"field":"password","rejectedValue":"«h x7»","code":"Size"}`, `{"value":"«hx7»","msg":"bad","param":"password","location":"body"}`,
	`{"m":"{\"type\":\"field\",\"value\":\"«h\\\"x7»\",\"path\":\"user.password\"}"}`, `{"field":"api_key","from":"«h x7»","to":"«hx8»","by":"ada"}`, `{"old_value":"«hx7»","new_value":"«hx8»","column":"password"}`,
	`{"instancePath":"/password","params":{"limit":8},"message":"too short","data":"«hx7»"}`, `{"path":["password"],"context":{"limit":8,"value":"«hx7»","label":"password","key":"password"}}`,
	`{"domain":"shop.example","httpOnly":true,"name":"session","path":"/","secure":true,"value":"«h7x9q2»"}`, "{\n  \"propertyName\": \"Password\",\n  \"attemptedValue\": \"«hx7»\",\n  \"severity\": 0\n}",
	"  [\"password\":protected]=>\n  string(4) \"«h x7»\"", "  [\"password\":\"App\\\\User\":private]=>\n  string(4) \"«hx7»\"", "    [password:protected] => «h x7»\n", "    [password:App\\User:private] => «h x7»\n    [n] => 1",
	"    token: Some(\n        \"«h x7q»\",\n    ),\n    n: 1", "    secret: Some(\n        Secret(\n            \"«h x7»\",\n        ),\n    ),", "    pin: Some(\n        «1234»,\n    ),", `{"m":"token: Some(\n    \"«h x7q»\",\n)"}`,
	"ENV DB_PASSWORD «h x7»\nRUN x", "Step 3/9 : ENV DB_PASSWORD «hx7q»", "SetEnv DB_PASSWORD «hx7q»\nx y", "  setenv DB_PASSWORD '«h x7»'", `fastcgi_param DB_PASSWORD "«h x7»";`,
	`Map(user -> ada, password -> «hx7q», n -> 1)`, `HashMap(password -> «hx7q»)`, `Map(password -> Some(«hx7q»), n -> 1)`, `1.2 [0 127.0.0.1:1] "HSET" "user:1" "password" "«h x7»"`, `1.2 [0 a] "hmset" "user:1" "name" "ada" "password" "«h\"x7»" "n" "1"`,
	`<td>password</td><td>«hx7»</td>`, "<tr><th>password</th>\n<td class=\"a\"><pre>«hx7»</pre></td></tr>", `<dt>Password</dt> <dd>«hx7»</dd>`, "id       | 1\npassword | «hx7q»\n",
	`New password for ada: «hx7q»`,
	"Key         Value\n---         -----\npassword    «hx7q8w9e2r»\nusername    ada7", "root_token           «s.hx7q8w9e2»\n", "token      «hx7q8w9e2r»  \r\n",
	`Password for user 'elastic': «hx7q»`,
	"a:\n  password: |\n    «h x7»\n  n: x8", "token: >-\n  «h x7\n\n  x8»\nn: x9", "- password: |2+\r\n      «hx7»\r\n  n: x8", `{"m":"a:\n  password: |-\n    «h x7»\n  n: x8\n","k":"x9"}`,
	`password: !!str «hx7q»`, "password: !!binary |\n  «aHg3 cQ»\nx: y7", `password: «!abc»`,
	"password: Path `password` (`«h x7»`) is shorter than the minimum allowed length (8).", "Path `pin` («1234») is less than minimum allowed value (10000).", "{\"m\":\"Path `password` (`«h `x7»`) is longer than (8).\"}", "password: Validator failed for path `password` with value `«h x7»`",
	"{\n  path: 'password',\n  value: '«h x7»',\n}", `{ property: 'password', n: 1, value: "«it's»" }`, `{'value': '«h x7»', 'field': 'password'}`, `{'name': 'DB_PASSWORD', 'secure': True, 'value': '«hx7»'}`,
	"password: |  # of ada\n  «hx7»\ny: x8", "password: | \n  «hx7»", "\"password\": |\n  «hx7»", "'password': >-\n  «hx7»\na: b", "password: &pw |\n  «hx7»", `password: «&pw hx7»`, `password: «!custom hx7»`, `password: !!python/str «hx7»`, `password: !Sub '«h x7»'`,
	`{"m":"{\"a\":\"password: |\\n  «hx7»\\nuser: ada\"}"}`, "token: |\n  «correct horse battery»\nx: y",
	`{"value" : "«h x7»", "msg" : "bad", "param" : "password"}`, "{\n  \"field\" : \"password\",\n  \"code\" : \"Size\",\n  \"rejectedValue\" : \"«h x7»\"\n}", `<td class="e">DB_PASSWORD </td><td class="v">«hx7 »</td>`, `/bin/sh -c #(nop)  ENV DB_PASSWORD «hx7q»`, `{'field': 'password', 'rejectedValue': '«h x7»'}`,
	`{"field":"password","rejectedValue":"«482913»"}`, `{"ParameterKey":"DBPassword","UsePreviousValue":false,"ParameterValue":"«hx7»"}`, `<td>Password:</td><td>«hx7»</td>`, `<td><b>Password</b></td><td>«hx7»</td>`,
	`{"m":"| user | ada |\n| db_password | «hx7» |\n"}`,
	`on field 'password': rejected value [«h x7»]; codes [Size.user.password,Size]; default message [x]`, `on field 'password': rejected value [«h]; x]7»]; codes [Size]`, `on field 'password': rejected value [«h x7»]`,
	`{"m":"on field 'password': rejected value [«h\"x7»]; codes [Size.user.password,Size]; default message [x]"}`, `{"m":"on field 'password': rejected value [«hx7»","n":1}`,
	`"password" with value "«h x7»" fails to match`, `{"m":"\"password\" with value \"«h x7»\" fails to match","path":["password"]}`, "    Property: app.db.password\n    Value: \"«h x7»\"\n    Origin: a",
	`{"op":"replace","value":"«h x7»","path":"/password"}`, `{"field":"password","oldValue":"«hx7»","x":{"a":"}"},"newValue":"«hx8»"}`,
	`[{"value":"«hx7»","name":"DB_PASSWORD"},{"value":"/root","name":"HOME"}]`, `{"Value": "«hun\"ter2»", "Key": "db_password"}`, `{"msg":"{\"value\":\"«hx7»\",\"name\":\"DB_PASSWORD\"}"}`, "{\n  \"value\": \"«hx7»\",\n  \"name\": \"DB_PASSWORD\"\n}",
	"kind: Secret\nstringData:\n  «config: hunter2\n  note: |\n    two\n    lines»\ntype: Opaque", `{"msg":"stringData:\n  «enabled: hx7\n  b: \"x\"»\ntype: Opaque\n","n":1}`, "  - stringData:\n      «a: hunter2»\n    kind: Secret", "{StringData:«map[config:hunter2 x:y]» Type:Opaque}",
	"--b1\nContent-Disposition: form-data; name=\"password\"\n\n«OXN5G\\\"EfdCL6»\n--b1--\n", `{"log":"--b1\nContent-Disposition: form-data; name=\"password\"\n\n«7hE\\\"eTD»\n--b1--\n\n","n":1}`,
	"Password:«&PasswordSource{Value:hunter2,}»",
	"<ns:Ref>token=«abcdefhunter2»</ns:Ref>", "<x>password=«hunter2»</x>",
	`<name>db.password</name><value>«hunter2»</value>`, "<property>\n<name>fs.s3a.secret.key</name>\n<value>«hx7»</value>\n</property>", `&lt;name&gt;db.password&lt;/name&gt;&lt;value&gt;«hx7»&lt;/value&gt;`,
	`env: [{name: DB_PASSWORD, value: «hunter2»}]`, `{name: DB_PASSWORD, value: "«a b»"}`, `auth: { user: 'ada', pass: '«hunter2»' }`, `{ pass: "«hx7»" }`,
	`define( 'DB_PASSWORD', '«hx7»' );`, `define('DB_PASSWORD', '«hx7»');`,
	`session id: «3e68d1f0e22d4ae56ad7675dbd9956e2»`, `Session ID=«k3J9x7Qm2Zb8Wn4Tp6Vr»`,
	// A quote mark of another kind in a bracket, keys that begin with a solidus, quotes escaped once more.
	"http.Header{\"Accept\":[]string{\"*/*\"}, \"Ssh-Passphrase\":[]string{\"«nLt`hJ'BgVP»\"}} done", "Config { new_password: Some(\"«b1V`A9McSxJ»\"), port: 5432 }", "T{Password:[]string{`«b1V\"A9M»`}, N:1}",
	`map[db:map[shared-secret:«/8LlQm4iBUJSBHPNUOwhsYwCZ55QgHxQVMMPdbk» user:app] n:1]`, `map[private-key:«/R/Y1X2CtIUF/DCiqMfLKs6k83YPBUkWVrJslc0+Rw8=» user:app]`, `&{User:app AccountKey:«/kRoPjD1QntRiTpLjQptkZlw79h8GmKf/oA4xY1X1vnbWV==»} ok`,
	`curl -HApplication-Key:«/9f1XRs5DYPk6Uucj5XPvzsNeTKAyEvse9BUILfeFNBb1mdo/jX=» https://a.example`, `secret:/path?token=«hunter2hunter2»`,
	`msg="OrderedDict([('db_password', '«c8UJj\"\\'q25s9w»')])" n=1`, `msg="[('host', 'db-1'), ('app_secret', '«ZqhKe\\'RTKVjH»'), ('port', 5432)]" n=1`, `msg="Command '['app', '--admin-password', '«TifMX\"\\'vnbf5H»', '-n', '7']' returned" n=1`,
	`java -Dpasscode=«lfTjBiLIpmeAt2_AHswhbokY0iseIPZy» -jar app.jar`, `java -Dpwd=«5iRCkyuvQZs» -jar app.jar`, `exec ["app", "--initial-password=«qOyfv\\rODqwA»", "--n=7"]`, `Host=db-1;Username=app;Password=«nEhA6m[<_/3r»;Database=shop`,
	`https://«dlqfT8hrpPiLlfUXmqGagGtjp2K»@o42.ingest.example/7`, `https://«yOVBAAauij6AFgnO_Qx9zUDcwdNJg-I»@git.example/a/b.git`, `https%3A%2F%2Fada%3A«lamp%20stone%20velvet»%40a.example%2Fv1`, `https%3A%2F%2Fada%3A«WeIQL%22Yv%60npa»%40a.example%2Fv1`,
	`{"log":"run --password=\"«,a b»\" x"}`, `{"log":"{\"password\":\"«,a b7»\",\"level\":\"info\"}"}`, `{"log":"{\"msg\":\"password: \\\"«a b7»\\\"\",\"level\":\"info\"}"}`,
	`https%3A%2F%2Fada%3A«XpkWYaAh3+16ltjGJKoI8jgV4%2FBfPWnV»%40a.example%2Fv1 done`, `{"msg":"https%3A%2F%2Fada%3A«MWUS0%5C%22katHbf»%40a.example%2Fv1","n":1}`, `&{User:app KeystorePassword:«6xTWp~<->fb8aMhP»} n=1`,
	// What begins with a sign in marks, words that may be secrets, names that end like files.
	`{"log":"password: \"«:hunter22x»\"\n"}`, `{"log":"password=\"«}hunter22x»\" user=a"}`, `{"log":"mysql --password=\"«:hunter22x»\" db"}`, `{"log":"Config{Password:\"«]hunter22x»\"}"}`, `msg="password=\"«:hunter22x»\" n=1"`,
	`?a=1&password="« hunter22»"`, `?a=1&password='«, hunter22»'`, `curl 'https://h/?a=1&password="« hunter22»"'`, `password->«hunterpass»`, `--password= «option» user=a`, `sshpass --password «then» ssh h`,
	`level=info ua="[ 'DB_PASSWORD=«x7y9» " level=error caller='x' err="boom"`, `--password-12345678 «hunter22x»`, `%27https://ada:«hx7'q9ab»@h/%27`, `pin.d:«123456»`, `password.v:«12:34»`, `--api-key=«KEY»`, `['app','--wifi-password=«PASSWORD»','-n']`, "password: «hx7Q2mZ0cLr9»<https://h/docs> level=info",
	`spring.datasource.password.test: «hunterpass»`, `secret.h: «hunterpass»`, `secret_blk=«hunter22»`, `DB_PASSWORD_IGN=«hunter22x»`,
	// The mark of the text around a value in marks of another kind.
	`password->«hunter2»`, `mysql --password «forx» -u ada`,
	`level=info msg="run app --password '«hx7q9»'" n=1 level=error`, `query failed: "SELECT * FROM u WHERE password = '«x7q9»'" took 3 ms on host db7`, `Command "mysql --password='«x7q9»'" returned non-zero exit status 1.`, `psql -c "ALTER ROLE ada PASSWORD '«x7q9»'" -d db; echo done`,
	`ssh host "export DB_PASSWORD='«x7q9»'" && echo done`, `ssh host 'export DB_PASSWORD="«x7q9»"' && echo done`, `"GET /?password='«x7q9»'" 200 512`, `run --password=«'x7'"q9 r"» z`, `run --password=«'x7'" q9 r"» z`,
	`SQL ($1, $2)  [["email", "a@b.example"], ["encrypted_password", "«hx7q9»"]]`, `[["email", "a@b.example"], ["password", "«h x7q9»"]]`, `{"op":"replace","path":"/data/password","value":"«h x7»"}`,
	`{"m":"{\"op\":\"replace\",\"path\":\"/data/password\",\"value\":\"«h x7»\"}"}`, `[{"op": "add", "path": "/spec/token", "value": "«h x7»"}]`,
	// These stay.
	`{"field":"password","minValue":8888,"code":"Size"}`, `{"field":"user","from":"x7","to":"x8"}`, `{"name":"password","from":"ada@x.example","to":"bob@x.example"}`, `{"value":"x7","x":{"name":"password"}}`,
	`{"path":"/token","from":"10.0.0.1","status":200}`, `{"value":"x7"},{"name":"password"}`, `{"a":"x7","x":[{"field":"password"}],"to":"x8"}`, `{"field":"password","value":"x` + "\n" + `"}`,
	"missing ENV DB_PASSWORD in config", "the env DB_PASSWORD must be set", "ENV DB_PASSWORD", "    token: Some(\n        Claims {\n            id: 7,", "Secret(\n\"x7\"",
	`renamed (token -> session)`, `state: token -> done`, `"HGET" "user:1" "password"`, `"HMGET" "user:1" "password" "email7"`, `"HDEL" "user:1" "n" "password" "email7"`,
	` id | password | email`, `<th>password</th><th>email</th>`, `<td>password</td></tr><tr><td>x7</td>`, `[sudo] password for ada: x7`, `new password for ada: must be longer`, `the password for ada: failed`,
	"password    the password of 7", "token   string", "password  hx7q", "  password    hx7q", "PASSWORD    HOST", "password    ", "set password for user root; x7",
	"password: |\nn: x7", "Password: > ", "user: |\n  x7",
	"password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6438", `Password: !Ref DBPassword7`, `password: ${DB_PASSWORD:-}`, `auth: Received control message 7`, `sealed-secrets: Updating prod/db7`,
	`password: size must be between 8 and 64`, "Path `user` (`x7`) is shorter than", "see `password` (x7) is", `value: 'x7', label: 'user'`, `{'value': 'x7', 'field': 'user'}`,
	`<dt>password</dt><dd>The password of the user.</dd>`, `<td>password</td><td>varchar(255)</td>`, `<td>token</td><td>&nbsp;</td>`, "<td>password</td>\n<td>secret</td>", "password | text", "token | varchar(255)\n", "db-secret   3", "secret      sha256", "password    2024-05-05", "secret      30m",
	`fastcgi_param HTTP_AUTHORIZATION $http_authorization;`, "ENV PASSWORD is deprecated", "ENV DB_PASSWORD not set in 7", "- --password\n- The password to use", `Map(see docs), password -> hx7q`, `Map(login, password -> home)`,
	`{"column":"password","from":"varchar(64)","to":"varchar(255)"}`, `{"field":"password","oldValue":"not set","newValue":"changed"}`, `{"field":"password","data":{"minLength":8}}`, `{"field":"token","before":"2024-01-02T03:04:05Z","to":"ada@x.example"}`, `{"name":"Authorization","in":"header","value":"Bearer <token>"}`,
	`{"displayName":"Password","previous":"User name","current":"Password"}`, `{"path":"/api/token","value":1234,"unit":"ms"}`, `{"metric":"n","path":"/oauth/token","value":"12.5"}`, `{"name":"password","type":"x","value":"required"}`, `[{"value":"otp7","name":"One-time password"}]`,
	"secret: |\n  {{ .Values.secret | b64enc }}", "secrets: |\n  NPM_TOKEN=${{ secrets.NPM_TOKEN }}\n  GH=${{ secrets.GH }}\n", "en:\n  password: >\n    Please enter your password\n  token: |\n    string, required", `password: !Sub '{{resolve:secretsmanager:x}}'`, "password: | grep x7",
	"token: Err(\n    \"token expired\",\n)", "secret: Missing(\n    \"DB_PASSWORD\",\n)", "test:\n  - CMD\n  - mysqladmin\n  - -p$$MYSQL_PASSWORD", `SetEnv TOKEN %{ENV:TOKEN}`, "password         varchar(255)", `Map(password -> password_hash)`, `{"name":"password | login","value":"Hilfe7"}`, `{"field":"password (optional)","to":"bob7"}`, `{"key":"--password","value":null}`,
	`on field 'user': rejected value [x7]; codes [Size]`, `on field 'password': rejected value [null]; codes [NotNull]`, `on field 'password': rejected value []; codes [NotBlank]`, `"user" with value "x7" fails`, `"password" with no value "x7" fails`,
	`{"path":"/login/password","method":"POST","value":"x7"}`, `{"path":"/password","status":"200"}`, `{"unique":[["password","email"]],"x":1}`,
	`secret:/run/secrets/db_password`, `private_key:/etc/ssl/private/server-2024.key`, `apikey:/home/jenkins/workspace/MyApp_PR-1234/Build12A`, `token:/api/v1/Users/ResetPassword2FA`, `secret:/`, `secret://x/y`,
	`key:/var/lib/docker/overlay2/3f2a9c7cce11d0b1e8a14ad5c1f1d1b3cd1ae1edbd0a4ba2a9c0c8d6c1a5a2b1/merged`, `https://MyAppID-Production-EU1@git.example/a`, `https://SVC-SQL-PRD-APP01-Reporting@git.example/a`,
	`{"log":"curl -d 'user=ada&login_password=' https://a.example\n"}`, `curl -d "user=ada&password=" https://a.example`, `{"log":"curl -d 'user=ada&password='\n"}`, `shop: {\"url\":\"https:\/\/a.example\/v1?refresh_token=\"} id=7`,
	`q=see%20https%3A%2F%2Fa.example%3A8080%20and%20mail%20b%40c.example`, `q=%22https%3A%2F%2Fa.example%3A80%22%2C%22mail%22%3A%22b%40c%22`,
	`{"log":"{\"msg\":\"Enter password:\",\"level\":\"info\"}"}`, `{"log":"{\"u\":\"/x?password=\",\"n\":1}"}`, `{\"msg\":\"Enter password:\",\"level\":\"info\"}`, `level=info ua="curl --password '" caller=main.go:12 err="boom"`,
	`kubectl create configmap app --from-literal=db-token= -n prod`, `msg="http-outgoing-0 >> \"Private-Token: [\\r][\\n]\"" n=1`,
	`bash: sshpass: command not found`, `-bash: passwd: command not found`, `cat: token: No such file or directory`, `src/auth.c:135:14: warning: x`, `password.c:12:5: error: expected ';'`, `secret.c:(.text+0x1b): undefined reference`, `token.tsx:12:3: x`, `auth.h:12: x`,
	`the --password flag is required`, `missing --password argument`, `the --password option is deprecated`, `usage: x [-h] [--password PASSWORD] [--api-key API_KEY] [--db-token TOKEN] file`,
	`session->security`, `passwd: files systemd`,
	`each user is identified by "email" here`, `The user is identified by 'sub' claim`, "SigQ:\t0/127000",
	`<name>password</name><type>string</type>`, `<name>token</name><value>active</value>`, `{name: password, type: string}`, `name: token, value: yes`, `PASS: 'renders a form'`, `pass: 4/5`,
	`session id: 42`, `session id is missing`, `chpasswd: line 1: missing new password`, `last_password_change=1700000000`, `access_token_lifetime=3600`, `auth = md5`, `s3 key=backups/2026-03-01.tar.gz size=10MB`,
	`[["password","username"],["a","b"]]`, `[["id","token"]]`, `{password,undefined}`, `{password,Value}`, `{email,password,"x"`, `[password] => `,
	`"volumes":[{"name":"v","secret":{"secretName":"db-creds","defaultMode":420}}]`, `{"secret":{"secretName":"db-creds","optional":false,"items":[{"key":"a","path":"b"}]}}`,
	`{"properties":{"password":{"type":"string"},"token":{"$ref":"#/definitions/token"}}}`, `{"password":{"type":"string","minLength":8,"format":"password","description":"the password of the user"}}`,
	"npm silly audit   cookie: [ '0.7.2' ],", `"request content":"key:\"nothing\" "`,
	`{"value":"hunter2","name":"HOST"}`, `{"value":7,"name":"password"}`, `{"value":"${X}","name":"password"}`, `{"value":"hunter2"}`,
	"stringData:\nkind: Secret", "  stringData:\n  kind: Secret",
	"helm upgrade app ./chart --set db.bearerToken= --wait", `http-outgoing-0 >> "Bot-Token: [\r][\n]"`,
	"Secret:&SecretVolumeSource{SecretName:db-creds,Items:[]KeyToPath{},DefaultMode:*420,Optional:nil,}", `{"mappings":{"properties":{"password":{"type":"text","index":false},"secret":{"type":["string","null"]}}}}`,
	"    [password] => Array\n", `{"value":"12.5","name":"password_failures_total"}`,
	"docker run -e SSH_PASSPHRASE= app:1", "export DB_PASSWORD= app", "open store: bad option x_api_key=: EOF",
	`#3 /app/VerifyCsrfToken->handle(Object(Illuminate\\Http\\Request), Object(Closure))`, `invalid password: password must be longer`,
	"{\"level\":\"info\",\"kind\":\"Secret\",\"name\":\"database\",\"msg\":\"reconciled\"}\njava.lang.IllegalArgumentException: x\nautomountServiceAccountToken y",
	`{"apiVersion":"v1","data":{"LOG_FORMAT":"jsonlogs","MODE":"production12"},"kind":"ConfigMap"}`, `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"abcdefgh"},"data":{"a":"abcdefgh"}}`, "apiVersion: v1\nkind: ConfigMap\ndata:\n  mode: c2VjcmV0MTIz\n",
	`import x from '@/components'`, `web:@/a`, `localhost:8080@/x`, `java -DcacheKey=product:42:v3 -jar app.jar`, `s3_key=exports%2F2026%2F03%2F02%2Forders-000117.parquet&n=1`, `?secret_arn=arn%3Aaws%3Asecretsmanager%3Aeu-central-1%3A123456789012%3Asecret%3Adb-Xa12Bc&page=2`,
	`java -DwebhookSecret= -jar app.jar`, `app --auth_key  --n 7`,
	"- name: DB_PASSWORD\n  valueFrom: x", "- name: DB_HOST\n  value: db-1", "name: password\n\nvalue: x", "fields = ('username', 'password')", "WHERE name IN ('password', 'secret', 'token')",
	`["password","username","email"]`, `{"required":["password","token2"]}`, `["host","password"]`, "[\"password\"]=>\n  NULL", `<input name="password">`, `<key>password</key><dict/>`,
	"| id | password | email |", "PASSWORD\tHOST", "password is required", "password is too short (min 12)", "your password is expired", "your password is compromised", "the password is stored in the vault",
	"secrets is forbidden", "token is expired by 3m2s", "token is missing", "your password is about to expire", "invalid token signature", "password is not set", "the secret is managed by the operator",
	"kind: ConfigMap\ndata:\n  config: cXdlcnR5Nmgyb25sZmtnUnR5Nm==\n", `{"apiVersion":"apps/v1","data":{"url":"TDd0VHFkalY4dkQ2UXR6V1pq"}}`, "Unseal Key Shares: 5", "issued token for ada", "password is case-sensitive", "Password is 8 characters long at least.",
}

func TestCarriers(t *testing.T) {
	r := fixed(t)
	plain := strings.NewReplacer("(HIDDEN)", hidden) // in URLs
	for _, line := range carrierLines {
		in, want := marked(line)
		for _, tail := range []string{"", "\nnext"} {
			in, want := in+tail, want+tail
			if got := plain.Replace(r.String(in)); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if got := r.String(want); got != want {
				t.Errorf("twice: got %q\nwant %q", got, want)
			}
			if got := plain.Replace(streamed(t, r, singles(in)...)); got != want {
				t.Errorf("stream: got %q\nwant %q", got, want)
			}
		}
	}
}
