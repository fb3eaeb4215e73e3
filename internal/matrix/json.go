package matrix

import (
	"encoding/json"
	"errors"
	"strings"
)

// jsonLines accepts lines of JSON.
func jsonLines(out []byte) error {
	for line := range strings.Lines(string(out)) {
		if !json.Valid([]byte(line)) {
			return errors.New("not JSON")
		}
	}
	return nil
}
