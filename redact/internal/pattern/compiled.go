package pattern

import (
	"crypto/sha256"
	_ "embed"
)

// compiled holds automata that were compiled beforehand, since that takes most of the
// time: those of the catalogue. What it lacks is compiled.
//
// It begins with two numbers of four bytes: how many automata there are, and how many sets
// of bytes. An index follows, sorted by key: a key is the beginning of the SHA-256 of an
// expression, so an expression that changes is not found. Behind the index stand the sets,
// and the automata. Their numbers are varints.
//
//go:embed compiled.bin
var compiled string

// guards holds the guards of their anchors, which are used where they stand.
//
//go:embed guards.bin
var guards []byte

// A library is automata that were compiled beforehand.
type library struct {
	data   string
	guards []byte
}

const (
	keySize   = 16
	indexSize = keySize + 4 // a key and where its automaton begins
	headSize  = 8
	setSize   = 32
	guardSize = len(Guard{})
)

// catalogue returns the automaton of an expression that was compiled beforehand, or nil.
func (c *Compiler) catalogue(expr string) *Prog {
	return library{compiled, guards}.prog(expr, &c.room)
}

// A room is where what is made once for each expression stands together.
type room struct {
	progs   []Prog
	anchors []Anchor
	guards  []*Guard
	text    []byte
}

// of returns n new ones, of the memory that is left in rest.
func of[T any](rest *[]T, n int) []T {
	if len(*rest) < n {
		*rest = make([]T, max(n, 32))
	}
	out := (*rest)[:n:n]
	*rest = (*rest)[n:]
	return out
}

func number32(data string, at int) int {
	return int(data[at]) | int(data[at+1])<<8 | int(data[at+2])<<16 | int(data[at+3])<<24
}

// counts returns the numbers of automata and of sets, or false if there is no room for so
// many.
func (l library) counts() (progs, sets int, ok bool) {
	if len(l.data) < headSize {
		return 0, 0, false
	}
	progs, sets = number32(l.data, 0), number32(l.data, 4)
	left := len(l.data) - headSize
	return progs, sets, progs <= left/indexSize && sets <= (left-progs*indexSize)/setSize
}

// find returns where the automaton of an expression begins, or -1.
func (l library) find(expr string, r *room) int {
	progs, _, ok := l.counts()
	if !ok {
		return -1
	}
	r.text = append(r.text[:0], expr...)
	sum := sha256.Sum256(r.text)
	lo, hi := 0, progs
	for lo < hi {
		if mid := (lo + hi) / 2; l.data[headSize+mid*indexSize:][:keySize] < string(sum[:keySize]) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	at := headSize + lo*indexSize
	if lo == progs || l.data[at:][:keySize] != string(sum[:keySize]) {
		return -1
	}
	if at = number32(l.data, at+keySize); at > len(l.data) {
		return -1
	}
	return at
}

// prog returns the automaton of an expression, or nil.
func (l library) prog(expr string, room *room) *Prog {
	at := l.find(expr, room)
	if at < 0 {
		return nil
	}
	r := reader{data: l.data[at:]}
	if p := r.prog(l, room); !r.bad {
		return p
	}
	return nil
}

// reach is which bytes a match can have by the distance, of the first ones: a row of bytes, each pair a number
// of distances and the set that holds for them.
type reach struct {
	runs string // of numbers
	sets string
	to   int32 // so many distances
}

// each is Surveyor.Reach. Broken data stands for all bytes.
func (x *reach) each(to int, tell func(distance int, bytes ByteSet)) {
	r := reader{data: x.runs}
	for d := 0; d < to; {
		n, at := r.number(MaxReach+1), setSize*r.number(len(x.sets)/setSize)
		bytes := ByteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
		if n == 0 || r.bad {
			n = to
		} else {
			for k := range bytes {
				bytes[k] = uint64(uint32(number32(x.sets, at+8*k))) | uint64(uint32(number32(x.sets, at+8*k+4)))<<32
			}
		}
		for ; n > 0 && d < to; n-- {
			tell(d, bytes)
			d++
		}
	}
}

// A packed table is one that was compiled beforehand.
type packed string

// table returns the table of p. It panics if that is none: what is linked into the program
// is not what was tested.
func (k packed) table(p *Prog) *Table {
	r := reader{data: string(k)}
	t := r.table(p)
	if r.bad {
		panic(brokenTables)
	}
	return t
}

const brokenTables = "pattern: the tables of the catalogue are broken"

// A reader reads what was written by a writer.
type reader struct {
	data string
	bad  bool // data is not what it should be
}

// number reads a number below a bound.
func (r *reader) number(bound int) int {
	n, shift := uint64(0), 0
	for i := 0; i < len(r.data) && shift < 56; i++ {
		b := r.data[i]
		n |= uint64(b&0x7f) << shift
		if shift += 7; b < 0x80 {
			r.data = r.data[i+1:]
			if n < uint64(bound) {
				return int(n)
			}
			break
		}
	}
	r.bad, r.data = true, ""
	return 0
}

// text reads n bytes.
func (r *reader) text(n int) string {
	if n > len(r.data) {
		r.bad, n = true, len(r.data)
	}
	text := r.data[:n]
	r.data = r.data[n:]
	return text
}

// prog reads all but the table.
func (r *reader) prog(l library, room *room) *Prog {
	const most = 1 << 20
	progs, sets, _ := l.counts()
	p := &of(&room.progs, 1)[0]
	p.left, p.right = int32(r.number(most)), int32(r.number(most))
	p.length = [2]int32{int32(r.number(most)), int32(r.number(most) - 1)}
	p.classes, p.shift = max(1, int32(r.number(258))), uint8(r.number(9))
	p.stride = (p.classes + 1<<p.shift - 1) >> p.shift << p.shift
	unit := int(p.stride >> p.shift)
	p.rows = int32(r.number(int(Accept)/unit + 1))
	for k := range p.starts {
		p.starts[k] = State(r.number(max(int(p.rows), 1)) * unit)
	}
	n := r.number(maxLiterals + 1)
	p.anchors, p.facts.guards = of(&room.anchors, n), of(&room.guards, n)
	for i := range p.anchors {
		a := &p.anchors[i]
		a.Fold = r.number(2) == 1
		a.Lo, a.Hi = r.number(most), r.number(most)
		a.Text = r.text(r.number(maxLiteralLen + 1))
		if g := r.number(len(l.guards) / guardSize); !r.bad {
			p.facts.guards[i] = (*Guard)(l.guards[g*guardSize:])
		}
	}
	p.facts.known, p.facts.blank = true, int32(r.number(MaxBlank+1))
	p.facts.reach = reach{to: int32(r.number(MaxReach + 1)), runs: r.text(r.number(4 * MaxReach)), sets: l.data[headSize+progs*indexSize:][:sets*setSize]}
	p.packed = packed(r.data)
	return p
}

// table reads the table of p.
func (r *reader) table(p *Prog) *Table {
	t := &Table{Next: make([]State, p.rows*p.stride), EOF: int(p.classes) - 1, Shift: p.shift}
	for i := 0; i < len(t.Class) && !r.bad; {
		n, c := r.number(len(t.Class)-i+1), uint8(r.number(int(p.classes)))
		r.bad = r.bad || n == 0
		for ; n > 0; n-- {
			t.Class[i] = c
			i++
		}
	}
	rows, stride, unit := int(p.rows), int(p.stride), int(p.stride>>p.shift)
	for s := 0; s < rows && !r.bad; {
		same, from := r.number(rows-s+1), s
		for c := 0; c < stride && !r.bad; {
			n, to := r.number(stride-c+1), r.number(1<<20)
			if n == 0 {
				r.bad = true
			}
			r.fill(t, row{from, same, stride, unit}, c, n, to)
			c += n
		}
		if s += same; same == 0 {
			r.bad = true
		}
	}
	return t
}

// A row stands for rows that are written alike, one behind the other.
type row struct{ from, same, stride, unit int }

// fill writes a run of transitions into rows.
func (r *reader) fill(out *Table, rows row, c, n, t int) {
	accept := State(t&1) << 15
	d := 0
	dead := t < 2
	if dead && accept == 0 {
		return
	}
	if !dead {
		t = (t - 2) >> 1
		d = t>>1 ^ -(t & 1)
		if rows.from+d < 0 || (rows.from+rows.same+d)*rows.stride > len(out.Next) {
			r.bad = true
			return
		}
	}
	for s := rows.from; s < rows.from+rows.same; s++ {
		to := accept
		if !dead {
			to |= State((s + d) * rows.unit)
		}
		for k := range n {
			out.Next[s*rows.stride+c+k] = to
		}
	}
}
