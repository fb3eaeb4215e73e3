package redact_test

import "testing"

// Arguments of programs as shells, lists and records of processes show them: what stands in one, or
// at the place of another, ends no command.
func TestContractArguments(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`curl -w '%{http_code}\n' -u ada:§ https://keep`, `curl -w "%{http_code}\n" -u ada:§ https://keep`, `{"cmd":"curl -w '%{http_code}\\n' -u ada:§ https://keep"}`,
		`{"argv":["curl","-w","%{http_code}\\n","-u","ada:§","https://keep"]}`, `['curl', '-w', '%{http_code}\n', '-u', 'ada:§', 'keep']`, `mysql -e "select 1;\n" -p§ keep`,
		`{"cmd":"curl -d 'a\nb' -u ada:§ https://keep"}`, `{"argv":["curl","-d","{\n  \"a\": 1\n}","-u","ada:§","https://keep"]}`,
		`sqlcmd -S srv\reports -U sa -P § -Q keep`, `mysqldump -r C:\backup\nightly.sql -uroot -p§ keep`, `curl -u corp\nina:§ --ntlm https://keep`, `curl -u 'corp\nina:§' --ntlm https://keep`,
		`{"argv":["sqlcmd","-i","C:\\scripts\\nightly.sql","-P","§"],"k":"keep"}`, `echo '§' | docker login -u corp\nina --password-stdin keep`,
		`curl -u ada@example.org:§ https://keep`, `http -a ada.b+c@example.org:§ GET https://keep`, `govc about -u administrator@vsphere.local:§ keep`,
		`args=['/usr/bin/curl', '-u', 'ada:§', 'https://keep']`, `type=EXECVE argc=3 a0="/usr/bin/mysqladmin" a1="-p§" a2="keep"`, `["/usr/bin/curl","-u","ada:§","keep"]`,
		`["aws","ssm","put-parameter","--name","keep","--value","§"]`, `["poetry","publish","-p","§"]`, `["openssl","passwd","§"]`, `["unzip","-P","§","keep.zip"]`, `unzip -P § keep.zip`, `["nuget","push","keep","-k","§"]`,
		`ansible-vault encrypt_string --name keep '§'`, `ansible-vault encrypt_string '§' --name 'keep'`,
		`redis-cli AUTH § on keep`, `redis-cli -h keep AUTH § failed: timeout`, `redis-cli AUTH §: keep`, `redis-cli AUTH keep § on`, `exec openssl passwd -6 §: exit status keep`, `redis-cli AUTH § '' | grep keep`,
		`htpasswd -b keep 'ada lovelace' '§'`, `htpasswd -b keep '' '§'`, `rabbitmqctl add_user 'ada keep' '§'`, `["htpasswd","-b","keep","ada x","§"]`, `["htpasswd","-b","keep","","§"]`, `wpa_passphrase "home net" "§"`,
		`printf 'ada:%s\n' '§' | chpasswd keep`, "Ran `echo § | docker login -u a --password-stdin` in keep", `<command>echo root:§ | chpasswd</command> keep`,
		`docker login -u keep --password-stdin <<< "§"`, `gh secret set keep <<< §`,
		`{"argv":["redis-cli","AUTH","§",""],"x":"keep"}`, `{"argv":["mkpasswd","§",""],"x":"keep"}`, `{"argv":["curl","-A","curl -u a:","-u","ada:§","https://keep"]}`,
		`{"argv":["curl","-A","curl -u","-u","ada:§","keep"]}`, `{"argv":["curl","-A","-u","-u","ada:§","keep"]}`, `['docker','login','-u','-p','-p','§']`, `{"argv":["curl","-H","x |","-u","ada:§","keep"]}`,
		`["encrypt_string", " alter user § "]`, `{"containers":[{"command":["mysql"],"args":["-uroot","-p§"],"y":"keep"}]}`, `{"command": ["sshpass"], "args": ["-p", "§", "keep"]}`,
		`{"log":"{\"command\":[\"mysql\"],\"args\":[\"-uroot\",\"-p§\"]}","k":"keep"}`, `level=info user="mysql -p'x" password=§ note=keep`, `cmd="mysql -p'§' keep" note=keep`, `user="ran encrypt_string '" password=§ keep`,
		`{"msg":"converting value for \"password\": strconv.ParseInt: parsing \"§\": keep"}`, `parse error on field "Password" of type "int": strconv.ParseInt: parsing "§": keep`,
		`xfreerdp /u:ada /p:'§' /v:keep`, `["xfreerdp","/u:ada","/p:§","/v:keep"]`, `{"log":"{\"body\":\"{\\\"loc\\\":[\\\"password\\\"],\\\"input\\\":\\\"§\\\"}\"}","k":"keep"}`,
		`{"html":"password=&quot;§\\","n":"keep"}`, `/x?a[b][c][d][password]=§&keep`, `/x?user[password]=§&user[name]=keep&z=1`, `user[password]=§&user[email]=a@keep&commit=Go`, `user%5Bpassword%5D=§&user%5Bemail%5D=a%40keep&commit=Go`, `/x?a=1&user[login][password]=§&user[name]=keep`,
	} {
		hidesBeside(t, r, line)
	}
	for _, line := range []string{
		`{"argv":["curl","-u a:","https://x"],"n":1}`, `{"cmd":"curl x\n echo -u ada:x7"}`, `samba-tool user create ada --random-password`, `gpg --passphrase-fd 0 x`, `passphrase_fd=3`,
		`err = db0.Do(ctx, "CONFIG", "SET", "requirepass", "").Err()`, `["CONFIG","SET","requirepass",""]`, `maas login failed for user`, `unzip -P is a flag`, `{"command":["mysql","-uroot"],"env":["-px7"]}`, `{"html":"password=&quot;\\","n":1}`,
	} {
		if got := r.String(line); got != line {
			t.Errorf("%s gives %s", line, got)
		}
	}
}

// What stood beside a rule for arguments must not show what was hidden without it.
func TestContractArgumentsBeside(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		`["docker","login","-u","a","-p","§"] ["mysql","-h","x"] curl -d "chpasswd" -u a:§ keep`, `{"steps":[["docker","login","-u","a"],["mysql","-h","x"]],"next":"curl -H \"mysql\" -u a:§ keep"}`,
		`curl "$(echo 7 | sudo -S x)"; mysql -e "select 1" -p§ keep`, `<user>sudo -S</user><command>{"command":["ldapsearch"],"args":["-D","sudo -S","-w","§"]}</command> keep`,
		`type=EXECVE argc=3 a0="redis-cli" a1="AUTH" a2="§"`, `redis-cli AUTH "§" on keep`, `type=EXECVE argc=3 a0="/usr/bin/redis-cli" a1="AUTH" a2="keep" a3="§"`,
		`1,"x","net user ""ada"" §",keep`, `1,"x","samba-tool user create ""ada"" ""§""",keep`, `1,"x","vault kv put ""s/on"" k=§",keep`, `1,"x","mc alias set a ""http://h"" keep §"`, `1,"x","[""mkpasswd"",""§""]",keep`,
		`exec redis-cli AUTH app §: exit status 1`, `mkpasswd -m '' § keep`, `["mkpasswd","-m","","§"]`, `openssl passwd -salt "" §`, `["ansible-vault","encrypt_string","--name","","§"]`,
		"echo § | docker login -u `whoami` --password-stdin keep", `echo § | docker login -u ada 2>/dev/null --password-stdin keep`, `echo § | sudo -p '>' -S apt keep`, `echo § | docker login -u '<<<' --password-stdin keep`,
		`["wpa_passphrase", "'/usr/bin/curl", "§"]`, `htpasswd -b f "'/usr/bin/curl" §`, `["htpasswd","-b","f","--passphrase-fd 0","§"]`, `docker login -u '<<<' -p § keep`, `gh secret set '<<<' --body § keep`,
		`mysql -h x {"argv":["curl","-H","x |","-u","ada:§","keep"]}`, `vault kv put 's/\' k=§ keep`, `lftp -u ada@example.org,§ keep`, `smbclient -U ada@corp%§ //keep`, `[password=§&n4kQ] keep`,
	} {
		hidesBeside(t, r, line)
	}
	for in, want := range map[string]string{
		"/x?a[b][c][d][e][password]=x7y8&k":          "/x?a[b][c][d][e][password]=[HIDDEN]", // beyond the bound of SECURITY.md
		"exec redis-cli AUTH app letmein: timeout":   "exec redis-cli AUTH [HIDDEN] [HIDDEN] timeout",
		"redis-cli AUTH app letmein ping":            "redis-cli AUTH [HIDDEN] [HIDDEN] ping",
		"[password=x7&n4kQ[7]] keep":                 "[password=[HIDDEN]] keep",
		"simple_key := &p.keys[len(p.keys)-1]; keep": "simple_key := [HIDDEN]; keep",
		"sudo -S apt update; cat <<< hello":          "sudo -S apt update; cat <<< hello",
	} {
		if got := r.String(in); got != want {
			t.Errorf("%s gives %s, want %s", in, got, want)
		}
		if got := r.String(want); got != want {
			t.Errorf("%s gives %s", want, got)
		}
	}
}

// A statement may have several lines; what follows a cut one belongs to another record.
func TestContractColumnsOverLines(t *testing.T) {
	r := fixed(t)
	for _, line := range []string{
		"INSERT INTO users (name, password)\nVALUES ('ada', '§'),\n       ('keep', '§')", "INSERT INTO users (\n  name,\n  password\n) VALUES (\n  'keep',\n  '§'\n);", "INSERT INTO users (password)\r\nVALUES ('§')\nkeep 'keep'",
		"INSERT INTO users (name, password)\nINFO password ('keep')", `INSERT INTO users (name, password) VALUES ('\'', '§')`, `INSERT INTO users (name, password) VALUES ('\''', '§')`,
		`INSERT INTO users (name, password) VALUES ('x \''', '§')`, `{"sql":"INSERT INTO users (name, password) VALUES ('\\'', '§')","n":"keep"}`,
		`mysql -e 'INSERT INTO users (name, password) VALUES ('\''ada'\'', '\''§'\'')' -u keep`, `x,"IDENTIFIED BY '","shop","statement: INSERT INTO ""users"" (""a"",""password"") VALUES (1,'§')"`,
	} {
		hidesBeside(t, r, line)
	}
}
