package guardpage

import (
	"os"
	"syscall"
	"testing"
)

// Room returns so many pages, of which neither what lies before nor what lies behind can be
// read. They are there until the test ends.
func Room(t testing.TB, pages int) []byte {
	t.Helper()
	page := os.Getpagesize()
	mem, err := syscall.Mmap(-1, 0, (pages+2)*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		t.Skip("no memory can be mapped: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Munmap(mem); err != nil {
			t.Error(err)
		}
	})
	for _, at := range []int{0, (pages + 1) * page} {
		if err := syscall.Mprotect(mem[at:at+page], syscall.PROT_NONE); err != nil {
			t.Skip("no page can be protected: ", err)
		}
	}
	return mem[page : (pages+1)*page]
}
