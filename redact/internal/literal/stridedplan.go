package literal

import (
	"cmp"
	"slices"
)

// stride chooses the windows of the literals for the kernels that look at every second
// position, or takes those that data has. It is deterministic.
func stride(lits []Literal, data string) []parities {
	places := make([]parities, len(lits))
	var set [1 << setBits]uint8
	order := make([]int, 0, len(lits)) // of what has no place yet
	var at []uint16                    // of a window
	put := func(l Literal, off int8) {
		if len(l.Text) < minListed {
			return
		}
		var fourths uint8
		at, fourths = windowed(at[:0], l, int(off))
		for _, k := range at {
			set[k] |= fourths
		}
	}
	for i, l := range lits {
		at, ok := placedEven(data, l)
		if !ok {
			order = append(order, i)
			continue
		}
		places[i] = at
		put(l, at[0])
		put(l, at[1])
	}
	if len(order) == 0 {
		return places
	}
	m, c := newModel(), newChances()
	// Short ones have no choice, and what they let through costs the others nothing.
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(lits[a].Text), len(lits[b].Text)), cmp.Compare(lits[a].Text, lits[b].Text), cmp.Compare(a, b))
	})
	for _, i := range order {
		l := lits[i]
		for parity := range 2 {
			best, least := int8(0), float32(2)
			for off := -parity; off < len(l.Text); off += 2 {
				if !known(l.Text, off) {
					continue
				}
				cost, in := float32(0), true
				var fourths uint8
				at, fourths = windowed(at[:0], l, off)
				for _, k := range at {
					more := fourths &^ set[k]
					in = in && more == 0
					cost += c.share(uint32(k), more)
				}
				if !in {
					cost += m.shareOf(l.Text[max(off, 0):min(off+width, len(l.Text))])
				}
				if cost < least {
					best, least = int8(off), cost
				}
			}
			places[i][parity] = best
			put(l, best)
		}
	}
	return places
}

// known reports that the window at an offset of a literal has as many of its bytes as one
// can that is at such a place, whatever the literal.
func known(text string, off int) bool {
	n := min(off+width, len(text)) - max(off, 0)
	return off >= -1 && (n >= min(len(text), width) || n == width-1 && len(text) == width)
}

// shareOf is the share of the positions of a log that fit a window by itself, of whose fourth
// byte no more counts than its bit.
func (m *model) shareOf(window string) float32 {
	c := code(window[0])
	share := m.first[c]
	for j := 1; j < len(window); j++ {
		d := code(window[j])
		if j == width-1 {
			some := float32(0)
			for e := range byte(codes) {
				if fourth(e) == fourth(d) {
					some += m.next[c][e]
				}
			}
			return share * some
		}
		share *= m.next[c][d]
		c = d
	}
	return share
}

// chances tell how often the windows of a place in strided.set occur in the sample, by the
// bits of the fourth byte: other windows share the place.
type chances struct {
	all  int
	seen [1 << setBits][fourths]uint8
}

func newChances() *chances {
	c := &chances{}
	for i := range len(sample) - width + 1 {
		four := uint32(sample[i]) | uint32(sample[i+1])<<8 | uint32(sample[i+2])<<16
		if n := &c.seen[setOf(four)][sample[i+3]&15%fourths]; *n < 1<<8-1 {
			*n++
		}
		c.all++
	}
	return c
}

// share is the share of the positions that some of the bits let through.
func (c *chances) share(at uint32, of uint8) float32 {
	n := 0
	for k, seen := range c.seen[at] {
		n += int(seen) & -int(of>>k&1)
	}
	return float32(n) / float32(c.all)
}

// sample is common, and lines as services write them.
const sample = common + `
2026-03-14T09:26:53.589Z INFO [main] c.e.orders.OrderService - order 48213 placed by customer 991, total=129.90 EUR, items=3
{"level":"info","ts":"2026-03-14T09:26:53.589793Z","logger":"http","caller":"server/handler.go:182","msg":"request served","method":"GET","path":"/api/v1/orders/48213","status":200,"bytes":5120,"duration_ms":12.7,"remote_ip":"10.0.4.17","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","span_id":"00f067aa0ba902b7"}
time=2026-03-14T09:00:00.000+01:00 level=WARN msg="slow query" db=orders table=order_items rows=1042 took=1.28s host=db-02.eu-west-1.internal
10.12.0.7 - - [14/Mar/2026:09:26:53 +0000] "POST /v1/checkout/sessions HTTP/1.1" 201 512 "https://shop.example.com/cart" "curl/8.5.0" 0.043
Mar 14 09:26:53 node-17 kubelet[1123]: I0314 09:26:53.120000 1123 reconciler.go:224] operationExecutor.VerifyControllerAttachedVolume started for volume "config"
{"@timestamp":"2026-03-14T09:26:53.000Z","log.level":"error","message":"connection reset by peer","service.name":"payment-gateway","error.type":"java.net.SocketException","error.stack_trace":"java.net.SocketException: Connection reset\n\tat java.base/java.net.SocketInputStream.read(SocketInputStream.java:186)","process.thread.name":"http-nio-8080-exec-3","event.dataset":"payment","labels":{"region":"eu-central-1","env":"production","version":"2.4.1"}}
level=error ts=2026-03-14T09:26:53.100Z caller=manager.go:654 component="rule manager" group=node.rules msg="Evaluating rule failed" err="query timed out in expression evaluation" attempt=3
2026-03-14 09:26:53,412 WARN  [kafka-coordinator-heartbeat-thread | billing] o.a.k.c.c.internals.ConsumerCoordinator : Offset commit failed on partition invoices-4 at offset 88123: The coordinator is not aware of this member.
260314 092653 143 INFO storage.Node$Receiver: Receiving block blk_-16021348 src: /10.12.0.7:41002 dest: /10.12.0.9:50010
Mar 14 09:26:53 gw-1 sshd[19939]: Failed publickey for deploy from 10.12.0.7 port 41002 ssh2; user unknown uid=0 euid=0 ruser= rhost=10.12.0.7
E0314 09:26:53.412345       1 controller.go:139] failed to sync deployment "default/web": the object has been modified; please apply your changes to the latest version and try again
panic: runtime error: index out of range [5] with length 3 goroutine 34 [running]: main.(*worker).process(0xc0000b2000, {0xc00001a0f0, 0x2a}) /srv/app/worker.go:87 +0x1d5
[2026-03-14 09:26:53 +0000] [7] [INFO] Booting worker with pid: 7. Listening at: http://0.0.0.0:8000
{"severity":"NOTICE","textPayload":"Rolling update of pool default-pool complete: 12 nodes upgraded in 00:34:12","resource":{"type":"k8s_cluster","labels":{"project_id":"shop-prod","location":"europe-west1"}}}
`
