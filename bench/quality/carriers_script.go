package quality

// scriptCarriers are what scripting languages print.
func scriptCarriers() []carrier {
	return []carrier{
		{group: "Python", name: "dict", shapes: []string{"{'host': 'db-1', '{n}': '{v}', 'port': 5432}", "{'{k}': '{v}'}", "kwargs={'user': 'ada', '{n}': '{v}'}"}, esc: single, multi: true},
		{group: "Python", name: "dict, double quotes", shapes: []string{`{'host': 'db-1', '{n}': "{v}", 'port': 5432}`}, bad: "\"\\"},
		{group: "Python", name: "bytes", shapes: []string{"{'host': b'db-1', '{n}': b'{v}'}", "{n}=b'{v}', n=1"}, esc: single},
		{group: "Python", name: "repr", shapes: []string{"Config(host='db-1', {n}='{v}', port=5432)", "Namespace(user='ada', {n}='{v}')", "<Config host='db-1' {n}='{v}'>"}, esc: single, multi: true},
		{group: "Python", name: "tuples", shapes: []string{"[('host', 'db-1'), ('{n}', '{v}'), ('port', 5432)]", "OrderedDict([('{n}', '{v}')])", "[(b'host', b'a'), (b'{k}', b'{v}')]"}, esc: single},
		{group: "Python", name: "traceback", shapes: []string{"  File \"/srv/app/db.py\", line 12, in connect\n    {n} = '{v}'\nValueError: refused", "ValueError: bad settings {'{n}': '{v}'}"}, esc: single},
		{group: "Ruby", name: "hash", shapes: []string{`{"host"=>"db-1", "{n}"=>"{v}", "port"=>5432}`, `{:host=>"db-1", :{n}=>"{v}"}`, `Parameters: {"user"=>{"{n}"=>"{v}"}, "commit"=>"Save"}`, `{"host" => "db-1", "{n}" => "{v}"}`}, esc: jsonEscape, multi: true},
		{group: "Ruby", name: "hash, new syntax", shapes: []string{`{host: "db-1", {n}: "{v}", port: 5432}`}, esc: jsonEscape, multi: true},
		{group: "Ruby", name: "inspect", shapes: []string{`#<Config:0x000078a1 @host="db-1", @{n}="{v}", @port=5432>`, `#<User id: 7, name: "ada", {n}: "{v}">`}, esc: jsonEscape, multi: true},
		{group: "PHP", name: "print_r", shapes: []string{"Array\n(\n    [host] => db-1\n    [{n}] => {v}\n    [port] => 5432\n)", "[{c}] => {v}"}, bad: "\"'`\\ ,;&()[]{}", line: true},
		{group: "PHP", name: "var_export", shapes: []string{"array (\n  'host' => 'db-1',\n  '{n}' => '{v}',\n)", "['host' => 'db-1', '{n}' => '{v}']"}, esc: single, multi: true},
		{group: "PHP", name: "var_dump", shapes: []string{"array(2) {\n  [\"{n}\"]=>\n  string(16) \"{v}\"\n}", "[\"{n}\"]=> string(16) \"{v}\""}, bad: "\"\\"},
		{group: "PHP", name: "serialize", shapes: []string{`a:2:{s:4:"host";s:4:"db-1";s:8:"{n}";s:16:"{v}";}`}, bad: "\"\\"},
	}
}

func markupCarriers() []carrier {
	return []carrier{
		{group: "XML", name: "element", shapes: []string{"<user>ada</user><{n}>{v}</{n}><n>7</n>", "<db>\n  <{c}>{v}</{c}>\n</db>", "<ns:{P}>{v}</ns:{P}>", `<wsse:{P} Type="text">{v}</wsse:{P}>`}, esc: xmlEscape, multi: true},
		{group: "XML", name: "attribute", shapes: []string{`<db host="db-1" {n}="{v}" port="5432"/>`, `<db {c}='{v}' host='db-1'/>`}, esc: xmlEscape},
		{group: "XML", name: "name and value attributes", shapes: []string{`<add key="{P}" value="{v}"/>`, `<property name="{n}" value="{v}"/>`, `<input type="text" name="{n}" value="{v}">`}, esc: xmlEscape},
		{group: "XML", name: "name attribute, text", shapes: []string{`<property name="{n}">{v}</property>`, `<key>{c}</key><string>{v}</string>`}, esc: xmlEscape},
		{group: "XML", name: "CDATA", shapes: []string{"<{n}><![CDATA[{v}]]></{n}>"}, bad: "]<>&", multi: true},
	}
}

// headerCarriers are headers and cookies as servers, clients and proxies log them.
func headerCarriers() []carrier {
	const ends = " \"'`\\,;&[]{}()<>"
	return []carrier{
		{group: "headers", name: "header", shapes: []string{"{H}: {v}", "> {H}: {v}", "{k}: {v}", "Host: a\n{H}: {v}\nAccept: */*", "[HTTP/2] [1] [{k}: {v}]"}, bad: ends, line: true},
		{group: "headers", name: "wire log", shapes: []string{`http-outgoing-0 >> "{H}: {v}[\r][\n]"`, `"GET / HTTP/1.1\r\nHost: a\r\n{H}: {v}\r\nAccept: */*\r\n\r\n"`, `header: {H}: {v}\r\n`}, bad: ends},
		{group: "headers", name: "list of names and values", shapes: []string{"rawHeaders: [ 'host', 'a', '{k}', '{v}', 'accept', '*/*' ]", `["host","a","{k}","{v}"]`}, bad: ends},
		{group: "headers", name: "Authorization", position: true, opaque: true, line: true, shapes: []string{
			"Authorization: Bearer {v}", "authorization: bearer {v}", "> Authorization: Bearer {v}", "Authorization: Token {v}", "Authorization: token {v}", "Authorization: ApiKey {v}",
			"Authorization: SSWS {v}", "Authorization: Splunk {v}", "Authorization: GenieKey {v}", "Authorization: Klaviyo-API-Key {v}", "Authorization: Negotiate {v}",
			"Proxy-Authorization: Bearer {v}", "Authorization: {v}", "Authorization=Bearer {v}", "Authorization: «Custom-Scheme »{v}", "Authorization: NTLM {v}",
		}, bad: ends},
		{group: "headers", name: "Authorization, dumps", position: true, opaque: true, shapes: []string{
			"map[Accept:[*/*] Authorization:[Bearer {v}] X-Id:[7]]", `{"headers":{"Authorization":"Bearer {v}","Accept":"*/*"}}`, `{"Authorization":["Bearer {v}"],"Accept":["*/*"]}`,
			`http.Header{"Authorization":[]string{"Bearer {v}"}}`, `level=info authorization="Bearer {v}" n=1`, "{'Authorization': 'Bearer {v}', 'Accept': '*/*'}",
			`{"Authorization"=>"Bearer {v}", "Accept"=>"*/*"}`, "{authorization=[Bearer {v}], accept=[*/*]}", `{\"authorization\":\"Bearer {v}\",\"n\":1}`, `[authorization:"Bearer {v}", accept:"*/*"]`,
			"metadata: map[authorization:[Bearer {v}] user-agent:[grpc-go/1.70]]", `http_authorization: 'Token {v}'`, `"HTTP_AUTHORIZATION": "Bearer {v}",`,
		}, bad: ends},
		{group: "headers", name: "Bearer in text", position: true, opaque: true, shapes: []string{"calling with Bearer {v} now", `sent "Bearer {v}"`, "auth=Bearer {v} n=1"}, bad: ends},
		{group: "headers", name: "signature v4", position: true, opaque: true, shapes: []string{"Authorization: AWS4-HMAC-SHA256 «Credential=AKID/20260302/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=»{v}"}, bad: ends + "/+=_-", line: true},
		{group: "cookies", name: "Cookie", position: true, opaque: true, line: true, shapes: []string{
			"Cookie: «theme=dark; sessionid=»{v}", "cookie: «JSESSIONID=»{v}«; lang=de»", "> Cookie: «connect.sid=»{v}", "Cookie: «laravel_session=»{v}", "Cookie: «a=b; XSRF-TOKEN=»{v}«; c=d»",
		}, bad: ends},
		{group: "cookies", name: "Cookie, dumps", position: true, opaque: true, shapes: []string{
			"map[Accept:[*/*] Cookie:[«sid=»{v}«; theme=dark»] X-Id:[7]]", `{"headers":{"Cookie":["«sid=»{v}«; theme=dark»"],"Accept":["*/*"]}}`, `level=info cookie="«sessionid=»{v}«; theme=dark»" n=1`,
			`http.Header{"Cookie":[]string{"«sid=»{v}«; theme=dark»"}}`, "{'Cookie': '«PHPSESSID=»{v}«; theme=dark»', 'Accept': '*/*'}", `{"HTTP_COOKIE"=>"«_gitlab_session=»{v}", "n"=>"1"}`,
		}, bad: ends},
		{group: "cookies", name: "Set-Cookie", position: true, opaque: true, line: true, shapes: []string{
			"Set-Cookie: «sessionid=»{v}«; Path=/; HttpOnly; SameSite=Lax»", "< set-cookie: «sid=»{v}«; Secure»", "Set-Cookie: «remember_token=»{v}",
		}, bad: ends},
		{group: "cookies", name: "Set-Cookie, dumps", position: true, opaque: true, shapes: []string{
			"map[Set-Cookie:[«sid=»{v}«; Path=/; HttpOnly»] X-Id:[7]]", `{"Set-Cookie":["«sid=»{v}«; Path=/»"],"n":1}`, `"set-cookie": "«sid=»{v}«; Path=/»",`,
		}, bad: ends},
		{group: "cookies", name: "cookie names", position: true, opaque: true, shapes: []string{"PHPSESSID={v} path=/", "JSESSIONID={v}; n=1", "connect.sid={v}", "cookies={sessionid={v}, theme=dark}", "{'sessionid': '{v}', 'theme': 'dark'}"}, bad: ends},
	}
}
