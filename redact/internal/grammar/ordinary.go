package grammar

import "bytes"

// The ordinary values of names that are often harmless.

// plain reports the ordinary values of weak names.
func plain(v []byte) bool {
	if len(v) == 0 || in(plainWords, v) || in(statusWords, v) {
		return true
	}
	// A digit or a letter at the beginning leaves a few of them.
	colon := bytes.IndexByte(v, ':') >= 0
	switch b := v[0]; {
	case b >= '0' && b <= '9':
		return date(v) || numbered(v) || smallNumber(v) || stamp(v) || measure(v) || version(v) || pointer(v) || relative(v) || colon && (path(v) || hostPort(v))
	case b < 0x80 && kindOf(b) != sep:
		return short(v) || status(v) || dashedPlain(v) || typeName(v) || slug(v) || generated(v) || version(v) || relative(v) || header(v) ||
			colon && (path(v) || hostPort(v))
	}
	return short(v) || smallNumber(v) || typeName(v) || path(v) || slug(v) || status(v) || measure(v) || hostPort(v)
}

// hostPort reports the address of a server: localhost:8080, db-1.example:5432.
func hostPort(v []byte) bool {
	v = bytes.TrimSuffix(v, []byte(":"))
	i := bytes.LastIndexByte(v, ':')
	if i <= 0 || len(v)-i > 6 || !digits(v[i+1:]) {
		return false
	}
	label, nums := 0, 0 // bytes, and digits among them
	for j, b := range v[:i] {
		switch k := kindOf(b); {
		case b == '.' && label > 0 && j < i-1:
			label, nums = 0, 0
			continue
		case k == digit:
			nums++
		case k == lower && b < 0x80 || b == '-':
		default:
			return false
		}
		if label++; label > 24 || nums > 3 {
			return false
		}
	}
	return string(v[:i]) == "localhost" || bytes.IndexByte(v[:i], '.') > 0
}

func dashedPlain(v []byte) bool {
	i := bytes.IndexAny(v, "-_:.")
	if i <= 0 || i == len(v)-1 {
		return false
	}
	a, b := v[:i], v[i+1:]
	return (in(plainWords, a) || in(statusWords, a)) && (in(plainWords, b) || in(statusWords, b))
}

func digits(v []byte) bool {
	for _, b := range v {
		if b < '0' || b > '9' {
			return false
		}
	}
	return len(v) > 0
}

// smallNumber reports numbers below one million, fractions and rates.
func smallNumber(v []byte) bool {
	if digits(v) {
		v = bytes.TrimLeft(v, "0")
		return len(v) <= 6
	}
	n, most := 0, 6
	for i, b := range v {
		switch {
		case b >= '0' && b <= '9':
			n++
		case b == '/' && i > 0 && most == 6:
			most = 10 // so many of so many
		case (b == '-' || b == '+') && i == 0:
		case (b == '/' || b == '.' || b == '%' || b == ',') && i > 0:
		case b == 's' && i > 0 && i == len(v)-1 && v[i-1] == '/':
		default:
			return false
		}
	}
	return n > 0 && n <= most
}

// camel reports that every hump has at least three letters, as words have and
// random text has not.
func camel(v []byte) bool {
	run := 0
	for i, b := range v {
		k := kindOf(b)
		if i > 0 && (k == upper || k == sep) {
			if run > 0 && run < 3 {
				return false
			}
			run = 0
		}
		if k != sep {
			run++
		}
	}
	return run >= 3
}

// path reports file paths and URLs whose segments look like words.
func path(v []byte) bool {
	if i := bytes.Index(v, []byte("://")); i > 0 && i < 12 {
		v = v[i+2:]
	}
	switch {
	case v[0] == '/', bytes.HasPrefix(v, []byte("./")), bytes.HasPrefix(v, []byte("../")), bytes.HasPrefix(v, []byte("~/")):
	case len(v) > 2 && kindOf(v[0]) != sep && v[1] == ':' && (v[2] == '\\' || v[2] == '/'):
	default:
		return false
	}
	seg, ups, nums := 0, 0, 0
	for _, b := range v {
		switch {
		case b == '/' || b == '\\':
			seg, ups, nums = 0, 0, 0
			continue
		case kindOf(b) == upper:
			ups++
		case kindOf(b) == digit:
			nums++
		case kindOf(b) == lower, bytes.IndexByte([]byte("._-:*@~ %?={}"), b) >= 0:
		default:
			return false
		}
		if seg++; seg > 48 || seg >= 12 && ups > 1 && nums > 1 {
			return false
		}
	}
	return true
}

// slug reports lower-case words joined by separators, with a short number at the
// end: orders-7, user:created. The words must be long enough to be words.
func slug(v []byte) bool {
	run, words := 0, 0
	for i, b := range v {
		switch k := kindOf(b); {
		case k == lower && b < 0x80:
			run++
		case b == '-' || b == '_' || b == ':' || b == '.' || b == '#':
			if run < 2 && i > 0 {
				return false
			}
			words++
			run = 0
		case k == digit:
			n := i
			for n < len(v) && kindOf(v[n]) == digit {
				n++
			}
			if words == 0 || run > 0 || n-i > 4 {
				return false
			}
			return n == len(v) || n-i >= 2 && dated(v[n:]) // signing-2024-05
		default:
			return false
		}
	}
	return words > 0 && run >= 2 && len(v) <= 48
}

// compound reports words, small numbers and addresses with signs between them, as the keys of caches and
// limits are: product:12:en-US, login:10.0.0.1, Linux-go-1.22. It begins with a word; one word and a number are
// none without a colon, since people choose such.
func compound(v []byte) bool {
	if len(v) > longWord {
		return false
	}
	words, nums := 0, 0
	for i := 0; i < len(v); i++ {
		start := i
		for i < len(v) && kindOf(v[i]) != sep {
			i++
		}
		part := v[start:i]
		switch {
		case len(part) == 0 && i < len(v) && start > 0 && v[i] == '/': // ip:10.0.0.1:/login
		case digits(part) && words > 0 && (len(part) <= 4 || len(part) <= 6 && v[start-1] == ':'):
			nums += len(part)
		case len(part) > 1 && len(part) <= 16 && (lowers(part) || lowers(part[1:]) && kindOf(part[0]) == upper && spoken(part) || len(part) == 2 && variable(part)):
			words++
		default:
			return false
		}
		if i < len(v) && bytes.IndexByte([]byte(":-/._#|"), v[i]) < 0 {
			return false
		}
	}
	return words > 0 && len(v) > 0 && kindOf(v[len(v)-1]) != sep && nums <= 14 && (words > 1 || nums > 0 && bytes.IndexByte(v, ':') > 0)
}

// generated reports the name that Kubernetes gives what it creates: default-token-x2x7z. Its last
// part has no vowel and no digit that looks like a letter.
func generated(v []byte) bool {
	const tail = 5
	i := len(v) - tail - 1
	if i < 3 || v[i] != '-' || !variable(bytes.ToUpper(v[:1])) {
		return false
	}
	for _, b := range v[i+1:] {
		if bytes.IndexByte([]byte("bcdfghjklmnpqrstvwxz2456789"), b) < 0 {
			return false
		}
	}
	return bytes.Contains(v[:i], []byte("token")) || bytes.Contains(v[:i], []byte("secret"))
}

// dated reports what may stand behind the year of a slug: a month, and a day.
func dated(v []byte) bool {
	for _, size := range [...]int{3, 3} {
		if len(v) == 0 {
			break
		}
		if len(v) < size || v[0] != '-' && v[0] != '.' || !digits(v[1:size]) {
			return false
		}
		v = v[size:]
	}
	return len(v) == 0
}

// header reports the name of a header of its own: x-request-id, X-Amz-Date.
func header(v []byte) bool {
	if len(v) < 4 || len(v) > 40 || v[0]|0x20 != 'x' || v[1] != '-' {
		return false
	}
	run := 0
	for _, b := range v[2:] {
		switch k := kindOf(b); {
		case k == lower && b < 0x80, k == upper && run == 0:
			if run++; run > 16 {
				return false
			}
		case b == '-' && run >= 2:
			run = 0
		default:
			return false
		}
	}
	return run >= 2
}

// numbered reports two or more decimal numbers joined by one underscore or hyphen
// each, as job and session numbers are: 30546173_4261722401.
func numbered(v []byte) bool {
	run, joints := 0, 0
	for _, b := range v {
		switch {
		case b >= '0' && b <= '9':
			if run++; run > 13 {
				return false
			}
		case (b == '_' || b == '-') && run > 0:
			run = 0
			joints++
		default:
			return false
		}
	}
	return run > 0 && joints > 0 && joints <= 3
}

// short reports text too short for a secret of a weak name: a few letters, a word
// of capitals, a single mark.
func short(v []byte) bool {
	upperOnly, letters := true, true
	for _, b := range v {
		k := kindOf(b)
		letters = letters && (k == lower && b < 0x80 || k == upper)
		upperOnly = upperOnly && k == upper
	}
	return letters && len(v) <= 4 || upperOnly && len(v) <= 12 || len(v) == 1 && kindOf(v[0]) == sep
}

// stamp reports times as seconds or milliseconds since 1970, from 2017 on.
func stamp(v []byte) bool {
	return (len(v) == 10 || len(v) == 13) && digits(v) && v[0] == '1' && v[1] >= '5'
}

// relative reports relative paths of plain words and short numbers:
// kube-system/coredns, exports/2026/03/02/orders-000117.parquet.
func relative(v []byte) bool {
	seg, nums, slashes := 0, 0, 0 // nums: digits that a segment begins with
	if year, rest, ok := bytes.Cut(v, []byte("/")); ok && len(year) == 4 && digits(year) && (year[0] == '1' || year[0] == '2') {
		v, slashes = rest, 1 // 2024/05/invoice-12.pdf
	}
	for i, b := range v {
		k := kindOf(b)
		switch {
		case b == '/' && i > 0:
			slashes++
			seg, nums = 0, 0
			continue
		case k == digit && seg == nums && slashes > 0 && nums < 4:
			nums++
		case k == lower && b < 0x80 && (seg == 0 || seg > nums), seg > nums && k == digit, seg > 0 && (b == '-' || b == '_' || b == '.'):
		default:
			return false
		}
		if seg++; seg > 40 {
			return false
		}
	}
	return slashes > 0 && seg > 0 && len(v) <= 128
}

// pointer reports addresses as Go prints them.
func pointer(v []byte) bool {
	return len(v) <= 14 && bytes.HasPrefix(v, []byte("0x")) && !bytes.ContainsFunc(v[2:], func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'f')
	})
}
