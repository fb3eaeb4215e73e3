package quality

func urlCarriers() []carrier {
	const ends = " \"'`\\,;&[]{}()<>#?"
	return []carrier{
		{group: "URL", name: "userinfo", position: true, esc: userinfo, shapes: []string{
			"dial postgres://app:{v}@db-1:5432/shop?sslmode=disable", "postgresql://app:{v}@db-1/shop", "mysql://app:{v}@db-1:3306/shop", "mariadb://app:{v}@db-1/shop", "mongodb://app:{v}@db-1:27017,db-2:27017/shop?replicaSet=rs0",
			"mongodb+srv://app:{v}@c0.example.net/shop", "redis://default:{v}@cache-3:6379/0", "rediss://:{v}@cache-3:6380", "amqp://app:{v}@mq-1:5672/%2f", "amqps://app:{v}@mq-1/", "https://ada:{v}@a.example/v1/items", "http://ada:{v}@10.2.3.4:8080/",
			"ftp://ada:{v}@ftp.example/pub", "sftp://ada:{v}@h/x", "smtp://ada:{v}@mail.example:587", "ldap://cn=admin:{v}@ldap-1", "nats://app:{v}@n-1:4222", "sqlserver://sa:{v}@db-1:1433?database=shop", "mssql://sa:{v}@db-1", "clickhouse://app:{v}@ch-1:9000/shop",
			"kafka://app:{v}@k-1:9092", "couchbase://app:{v}@cb-1", "snowflake://app:{v}@acct/db", "socks5://ada:{v}@proxy:1080", "ssh://ada:{v}@h/", "git+https://ada:{v}@git.example/a.git", "rtsp://ada:{v}@cam-1/stream", "cassandra://app:{v}@c-1/ks", "oracle://app:{v}@db-1:1521/orcl",
		}},
		{group: "URL", name: "userinfo, not encoded", position: true, bad: " \"'`\\<>/?#[]{},;&()|", shapes: []string{"dial postgres://app:{v}@db-1:5432/shop", "redis://:{v}@cache-3:6379/0", "amqp://app:{v}@mq-1:5672/", "https://ada:{v}@a.example/v1"}},
		{group: "URL", name: "userinfo in syntaxes", position: true, esc: userinfo, bad: "'(),;&={}", shapes: []string{
			`{"dsn":"postgres://app:{v}@db-1/shop","n":1}`, `{\"dsn\":\"postgres:\/\/app:{v}@db-1\/shop\"}`, `"https:\/\/ada:{v}@a.example\/v1"`, "DATABASE_URL=postgres://app:{v}@db-1/shop", "map[url:redis://:{v}@c-3:6379 n:1]", "{'url': 'amqp://app:{v}@mq-1/', 'n': 1}",
			`Get "https://ada:{v}@a.example/v1": dial tcp: lookup a.example: no such host`, `parse "postgres://app:{v}@db-1:port/shop": invalid port ":port" after host`, "<url>https://ada:{v}@a.example/</url>", "remote: https://ada:{v}@git.example/a.git/", "(url=https://ada:{v}@a.example/, n=1)", "https%3A%2F%2Fada%3A{v}%40a.example%2Fv1",
		}},
		{group: "URL", name: "token as user", position: true, opaque: true, bad: ends + "/+=:@%", shapes: []string{"git clone https://{v}@git.example/a/b.git", "https://{v}:«x-oauth-basic»@git.example/a/b.git", "https://oauth2:{v}@git.example/a/b.git", "https://x-access-token:{v}@git.example/a/b.git", "https://{v}@o42.ingest.example/7"}},
		{group: "URL", name: "query", esc: percent, shapes: []string{"https://a.example/v1?user=ada&{n}={v}&page=2", "GET /v1/items?{c}={v}&page=2 200 12ms", `10.1.2.3 - - [02/Mar/2026:08:00:00 +0000] "GET /cb?x=1&{n}={v} HTTP/1.1" 200 612 "-" "curl/8"`, "/v1?{k}={v}", "https://a.example/?{n}={v}#top"}},
		{group: "URL", name: "query, not encoded", bad: " \"'`\\<>#&;%(){}[]|,", shapes: []string{"https://a.example/v1?user=ada&{n}={v}&page=2", "GET /v1/items?{c}={v} 200"}},
		{group: "URL", name: "query, brackets", esc: percent, shapes: []string{"POST /login?user[{n}]={v}&n=1", "POST /login?user%5B{n}%5D={v}&n=1", "/x?{n}[]={v}&n=1"}},
		{group: "URL", name: "query, semicolons", esc: percent, shapes: []string{"/x?user=ada;{n}={v};n=1"}},
		{group: "URL", name: "fragment", esc: percent, shapes: []string{"https://a.example/cb#{n}={v}&token_type=bearer&expires_in=3600", "https://a.example/cb#state=1&{n}={v}"}},
		{group: "URL", name: "nested", esc: func(s string) string { return percent(percent(s)) }, shapes: []string{"/login?next=https%3A%2F%2Fa.example%2Fcb%3F{n}%3D{v}%26page%3D2&x=1", "https://r.example/?url=%2Fcb%3Fx%3D1%26{c}%3D{v}"}},
		{group: "URL", name: "in syntaxes", esc: percent, shapes: []string{`{"url":"https://a.example/v1?{n}={v}&page=2","n":1}`, `{"url":"https://a.example/v1?x=1\u0026{n}={v}\u0026page=2"}`, `{\"url\":\"https:\/\/a.example\/v1?{n}={v}\"}`, `Get "https://a.example/v1?{c}={v}&page=2": context deadline exceeded`, "<a href=\"https://a.example/?x=1&amp;{n}={v}&amp;n=1\">", "map[url:https://a.example/?{n}={v} n:1]", "[/v1?{n}={v}]", "(https://a.example/v1?{n}={v})"}},
		{group: "form", name: "body", esc: form, shapes: []string{"user=ada&{n}={v}&remember=1", "body: grant_type=password&username=ada&{n}={v}", `{"body":"user=ada&{n}={v}&n=1"}`, "{n}={v}&user=ada"}},
		{group: "form", name: "multipart", shapes: []string{"--b1\r\nContent-Disposition: form-data; name=\"{n}\"\r\n\r\n{v}\r\n--b1--", "--b1\nContent-Disposition: form-data; name=\"user\"\n\nada\n--b1\nContent-Disposition: form-data; name=\"{n}\"\n\n{v}\n--b1--\n"}, bad: "\r\n"},
		{group: "form", name: "multipart, escaped", shapes: []string{`body="--b1\r\nContent-Disposition: form-data; name=\"{n}\"\r\n\r\n{v}\r\n--b1--\r\n"`}, bad: "\r\n\\\""},
	}
}

func sqlCarriers() []carrier {
	const pairs = " \"'`\\;{}&,"
	return []carrier{
		{group: "SQL", name: "IDENTIFIED BY", position: true, esc: doubled, bad: "\\", shapes: []string{"CREATE USER 'app'@'%' IDENTIFIED BY '{v}'", "GRANT ALL ON *.* TO 'app'@'%' IDENTIFIED BY '{v}' WITH GRANT OPTION", "create user app identified by '{v}';", "ALTER USER 'app'@'%' IDENTIFIED WITH mysql_native_password BY '{v}'"}},
		{group: "SQL", name: "IDENTIFIED BY, double quotes", position: true, bad: "\"\\", shapes: []string{`ALTER USER app IDENTIFIED BY "{v}"`, `CREATE USER app IDENTIFIED BY "{v}" QUOTA 5M ON users`}},
		{group: "SQL", name: "PASSWORD '…'", position: true, esc: doubled, bad: "\\", shapes: []string{"ALTER USER app WITH PASSWORD '{v}'", "CREATE ROLE app LOGIN PASSWORD '{v}' VALID UNTIL 'infinity'", "STATEMENT:  ALTER ROLE app ENCRYPTED PASSWORD '{v}';", "CREATE USER app PASSWORD '{v}'", "CREATE LOGIN app WITH PASSWORD = '{v}', CHECK_POLICY = OFF", "SET PASSWORD FOR 'app'@'%' = PASSWORD('{v}')", "SET PASSWORD FOR 'app'@'%' = '{v}'", "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'app', password '{v}')", "CREATE DATABASE LINK l CONNECT TO app IDENTIFIED BY '{v}' USING 'orcl'"}},
		{group: "SQL", name: "column = '…'", esc: doubled, bad: "\\", shapes: []string{"UPDATE users SET {n} = '{v}' WHERE id = 7", "SELECT id FROM users WHERE name = 'ada' AND {n}='{v}' LIMIT 1", `UPDATE "users" SET "{n}" = '{v}', "n" = 7`, "UPDATE `users` SET `{n}` = '{v}' WHERE id = 7"}},
		{group: "SQL", name: "procedures", position: true, esc: doubled, bad: "\\", shapes: []string{"EXEC sp_addlogin 'app', '{v}'", "exec sp_addlinkedsrvlogin @rmtuser='app', @rmtpassword='{v}'"}},
		{group: "SQL", name: "in JSON", position: true, bad: "\\'\"", shapes: []string{`{"stmt":"ALTER USER app WITH PASSWORD '{v}'","ms":3}`, `query="CREATE USER app IDENTIFIED BY '{v}'" ms=3`, `{"sql":"ALTER USER app IDENTIFIED BY \"{v}\""}`}},
		{group: "connection string", name: "ADO.NET", position: true, bad: pairs, shapes: []string{"Server=db-1;Database=shop;User Id=app;Password={v};Encrypt=true", "Data Source=db-1;Initial Catalog=shop;UID=app;PWD={v}", "Server=db-1,1433;User ID=app;Password={v};", "Host=db-1;Username=app;Password={v};Database=shop"}},
		{group: "connection string", name: "ADO.NET, quoted", position: true, bad: "\"'\\`", shapes: []string{`Server=db-1;User Id=app;Password="{v}";Encrypt=true`, "Server=db-1;User Id=app;Password='{v}';Encrypt=true"}},
		{group: "connection string", name: "ODBC", position: true, bad: pairs, shapes: []string{"Driver={ODBC Driver 18 for SQL Server};Server=db-1;UID=app;PWD={v};Encrypt=yes", "DSN=shop;UID=app;PWD={v}", "Driver={PostgreSQL};Server=db-1;Uid=app;Pwd={{v}};"}},
		{group: "connection string", name: "libpq", position: true, bad: " \"'`\\", shapes: []string{"host=db-1 port=5432 user=app password={v} dbname=shop sslmode=disable", "dbname=shop password={v}"}},
		{group: "connection string", name: "libpq, quoted", position: true, esc: single, bad: "\"`", shapes: []string{"host=db-1 user=app password='{v}' dbname=shop"}},
		{group: "connection string", name: "Go MySQL", position: true, bad: " \"'`\\/,;&()[]{}<>", shapes: []string{"open app:{v}@tcp(db-1:3306)/shop?parseTime=true", `dsn="app:{v}@tcp(db-1:3306)/shop"`, "app:{v}@unix(/run/mysqld.sock)/shop", "app:{v}@/shop", `{"dsn":"app:{v}@tcp(10.1.2.3:3306)/shop"}`}},
		{group: "connection string", name: "JDBC", position: true, bad: pairs + "/@?#%:", shapes: []string{"jdbc:postgresql://db-1:5432/shop?user=app&password={v}&ssl=true", "jdbc:sqlserver://db-1:1433;databaseName=shop;user=app;password={v};encrypt=true", "jdbc:mysql://app:{v}@db-1:3306/shop", "jdbc:mysql://db-1/shop?user=app&password={v}", "jdbc:oracle:thin:app/{v}@db-1:1521:orcl", "jdbc:oracle:thin:app/{v}@//db-1:1521/orcl", "jdbc:db2://db-1:50000/shop:user=app;password={v};"}},
		{group: "connection string", name: "Azure", position: true, opaque: true, bad: " \"'`\\;", shapes: []string{"DefaultEndpointsProtocol=https;AccountName=acct;AccountKey={v};EndpointSuffix=core.windows.net", "Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey={v}", "HostName=h.azure-devices.net;DeviceId=d;SharedAccessKey={v}", "AccountEndpoint=https://a.documents.azure.com:443/;AccountKey={v};", "Endpoint=https://c.azconfig.io;Id=a;Secret={v}"}},
		{group: "connection string", name: "others", position: true, bad: " \"'`\\,;", shapes: []string{"cache-3:6379,password={v},ssl=True,abortConnect=False", `org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="{v}";`, "rabbitMQ: host=mq-1;username=app;password={v}", "AuthType=Office365;Username=ada;Password={v};Url=https://a.example"}},
	}
}

// proseCarriers are sentences.
func proseCarriers() []carrier {
	const ends = " \"'`\\,;&()[]{}<>.:"
	return []carrier{
		{group: "prose", name: "password is", position: true, bad: ends, line: true, shapes: []string{"your password is {v}", "the new password is: {v}", "Password is {v}", "Password: {v}", "password = {v}", "your temporary password is {v}", "Generated root password: {v}"}},
		{group: "prose", name: "password \"…\"", position: true, bad: "\"'\\`", shapes: []string{`login failed for ada with password "{v}"`, "login failed, password '{v}' for user ada", `password "{v}" rejected`, `A temporary password is generated for root@localhost: "{v}"`}},
		{group: "prose", name: "token: …", position: true, opaque: true, bad: ends + "=/+", line: true, shapes: []string{"token: {v}", "Token is {v}", "access token: {v}", "invalid token: {v}", "invalid token {v}", "API key: {v}", "Incorrect API key provided: {v}", "api key is {v}", "Unseal Key 1: {v}", "Initial Root Token: {v}", "client secret: {v}", "issued token {v} for ada", "session {v} expired"}},
		{group: "stack trace", name: "message", position: true, bad: ends, shapes: []string{"Error: connect failed password={v}\n    at Object.<anonymous> (/srv/app.js:3:9)\n    at Module._compile (node:internal:1)", "panic: bad options: password={v}\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/main.go:12 +0x1d", "psycopg2.OperationalError: connection failed: password={v} host=db-1\n  File \"db.py\", line 3"}},
	}
}
