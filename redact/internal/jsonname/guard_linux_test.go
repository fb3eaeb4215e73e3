package jsonname

import (
	"os"
	"syscall"
	"testing"
)

// TestNoReadBeyond puts texts against pages that cannot be read, before and behind.
func TestNoReadBeyond(t *testing.T) {
	if !Fast() {
		t.Skip("this machine has no kernel")
	}
	page := os.Getpagesize()
	mem, err := syscall.Mmap(-1, 0, 3*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skip("no memory can be mapped: ", err)
	}
	defer func() {
		if err := syscall.Munmap(mem); err != nil {
			t.Error(err)
		}
	}()
	for _, at := range []int{0, 2 * page} {
		if err := syscall.Mprotect(mem[at:at+page], syscall.PROT_NONE); err != nil {
			t.Skip("no page can be protected: ", err)
		}
	}
	room := mem[page : 2*page]
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
