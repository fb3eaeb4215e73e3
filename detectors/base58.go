package detectors

import (
	"bytes"
	"crypto/sha256"
	"math/big"
	"strings"

	"github.com/tacit-go/tacit/redact"
)

const base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58Check reports that the last four of the bytes that text stands for are the
// check of those before, as in base58check.
func base58Check(text []byte) bool {
	n, base := new(big.Int), big.NewInt(58)
	for _, c := range text {
		d := strings.IndexByte(base58Digits, c)
		if d < 0 {
			return false
		}
		n.Add(n.Mul(n, base), big.NewInt(int64(d)))
	}
	payload := n.Bytes()
	if len(payload) < 5 {
		return false
	}
	body, check := payload[:len(payload)-4], payload[len(payload)-4:]
	sum := sha256.Sum256(body)
	sum = sha256.Sum256(sum[:])
	return bytes.Equal(sum[:4], check)
}

// walletImport confirms a key of which the check holds, and rejects what is no random
// text: its mark is a letter or two.
func walletImport(secret []byte) redact.Verdict {
	key := bytes.TrimPrefix(secret, []byte("_"))
	switch {
	case base58Check(key):
		return redact.Confirmed
	case !bytes.ContainsAny(key, base58Digits[:9]) || bytes.Equal(bytes.ToUpper(key), key):
		return redact.Rejected
	}
	return notWords(key)
}
