package scan

import "bytes"

// maxManifest bounds the bytes before a value in which a manifest of Kubernetes says
// what it is.
const maxManifest = 1024

// inSecret reports that the value at text[at] lies in the data of a Secret: behind
// its kind, or right behind the version, as in a manifest with sorted members.
func (m *Machine) inSecret(at int) bool {
	if m.plan.Commands < 0 {
		return false
	}
	left := m.text[max(0, at-maxManifest):at]
	data := bytes.LastIndex(left, []byte("ata")) // data, stringData
	if data < 0 {
		return false
	}
	if kind := bytes.LastIndex(left[:data], []byte("kind")); kind >= 0 {
		return bytes.HasPrefix(bytes.TrimLeft(left[kind+len("kind"):], `\": `), []byte("Secret"))
	}
	version := bytes.LastIndex(left[:data], []byte("apiVersion"))
	if version < 0 || data-version > 32 {
		return false
	}
	between := bytes.TrimLeft(left[version+len("apiVersion"):data], `\": `)
	return bytes.HasPrefix(between, []byte("v1")) && len(bytes.Trim(between[2:], "\\\", \r\ndDstring")) == 0
}
