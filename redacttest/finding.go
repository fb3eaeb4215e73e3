package redacttest

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

// A Finding says that a secret is in what was collected, and where. It holds nothing
// of the secret.
type Finding struct {
	// Sink is where it was written, such as "stderr".
	Sink string
	// Path leads to it in the sink: a record, a line, in JSON the names, as in
	// "line 3, $.request.url". A name that holds a secret or is no plain word is *.
	Path string
	// Offset is the byte at which it begins in the record, which is all that was
	// written if the sink is a stream.
	Offset int
	// Encoding is how it is written, as in [Leak], or for less than 16 bytes of a
	// secret as "hex", "base64", "percent", "escaped", "xml", "quoted-printable",
	// "utf-16", "byte values". It is empty for what a detector has found.
	Encoding string
	// Canary is the name of a canary, or empty.
	Canary string
	// Detector is the ID of a detector of the Redactor, "json" if only reading the
	// record as JSON shows it, or empty.
	Detector string
}

// String tells all of it in one line.
func (f Finding) String() string {
	where := f.Sink
	if f.Path != "" {
		where += ", " + f.Path
	}
	if f.Canary != "" {
		return fmt.Sprintf("%s: canary %s as %s at byte %d", where, f.Canary, f.Encoding, f.Offset)
	}
	return fmt.Sprintf("%s: %s at byte %d", where, f.Detector, f.Offset)
}

// MaxFindings is how many findings are told of one record. There may be more.
const MaxFindings = 100

// region is a part of a text that holds secret bytes.
type region struct {
	start, end int
	canary     string
	encoding   string
	rank       int // of encoding: of regions that overlap the lowest is told
	detector   string
}

// regions returns where the canaries stand in output, in order. Finds of one canary
// that overlap or touch are one region.
func (o *Oracle) regions(output []byte) []region {
	o.mu.Lock()
	hits := o.matcher.Match(output)
	o.mu.Unlock()
	var all []region
	for _, i := range hits {
		n := o.needles[i]
		for from := 0; ; {
			at := bytes.Index(output[from:], n.text)
			if at < 0 {
				break
			}
			r := region{start: from + at, end: from + at + len(n.text), canary: n.canary, encoding: n.encoding}
			if n.encoding == "fragment" {
				r.rank = 1
			}
			all = append(all, r)
			from += at + len(n.text)
		}
	}
	return join(all)
}

// search is regions, with fragments in every encoding: each line is also searched as
// each of its views.
func (o *Oracle) search(text []byte) []region {
	found := o.regions(text)
	start := 0
	for line := range bytes.Lines(text) {
		for _, v := range views(line) {
			for _, r := range o.regions(v.text) {
				last := v.at[r.end-1]
				r.start, r.end = start+v.at[r.start], start+last+1
				if r.end > start+len(line) {
					r.end = start + len(line)
				}
				r.rank = 2
				if r.encoding == "raw" || r.encoding == "fragment" {
					r.encoding = v.encoding
				} else {
					r.encoding = v.encoding + ", " + r.encoding
				}
				found = append(found, r)
			}
		}
		start += len(line)
	}
	return join(found)
}

func join(all []region) []region {
	slices.SortFunc(all, func(a, b region) int {
		return cmp.Or(cmp.Compare(a.canary, b.canary), cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.encoding, b.encoding))
	})
	var out []region
	for _, r := range all {
		if n := len(out) - 1; n >= 0 && out[n].canary == r.canary && r.start <= out[n].end {
			out[n].end = max(out[n].end, r.end)
			if r.rank < out[n].rank {
				out[n].encoding, out[n].rank = r.encoding, r.rank
			}
			continue
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b region) int { return cmp.Compare(a.start, b.start) })
	return out
}

// detected returns what r would replace in output, in order. Lines of JSON are read as
// JSON too.
func detected(r *redact.Redactor, output []byte) (out []region) {
	for _, m := range r.AppendMatches(nil, output) {
		out = append(out, region{start: m.Start, end: m.End, detector: m.Detector})
	}
	scope := r.Scope("redacttest")
	for start, end := range records(output) {
		line := output[start:end]
		if !isJSON(line) {
			continue
		}
		covered := slices.ContainsFunc(out, func(r region) bool { return r.start < end && start < r.end })
		if covered {
			continue
		}
		if got, changed := scope.AppendJSON(nil, line); changed && !bytes.Equal(got, line) {
			at := 0
			for at < len(got) && at < len(line) && got[at] == line[at] {
				at++
			}
			out = append(out, region{start: start + at, end: end, detector: "json"})
		}
	}
	slices.SortStableFunc(out, func(a, b region) int { return cmp.Compare(a.start, b.start) })
	return out
}

// records yields the bounds of output itself if it is JSON, else of its lines.
func records(output []byte) func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		if isJSON(output) {
			yield(0, len(output))
			return
		}
		for start := 0; start < len(output); {
			end := start + bytes.IndexByte(output[start:], '\n')
			if end < start {
				end = len(output)
			}
			if !yield(start, end) {
				return
			}
			start = end + 1
		}
	}
}

// An inspector looks for what must not be in a text. Both parts may be nil.
type inspector struct {
	oracle   *Oracle
	redactor *redact.Redactor
}

// findings judges one record.
func (in inspector) findings(sink, path string, record []byte) []Finding {
	var found []region
	if in.oracle != nil {
		found = in.oracle.search(record)
	}
	if in.redactor != nil {
		for _, d := range detected(in.redactor, record) {
			if !slices.ContainsFunc(found, func(r region) bool { return r.start < d.end && d.start < r.end }) {
				found = append(found, d)
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	// Those who name sinks and paths may put a secret there.
	sink, path = string(in.mask([]byte(sink))), string(in.mask([]byte(path)))
	slices.SortStableFunc(found, func(a, b region) int { return cmp.Compare(a.start, b.start) })
	if len(found) > MaxFindings {
		found = found[:MaxFindings]
	}
	var out []Finding
	for _, r := range found {
		out = append(out, Finding{
			Sink: sink, Path: in.locate(path, record, r), Offset: r.start,
			Encoding: r.encoding, Canary: r.canary, Detector: r.detector,
		})
	}
	return out
}

// mask returns text without what the inspector finds in it.
func (in inspector) mask(text []byte) []byte {
	if in.oracle != nil {
		var out []byte
		at := 0
		for _, r := range in.oracle.search(text) {
			if r.end <= at {
				continue
			}
			out = append(out, text[at:max(at, r.start)]...)
			out = append(out, "[canary "+r.canary+"]"...)
			at = r.end
		}
		text = append(out, text[at:]...)
	}
	if in.redactor == nil {
		return text
	}
	text = in.redactor.Bytes(text)
	var out []byte
	at := 0
	for start, end := range records(text) {
		if record := text[start:end]; isJSON(record) {
			out = in.redactor.AppendJSON(append(out, text[at:start]...), record)
			at = end
		}
	}
	return append(out, text[at:]...)
}

// locate extends path by the place of r in record.
func (in inspector) locate(path string, record []byte, r region) string {
	var parts []string
	if path != "" {
		parts = append(parts, path)
	}
	if isJSON(record) {
		parts = append(parts, in.jsonPath(record, r.start))
		return strings.Join(parts, ", ")
	}
	start := bytes.LastIndexByte(record[:r.start], '\n') + 1
	end := start + bytes.IndexByte(record[start:], '\n')
	if end < start {
		end = len(record)
	}
	if start > 0 || end < len(record) {
		parts = append(parts, fmt.Sprintf("line %d", 1+bytes.Count(record[:start], []byte("\n"))))
	}
	if line := record[start:end]; isJSON(line) {
		parts = append(parts, in.jsonPath(line, r.start-start))
	}
	return strings.Join(parts, ", ")
}
