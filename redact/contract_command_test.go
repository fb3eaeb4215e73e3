package redact_test

import (
	"strings"
	"testing"
)

// commandLines show values by their position; guillemets stand around what goes.
var commandLines = []string{
	`curl -u ada:«hunter2» https://a.example/v1`, `+ curl -s -u ada:«x;y» -X POST https://a.example`, `curl --proxy-user ada:«hx7» https://a`, `curl -U ada:«hx7» a`,
	`curl -sSfu ada:«hx7» https://a.example`, `curl -uada:«hx7» a`, `curl -u 'ada:«x y»' a`, `curl --user='ada:«hx7»' a`, `curl --user=ada:«hx7» a`,
	`["curl","-u","ada:«hx7»","https://a"]`, `{"cmd":"curl -u ada:«hx7»","n":1}`, `{"cmd":"curl -u \"ada:«hx7»\" a","n":1}`, `cmd="curl -u ada:«hx7»" n=1`, `first\ncurl -u a:«b» c\nlast`,
	`(curl -u ada:«hx7»)`, `curl -u ada:«hx7»; echo done`, `curl -u ada:«hx7» -U b:«hy7» a`, "curl -s \\\n  -u ada:«hx7» a",
	`mysql -u app -p«hunter2» shop`, `mysqldump -h db-1 -uapp -p'«x y»' shop`, `/usr/bin/mysqladmin -uroot -p«hx7» status`, `echo x | mysql -p«hy7»`,
	`argc=4 a0="redis-cli" a1="-a" a2="«hx7»" a3="ping"`, `a0="curl" a1="-u" a2="ada:«h x7»" a3="https://h"`, `a0="docker" a1="login" a2="-u" a3="ada" a4="-p" a5="«hx7»" a6="r"`, `{"m":"a0=\"sshpass\" a1=\"-p\" a2=\"«hx7»\" a3=\"ssh\""}`,
	`a0="curl" a1="-u" a2=«6164613A687837»`, `a0="curl" a1="-u" a2=«6164613A68203738» a3="https://h"`, `a0="curl" a1="-u" a2=61646120 a3="https://h"`, `a0="curl" a1=2D75«6164613A682037» a3="https://h"`, `a0="mysql" a1=2D70«682037» a2="db"`,
	`a0="mysql" a1=«2D2D70617373776F72643D682037» a2="db"`, `a0="redis-cli" a1=2D682068 a2="-a" a3="«hx7»"`, `a0="sshpass" a1="-p" a2=«6868» a3="ssh"`, `{"m":"a0=\"sshpass\" a1=\"-p\" a2=«6868» a3=\"ssh\""}`, `{"m":"a0=\"sshpass\" a1=\"-p\" a2=«6868»"}`, `sshpass -p «a2=6868» ssh`,
	`a0="mysql" a1="--password" a2="«h x7»" a3="db"`, `{"m":"a0=\"app\" a1=\"--password\" a2=\"«h x7»\" a3=\"db\""}`, `a0="app" a1="--password" a2=«6161207A» a3="db"`, `a0="app" a1="--password" a2="" a3="h"`, `app "--password" a2=x is`,
	`a0="curl" a1="-X" a2="GET"`, `curl "x" -u a1="x7" b`, `a0="redis-cli" a1="-p" a2="6379"`,
	`sshpass -p «hx7» ssh ada@web-1`, `mysql -p«<h3x!7»> shop`, `mysql -p«$(h3x!7» shop`, `curl -u ada:«$(» a`, `sshpass -p'«hx7»' ssh`, `redis-cli -h cache-3 -a '«hx7»' info`, `docker login -u ada -p «hx7» r.example.org`, `helm registry login -u ada -p «hx7» r`,
	`az login -u ada -p «hx7»`, `ldapsearch -x -D cn=admin -w «hx7» -b dc=example`, `sqlcmd -S db-1 -U sa -P «hx7» -Q 'select 1'`, `mongosh -u app -p «hx7» shop`, `cqlsh -u app -p «hx7» db-1`,
	`sqlplus app/«hx7»@orcl`, `sqlplus -s app/«hx7»@//db-1/orcl`, `7z x -p«hx7» backup.7z`, `unzip -P «hx7» backup.zip`, `zip -P «hx7» b.zip f`, `openssl enc -aes-256-cbc -k «hx7» -in f`,
	`keytool -list -keystore k.jks -storepass «hx7» -v`, `keytool -genkey -keypass «hx7» -alias a`,
	`rabbitmqctl add_user ada «hx7»`, `htpasswd -bB users ada «hx7»`, `htpasswd -nb ada «hx7»`, `net use \\fs-1\share /user:ada «hx7»`, `net user ada «hx7» /add`, `smbclient //fs-1/share -U ada%«hx7»`,
	`vault login «6cbe2f297a025056aad8f22c5344e837»`, `aws configure set aws_secret_access_key «d066738773d1a6f1»`, `machine a.example login ada password «hx7»`,
	`requirepass «hunter2»`, `CONFIG SET requirepass «hunter2»`, `"CONFIG" "SET" "requirepass" "«hunter2»"`, `masterauth «hx7»`, `db-1:5432:shop:app:«hx7»`,
	`jdbc:oracle:thin:app/«hx7»@db-1:1521:orcl`, `url=jdbc:oracle:thin:app/«hx7»@//db-1:1521/orcl n=1`, `EXEC sp_addlogin 'app', '«it''s»'`,
	`ALTER USER 'app'@'%' IDENTIFIED WITH mysql_native_password BY '«x y»' REQUIRE SSL`, `SET PASSWORD FOR 'app'@'%' = PASSWORD('«hx7»')`, `SET PASSWORD FOR 'app'@'%' = '«hx7»'`,
	"curl -u ada:«" + strings.Repeat("x", 20_000) + "» a",
	`curl -u bob:"«s3 cret»" https://h`, `curl -u bob:'«s3 cret»' https://h`, `mysql "-p«s3 cret»" -u x`, `htpasswd -b -B f bob «s3cretpw»`,
	`sshpass -p «s3cretpw» ssh -p 2222 deploy@h`, `["docker","login","-u","bob","-p","«s3cretpw»"]`, `{"args":["docker", "login", "-p", "«s3cretpw»", "r.example.org"]}`,
	`{"a":"curl -u bob:«\u001b[0»","user":"bob"}`,
	`redis-cli AUTH «hx7»`, `redis-cli -h cache-3 AUTH app «hx7»`, `redis-cli auth «hx7»; echo done`, `redis> AUTH «hx7»`, `127.0.0.1:6379> AUTH app «hx7»`,
	`1700000000.123456 [0 127.0.0.1:1234] "AUTH" "«hx7»"`, `"AUTH" "default" "«hx7»"`, `"HELLO" "3" "AUTH" "default" "«hx7»"`, `> AUTH PLAIN «AGFkYQBodW50ZXIy»`,
	`SELECT pgp_pub_decrypt(msg, dearmor('Zm9v'), '«hx7»')`, `pgp_pub_decrypt(dearmor(a), (select k from t where a='x'),'«hx7»', 'opt') FROM t WHERE a = 'b'`,
	`pgp_pub_decrypt_bytea(msg, keys.priv, '«hx7»'), g('x', 'y', 'z')`, `pgp_sym_decrypt(decode(x, 'hex'),'«hx7»'), 'z'`, `{"q":"pgp_pub_decrypt(msg, dearmor('Zm9v'), '«hx7»')"}`,
	`kubectl create secret generic x --from-literal=a='«h x»' --from-literal b=«hx7» -n prod`, `vault operator unseal «d066738773d1a6f1d066738773d1a6f1»`,
	`plink -ssh -pw «hx7» ada@db-1`, `pscp -pw «hx7» f ada@db-1:`, `ipmitool -I lanplus -H db-1 -U ADMIN -P «hx7» power on`, `ssh-keygen -t rsa -N '«hx7»' -f k`, `ssh-keygen -p -P «hx7» -N «hy7» -f k`,
	`useradd -m -p «hx7» ada`, `usermod -p '«$6$abc$def»' ada`,
	`unrar x -p«hx7» a.rar`, `unzip -oP «hx7» a.zip`, `zip -erP «hx7» a.zip f`, `7z e -p«hx7» a.7z`, `7z t -p«hx7» a.7z`, `7za x -p«hx7» a.7z`,
	`skopeo login -u ada -p «hx7» r.example.org`, `buildah login -u ada -p «hx7» r`, `cf login -a api.example.org -u ada -p «hx7»`,
	`alter user ada identified by «hx7»;`, `create user 'ada'@'%' identified by '«h x»'`, `{"q":"create user ada identified by «hx7»"}`, `alter user ada identified by values '«S:8F2A19C0»'`,
	`ALTER USER ada IDENTIFIED BY VALUES '«S:8F2A19C0»'`, `PRAGMA hexkey = '«2DD29CA851E7B56E»'`, `PRAGMA hexrekey='«2DD29CA851E7B56E»';`, `ldappasswd -x -D cn=x -s «hx7» -a «hy7»`,
	`smbclient --user=ada%«hx7» //fs-1/s`, `winexe -U dom/ada%«hx7» //db-1 cmd`, `net ads join -U ada%«hx7»`, `mosquitto_passwd -b f ada «hx7»`, `racadm -r db-1 -u root -p «hx7»`,
	`lftp -u ada,«hx7» sftp://db-1`, `lftp -e 'ls; bye' -u 'ada,«h x»' db-1`, `git config --global user.password «hx7»`, `git config http.proxyPassword '«h x»'`, `chpasswd <<< "ada:«hx7»"`,
	`vault kv put secret/app value=«hx7» k2='«h x»'`, `vault kv put -mount=secret app k=«hx7»`, `vault kv patch secret/app k=«hx7»`, `nmcli dev wifi connect home password «hx7yz»`, `nmcli con modify home wifi-sec.psk '«h x»'`,
	`twine upload -u ada -p «hx7» dist/*`, `vault unseal «d066738773d1a6f1d066738773d1a6f1»`,
	`net use Z: \\fs-1\share «hx7» /user:ada`, `net use Z: \\fs-1\share /user:dom\ada «hx7» /persistent:yes`,
	`&{Scheme:https Opaque: User:ada:«hunter2» Host:db-1 Path:/shop RawPath:}`, `url={Scheme:amqp Opaque: User:ada:«hx%207» Host:mq-1:5672 Path:}`,
	`[Note] [MY-010454] [Server] A temporary password is generated for root@localhost: «k(3j<sWq8/Lp»`, `HELLO 3 AUTH default «hx7» SETNAME app`, `SENTINEL auth-pass mymaster «hx7»`,
	`auth_pass «1111x»`, `bindpw «hx7»`, `userPassword:: «aHVudGVyMg==»`, `ALTER USER scott IDENTIFIED BY «tiger»;`, `rman target sys/«hx7»@orcl`, `impdp system/«hx7»@orcl full=y`, `expdp system/«hx7» full=y`,
	`db2 connect to shop user ada using «hx7»`, `isql -U sa -P «hx7» -S db-1`, `bcp t out f -U sa -P «hx7»`, `oc login -u ada -p «hx7» https://a:6443`, `psexec \\srv -u ada -p «hx7» cmd`, `schtasks /create /tn x /ru ada /rp «hx7»`,
	`mosquitto_pub -h mq-1 -p 1883 -u ada -P «hx7» -t t`, `mosquitto_sub --pw «hx7» -t t`, `etcdctl --user root:«hx7» get k`, `snmpwalk -v2c -c «hx7x9k» 10.0.0.1`, `snmpget -v3 -u ada -A «hunter22» -X «hunter23» 10.0.0.1`,
	`snmp-server community «hx7x9k» RO`, `pre-shared-key «hx7»`, `stats auth ada:«hx7»`, `mc alias set minio http://m:9000 ada «hx7»`, `ngrok config add-authtoken «6cbe2f297a025056aad8f22c5344e837»`, `setx API_KEY «hx7»`, `setenv DB_PASSWORD «hx7»`,
	`Step 5/9 : ENV DB_PASSWORD «hx7»`, `dotnet user-secrets set "Db:Password" "«hx7»"`, `authenticating with token «6cbe2f297a025056aad8f22c5344e837»`, `refresh token «6cbe2f297a025056aad8f22c5344e837» expired`,
	`#0 /app/Db.php(12): PDO->__construct('mysql:host=db-1', 'root', '«hx7»', Array)`, `#1 PDO->__construct("mysql:host=db-1", "", "«a b»")`, `mysqli_connect('db-1', 'root', '«hx7»', 'shop')`, `DriverManager.getConnection("jdbc:h2:mem", "sa", "«hx7»")`,
	`new System.Net.NetworkCredential("ada", "«hx7»")`, `get(u, requests.auth.HTTPBasicAuth('ada', '«hx7»'))`, `ConvertTo-SecureString -String '«hx7»' -AsPlainText -Force`,
	`CREATE USER 'a'@'%' IDENTIFIED WITH mysql_native_password AS '«x y»' REQUIRE SSL`, `{"q":"ALTER USER a IDENTIFIED WITH p AS '«x y»'","n":1}`, `ATTACH DATABASE 'a b.db' AS enc KEY '«x y»'`, `ATTACH 'a.db' AS enc KEY "«x y»"`, `attach database 'a.db' as enc key '«x y»';`,
	`CREATE SECRET s (TYPE s3, KEY_ID 'abc', SECRET '«x y»')`, `CREATE OR REPLACE SECRET (SECRET '«x y»', TYPE s3)`, `create persistent secret secret (type http, bearer_token '«x y»', scope 'https://a')`, `CREATE SECRET s (TYPE azure, CONNECTION_STRING '«a;b c»')`, `CREATE SECRET s ( TYPE s3, SECRET '«x y»', SESSION_TOKEN '«z z»')`,
	`SELECT crypt('«x y»', gen_salt('bf'))`, `WHERE hash = public.crypt('«it''s»', hash)`, `CONNECT scott/«hx7»@orcl`, `CONNECT scott/«a/b»@//db-1:1521/orcl as sysdba`, `SQL> connect scott/«hx7»@orcl`, `SQL> conn scott/«hx7»@orcl`, `CONNECT scott/"«a b»"@orcl`, `sqlplus scott/"«a@b»"@orcl`,
	`parse "http://h:a'b/": invalid port ":«a'b»" after host`, `parse "x": invalid port ":«a\"b»" after host`,
	`pgp_sym_encrypt('(555) 010-7788', '«h x7»')`, `INSERT INTO t VALUES (aes_encrypt('(555) 010-7788','«h x7»'), 'ok fine')`, `pgp_pub_decrypt(msg, '(key', '«h x7»')`, `pgp_pub_decrypt(f('a'), '(key', '«h x7»')`,
	`aes_encrypt(name, '«)h x7»')`, `aes_encrypt(') note','«h x7»')`, `HTTPBasicAuth('ada', '«)h x7»')`, `mysqli_connect('db-1', 'root', '«)h x7»', 'shop')`,
	`kubectl create secret generic x "--from-literal=a=«h x7»" -n prod`, `curl "--user=ada:«h x7»" a`, `smbclient '--user=ada%«h x7»' //s`, `redis-cli "--pass=«h x7»" info`, `mosquitto_sub "--pw=«h x7»" -t t`, `curl "--user=ada:«h x7»" -U b:«hy7» a`,
	`zip -9rP «hx7» a.zip f`, `curl -4su ada:«hx7» a`, `ssh-keygen -N«hx7» -f k`, `ssh-keygen -qN «hx7» -f k`, `useradd -mp «hx7» ada`, `mosquitto_passwd -cb f ada «hx7»`, `plink.exe -pw «hx7» ada@db-1`,
	`ALTER USER a IDENTIFIED BY "«newpw1»" REPLACE "«oldpw1»"`, `ALTER USER "a" IDENTIFIED BY «newpw1» REPLACE «oldpw1» ACCOUNT UNLOCK`, `{"q":"ALTER USER a IDENTIFIED BY \"«new pw1»\" REPLACE \"«old pw1»\"","n":1}`, `GRANT CONNECT TO a IDENTIFIED BY «newpw1»; replace x`,
	`{"m":"[\"docker\",\"login\",\"-p\",\"«Qm2Zb8»\"]","n":1}`, `{"m":"a0=\"docker\" a1=\"login\" a2=\"-p\" a3=\"«Qm2Zb8»\" a4=\"h\""}`, `{"m":"{\"docker\":\"login\",\"p\":\"-p hx7\"}"}`, `{"m":"[\"docker\",\"run\",\"-p\",\"hx7\"]"}`,
	`winexe --user=dom/ada%«hx7» //db-1 cmd`, `alter user ada identified by «hx7» replace «hy7»;`,
	`useradd -p «correcthorse» ada`, `we will create user ada identified by «h7x7q9»`, `lftp -u ada,'«h7 x7»' db-1`, `git config -f .gitconfig user.password «h7x7q9»`, `nmcli c modify eth0 802-1x.password «h7x7q9»`,
	`alter user scott default tablespace users temporary tablespace temp profile default account unlock identified by values '«S:1234ABCD»'`, `sshpass -p «the» ssh db-1`, `curl -u ada:«requires» https://a`,
	`create user ada default tablespace users temporary tablespace temp quota unlimited on users identified by «h7x7q9»`, `vault kv put a/b foo=«x7»; echo a=b`, `cmd="vault kv put secret/app foo=«x7»" status=ok`,
	`curl -u 'ada':«/x7» a`, `curl --user='ada':'«h x7»' a`, `curl --user="ada":"«h x7»" a`, `curl -U ada:«/dcobkPy5Qt8oXhh3aZ4NiclefwsMFCwrzM1U6g/ffw==» https://a`, `curl --oauth2-bearer x -u ada:«hx7» a`, `openssl enc -passin env:PW -k «hx7»`, `["/usr/bin/docker","login","-u","ada","-p","«hx7»"]`,
	`echo «hx7» | sudo -S apt update`, `echo '«h x7»' | sudo -S -u root id`, `echo "«hx7»" | sudo -u root -kS id`, `printf '%s\n' '«h x7»' | docker login -u ada --password-stdin r`, `echo -n «hx7»|sudo --stdin id`, `echo ada:«hx7» | sudo chpasswd`,
	`echo 'ada:«h x7»' | /usr/sbin/chpasswd`, `echo -e "«hx7\nhx7»" | passwd ada`, `sh -c "echo '«hx7»' | passwd --stdin ada"`, `{"cmd":"echo '«h x7»' | sudo -S id","n":1}`, `{"cmd":"echo \"«h x7»\" | gh auth login --with-token","n":1}`, `echo «hx7» | gpg --batch --passphrase-fd «0» -d f`,
	`echo «hx7» | openssl enc -d -passin stdin -in f`, `echo «hx7» | docker secret create db -`, `echo hx7 | mysql -p«hy7»`, `curl -u ada:«hx7» -d "$(echo «hy7» | sudo -S cat f)" -U b:«hz7» a`, `echo «hx7» | DEBIAN_FRONTEND=x sudo -S mysql -p«hy7»`, `echo '«x|y7»' | su - ada -c id`,
	`valkey-cli -h c -a «hx7» ping`, `valkey-cli AUTH ada «hx7»`, `keydb-cli --pass «hx7» ping`, `mysqladmin -u root password «hx7»`, `mysqladmin -u root -p«hx7» password '«h y7»'`, `mariadb-admin -u root password «hx7»`, `cypher-shell -u neo4j -p «hx7»`, `couchbase-cli info -c h -u a -p «hx7»`,
	`elasticsearch-users useradd a -p «hx7»`, `add-user.sh -u a -p «hx7»`, `mycli -u a -p «hx7» db`, `nodetool -u a -pw «hx7» status`, `kadmin -p a -w «hx7» -q "addprinc -pw «hy7» ada"`, `kadmin.local -q "addprinc -pw «hx7» ada"`, `slappasswd -h {SSHA} -s «hx7»`, `rootpw «hx7»`, `rootpw --iscrypted «$6$x7»`,
	`net rpc info -U ada%«hx7»`, `samba-tool user create ada «hx7»`, `security add-generic-password -a ada -s svc -w «hx7» login.keychain`, `security unlock-keychain -p «hx7» login.keychain`, `security import c.p12 -k login.keychain -P «hx7» -T /usr/bin/codesign`, `security set-key-partition-list -S apple: -k «hx7» login.keychain`,
	`sendEmail -xu ada -xp «hx7» -t a@b.example`, `swaks -au ada -ap «hx7» --to a@b.example`, `evil-winrm -i h -u a -p «hx7»`, `certutil -f -p «hx7» -importpfx a.pfx`, `signtool sign /f a.pfx /p «hx7» /t u a.exe`, `xfreerdp /u:ada /p:«hx7» /v:h`, `xfreerdp /u:ada "/p:«h x7»" /v:h`, `winrs -r:h -u:a -p:«hx7» dir`, `tabcmd login -u a -p «hx7»`,
	`govc about -u ada:«hx7@h»`, `http -a ada:«hx7» GET h`, `https -a ada:«hx7» h`, `zkCli.sh addauth digest a:«hx7»`, `poetry publish -u a -p «hx7»`, `poetry config http-basic.repo ada «hx7»`, `composer config --global http-basic.repo.example.com ada «hx7»`, `dotnet nuget push x.nupkg -k «hx7» -s s`, `nuget setapikey «hx7-8»`,
	`gh secret set DB -b "«h x7»"`, `gh secret set DB --body «hx7»`, `glab variable set DB_PASSWORD «hx7»`, `az keyvault secret set --vault-name v --name n --value «hx7»`, `aws ssm put-parameter --name /a/b --type SecureString --value «hx7»`, `["az","keyvault","secret","set","--name","n","--value","«hx7»"]`, `subscription-manager register --org o --activationkey «hx7»`,
	`consul acl set-agent-token agent «hx7»`, `maas login p http://h/MAAS «hx7:hy7:hz7»`, `pro attach «C12n7yqx8wv5k3aabbccddeeff22»`, `cargo login «cio7yqx8wv5k3aabbccddeeff22»`, `openssl passwd -6 «hx7»`, `mkpasswd «hx7» -m sha-512`, `grafana-cli admin reset-admin-password «hx7»`, `neo4j-admin dbms set-initial-password «hx7»`,
	`ansible-vault encrypt_string '«h x7»' --name 'x'`, `bw unlock «hx7»`, `bw login ada@b.example «hx7»`, `wpa_cli set_network 0 psk '«h x7»'`, `wpa_passphrase home «hx7»`, `iwconfig wlan0 key «s:hx7»`, `ncftpput -u ada -p «hx7» h / f`, `pdftk a.pdf output b.pdf user_pw «hx7»`, `kinit ada <<< «hx7»`, `cryptsetup luksOpen /dev/x n <<< '«h x7»'`,
	`wrangler secret put DB <<< «hx7»`, `curl -E c.pem:«hx7» https://h`, `curl --cert c.pem:«hx7» https://h`, `steghide extract -sf f -p «hx7»`,
	`time=1 cmd="redis-cli AUTH «hx7»" dur=12ms`, `cmd="redis-cli AUTH '«hx7»'" dur=12ms`, `ssh ada@db1 'redis-cli AUTH «hx7»' 2>&1`, `['sh', '-c', 'redis-cli AUTH «hx7»']`, `executing ('redis-cli AUTH «hx7»',)`, `{"log":"{\"cmd\":\"redis-cli AUTH «hx7»\"}\n","stream":"stdout"}`,
	`["redis-cli","AUTH","ada","«hx7»"]`, `['redis-cli', 'AUTH', 'ada', '«hx7»']`, `["redis-cli","AUTH","«hx7»"]`, `redis-cli AUTH "ada" "«hx7»"`,
	`  command: 'curl -sS --user ''ada:«hx7»'' https://h/a' keep`, `17,ada,"curl -sS --user ""ada:«hx7»"" -H 'Accept: */*' https://h",ok`, `  command: 'smbclient -U ''ada%«hx7»'' //h/s' keep`, `  command: 'kubectl create secret generic db --from-literal=''pw=«hx7»'' -n a'`,
	`["secret","generic","--from-literal=pw=«hx7»"]`, `["dotnet","user-secrets","set","Db:Password","«hx7»","x"]`, `{"m":"[\"secret\",\"generic\",\"--from-literal=pw=«hx7»\"]"}`, `["gh","secret","set","X","--body","«hx7»"]`, `{"args":["net","user","ada","«hx7»"],"pid":3}`,
	`{"process":{"args":["redis-cli","AUTH","«hx7»"],"pid":3}}`, `redis-cli -h cache AUTH "«hx7»" 2>&1`, `<Data Name='CommandLine'>sqlcmd -S db -U sa -P «hx7»</Data><Data Name='User'>ada</Data>`, `<SQLTEXT>ALTER USER ada IDENTIFIED BY «hx7»</SQLTEXT><User>ada</User>`,
	`INSERT INTO users (name, password) VALUES ('ada', '«hx7»')`, "INSERT INTO `users` (`email`,`password`,`age`) VALUES ('a@b.example','«hx7»',42)", `INSERT INTO "users" ("email","password") VALUES ('a','«hx7»') RETURNING "id"`,
	`insert into users(name,password)values('ada','«h x7»'),('bob','«h''x7»'),('eve',NULL)`, `INSERT INTO [dbo].[users] ([name],[password]) VALUES (N'ada', N'«h x7»');`, `{"sql":"INSERT INTO \"users\" (\"name\",\"password\") VALUES ('ada','«hx7»')","n":1}`,
	`{"sql":"INSERT INTO users\n  (name, password)\nVALUES\n  ('ada', '«hx7»')","n":1}`, "INSERT INTO users\n  (name, password)\nVALUES\n  ('ada', '«hx7»'),\n  ('bob', '«hy7»');", `sql="INSERT INTO users (name, password) VALUES ('ada, b', '«h x7»') ON CONFLICT DO NOTHING" rows=1`,
	`INSERT INTO users (name, password) VALUES ('it''s, ok', '«h x7»'), ('x', '«hy7»')`, `INSERT INTO users (name, password) VALUES ('it\'s, ok', '«h x7»'), ('x', '«hy7»')`, `INSERT INTO users (name, password) VALUES (lower('A, B'), crypt('«hx7»', gen_salt('bf')))`,
	`INSERT INTO users (password, name) VALUES (MD5('«hx7»'), 'ada')`, `INSERT INTO audit (q) VALUES ('INSERT INTO users (name, password) VALUES (''ada, b'', ''«hx7»'')')`, `1,"INSERT INTO users (name, password) VALUES ('ada', '«hx7»')",ok`, `1,"INSERT INTO ""users"" (""name"", ""password"") VALUES ('ada', '«hx7»')",ok`,
	`REPLACE INTO users (id, api_key, note) VALUES (1, '«hx7»', 'keep')`, `INSERT INTO users (id, token, note) VALUES (1, '', 'keep'), (2, '«hx7»', '')`, `INSERT INTO users (name, password, note) VALUES ('', '«hx7»', 'keep')`, `psql -c "INSERT INTO users (name, password) VALUES ('ada', '«hx7»')" -d shop`,
	// These stay.
	`INSERT INTO users (name, password) VALUES ($1, $2)`, `INSERT INTO users (name, password) VALUES (?, ?)`, `INSERT INTO users (name, password) SELECT name, 'x7' FROM t`, `INSERT INTO t (a, b) VALUES ('x', 'y7')`, `insert into the password (field) values ('x7')`, `INSERT INTO users (id, token) VALUES (1, '')`, `INSERT INTO users (password) VALUES (NULL), (DEFAULT)`,
	`t=1 cmd="mysql -p" dur=12ms`, `t=1 cmd="sshpass -p" dur=12ms`, `t=1 cmd="docker login -u ada -p" dur=12ms`, `t=1 cmd="vault login" dur=12ms`, `t=1 cmd="redis-cli AUTH" dur=12ms`, `t=1 cmd="htpasswd -b /etc/h ada" dur=12ms`, `t=1 cmd='rabbitmqctl add_user ada' dur=12ms`,
	`t=1 cmd="ALTER USER ada IDENTIFIED BY" dur=12ms`, `t=1 cmd="aws configure set aws_secret_access_key" dur=12ms`, `t=1 cmd="net user ada" dur=12ms`, `t=1 cmd="net use Z: \\\\s\\share" dur=12ms`, "`mc alias set m https://m AKEY` dur=12ms",
	`{"a":1,"argv":["jarsigner","-storepass"],"cwd":"/srv","env":["A=1"]}`, `['jarsigner', '-storepass'], 'cwd': '/srv'`,
	`echo done | grep -v x`, `echo hello | sudo tee /etc/motd`, `echo x7 | sudo -u ada id`, `echo y | sudo -S apt update`, `echo "$PW" | sudo -S id`, `echo $PW | docker login --password-stdin -u a`, `echo x7 || sudo -S id`, `echo x7; cat f | sudo -S id`, `echo x7 y7 | grep secret`, `{"cmd":"echo hello | cat","k":"| sudo -S"}`,
	`echo ping | nc h 6379`, `echo x7 | kubectl apply -f -`, `printf '%s' x7 | sha256sum`, `the echo server said x | sudo is -`, `mysqladmin -u root status`, `mysqladmin password is needed`, `sudo mysqladmin -h db-1 ping`, `nodetool -h h status`, `rootpw is not set`, `samba-tool dns add h zone name A 10.0.0.1`, `certutil -d sql:/etc/pki -L`,
	`signtool verify /pa a.exe`, `signtool sign /ph a.exe`, `xfreerdp /u:ada /v:h`, `http -v GET h`, `https - the protocol`, `gh secret set DB < f`, `glab variable set REGION eu-west-1`, `openssl passwd -stdin`, `mkpasswd --stdin`, `bw unlock --passwordfile f`, `wpa_cli status`, `iwconfig wlan0 key off`, `kinit ada`, `cryptsetup luksOpen /dev/x n`,
	`curl --cert c.pem https://h`, `elasticsearch-keystore add x`, `composer config http-basic.repo.example.com`, `pro attach failed`, `maas login failed`, `consul set-agent-token is missing`,
	`["docker","run","-p","hx7"]`, `['docker', 'run', '-p', 'hx7']`, `docker.exe run -p hx7`, `{"docker":"login","p":"-p hx7"}`, `{"tool":"docker","p":"-p hx7"}`, `{"path":"/usr/bin/mysql","x":"-phx7"}`, `exe="C:\bin\mysqld.exe" cwd=C:\x args=-p8`, `{"exe":"C:\\bin\\mysql.exe"} -pool`, `mysql.exec -pool`, `curl.exx -u ada:hx7`,
	`vault.exe login failed`, `git.example.org config user.password x`, `["net","-u","ada"]`, `["git","commit","-p","x"]`, `"C:\bin\mysql.exe", -px`,
	`level=error msg="vault kv put failed" code=403 path=secret/app`, `vault kv put secret/app took ms=42 status=ok`, `INFO vault kv put mount=secret key=app version=3`, `git config user.signingkey 3AA5C34371567BD2`,
	`git config --global credential.helper 'cache --timeout=3600'`, `fatal: git config key "user.token" not found`, `git config core.askPass /usr/bin/x`, `nmcli asks for a password when the network needs one`, `nmcli -f wifi-sec.psk connection show Home2`,
	`tar -I "gzip -1" -xpP foo bar`, `bzip -kP 4 a.gz`, `usermod -p '!' root`, `useradd -p ! ada`, `the pragma hexkey statement, with mode = "wal"`, `plink -pw requires an argument here`,
	`Error: secret generic --from-literal=key=value is required`, `winexe -U ada%$(cat f) //db-1`,
	`useradd -p $(openssl passwd -1 x) ada`, `curl -u ada:$(cat pw) a`, `unrar lb -p- -inul movie.rar`, `7z x -p- a.7z`,
	`rows are identified by values 'a' and 'b'`,
	`vault operator unseal /var/lib/vault/keys/unseal-key-1.txt`, `Create user account. Accounts are identified by user_id=42.`, `create user flow: person identified by passport no. 123`,
	`create user ids; they're identified by UUIDs`, `mosquitto_passwd -b is needed with user and password`, `skopeo login -p and -u are flags`, `see racadm -p in the manual`,
	`use useradd -p to set the password`, `WARNING: usermod -p takes a hash`, `Usage: usermod -p PASSWORD login`, `usage: racadm -p <password>`, `usage: mysql -u <user> -p<db-password>`, `usage: sshpass -p <password> ssh`,
	`failed to create secret in shop, the secret "db-creds" is there`, `cannot create secret 'a b' as the secret 'a b' exists`, `ATTACH the file, the primary key 'a b' is missing`,
	`IDENTIFIED WITH caching_sha2_password`, `CREATE SECRET s (TYPE s3, KEY_ID 'abc', REGION 'eu')`, `create secret generic app --dry-run`, `encrypt('abc def', 'x')`, `SELECT crypt(password, salt), 'abc def'`,
	`CONNECT example.com:443 HTTP/1.1`, `CONNECT db-1:443 a/b@c`, `CONNECT failed: read/write error ada@example.org`, `CONNECT https://a/b@c/d`, `CONNECT /a/b@c`, `CONNECT a/b`, `method=CONNECT host=a/b@c`, `CONNECT to a/b@c`,
	`mysqli_connect('db-1', 'root', '', 'shop')`, `at DriverManager.getConnection(DriverManager.java:677) 'a' 'b' 'c'`, `IDENTIFIED BY VALUES`, `IDENTIFIED EXTERNALLY`, `snmpwalk -v2c -c public 10.0.0.1`, `snmpd -c /etc/snmp/snmpd.conf`,
	`mosquitto_pub -h mq-1 -p 1883 -t t -m m`, `refresh token failed: 401`, `with token arn:aws:kms:eu-west-1:123456789012:key/1234abcd`, `using token ttl=768h of policy=aaaabbbbccccdddd1111`, `Step 5/9 : ENV NODE_ENV production`, `setx PATH c:\x`, `schtasks /create /tn backup /tr c:\x`,
	`ConvertTo-SecureString $pw -AsPlainText`, `etcdctl --user root get k`, `A temporary password is generated for root@localhost`,
	`&{Scheme:https Opaque: User: Host:db-1 Path:/shop RawPath:}`, `{Scheme:https Opaque: User:ada Host:db-1 Path:/x:y}`, `curl -u 1000:1000 https://a`, `docker run --name curl -u 1001:0 app`, `> AUTH LOGIN`, `250-AUTH PLAIN LOGIN CRAM-MD5`,
	`net use Z: \\fs-1\share /persistent:yes`,
	`sshpass -e ssh -p 2222 deploy@h`, `["ssh","login","-p","2222"]`, `mysql --password -u root`, `docker login --password-stdin quay.io`,
	`docker run -p 8080:80 mysql`, `docker run --name mongo -p 27017:27017 mongo`, `ssh -p 2222 ada@web-1`, `mkdir -p /var/lib/mysql -p /x`, `curl -X POST https://a.example:8443/v1 -o u`,
	`mysql -u app -p shop`, `curl -u ada https://a`, `curl -u $USER:$PASS https://a`, `curl -u "${USER}:${PASS}" a`, `vault login failed`, `vault login -method=oidc`, `requirepass is not set`,
	`SELECT pgp_pub_decrypt(msg, keys.priv) FROM t, 'x'`, `kubectl create configmap x --from-literal=a=b7`, `ssh-keygen -t ed25519 -N '' -f k`, `ssh-keygen -lf k.pub`,
	`useradd[123]: new user: name=ada, UID=1000`, `usermod -aG docker ada`, `zip -r a.zip path/P`, `7z e a.7z -o/tmp`, `sudo useradd -r -s /bin/false app`,
	`failed to create user requested by req-1234abcd`, `create user 7f3e is identified by email`, `mosquitto_passwd -c f ada`, `ldapsearch -x -s sub -a never`,
	`useradd -p is deprecated`, `usermod -p option requires an argument`, `git config --global credential.helper store`, `kv put key=app value=3`, `lftp -u ada db-1`, `lftp a,b`, `git config --global user.name ada`, `git config --get user.password`, `vault kv get secret/app`, `vault kv put secret/app k=@cert.pem`, `vault kv put secret/app -`,
	`nmcli dev wifi connect home`, `chpasswd: line 1: user 'ada' does not exist`, `etcd kv put failed: deadline exceeded`,
	`sqlplus / as sysdba`, `sqlplus /nolog`, `net user growth was 5 %`, `openssl version -k`, `mysqld ready for connections. port: 3306`, `curl/8.9.1 -u a:b`, `mycurl -u a:b`,
	`connect to 10.0.0.1:5432: connection refused`, `10.0.0.1:5432:shop`, `machine learning job needs login and password reset`, `virtual machine web-1 login failed, password incorrect`,
	`git config set user.name ada`, `npm config set registry https://a`, `curl -u 'ada:[HIDDEN]' a`, `curl -s a | tee -u b:c`, "curl -s a\nx -u b:c", `{"cmd":"curl -s a","x":"-u b:c"}`,
	`{"curl":"x","y":"-u b:c"}`, `{"a":["curl","-s"],"x":["-u","b:c"]}`,
	`usage: docker login [-u user] -p, --pw string`,
	`SET PASSWORD FOR app`, `identified with sha256`,
}

func TestCommands(t *testing.T) {
	alone(t)
	r := fixed(t)
	for _, line := range commandLines {
		in, want := marked(line)
		for _, c := range [...][2]string{{"", ""}, {"", "\nnext"}, {"Mar  2 08:00:00 web-01 shop[4711]: ", ""}} {
			in, want := c[0]+in+c[1], c[0]+want+c[1]
			if got := r.String(in); got != want {
				t.Errorf("got  %.200q\nwant %.200q", got, want)
			}
			if got := r.String(want); got != want {
				t.Errorf("twice: got %.200q\nwant %.200q", got, want)
			}
			if got := streamed(t, r, singles(in)...); got != want {
				t.Errorf("stream: got %.200q\nwant %.200q", got, want)
			}
		}
	}
}
