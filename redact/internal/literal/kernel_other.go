//go:build !amd64 || purego

package literal

func available(Kernel) bool { return false }

func marksAsm(Kernel, []byte, *tables, []uint64) uint64 { return 0 }

func skipRunsAsm(text []byte, i int) (int, bool) { return skipRunsGo(text, i), false }

func collectAsm([]byte, []uint64, int, *sieve, *[maxMarks + 64]uint16) (n, now int) { return 0, 0 }

func siftAsm([]byte, []uint64, int, *index, *[maxFinds + width - 1]find) (n, now int) { return 0, 0 }

func lookAsm([]byte, *tables, *index, *[maxShort]find) (n int, runs uint64) { return -1, 0 }
