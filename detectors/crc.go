package detectors

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strconv"

	"github.com/tacit-go/tacit/redact"
)

// A checksum that fails never lets a distinctive token through: most test tokens
// are made up and formats change. So every check here says Confirmed or Unknown.

const (
	base36Digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	base62Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// confirmed turns the result of a check into a verdict.
func confirmed(ok bool) redact.Verdict {
	if ok {
		return redact.Confirmed
	}
	return redact.Unknown
}

// isNumeral reports whether text is sum, written with the given digits and
// padded with zeros on the left to the length of text.
func isNumeral(text []byte, sum uint32, digits string) bool {
	base := uint32(len(digits))
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] != digits[sum%base] {
			return false
		}
		sum /= base
	}
	return sum == 0
}

// crcBase62 checks tokens of a four-byte prefix, 30 random characters and the
// CRC32 of these in base62, as GitHub and npm issue them.
func crcBase62(secret []byte) redact.Verdict {
	const prefix, random, check = 4, 30, 6
	if len(secret) != prefix+random+check {
		return redact.Unknown
	}
	body := secret[prefix:]
	return confirmed(isNumeral(body[random:], crc32.ChecksumIEEE(body[:random]), base62Digits))
}

// crcBase36 checks tokens that end in the CRC32 of all that stands before it, as
// seven digits in base36: GitLab's routable tokens.
func crcBase36(secret []byte) redact.Verdict {
	const check = 7
	cut := len(secret) - check
	if cut <= 0 || bytes.IndexByte(secret, '.') < 0 {
		return redact.Unknown
	}
	return confirmed(isNumeral(secret[cut:], crc32.ChecksumIEEE(secret[:cut]), base36Digits))
}

// isHexSum reports whether text is sum in eight hexadecimal digits of either case.
func isHexSum(text []byte, sum uint32) bool {
	got, err := strconv.ParseUint(string(text), 16, 32)
	return err == nil && len(text) == 8 && uint32(got) == sum
}

// crcHexBody checks tokens whose last eight characters are the CRC32 of the body
// between the first underscore and them, or the underscore before them:
// Cloudflare and Zuplo.
func crcHexBody(secret []byte) redact.Verdict {
	start, cut := bytes.IndexByte(secret, '_')+1, len(secret)-8
	if start == 0 || cut <= start {
		return redact.Unknown
	}
	return confirmed(isHexSum(secret[cut:], crc32.ChecksumIEEE(bytes.TrimSuffix(secret[start:cut], []byte("_")))))
}

// crcHexAll checks tokens whose last eight characters are the CRC32 of all that
// stands before them: Atlassian.
func crcHexAll(secret []byte) redact.Verdict {
	cut := len(secret) - 8
	if cut <= 0 {
		return redact.Unknown
	}
	return confirmed(isHexSum(secret[cut:], crc32.ChecksumIEEE(secret[:cut])))
}

// crcBase64 checks tokens of a four-byte prefix, 54 characters and the first six
// characters of the base64 of their little-endian CRC32: Confluent.
func crcBase64(secret []byte) redact.Verdict {
	const prefix, random, check = 4, 54, 6
	if len(secret) != prefix+random+check {
		return redact.Unknown
	}
	body := secret[prefix:]
	var sum [4]byte
	binary.LittleEndian.PutUint32(sum[:], crc32.ChecksumIEEE(body[:random]))
	return confirmed(base64.StdEncoding.EncodeToString(sum[:])[:check] == string(body[random:]))
}
