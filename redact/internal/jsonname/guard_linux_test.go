package jsonname

import (
	"testing"

	"github.com/tacit-go/tacit/redact/internal/guardpage"
)

// TestNoReadBeyond puts texts against pages that cannot be read, before and behind.
func TestNoReadBeyond(t *testing.T) {
	if !Fast() {
		t.Skip("this machine has no kernel")
	}
	room := guardpage.Room(t, 1)
	for i := range room {
		room[i] = `{"ab_c":1,"d":[2]}`[i%18]
	}
	masks := make([]uint64, len(room)/Word+1)
	for n := 1; n < 300; n++ {
		for _, text := range [][]byte{room[:n], room[len(room)-n:]} {
			markWords(text, masks)
			if hasWide() {
				markWide(text, masks)
			}
		}
	}
}
