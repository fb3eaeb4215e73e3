package fingerprint

import (
	"math/rand/v2"
	"os"
	"syscall"
	"testing"
)

// TestNoReadBeyond surveys texts beside pages that cannot be read, before and behind.
func TestNoReadBeyond(t *testing.T) {
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
	r := rand.New(rand.NewPCG(1, 1))
	copy(room, surveyText(r, len(room)))
	tab := surveyTables(r)
	for _, k := range surveyKernels() {
		for n := 1; n <= reach; n++ {
			for _, text := range [][]byte{room[:n], room[len(room)-n:]} {
				if !k.surveys(text, tab) {
					t.Fatalf("kernel %d tells of %d bytes what plain Go does not", k, n)
				}
			}
		}
	}
}
