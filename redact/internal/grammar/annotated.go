package grammar

import "bytes"

// annotated reports a name whose value is none by what stands before it: an annotation of Kubernetes,
// which names a secret, a label of its metrics, a task of Ansible, an object of Ruby, and the
// messages of a program that has the name.
func (c *Candidate) annotated(text []byte) bool {
	if c.name < 0 || c.quoted || c.wasCut {
		return false
	}
	left := text[max(0, c.name-maxLeft):c.name]
	name, v := text[c.name:c.nameTo], text[c.val:c.end]
	if c.numbersOf(v) {
		return true
	}
	for _, domain := range annotationDomains {
		if c.colon && bytes.HasSuffix(left, domain) {
			return !bytes.ContainsAny(v, "0123456789") || templated(v) || bytes.HasPrefix(v, []byte("{{- with secret"))
		}
	}
	line := left[bytes.LastIndexByte(left, '\n')+1:]
	switch {
	case !c.colon && string(name) == "secret" && bytes.HasPrefix(line, []byte("kube_")) && bytes.IndexByte(line, '{') > 0:
		return true
	case c.colon && c.after && c.nameTo < len(text) && text[c.nameTo] == ' ' && (bytes.HasSuffix(left, []byte("TASK [")) || bytes.HasSuffix(left, []byte("HANDLER ["))):
		return letters(bytes.TrimRight(v, "]"))
	case c.colon && !c.after && bytes.HasSuffix(left, []byte("#<")):
		hash, ok := bytes.CutPrefix(v, []byte("0x"))
		return ok && hexadecimal(hash) && len(hash) <= 16
	case c.colon && c.after && string(name) == "auth" && bytes.HasSuffix(left, []byte("dovecot: ")):
		source, _, ok := bytes.Cut(v, []byte("("))
		return ok && lowers(bytes.ReplaceAll(source, []byte("-"), nil)) // passwd-file(ada,10.0.0.1)
	case !c.colon && c.open.ch == 0:
		return c.passesOn(line, name, v)
	}
	return false
}

// annotationDomains end what stands before the name of an annotation.
var annotationDomains = [][]byte{[]byte("kubernetes.io/"), []byte("k8s.io/"), []byte("hashicorp.com/")}

// numbersOf reports the values of a unique key that are numbers of ids.
func (c *Candidate) numbersOf(v []byte) bool {
	if c.phase != phRejected || c.open.ch != '(' || c.Class.codes || len(v) > 24 {
		return false
	}
	for number := range bytes.SplitSeq(v, []byte(", ")) {
		if !digits(number) || len(number) > 6 {
			return false
		}
	}
	return true
}

// passesOn reports a variable of a program that has the name of its value: self.password = password, and
// connect(user=user, password=password), in which another argument has the same.
func (c *Candidate) passesOn(left, name, v []byte) bool {
	v = bytes.TrimRight(v, ";,)")
	root, field, dotted := bytes.Cut(name, []byte("."))
	if dotted && (string(root) == "self" || string(root) == "this") {
		return bytes.EqualFold(v, field)
	}
	if !bytes.Equal(v, name) {
		return false
	}
	for arg := range bytes.SplitSeq(left[bytes.LastIndexByte(left, '(')+1:], []byte(", ")) {
		if key, value, ok := bytes.Cut(arg, []byte("=")); ok && len(key) > 1 && bytes.Equal(key, value) {
			return true
		}
	}
	return false
}
