package quality

// commandCarriers are command lines, as shells, audit logs and CI print them.
func commandCarriers() []carrier {
	const ends = " \"'`\\;&|<>()$"
	return []carrier{
		{group: "curl", name: "-u", position: true, shapes: []string{"curl -u ada:{v} https://a.example/v1", "curl --user ada:{v} https://a.example", "+ curl -s -u ada:{v} -X POST https://a.example", "curl -sSfu ada:{v} https://a.example", "curl --proxy-user ada:{v} https://a.example", "curl -U ada:{v} https://a.example"}, bad: ends},
		{group: "curl", name: "-u, quoted", position: true, shapes: []string{"curl -u 'ada:{v}' https://a.example/v1", `curl -u "ada:{v}" https://a.example/v1`, "curl --user='ada:{v}' https://a.example"}, bad: "'\"\\`$"},
		{group: "curl", name: "-H", shapes: []string{"curl -H '{H}: {v}' https://a.example", `curl -X POST -H "{H}: {v}" https://a.example`, `curl --header "{k}: {v}" -s https://a.example`, "curl -H{H}:{v} https://a.example"}, bad: ends},
		{group: "curl", name: "-H Authorization", position: true, opaque: true, shapes: []string{`curl -H "Authorization: Bearer {v}" https://a.example`, "curl -s -H 'Authorization: token {v}' https://a.example", "curl --oauth2-bearer {v} https://a.example"}, bad: ends},
		{group: "curl", name: "-d form", shapes: []string{"curl -d 'user=ada&{n}={v}' https://a.example", `curl --data "{n}={v}&n=1" https://a.example`, "curl -F {n}={v} https://a.example", "curl --data-urlencode '{n}={v}' https://a.example"}, esc: form, bad: "'"},
		{group: "curl", name: "-d JSON", shapes: []string{`curl -d '{"user":"ada","{n}":"{v}"}' https://a.example`, `curl -d "{\"user\":\"ada\",\"{c}\":\"{v}\"}" https://a.example`}, bad: "'\"\\`$"},
		{group: "curl", name: "-b", position: true, opaque: true, shapes: []string{"curl -b '«sessionid=»{v}' https://a.example", `curl --cookie "«sid=»{v}«; a=b»" https://a.example`}, bad: ends},
		{group: "flags", name: "--name value", shapes: []string{"run --user ada --{k} {v} --n 7", "app serve -{k} {v} -n 7", "app --{n} {v}"}, bad: ends + ",[]{}"},
		{group: "flags", name: "--name=value", shapes: []string{"run --user=ada --{k}={v} --n=7", "app serve -{k}={v} -n=7", "java -D{c}={v} -jar app.jar"}, bad: ends + ",[]{}"},
		{group: "flags", name: "--name 'value'", shapes: []string{"run --user ada --{k} '{v}' --n 7", "run --{k}='{v}' --n=7", `run --{k}="{v}" --n=7`, `run --{k} "{v}" --n 7`}, bad: "'\"\\`$"},
		{group: "flags", name: "argument list, JSON", shapes: []string{`["mysqld","--user","app","--{k}","{v}","--n","7"]`, `exec ["app", "--{k}={v}", "--n=7"]`}, esc: jsonEscape},
		{group: "flags", name: "argument list, Go", shapes: []string{"exec [app --user ada --{k} {v} --n 7]", "args: [app --{k}={v} --n=7]"}, bad: ends + ",[]{}"},
		{group: "flags", name: "argument list, Python", shapes: []string{"Command '['app', '--{k}', '{v}', '-n', '7']' returned non-zero exit status 1.", "['app', '--{k}={v}', '-n']"}, esc: single},
		{group: "flags", name: "-e NAME=value", shapes: []string{"ansible-playbook site.yml -e {n}={v}", "helm upgrade app ./chart --set db.{c}={v} --wait", "kubectl create configmap app --from-literal={k}={v} -n prod", "terraform apply -var {n}={v}", "docker build --build-arg {N}={v} ."}, bad: ends + ",[]{}"},
		{group: "clients", name: "mysql -p", position: true, shapes: []string{"mysql -u app -p{v} shop", "mysqldump -h db-1 -uapp -p{v} shop", "mysqladmin -uroot -p{v} status", "mysql -u app -p'{v}' shop"}, bad: ends + ",[]{}"},
		{group: "clients", name: "redis-cli -a", position: true, shapes: []string{"redis-cli -h cache-3 -a {v} ping", "redis-cli -a '{v}' info"}, bad: ends + ",[]{}"},
		{group: "clients", name: "sshpass -p", position: true, shapes: []string{"sshpass -p {v} ssh ada@web-1", "sshpass -p{v} scp f ada@web-1:", "sshpass -p '{v}' ssh ada@web-1"}, bad: ends + ",[]{}"},
		{group: "clients", name: "docker login -p", position: true, shapes: []string{"docker login -u ada -p {v} r.example.org", "podman login r.example.org -u ada -p {v}", "docker login --username ada --password {v} r.example.org", "helm registry login -u ada -p {v} r.example.org", "az login -u ada -p {v}"}, bad: ends + ",[]{}"},
		{group: "clients", name: "openssl pass:", position: true, shapes: []string{"openssl rsa -in k.pem -passin pass:{v} -out o.pem", "openssl pkcs12 -export -passout pass:{v} -in c.pem", "openssl enc -aes-256-cbc -k {v} -in f"}, bad: ends + ",[]{}"},
		{group: "clients", name: "ldap -w", position: true, shapes: []string{"ldapsearch -x -D cn=admin,dc=example -w {v} -b dc=example", "ldapmodify -D cn=admin -w {v} -f c.ldif"}, bad: ends + ",[]{}"},
		{group: "clients", name: "databases -P and -p", position: true, shapes: []string{"sqlcmd -S db-1 -U sa -P {v} -Q 'select 1'", "mongosh -u app -p {v} shop", "mongodump --username app --password {v}", "clickhouse-client --user app --password {v} -q 'select 1'", "sqlplus app/{v}@orcl", "cqlsh -u app -p {v} db-1"}, bad: ends + ",[]{}/@"},
		{group: "clients", name: "keytool", position: true, shapes: []string{"keytool -list -keystore k.jks -storepass {v} -v", "keytool -genkey -keypass {v} -alias a", "jarsigner -storepass {v} app.jar a"}, bad: ends + ",[]{}"},
		{group: "clients", name: "archives", position: true, shapes: []string{"7z x -p{v} backup.7z", "unzip -P {v} backup.zip", "zip -P {v} backup.zip f"}, bad: ends + ",[]{}"},
		{group: "clients", name: "users", position: true, shapes: []string{"rabbitmqctl add_user ada {v}", "htpasswd -bB users ada {v}", `net use \\fs-1\share /user:ada {v}`, "smbclient //fs-1/share -U ada%{v}", "net user ada {v} /add"}, bad: ends + ",[]{}"},
		{group: "clients", name: "kubectl create secret", position: true, shapes: []string{"kubectl create secret generic app --from-literal=note={v} -n prod", "kubectl -n prod create secret generic app --from-literal note={v}", "oc create secret generic app --from-literal='note={v}'"}, bad: ends + ",[]{}"},
		{group: "clients", name: "set a key", position: true, opaque: true, shapes: []string{"aws configure set aws_secret_access_key {v}", "npm config set //registry.npmjs.org/:_authToken {v}", "//registry.npmjs.org/:_authToken={v}", "vault login {v}", "git config http.extraheader 'Authorization: Bearer {v}'", "gh auth login --with-token {v}"}, bad: ends + ",[]{}"},
		{group: "clients", name: "files", position: true, shapes: []string{"machine a.example login ada password {v}", "db-1:5432:shop:app:{v}", "requirepass {v}", "masterauth {v}", "rpcpassword={v}"}, bad: ends + ",[]{}:", line: true},
	}
}
