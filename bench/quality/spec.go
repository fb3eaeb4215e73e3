package quality

import (
	"fmt"
	"strconv"
	"strings"
)

// alphabets are the names that a spec uses for runs.
var alphabets = map[string]string{
	"an": alnum, "AN": upper + digits, "al": lower + digits, "L": upper + lower, "U": upper, "l": lower,
	"h": hexes, "H": digits + "ABCDEF", "u": base64us, "b": base64s, "d": digits,
	"B32": base32, "b32": lower + "234567", "b58": base58, "be": bech32, "BE": strings.ToUpper(bech32),
	"anu": alnum + "_",
}

// expand draws a text from a spec: literals, {an36} for 36 letters and digits,
// {u40-60} for 40 to 60 letters of base64url, {uuid}. Specs keep whole tokens out
// of the source. A spec that cannot be read is a defect of a table, so it panics.
func expand(r rng, spec string) string {
	var b strings.Builder
	for {
		lit, rest, found := strings.Cut(spec, "{")
		b.WriteString(lit)
		if !found {
			return b.String()
		}
		run, after, ok := strings.Cut(rest, "}")
		if !ok {
			panic(fmt.Sprintf("quality: open run in spec %q", spec))
		}
		spec = after
		if run == "uuid" {
			b.WriteString(r.uuid())
			continue
		}
		// The length begins behind the name; two names end in digits.
		name := strings.TrimRight(run, "0123456789-")
		for _, n := range []string{"B32", "b32", "b58"} {
			if strings.HasPrefix(run, n+":") {
				name = n
				run = n + run[len(n)+1:]
			}
		}
		alphabet, ok := alphabets[name]
		if !ok {
			panic(fmt.Sprintf("quality: no alphabet for {%s}", run))
		}
		from, to, span := strings.Cut(run[len(name):], "-")
		lo, err := strconv.Atoi(from)
		if err != nil {
			panic(fmt.Sprintf("quality: no length in {%s}", run))
		}
		hi := lo
		if span {
			if hi, err = strconv.Atoi(to); err != nil {
				panic(fmt.Sprintf("quality: no length in {%s}", run))
			}
		}
		b.WriteString(r.text(alphabet, r.between(lo, hi)))
	}
}
