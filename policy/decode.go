package policy

import (
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Bounds of a document.
const (
	// MaxBytes is the size of a layer.
	MaxBytes = 1 << 20
	// MaxValues bounds the values of a layer, those that aliases stand for included.
	MaxValues = 50_000
)

// decoder reads one layer.
type decoder struct {
	file        string
	ps          *problems
	expressions map[string]*regexp.Regexp // of tags, by their text
}

// decode reads a document. What is wrong is added to ps; the result is nil where nothing
// can be read at all.
func decode(file string, data []byte, ps *problems) *document {
	d := &decoder{file: file, ps: ps}
	root := d.parse(data)
	if root == nil || !d.small(root) {
		return nil
	}
	doc := &document{}
	d.value(root, reflect.ValueOf(doc).Elem(), "", "")
	return doc
}

func (d *decoder) at(n *yaml.Node, key string) at {
	return at{d.file, max(n.Line, 1), max(n.Column, 1), key}
}

// parse returns the root of the only document of data.
func (d *decoder) parse(data []byte) *yaml.Node {
	place := at{d.file, 1, 1, ""}
	if len(data) > MaxBytes {
		d.ps.add(place, "divide it into layers", "the document has more than %d bytes", MaxBytes)
		return nil
	}
	if i := badUTF8(data); i >= 0 {
		place.line, place.column = position(data, i)
		d.ps.add(place, "write the file in UTF-8, without control characters", "a byte that is no text")
		return nil
	}
	loader := yaml.NewDecoder(strings.NewReader(string(data)))
	var doc, next yaml.Node
	switch err := loader.Decode(&doc); {
	case errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0:
		d.ps.add(place, `begin with "version: 1"`, "the document is empty")
		return nil
	case err != nil:
		d.syntax(data, err)
		return nil
	}
	switch err := loader.Decode(&next); {
	case errors.Is(err, io.EOF):
	case err != nil:
		d.syntax(data, err)
		return nil
	default:
		d.ps.add(d.at(&next, ""), "keep one document in a file; layers are files of their own", "a second document")
		return nil
	}
	return doc.Content[0]
}

// quoted is what a message may have from the document, not marks of punctuation.
var quoted = regexp.MustCompile(`\s*('[^' ]*[A-Za-z0-9][^' ]*'|"[^" ]*[A-Za-z0-9][^" ]*"|\([^)]*\))`)

// syntax reports an error of the parser, without what it quotes.
func (d *decoder) syntax(data []byte, err error) {
	place, text := at{d.file, 1, 1, ""}, "the document is not YAML"
	var le *yaml.LoadError
	if errors.As(err, &le) {
		mark := le.Mark
		if mark.Line == 0 {
			mark = le.ContextMark
		}
		place.line, place.column = max(mark.Line, 1), max(mark.Column, 1)
		if m := strings.TrimSpace(quoted.ReplaceAllString(le.Message, "")); m != "" {
			text = m
		}
	}
	lines := strings.Split(string(data), "\n")
	for _, n := range []int{place.line, place.line - 1, place.line + 1} {
		if n < 1 || n > len(lines) {
			continue
		}
		line := lines[n-1]
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if i := strings.IndexByte(indent, '\t'); i >= 0 {
			place.line, place.column = n, i+1
			d.ps.add(place, "indent with spaces", "a tab in the indentation")
			return
		}
	}
	d.ps.add(place, "check quotes, brackets and indentation here and on the line before", "%s", text)
}

// badUTF8 returns the offset of the first byte that is no text, or -1.
func badUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 || r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0x7f {
			return i
		}
		i += n
	}
	return -1
}

func position(data []byte, i int) (line, column int) {
	head := string(data[:i])
	return 1 + strings.Count(head, "\n"), 1 + utf8.RuneCountInString(head[strings.LastIndexByte(head, '\n')+1:])
}

// small reports whether the values below a node, with those that aliases stand for, are
// within MaxValues.
func (d *decoder) small(root *yaml.Node) bool {
	var first *yaml.Node // the alias that was one too many
	sizes := map[*yaml.Node]int{}
	var size func(n *yaml.Node) int
	size = func(n *yaml.Node) int {
		if s, ok := sizes[n]; ok {
			return s
		}
		sizes[n] = MaxValues + 1 // for an alias inside of what it stands for
		s := 1
		if n.Kind == yaml.AliasNode {
			s = size(n.Alias)
		}
		for _, c := range n.Content {
			if s = min(s+size(c), MaxValues+1); s > MaxValues && c.Kind == yaml.AliasNode && first == nil {
				first = c
			}
		}
		sizes[n] = s
		return s
	}
	switch {
	case size(root) <= MaxValues:
		return true
	case first != nil:
		d.ps.add(d.at(first, ""), "write the values out, or use fewer aliases", "with what aliases stand for there are more than %d values", MaxValues)
	default:
		d.ps.add(d.at(root, ""), "divide it into layers", "the document has more than %d values", MaxValues)
	}
	return false
}

var (
	textType   = reflect.TypeFor[text]()
	numberType = reflect.TypeFor[number]()
	flagType   = reflect.TypeFor[boolean]()
	atType     = reflect.TypeFor[at]()
)

// value reads a node into v. tag is that of the member which holds it.
func (d *decoder) value(n *yaml.Node, v reflect.Value, tag reflect.StructTag, key string) {
	place := d.at(n, key)
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case v.Type() == textType:
		if !d.scalar(n, place, "text", "!!str", "!!timestamp") {
			return
		}
		v.Set(reflect.ValueOf(text{place, n.Value}))
		d.text(n.Value, tag, place)
	case v.Type() == numberType:
		if !d.scalar(n, place, "an integer", "!!int") {
			return
		}
		i, err := strconv.Atoi(strings.ReplaceAll(n.Value, "_", ""))
		lo, hi := bound(tag, "min"), bound(tag, "max")
		if err != nil || i < lo || i > hi || n.Value[0] == '0' { // 010 is eight to some readers
			d.ps.add(place, "", "want a decimal integer from %d to %d", lo, hi)
			return
		}
		v.Set(reflect.ValueOf(number{place, i, true}))
	case v.Type() == flagType:
		if !d.scalar(n, place, "true or false", "!!bool") {
			return
		}
		b, err := strconv.ParseBool(n.Value)
		if err != nil || len(n.Value) < len("true") { // what a tag calls a bool
			d.ps.add(place, "", "want true or false")
			return
		}
		v.Set(reflect.ValueOf(boolean{place, b, true}))
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), tag, key)
	case v.Kind() == reflect.Slice:
		if n.Kind != yaml.SequenceNode || n.ShortTag() != "!!seq" {
			d.ps.add(place, `write each element on a line of its own behind "- "`, "want a list, not %s", kindOf(n))
			return
		}
		if most := bound(tag, "most"); len(n.Content) > most {
			d.ps.add(place, "divide it into layers", "the list has more than %d elements", most)
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
		for i, c := range n.Content {
			d.value(c, v.Index(i), elementTag(tag), fmt.Sprintf("%s[%d]", key, i+1))
		}
	default:
		d.mapping(n, v, place)
	}
}

// elementTag is the tag of the elements of a list, without the bound of the list.
func elementTag(tag reflect.StructTag) reflect.StructTag {
	return reflect.StructTag(fmt.Sprintf("match:%q enum:%q", tag.Get("match"), tag.Get("enum")))
}

// scalar reports a scalar of one of the tags.
func (d *decoder) scalar(n *yaml.Node, place at, want string, tags ...string) bool {
	if n.Kind == yaml.ScalarNode && slices.Contains(tags, n.ShortTag()) {
		return true
	}
	remedy := ""
	switch {
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		remedy = "write a value, or leave the key out"
	case want == "text" && n.Kind == yaml.ScalarNode:
		remedy = "put it in quotes"
	}
	d.ps.add(place, remedy, "want %s, not %s", want, kindOf(n))
	return false
}

func kindOf(n *yaml.Node) string {
	switch n.ShortTag() {
	case "!!seq":
		return "a list"
	case "!!map":
		return "a mapping"
	case "!!null":
		return "nothing"
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	case "!!str", "!!timestamp":
		return "text"
	}
	return "a value with a tag"
}

// text checks what the tag says of a text.
func (d *decoder) text(v string, tag reflect.StructTag, place at) {
	if enum := tag.Get("enum"); enum != "" && !slices.Contains(strings.Split(enum, "|"), v) {
		d.ps.add(place, "write one of "+strings.ReplaceAll(enum, "|", ", "), "no such word")
	}
	if most := bound(tag, "most"); utf8.RuneCountInString(v) > most {
		d.ps.add(place, "shorten it", "the text has more than %d characters", most)
	}
	if match := tag.Get("match"); match != "" && !d.compiled(match).MatchString(v) {
		remedy := "see the JSON Schema for the form"
		if doc := tag.Get("doc"); doc != "" {
			remedy += ": " + strings.TrimSuffix(doc, ".")
		}
		d.ps.add(place, remedy, "the text is not of the form that is wanted here")
	}
}

// compiled returns the expression of a tag, which a document compiles once.
func (d *decoder) compiled(expr string) *regexp.Regexp {
	re := d.expressions[expr]
	if re == nil {
		if d.expressions == nil {
			d.expressions = map[string]*regexp.Regexp{}
		}
		re = regexp.MustCompile(expr)
		d.expressions[expr] = re
	}
	return re
}

func bound(tag reflect.StructTag, name string) int {
	n, err := strconv.Atoi(tag.Get(name))
	if err != nil {
		return map[string]int{"min": 0, "max": min(1<<53-1, math.MaxInt), "most": MaxBytes}[name]
	}
	return n
}

// A member is a key of a mapping.
type member struct {
	key   string
	index []int
	tag   reflect.StructTag
	typ   reflect.Type
}

// members lists the keys of a mapping, and those of which exactly one must be there.
func members(t reflect.Type) (list []member, one []string) {
	for f := range t.Fields() {
		switch {
		case f.Type == atType:
			if s := f.Tag.Get("one"); s != "" {
				one = strings.Split(s, "|")
			}
		case f.Anonymous:
			inner, _ := members(f.Type)
			for _, m := range inner {
				m.index = append(slices.Clone(f.Index), m.index...)
				list = append(list, m)
			}
		default:
			list = append(list, member{f.Tag.Get("key"), f.Index, f.Tag, f.Type})
		}
	}
	return list, one
}

// mapping reads a mapping into a struct.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value, place at) {
	if n.Kind != yaml.MappingNode || n.ShortTag() != "!!map" {
		d.ps.add(place, "write key: value", "want a mapping, not %s", kindOf(n))
		return
	}
	v.FieldByName("Place").Set(reflect.ValueOf(place))
	list, one := members(v.Type())
	known := make([]string, len(list))
	for i, m := range list {
		known[i] = m.key
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, val := n.Content[i], n.Content[i+1]
		name := k
		if k.Kind == yaml.AliasNode {
			name = k.Alias
		}
		at := d.at(k, place.key)
		j := slices.Index(known, name.Value)
		switch {
		case name.Kind != yaml.ScalarNode:
			d.ps.add(at, "write a word", "the key is no text")
		case j < 0 && name.Value == "<<":
			d.ps.add(at, "write the keys out", "merge keys are not read")
		case j < 0:
			d.ps.add(at, suggest(name.Value, known), "unknown key")
		case seen[name.Value]:
			d.ps.add(d.at(k, join(place.key, name.Value)), "remove one of the two", "the key occurs twice")
		default:
			seen[name.Value] = true
			d.value(val, v.FieldByIndex(list[j].index), list[j].tag, join(place.key, name.Value))
		}
	}
	for _, m := range list {
		if m.tag.Get("need") != "" && !seen[m.key] {
			d.ps.add(place, "add it: "+strings.TrimSuffix(m.tag.Get("doc"), "."), "%s is missing", m.key)
		}
	}
	if one == nil {
		return
	}
	count := 0
	for _, k := range one {
		if seen[k] {
			count++
		}
	}
	if count != 1 {
		d.ps.add(place, "keep one", "exactly one of %s must be there", strings.Join(one, ", "))
	}
}

// suggest says which key may have been meant. It does not quote the one that was
// written.
func suggest(got string, known []string) string {
	best, least := "", 4
	for _, k := range known {
		if n := distance(got, k); n < least && n < len(k) {
			best, least = k, n
		}
	}
	if best != "" {
		return "write " + best
	}
	return "the keys here are " + strings.Join(known, ", ")
}

// distance is the edit distance of two words, of which long ones are cut.
func distance(a, b string) int {
	a, b = a[:min(len(a), 40)], b[:min(len(b), 40)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		prev := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := prev
			if a[i] != b[j] {
				cost++
			}
			prev = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
