package crashguard

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"

	"github.com/tacit-go/tacit/redact"
)

// MaxDump is the largest dump, decompressed, that [Dump] and [Debug] take.
const MaxDump = 64 << 20

// Errors of Dump. They hold no text of a dump.
var (
	// ErrDump means that a dump is none of the forms that can be redacted, or broken.
	ErrDump = errors.New("crashguard: the dump is in no known form")
	// ErrDumpSize means that it is larger than MaxDump.
	ErrDumpSize = errors.New("crashguard: the dump is larger than MaxDump")
)

// Numbers of fields in perftools.profiles.Profile, see
// https://github.com/google/pprof/blob/main/proto/profile.proto.
const (
	profileSample  = 2
	profileStrings = 6
	sampleLabel    = 3
	labelKey       = 1
	labelStr       = 2
)

// messages lists the length-delimited fields of a profile and what is in them: numbers,
// strings of the table, or messages, whose fields are listed too.
var messages = map[int]map[int]map[int]bool{
	1:              {},                                // ValueType
	profileSample:  {1: nil, 2: nil, sampleLabel: {}}, // numbers, numbers, Label
	3:              {},                                // Mapping
	4:              {4: {}},                           // Location: Line
	5:              {},                                // Function
	11:             {},                                // ValueType
	13:             nil,                               // numbers
	profileStrings: nil,
}

// known reports whether a field and what is in it hold no text outside of the table.
func known(f field) bool {
	inner, ok := messages[f.num]
	if f.wire != 2 || inner == nil {
		return f.wire != 2 || ok
	}
	return each(f.data, func(f field) bool {
		inmost, ok := inner[f.num]
		if f.wire != 2 || inmost == nil {
			return f.wire != 2 || ok
		}
		return each(f.data, func(f field) bool { return f.wire != 2 })
	})
}

// each calls yield for the fields of a message, and reports whether all were right.
func each(b []byte, yield func(field) bool) bool {
	for len(b) > 0 {
		f, rest, ok := next(b)
		if !ok || !yield(f) {
			return false
		}
		b = rest
	}
	return true
}

// field is one field of a message in the wire format of protocol buffers.
type field struct {
	num  int
	wire int
	n    uint64 // of a varint
	data []byte // of a length-delimited field
	raw  []byte // the field as it is written
}

// next takes the first field from b.
func next(b []byte) (f field, rest []byte, ok bool) {
	key, k := binary.Uvarint(b)
	if k <= 0 || key>>3 == 0 || key>>3 > 1<<29 {
		return f, nil, false
	}
	f.num, f.wire = int(key>>3), int(key&7)
	at := k
	switch f.wire {
	case 0:
		n, k := binary.Uvarint(b[at:])
		if k <= 0 {
			return f, nil, false
		}
		f.n, at = n, at+k
	case 1:
		at += 8
	case 2:
		n, k := binary.Uvarint(b[at:])
		if k <= 0 || n > uint64(len(b)-at-k) {
			return f, nil, false
		}
		at += k
		f.data = b[at : at+int(n)]
		at += int(n)
	case 5:
		at += 4
	default:
		return f, nil, false
	}
	if at > len(b) {
		return f, nil, false
	}
	f.raw = b[:at]
	return f, b[at:], true
}

// profile rewrites the table of strings of a profile, which holds all its text. A
// string that is the value of a label counts under the label's name; it is hidden
// wherever else it is used, too.
func profile(r *redact.Redactor, src []byte) ([]byte, error) {
	var table [][]byte
	var pairs [][2]uint64 // of labels
	for rest := src; len(rest) > 0; {
		f, more, ok := next(rest)
		if !ok || !known(f) {
			return nil, ErrDump
		}
		rest = more
		switch {
		case f.num == profileStrings && f.wire == 2:
			table = append(table, f.data)
		case f.num == profileSample && f.wire == 2:
			if pairs, ok = labels(pairs, f.data); !ok {
				return nil, ErrDump
			}
		}
	}
	if len(table) == 0 || len(table[0]) != 0 {
		return nil, ErrDump // every profile has a table, and it begins with ""
	}
	hidden := map[uint64]string{}
	s := r.Scope("profile")
	for _, p := range pairs {
		if p[0] >= uint64(len(table)) || p[1] >= uint64(len(table)) {
			return nil, ErrDump
		}
		if _, done := hidden[p[1]]; done || p[1] == 0 {
			continue
		}
		v := string(table[p[1]])
		if out := s.Field(string(table[p[0]])).String(v); out != v {
			hidden[p[1]] = out
		}
	}
	out := make([]byte, 0, len(src))
	i := uint64(0)
	for rest := src; len(rest) > 0; {
		f, more, _ := next(rest)
		rest = more
		if f.num != profileStrings || f.wire != 2 {
			out = append(out, f.raw...)
			continue
		}
		text, ok := hidden[i]
		if !ok {
			text = r.String(string(f.data))
		}
		if i++; i == 1 {
			text = ""
		}
		out = binary.AppendUvarint(out, profileStrings<<3|2)
		out = binary.AppendUvarint(out, uint64(len(text)))
		out = append(out, text...)
	}
	return out, nil
}

// labels appends the names and values of a sample's labels.
func labels(pairs [][2]uint64, sample []byte) ([][2]uint64, bool) {
	for len(sample) > 0 {
		f, rest, ok := next(sample)
		if !ok {
			return nil, false
		}
		sample = rest
		if f.num != sampleLabel || f.wire != 2 {
			continue
		}
		var p [2]uint64
		for label := f.data; len(label) > 0; {
			f, rest, ok := next(label)
			if !ok {
				return nil, false
			}
			label = rest
			switch {
			case f.num == labelKey && f.wire == 0:
				p[0] = f.n
			case f.num == labelStr && f.wire == 0:
				p[1] = f.n
			}
		}
		if p[1] != 0 {
			pairs = append(pairs, p)
		}
	}
	return pairs, true
}

var gzipHead = []byte{0x1f, 0x8b}

// unzip returns what a gzip member holds.
func unzip(src []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		return nil, ErrDump
	}
	out, err := io.ReadAll(io.LimitReader(z, MaxDump+1))
	if err != nil {
		return nil, ErrDump
	}
	if len(out) > MaxDump {
		return nil, ErrDumpSize
	}
	return out, nil
}

func zip(dst, src []byte) []byte {
	b := bytes.NewBuffer(dst)
	z := gzip.NewWriter(b)
	_, _ = z.Write(src)
	_ = z.Close()
	return b.Bytes()
}
