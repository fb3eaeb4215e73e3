package corpus

func textApps() []app {
	return []app{
		{"nginx access", 5, text, []string{
			`{ip} - - [{tsclf}] "{method} {uri} HTTP/1.1" {status} {bytes} "-" "{ua}"`,
			`{ip} - {user} [{tsclf}] "{method} {uri} HTTP/2.0" {status} {bytes} "https://shop.example/" "{ua}"`,
		}},
		{"nginx error", 1, text, []string{
			`{tsgo} [error] {pid}#{pid}: *{big} upstream timed out (110: Connection timed out) while reading upstream, client: {ip}, server: shop.example, request: "{method} {uri} HTTP/1.1"`,
			`{tsgo} [warn] {pid}#{pid}: *{big} a client request body is buffered to a temporary file {file}`,
		}},
		{"sshd (syslog)", 1, text, []string{
			`{tssys} {host} sshd[{pid}]: Accepted publickey for {user} from {ip} port {port} ssh2: ED25519 SHA256:` + `{b64}`,
			`{tssys} {host} sshd[{pid}]: Failed password for {user} from {ip} port {port} ssh2`,
			`{tssys} {host} sshd[{pid}]: Connection closed by {ip} port {port} [preauth]`,
			`{tssys} {host} sshd[{pid}]: Received disconnect from {ip} port {port}:11: disconnected by user`,
		}},
		{"systemd", 2, text, []string{
			`{tssys} {host} systemd[1]: Started {svc}.service - The {svc} service.`,
			`{tssys} {host} systemd[1]: {svc}.service: Main process exited, code=exited, status={small}/n/a`,
			`{tssys} {host} systemd[1]: Starting logrotate.service - Rotate log files...`,
			`{tssys} {host} systemd[1]: Started Session {int} of User {user}.`,
		}},
		{"kernel", 1, text, []string{
			`{tssys} {host} kernel: [{float}] {dev}: link up, 10 Gbps, full duplex`,
			`{tssys} {host} kernel: [{float}] Out of memory: Killed process {pid} ({svc}) total-vm:{big}kB, anon-rss:{big}kB`,
			`{tssys} {host} kernel: [{float}] EXT4-fs ({dev}): mounted filesystem {uuid} r/w with ordered data mode`,
		}},
		{"postgres", 3, text, []string{
			`{tsutc} [{pid}] LOG:  duration: {float} ms  statement: SELECT id, state, updated_at FROM {table} WHERE id = $1 LIMIT 50`,
			`{tsutc} [{pid}] LOG:  checkpoint complete: wrote {int} buffers ({float}%); 0 WAL file(s) added, {small} removed`,
			`{tsutc} [{pid}] ERROR:  duplicate value violates unique constraint "{table}_pkey"`,
			`{tsutc} [{pid}] FATAL:  password authentication failed for user "{user}"`,
			`{tsutc} [{pid}] LOG:  automatic vacuum of table "shop.public.{table}": index scans: {small}, {int} removed, {big} remain`,
		}},
		{"mysql", 1, text, []string{
			`{ts} {small} [Note] [MY-0{int}] [Server] InnoDB: page_cleaner: 1000ms intended loop took {ms}ms`,
			`{ts} {small} [Warning] [MY-0{int}] [Repl] Slave SQL for channel '': lag {int} s`,
			`# Query_time: {float}  Lock_time: {float} Rows_sent: {int}  Rows_examined: {big}`,
		}},
		{"redis", 1, text, []string{
			`{pid}:M {tsredis} * {int} changes in 60 seconds. Saving...`,
			`{pid}:M {tsredis} * Background saving terminated with success`,
			`{pid}:M {tsredis} # Client id={big} addr={ip}:{port} closed for overcoming of output buffer limits.`,
			`{pid}:M {tsredis} - DB 0: {big} keys ({int} volatile) in {big} slots HT.`,
		}},
		{"kafka", 2, text, []string{
			`[{tscomma}] INFO [Log partition={topic}-{small}, dir=/data/kafka] Rolled new log segment at offset {big} in {small} ms. (kafka.log.Log)`,
			`[{tscomma}] INFO [GroupCoordinator {small}]: Stabilized group {svc}-consumers generation {int} with {small} members`,
			`[{tscomma}] WARN [ReplicaFetcher replicaId={small}] Error in response for fetch request: {err}`,
		}},
		{"zookeeper", 1, text, []string{
			`{tscomma} [myid:{small}] - INFO  [QuorumPeer:Follower] - Got zxid 0x{short} expected 0x{short}`,
			`{tscomma} [myid:{small}] - WARN  [NIOWorkerThread-{small}] - Unable to read additional data from client, it closed its socket`,
			`{tscomma} [myid:{small}] - INFO  [SessionTracker] - Expiring session 0x{span}, timeout of 30000ms exceeded`,
		}},
		{"kubelet (klog)", 3, text, []string{
			`I{tsklog}   {pid} kubelet_volumes.go:{int}] "Cleaned up orphaned volumes dir" podUID="{uuid}"`,
			`E{tsklog}   {pid} pod_workers.go:{int}] "Error syncing pod, skipping" err="{err}" pod="{ns}/{pod}" podUID="{uuid}"`,
			`I{tsklog}   {pid} reconciler.go:{int}] "operationExecutor.VerifyControllerAttachedVolume started for volume \"config\"" pod="{ns}/{pod}"`,
			`W{tsklog}   {pid} reflector.go:{int}] object-"{ns}"/"{svc}-creds": failed to list *v1.Secret: {err}`,
		}},
		{"haproxy", 2, text, []string{
			`{tssys} {host} haproxy[{pid}]: {ip}:{port} [{tsclf}] fe~ be_{svc}/{host} {small}/0/{small}/{ms}/{ms} {status} {bytes} - - ---- {int}/{int}/{small}/{small}/0 0/0 "{method} {uri} HTTP/1.1"`,
		}},
		{"java (spring)", 4, text, []string{
			`{tsspace}  {lvl} {pid} --- [{thread}] {java} : Completed {status} OK in {ms} ms, {int} bytes`,
			`{tsspace}  {lvl} {pid} --- [{thread}] {java} : order {order} moved to state SHIPPED, {phrase}`,
			`{tsspace} ERROR {pid} --- [{thread}] {java} : {err}; nested exception is java.io.IOException`,
			`	at com.example.shop.OrderService.reserve(OrderService.java:{int})`,
			`	at java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:{int})`,
		}},
		{"python (celery)", 2, text, []string{
			`[{tscomma}: INFO/ForkPoolWorker-{small}] Task shop.{queue}.send[{uuid}] succeeded in {float}s: None`,
			`[{tscomma}: WARNING/MainProcess] consumer: Connection to broker lost. {phrase}`,
			`  File "/srv/app/shop/views.py", line {int}, in checkout`,
			`ValueError: could not convert string to float: '{city}'`,
		}},
		{"rails", 2, text, []string{
			`I, [{ts} #{pid}]  INFO -- : [{uuid}] Completed {status} OK in {ms}ms (Views: {float}ms | ActiveRecord: {float}ms)`,
			`I, [{ts} #{pid}]  INFO -- : [{uuid}] Started {method} "{uri}" for {ip}`,
			`D, [{ts} #{pid}] DEBUG -- : [{uuid}]   Item Load ({float}ms)  SELECT "items".* FROM "items" WHERE "items"."id" = $1`,
			`W, [{ts} #{pid}]  WARN -- : [{uuid}] Can't verify CSRF token authenticity.`,
		}},
		{"docker daemon", 1, text, []string{
			`time="{ts}" level=info msg="Container {digest} failed to exit within 10s of signal 15 - using the force"`,
			`time="{ts}" level=info msg="ignoring event" container={digest} module=libcontainerd namespace=moby topic=/tasks/delete`,
		}},
		{"go test", 1, text, []string{
			"--- FAIL: TestReserve (0.{two}s)", "    store_test.go:{int}: got {int} rows, want {int}",
			"ok  	example.org/shop/{svc}	{float}s", "goroutine {int} [chan receive, {small} minutes]:",
		}},
		{"terraform", 1, text, []string{
			`module.{svc}.aws_instance.node[{small}]: Refreshing state... [id=i-{span}]`,
			`aws_s3_bucket.{svc}: Creation complete after {small}s [id={svc}-{ns}-{suffix}]`,
			`Plan: {small} to add, {small} to change, {small} to destroy.`,
		}},
		{"mail relay", 1, text, []string{
			`{tssys} {host} postfix/smtp[{pid}]: {short}{hex4}: to=<{email}>, relay=mx.example.org[{ip}]:25, delay={float}, dsn=2.0.0, status=sent (250 OK)`,
			`{tssys} {host} postfix/qmgr[{pid}]: {short}{hex4}: from=<{email}>, size={bytes}, nrcpt=1 (queue active)`,
			`{tssys} {host} postfix/smtpd[{pid}]: connect from unknown[{ip}]`,
		}},
		{"cluster dns", 2, text, []string{
			`[INFO] {ip}:{port} - {pid} "A IN {svc}.prod.svc.cluster.local. udp 52 false 1232" NOERROR qr,aa,rd 104 {float}s`,
			`[ERROR] plugin/errors: 2 {svc}.example.org. AAAA: read udp {ip}:{port}: i/o timeout`,
		}},
		{"git server", 1, text, []string{
			`{tsspace} git-upload-pack repo=shop/{svc}.git refs={small} objects={int} head={sha} took={dur}`,
			`{tsspace} git-receive-pack repo=shop/{svc}.git ref=refs/heads/fix-{int} old={sha} new={sha} by={user}`,
			`{tsspace} hook update: ref main of shop/{svc} is protected, {user} may push`,
		}},
		{"firewall", 1, text, []string{
			`{tssys} {host} kernel: [{float}] [UFW BLOCK] IN={dev} OUT= MAC=00:16:3e:{two}:{two}:{two} SRC={ip} DST={ip} LEN={small} TTL={small} ID={pid} PROTO=TCP SPT={port} DPT={port} SYN`,
		}},
	}
}
