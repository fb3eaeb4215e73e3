package literal

import "math/bits"

// common are words that logs are full of. The model of pairs takes what is inside
// them for rarer than it is.
const common = ` abort accept access account action active adapter add address admin after agent alloc amount
 api app application apply archive argument array asset async attempt auth available aws backend balance base
 batch begin bind block body boot broker bucket buffer build byte cache call cancel card cart catalog change channel
 check checkout child chunk class clean client close cluster code collect column command commit compact complete component
 compute config confirm connect connection consumer container content context control convert cookie core count cpu create
 created current cycle daemon data database date debug decode default delay delete deliver delivery deploy deployment deprecated desc
 destination detail detect device dial dictionary digest directory disable disconnect disk dispatch document domain done
 download driver drop duplicate duration element email enable encode endpoint engine entry environment error event exception
 exec execute exist exit expect expire export express external fail failed failure false fetch field file filter
 final find finish first flag flush follow foreign format found frame from function gateway generate get global group
 handle handler hash head header health heartbeat host http https identity idle image import inbound index info initial
 inner input insert inspect install instance integer interface internal interval invalid invoice item job json kafka kernel
 kube latency layer lease length level library limit line link list listen load local location lock log logger
 login logout loop machine mail main manage manager manifest master match memory merge message method metric migrate migration mobile
 mode model module monitor mount name namespace negative network next node notice notification null number object
 offset online open operation option order organization outbound output owner package page parameter parent parse part
 partition patch path payload payment pending percent perform permission persist ping platform plugin point policy pool port position
 post prepare previous price principal priority process processor product profile program progress project property
 protocol provider provision proxy public publish pull push put query queue quota range rate read ready reason receive
 record recover redirect redis refresh refuse region register registry reject release reload remote remove render
 replace replica reply report repository request require reserve reset resize resolve resource response restart restore
 result retry return revision role rollback root route router rule run running runtime sample save scale scan schedule scheduler schema scope
 score script search second section security select send sensor sequence serve server service session set settings setup shard
 share ship shipping shutdown signal size skip slave sleep slot smtp snapshot socket source span stack stage standard start
 started state statement static status step stop storage store stream string subject submit subscribe success summary
 support suspend switch sync syntax system table tag target task tcp template tenant terminate test text thread
 threshold throw time timeout timestamp topic total trace track traffic transaction transfer transform transport tree trigger true
 type unable unexpected unit unknown unlock update upgrade upload upstream uptime url usage user utc valid validate value variable
 vendor verify version view virtual visit voice volume wait warn warning watch webhook window with work worker workflow world write zone
 "level":"info","msg":" "time":" level=info msg=" ts= caller= .go: .com/ .org/ .net/ .local: http:// https:// /api/v1/ /v2/ user-agent: content-type
 user_id request_id trace_id span_id _count _total _ms _seconds _bytes _size _name _type _id status_code svc- svc: -svc. app- -app- api- -api- -prod -staging --- ---- ==== ... `

// grams are the windows inside common words: a bit set for each position and code,
// of the grams that have it there.
type grams [width][codes]gramSet

// gramWords is room for all grams, which a test checks.
const gramWords = 32

type gramSet [gramWords]uint64

// gramShare is the share of the positions of a log that one gram is taken to have.
const gramShare = 1. / 4096

func newGrams() *grams {
	g := new(grams)
	text := make([]byte, 0, len(common)+1)
	for i := range len(common) {
		if b := common[i]; b != '\n' {
			text = append(text, b)
		}
	}
	text = append(text, ' ')
	// An open hash table of the grams so far, as four codes each. A table is never
	// full, and no gram is 0.
	var known [4 * 64 * gramWords]uint32
	n := 0
	for i := 0; i+width <= len(text) && n < 64*gramWords; i++ {
		if text[i+1] == ' ' || text[i+2] == ' ' {
			continue
		}
		var gram uint32
		for j := range width {
			gram |= uint32(code(text[i+j])) << (8 * j)
		}
		at := gram * 0x9e3779b1 % uint32(len(known))
		for known[at] != 0 && known[at] != gram {
			at = (at + 1) % uint32(len(known))
		}
		if known[at] == gram {
			continue
		}
		known[at] = gram
		for j := range width {
			g[j][gram>>(8*j)&(codes-1)][n/64] |= 1 << (n % 64)
		}
		n++
	}
	return g
}

// holds reports that a window is a gram.
func (g *grams) holds(window string) bool {
	a, b := &g[0][code(window[0])], &g[1][code(window[1])]
	c, d := &g[2][code(window[2])], &g[3][code(window[3])]
	for w := range gramWords {
		if a[w]&b[w]&c[w]&d[w] != 0 {
			return true
		}
	}
	return false
}

// add adds the grams that have one of the codes at position j.
func (s *gramSet) add(g *grams, j int, codes uint64) {
	for ; codes != 0; codes &= codes - 1 {
		more := &g[j][bits.TrailingZeros64(codes)]
		for w := range s {
			s[w] |= more[w]
		}
	}
}

// more returns the number of grams that fit set, and not the bucket as it is.
func (g *grams) more(k *bucket, set *[width]uint64) (n int) {
	var fits [width]gramSet
	for j := range width {
		fits[j] = k.fits[j]
		fits[j].add(g, j, set[j]&^k.set[j])
	}
	for w := range gramWords {
		is := fits[0][w] & fits[1][w] & fits[2][w] & fits[3][w]
		was := k.fits[0][w] & k.fits[1][w] & k.fits[2][w] & k.fits[3][w]
		n += bits.OnesCount64(is &^ was)
	}
	return n
}

// fitting returns the number of grams that fit the bucket.
func (g *grams) fitting(k *bucket) (n int) {
	for w := range gramWords {
		n += bits.OnesCount64(k.fits[0][w] & k.fits[1][w] & k.fits[2][w] & k.fits[3][w])
	}
	return n
}
