package grammar

import "bytes"

// measure reports durations and sizes: 30m, 3m2s, 1.5h, 10MB, 4 KiB.
func measure(v []byte) bool {
	if len(v) > 24 {
		return false
	}
	i, groups := 0, 0
	for i < len(v) {
		start := i
		for i < len(v) && (v[i] >= '0' && v[i] <= '9' || v[i] == '.') {
			i++
		}
		if i == start {
			return false
		}
		if i < len(v) && v[i] == ' ' {
			i++
		}
		start = i
		for i < len(v) && v[i] != ' ' && (v[i] < '0' || v[i] > '9') {
			i++
		}
		if !units.has(v[start:i]) {
			return false
		}
		groups++
	}
	return groups > 0
}

var units = set("ns us µs ms s m h d w sec secs min mins hour hours day days B b KB kB MB GB TB KiB MiB GiB TiB k K M G bytes bits")

// version reports v1, v1.2.3, 1.2.3-rc1, 2024-01.
func version(v []byte) bool {
	if len(v) == 0 || len(v) > 24 {
		return false
	}
	if v[0] == 'v' || v[0] == 'V' {
		v = v[1:]
	}
	parts, run := 0, 0
	for i, b := range v {
		switch {
		case b >= '0' && b <= '9':
			if run++; run > 4 {
				return false
			}
		case (b == '.' || b == '-') && run > 0:
			parts++
			run = 0
		default:
			rest := v[i:]
			return parts > 0 && len(rest) <= 6 && (bytes.HasPrefix(rest, []byte("rc")) ||
				bytes.HasPrefix(rest, []byte("beta")) || bytes.HasPrefix(rest, []byte("alpha")))
		}
	}
	return run > 0
}

// sqlType reports the type of a column with its size: varchar(255), decimal(10,2).
func sqlType(v []byte) bool {
	name, size, ok := bytes.Cut(v, []byte("("))
	size, closed := bytes.CutSuffix(size, []byte(")"))
	return ok && closed && in(sqlTypes, name) && len(size) <= 9 && (string(size) == "max" || digits(bytes.ReplaceAll(size, []byte(","), nil)))
}

var sqlTypes = set("char varchar nchar nvarchar varchar2 nvarchar2 binary varbinary bit int bigint smallint tinyint decimal numeric float character text string")

// typeName reports Go-like types and camel-case identifiers without digits:
// []string, *main.Foo, func(int), EnvironmentVariables, SIGTERM.
func typeName(v []byte) bool {
	if len(v) > 64 {
		return false
	}
	prefixed := false
	for {
		switch {
		case bytes.HasPrefix(v, []byte("[]")):
			v = v[2:]
			prefixed = true
			continue
		case bytes.HasPrefix(v, []byte("*")), bytes.HasPrefix(v, []byte("&")):
			v = v[1:]
			continue
		}
		break
	}
	if goTypes.has(v) {
		return true
	}
	for _, f := range [...]struct{ open, close string }{{"func(", ")"}, {"map[", "]"}} {
		if rest, ok := bytes.CutPrefix(v, []byte(f.open)); ok {
			end := bytes.IndexByte(rest, f.close[0])
			return end >= 0 && typeNames(rest[:end]) && typeNames(rest[end+1:])
		}
	}
	if bytes.HasPrefix(v, []byte("SIG")) && len(v) <= 9 {
		return true
	}
	humps, dots := 0, 0
	for i, b := range v {
		switch kindOf(b) {
		case upper:
			if i > 0 && kindOf(v[i-1]) == lower {
				humps++
			}
		case lower:
			if b >= 0x80 {
				return false
			}
		default:
			if b != '.' || i == 0 || i == len(v)-1 || kindOf(v[i-1]) == sep {
				return false
			}
			dots++
		}
	}
	return camel(v) && (humps > 0 && len(v) >= 6 || dots > 0 || prefixed)
}

// typeNames reports types with commas between them, or nothing.
func typeNames(v []byte) bool {
	for len(v) > 0 {
		i := bytes.IndexByte(v, ',')
		if i < 0 {
			i = len(v)
		}
		t := bytes.TrimLeft(bytes.TrimSpace(v[:i]), "*[]")
		if len(t) == 0 || bytes.IndexByte(t, '(') >= 0 || !goTypes.has(t) && !typeName(t) {
			return false
		}
		v = v[min(i+1, len(v)):]
	}
	return true
}

var goTypes = set(`any bool byte error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64
	uintptr interface{} struct{} complex64 complex128`)
