package quality

// textCarriers have nothing around the value that tells of a secret.
func textCarriers() []carrier {
	return []carrier{
		{group: "text", name: "plain", text: true, multi: true, shapes: []string{"using {v} for the sync", "{v}", "clone failed: {v} was rejected", "got {v}, retrying"}},
		{group: "text", name: "brackets and quotes", text: true, multi: true, shapes: []string{"sync ({v}) done", "sync [{v}] done", `sync "{v}" done`, "sync '{v}' done", "sync `{v}` done", "sync <{v}> done"}},
		{group: "text", name: "escapes and colours", text: true, shapes: []string{`sync \"{v}\" done`, `first\n{v}\nlast`, `first\t{v}\tlast`, "\x1b[32m{v}\x1b[0m done"}},
		{group: "text", name: "separators", text: true, shapes: []string{"a|{v}|b", "a,{v},b", "a;{v};b", "x={v};y=1", "x:{v}", "/v1/{v}/items", "k=>{v}"}},
	}
}

func jsonCarriers() []carrier {
	objects := []string{
		`{"user":"ada","{n}":"{v}","n":7}`, `{"user": "ada", "{c}": "{v}", "n": 7}`, `{"{N}":"{v}"}`,
		`{"level":"info","db":{"host":"db-1","{n}":"{v}","port":5432}}`, `{"items":[{"id":3,"{c}":"{v}"}],"n":1}`,
	}
	body := func(wraps int) carrier {
		c := carrier{shapes: objects, esc: jsonEscape, multi: true, front: `{"level":"info","msg":"request","body":"`, back: `","status":400}`}
		for range wraps {
			c.wrap = append(c.wrap, jsonEscape)
		}
		return c
	}
	once, twice := body(1), body(2)
	once.group, once.name = "JSON", "escaped once"
	twice.group, twice.name = "JSON", "escaped twice"
	twice.front, twice.back = `{"log":"{\"body\":\"`, `\"}\n","stream":"stdout"}`
	return []carrier{
		{group: "JSON", name: "plain", shapes: objects, esc: jsonEscape, multi: true},
		{group: "JSON", name: "pretty", shapes: []string{"{\n  \"user\": \"ada\",\n  \"{n}\": \"{v}\",\n  \"n\": 7\n}", `    "{c}": "{v}",`}, esc: jsonEscape, multi: true},
		{group: "JSON", name: "array of values", shapes: []string{`{"{n}":["{v}"],"n":1}`, `{"a":1,"{c}":["{v}"]}`}, esc: jsonEscape, multi: true},
		{group: "JSON", name: "escaped by encoding/json", shapes: objects, esc: goJSON, multi: true},
		{group: "JSON", name: "escaped slashes", shapes: objects, esc: slashJSON, multi: true},
		once, twice,
		{group: "JSON", name: "escaped, no outer quotes", shapes: []string{`{"user":"ada","{n}":"{v}","n":7}`}, esc: jsonEscape, wrap: []func(string) string{jsonEscape}, front: "request body: ", multi: true},
		{group: "JSON", name: "name and value members", shapes: []string{`{"env":[{"name":"{N}","value":"{v}"},{"name":"HOME","value":"/root"}]}`, `{"key":"{n}","value":"{v}"}`, `[{"Key": "{N}", "Value": "{v}"}]`}, esc: jsonEscape, multi: true},
		{group: "JSON", name: "array of assignments", shapes: []string{`{"Env":["PATH=/usr/bin","{N}={v}","HOME=/root"]}`}, esc: jsonEscape, bad: " "},
		{group: "JSON", name: "JavaScript object", shapes: []string{"{ user: 'ada', {c}: '{v}', n: 7 }", "{user:'ada',{n}:'{v}',n:7}", "{ 'user': 'ada', '{k}': '{v}' }"}, esc: single, multi: true},
	}
}

func configCarriers() []carrier {
	const ends = " \"'`\\,;&#"
	return []carrier{
		{group: "YAML", name: "plain", shapes: []string{"{n}: {v}", "  {c}: {v}", "db:\n  user: app\n  {n}: {v}\n  pool: 5", "- {k}: {v}"}, bad: "\"'`\\#:{}[],&*!|>%@ ", line: true},
		{group: "YAML", name: "double quotes", shapes: []string{`{n}: "{v}"`, "db:\n  user: app\n  {c}: \"{v}\"\n  pool: 5"}, esc: jsonEscape, multi: true},
		{group: "YAML", name: "single quotes", shapes: []string{`{n}: '{v}'`, "db:\n  user: app\n  {k}: '{v}'\n  pool: 5"}, esc: doubled, bad: "\\"},
		{group: "YAML", name: "flow", shapes: []string{"{user: app, {n}: {v}, pool: 5}", "db: {user: app, {c}: {v}}"}, bad: "\"'`\\#:{}[],&*!|>%@ "},
		{group: "YAML", name: "name and value", shapes: []string{"env:\n  - name: {N}\n    value: {v}\n  - name: HOME\n    value: /root", "- name: {N}\n  value: \"{v}\""}, bad: "\"'`\\#:{}[],&*!|>%@ "},
		{group: "TOML", name: "strings", shapes: []string{`{n} = "{v}"`, "[db]\nuser = \"app\"\n{n} = \"{v}\"\npool = 5"}, esc: jsonEscape, multi: true},
		{group: "TOML", name: "literal strings", shapes: []string{`{n} = '{v}'`}, bad: "'"},
		{group: "INI", name: "assignments", shapes: []string{"[db]\nuser=app\n{n}={v}\npool=5", "{n}={v}", "{n} = {v}", "{d}={v}", "{d} = {v}"}, bad: ends, line: true},
		{group: "environment", name: "assignment", shapes: []string{"{N}={v}", "PATH=/usr/bin {N}={v} HOME=/root", "Environment={N}={v}"}, bad: ends, line: true},
		{group: "environment", name: "export", shapes: []string{"export {N}={v}", "set {N}={v}", "+ export {N}={v}"}, bad: ends, line: true},
		{group: "environment", name: "export, double quotes", shapes: []string{`export {N}="{v}"`, `declare -x {N}="{v}"`, `$env:{N} = "{v}"`, `{N}="{v}"`}, bad: "\"`\\$"},
		{group: "environment", name: "export, single quotes", shapes: []string{`export {N}='{v}'`, `{N}='{v}' ./run`}, bad: "'\\"},
		{group: "environment", name: "list of Go", shapes: []string{"[PATH=/usr/bin {N}={v} HOME=/root]"}, bad: ends + "[]"},
		{group: "environment", name: "container command", shapes: []string{"docker run -e {N}={v} app:1", "podman run --env {N}={v} --rm app:1", `docker run -e "{N}={v}" app:1`}, bad: ends},
		{group: "logfmt", name: "plain", shapes: []string{"level=info user=ada {n}={v} dur=3ms", "ts=1 {c}={v} n=7", "msg=login {k}={v} n=7"}, bad: ends},
		{group: "logfmt", name: "quoted", shapes: []string{`level=info user=ada {n}="{v}" dur=3ms`, `ts=1 {c}="{v}" n=7`}, esc: jsonEscape, multi: true},
		{group: "pairs", name: "name: value", shapes: []string{"user: ada, {n}: {v}, role: admin", "{c}: {v}", "{n} : {v}", "user:ada {n}:{v} role:admin", "(user: ada, {c}: {v})"}, bad: " \"'`\\,;&:()[]{}<>", line: true},
		{group: "pairs", name: "name: 'value'", shapes: []string{"user: 'ada', {n}: '{v}', role: 'admin'", `user: "ada", {c}: "{v}", role: "admin"`}, bad: "\"'\\"},
		{group: "pairs", name: "name=value, commas", shapes: []string{"user=ada, {n}={v}, role=admin", "user=ada,{c}={v},role=admin", "[user=ada, {n}={v}]", "(user=ada, {c}={v})"}, bad: " \"'`\\,;&()[]{}<>"},
		{group: "pairs", name: "table", shapes: []string{"| user | ada |\n| {n} | {v} |", "{N}\t{v}"}, bad: " \"'`\\|", line: true},
	}
}

func goCarriers() []carrier {
	const ends = " \"'`\\,;&[]{}()"
	return []carrier{
		{group: "Go", name: "%v map", shapes: []string{"map[host:db-1 {n}:{v} port:5432]", "map[{c}:{v} user:ada]", "map[db:map[{k}:{v} user:app] n:1]"}, bad: ends},
		{group: "Go", name: "%+v struct", shapes: []string{"{Host:db-1 {P}:{v} Port:5432}", "&{User:app {P}:{v}}", "config: {Addr::8080 DB:{User:app {P}:{v} Pool:5} Debug:false}"}, bad: ends},
		{group: "Go", name: "%#v struct", shapes: []string{`main.Config{Host:"db-1", {P}:"{v}", Port:5432}`, `&store.Options{User:"app", {P}:"{v}"}`}, esc: jsonEscape, multi: true},
		{group: "Go", name: "%#v map", shapes: []string{`map[string]string{"host":"db-1", "{n}":"{v}"}`, `map[string]interface {}{"{c}":"{v}", "n":1}`}, esc: jsonEscape, multi: true},
		{group: "Go", name: "%q map", shapes: []string{`map["host":"db-1" "{n}":"{v}"]`}, esc: jsonEscape, multi: true},
		{group: "Go", name: "http.Header %v", shapes: []string{"map[Accept:[*/*] {H}:[{v}] User-Agent:[curl/8.9.1]]", "headers: map[{H}:[{v}]]"}, bad: ends},
		{group: "Go", name: "http.Header %#v", shapes: []string{`http.Header{"Accept":[]string{"*/*"}, "{H}":[]string{"{v}"}}`}, esc: jsonEscape},
		{group: "Go", name: "http.Header JSON", shapes: []string{`{"headers":{"Accept":["*/*"],"{H}":["{v}"]}}`}, esc: jsonEscape},
		{group: "Go", name: "attributes", shapes: []string{"[user=ada {n}={v} n=7]", "rpc error: code = Unknown desc = refused: {c}={v} n=7", "open store: bad option {n}={v}: EOF"}, bad: ends + ":"},
		{group: "Rust", name: "Debug", shapes: []string{`Config { host: "db-1", {n}: "{v}", port: 5432 }`, `Config { {n}: Some("{v}"), port: 5432 }`}, esc: jsonEscape, multi: true},
	}
}

func javaCarriers() []carrier {
	const ends = " \"'`\\,;&[]{}()"
	return []carrier{
		{group: "Java", name: "toString, braces", shapes: []string{"Config{host=db-1, {c}={v}, port=5432}", "Config{host='db-1', {c}='{v}', port=5432}"}, bad: ends},
		{group: "Java", name: "toString, parentheses", shapes: []string{"Config(host=db-1, {c}={v}, port=5432)", "Login(user=User(name=ada, {c}={v}), n=1)"}, bad: ends},
		{group: "Java", name: "toString, brackets", shapes: []string{"Config [host=db-1, {c}={v}, port=5432]", "Config[host=db-1, {c}={v}]"}, bad: ends},
		{group: "Java", name: "map", shapes: []string{"{host=db-1, {c}={v}, port=5432}", "{{n}={v}, user=ada}", "params={user=[ada], {c}=[{v}]}"}, bad: ends},
		{group: "Java", name: "exception", shapes: []string{"java.lang.IllegalStateException: bad config {c}={v}\n\tat com.example.Main.run(Main.java:14)", "Caused by: com.example.ConfigException: {d}={v} is not usable"}, bad: ends},
		{group: "Java", name: "properties", shapes: []string{"{d}={v}", "-D{d}={v} -jar app.jar", "{d}: {v}"}, bad: ends + ":#", line: true},
		{group: "Java", name: "Spring headers", shapes: []string{`[accept:"*/*", {k}:"{v}", host:"a"]`, "headers={accept=[*/*], {k}=[{v}]}"}, bad: ends},
		{group: ".NET", name: "record", shapes: []string{"Config { Host = db-1, {P} = {v}, Port = 5432 }"}, bad: ends},
	}
}
