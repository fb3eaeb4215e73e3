// Package unpack reads the texts inside of a file: of archives in archives, of
// compressed files, of OCI layers. Everything is a stream; nothing is written, but for
// a zip inside of another archive that is too large for memory, which passes through a
// temporary file.
//
// What is not read, because of a limit, damage or an unknown method, is reported as a
// problem and never passed over in silence. Members without bytes, such as links and
// devices, are.
package unpack

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
)

// Limits bounds what one file may unpack to. A zero field means its default.
type Limits struct {
	Depth   int   // layers of archives and compression inside one another; 8
	Members int64 // members of all archives in a file; 1,000,000
	// Ratio is how many bytes may come out for each that went in, of each layer and
	// of the whole file, beyond the first 64 MiB; 200.
	Ratio int64
	Spool int64 // bytes of a zip inside of another archive; 1 GiB
}

const (
	slack      = 64 << 20
	maxName    = 1024     // bytes of a member's name that are shown
	maxMemory  = 80 << 20 // of all decoders of one file
	freeWindow = 8 << 20  // a decoder of so much waits for nobody
	headSize   = 512      // bytes by which a format is known
)

// Errors of Problem.
var (
	ErrDepth     = errors.New("is nested too deep and was not opened")
	ErrMembers   = errors.New("holds too many members; the rest was not read")
	ErrRatio     = errors.New("unpacks to too much; the rest was not read")
	ErrMemory    = errors.New("needs too much memory to unpack and was not read")
	ErrSpool     = errors.New("is too large an archive inside of another and was not opened")
	ErrUnlisted  = errors.New("holds members that its directory does not list, which were not read")
	ErrEncrypted = errors.New("is encrypted and was not read")
)

func (l Limits) withDefaults() Limits {
	def := func(v *int64, d int64) {
		if *v == 0 {
			*v = d
		}
	}
	if l.Depth == 0 {
		l.Depth = 8
	}
	def(&l.Members, 1_000_000)
	def(&l.Ratio, 200)
	def(&l.Spool, 1<<30)
	return l
}

// An Unpacker unpacks many files, also at once. All of them share two places for
// decoders that need much memory.
type Unpacker struct {
	limits Limits
	big    chan struct{}
}

// New returns an Unpacker.
func New(l Limits) *Unpacker {
	return &Unpacker{limits: l.withDefaults(), big: make(chan struct{}, 2)}
}

// A File is what is unpacked.
type File struct {
	Name string
	Text io.Reader
	// At reads the same bytes, of which there are Size. Without it Size counts for
	// nothing, and a zip is spooled.
	At   io.ReaderAt
	Size int64
	// Hide redacts the name of a member before it is cut, so that no half of a secret
	// is left. Nil is for names that hold none.
	Hide func(name string) string
}

// A Visitor takes what is in a file, in order.
type Visitor interface {
	// Text takes one text. The name is that of the file, and of the members that
	// it lies in behind exclamation marks. The reader's buffer is of 64 KiB. An error
	// ends the walk.
	Text(name string, text *bufio.Reader) error
	// Problem takes why something was not read.
	Problem(name string, err error)
}

// Walk visits the texts in f. It returns an error of the visitor or of ctx.
func (u *Unpacker) Walk(ctx context.Context, f File, v Visitor) error {
	w := &walk{Unpacker: u, ctx: ctx, v: v, hide: f.Hide, top: &meter{r: f.Text, size: -1}}
	if f.At != nil {
		w.top.size = f.Size
	}
	defer w.release()
	return w.open(f.Name, w.top, f.At, f.Size, 0)
}

// A walk is the visit of one file.
type walk struct {
	*Unpacker
	ctx     context.Context
	v       Visitor
	hide    func(string) string // or nil
	top     *meter
	out     int64 // bytes of all layers
	members int64
	memory  int64 // of the decoders that are open
	holds   bool  // a place in big
	over    bool  // a bound of the whole file was reached
}

func (w *walk) release() {
	if w.holds {
		<-w.big
	}
}

// take accounts for a decoder's memory.
func (w *walk) take(n int64) error {
	if w.memory+n > maxMemory {
		return ErrMemory
	}
	if !w.holds && w.memory+n > freeWindow {
		select {
		case w.big <- struct{}{}:
			w.holds = true
		case <-w.ctx.Done():
			return w.ctx.Err()
		}
	}
	w.memory += n
	return nil
}

// open visits one text, or what is in it.
func (w *walk) open(name string, src io.Reader, at io.ReaderAt, size int64, depth int) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	buf := bufio.NewReaderSize(src, 64<<10)
	head, _ := buf.Peek(headSize) // an error comes again
	kind := sniff(head)
	if kind == plain {
		return w.v.Text(name, buf)
	}
	if depth >= w.limits.Depth {
		w.v.Problem(name, ErrDepth)
		return nil
	}
	switch kind {
	case tarball:
		return w.tar(name, buf, depth)
	case zipped:
		return w.zip(name, buf, at, size, depth)
	}
	in := &meter{r: buf, size: -1}
	out, memory, closer, err := w.decoder(kind, head, in)
	if err != nil {
		return w.fail(name, err)
	}
	defer closer()
	defer func() { w.memory -= memory }()
	return w.open(name, &layer{w: w, r: out, in: in}, nil, 0, depth+1)
}

// fail reports a problem, unless the walk is over.
func (w *walk) fail(name string, err error) error {
	if w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	w.v.Problem(name, err)
	return nil
}

// member counts a member and visits it.
func (w *walk) member(archive, name string, src io.Reader, depth int) error {
	if w.members++; w.members > w.limits.Members {
		if !w.over {
			w.v.Problem(archive, ErrMembers)
		}
		w.over = true
		return nil
	}
	return w.open(w.join(archive, name), src, nil, 0, depth+1)
}

// join returns the name of a member of an archive. A name of more than 1024 bytes is
// cut.
func (w *walk) join(archive, name string) string {
	if len(name) > maxName {
		if w.hide != nil {
			name = w.hide(name)
		}
		if len(name) > maxName {
			name = strings.ToValidUTF8(name[:maxName], "") + "..."
		}
	}
	return archive + "!" + name
}

// A meter counts what is read, or knows it.
type meter struct {
	r       io.Reader
	n, size int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.n += int64(n)
	return n, err
}

func (m *meter) total() int64 { return max(m.n, m.size) }

// A layer is text that came out of something, bounded by what went in.
type layer struct {
	w   *walk
	r   io.Reader
	in  *meter
	out int64
}

func (l *layer) Read(p []byte) (int, error) {
	if l.w.over {
		return 0, ErrRatio
	}
	n, err := l.r.Read(p)
	l.out += int64(n)
	l.w.out += int64(n)
	ratio := l.w.limits.Ratio
	if l.w.out > slack+ratio*l.w.top.total() {
		l.w.over = true
		return 0, ErrRatio
	}
	if l.out > slack+ratio*l.in.total() {
		return 0, ErrRatio
	}
	if err != nil && err != io.EOF {
		err = damaged(err)
	}
	return n, err
}

// damaged says once that a decoder has failed, without quoting what it read.
func damaged(err error) error {
	for _, known := range []error{ErrRatio, ErrMemory, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return err
		}
	}
	if d := (damage{}); errors.As(err, &d) {
		return d
	}
	return damage{err}
}

type damage struct{ cause error }

func (d damage) Error() string {
	return "is damaged, or read up to where it is: " + d.cause.Error()
}

func (d damage) Unwrap() error { return d.cause }
