//go:build !amd64 || purego

package literal

func available(Kernel) bool { return false }

func marksAsm(Kernel, []byte, *tables, []uint64) uint64 { return 0 }

func skipRunsAsm(text []byte, i int) (int, bool) { return skipRunsGo(text, i), false }

func siftAsm(Kernel, []byte, []uint64, int, *index, *[maxFinds + width - 1]find) (n, now int) {
	return 0, 0
}

func lookAsm(Kernel, []byte, *tables, *index, *[maxShort]find) (n int, runs uint64) { return -1, 0 }
