//go:build hyperscan && cgo

package peers

/*
#cgo pkg-config: libhs
#include <stdlib.h>
#include <hs.h>

static int count(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags, void *ctx) {
	(*(unsigned long long *)ctx)++;
	return 0;
}

static unsigned long long scan_text(hs_database_t *db, hs_scratch_t *scratch, const char *text, unsigned int n) {
	unsigned long long hits = 0;
	hs_scan(db, text, n, 0, scratch, count, &hits);
	return hits;
}

// scan_lines makes one call of hs_scan for each line, without a call from Go for
// each: lines are text[ends[i-1]:ends[i]].
static unsigned long long scan_lines(hs_database_t *db, hs_scratch_t *scratch, const char *text, const unsigned int *ends, int n) {
	unsigned long long hits = 0;
	unsigned int from = 0;
	for (int i = 0; i < n; i++) {
		hs_scan(db, text + from, ends[i] - from, 0, scratch, count, &hits);
		from = ends[i];
	}
	return hits;
}

static hs_error_t build(const char **exprs, const unsigned int *flags, unsigned int n, hs_database_t **db, hs_scratch_t **scratch) {
	hs_compile_error_t *err = NULL;
	hs_error_t e = hs_compile_multi(exprs, flags, NULL, n, HS_MODE_BLOCK, NULL, db, &err);
	if (err) hs_free_compile_error(err);
	if (e == HS_SUCCESS) e = hs_alloc_scratch(*db, scratch);
	return e;
}
*/
import "C"

import (
	"fmt"
	"regexp"
	"unsafe"
)

// Missing says what is not compiled in.
const Missing = ""

// hyperscans is Hyperscan over our literals: the practical limit of a prefilter
// on this machine, from C.
func hyperscans() []Peer {
	lits, err := literals()
	if err != nil {
		panic(err)
	}
	exprs := make([]*C.char, len(lits))
	flags := make([]C.uint, len(lits))
	for i, l := range lits {
		exprs[i] = C.CString(regexp.QuoteMeta(l))
		flags[i] = C.HS_FLAG_CASELESS
	}
	var db *C.hs_database_t
	var scratch *C.hs_scratch_t
	if e := C.build(&exprs[0], &flags[0], C.uint(len(exprs)), &db, &scratch); e != C.HS_SUCCESS {
		panic(fmt.Sprintf("peers: hyperscan error %d", e))
	}
	for _, e := range exprs {
		C.free(unsafe.Pointer(e))
	}
	scan := func(text []byte) {
		C.scan_text(db, scratch, (*C.char)(unsafe.Pointer(unsafe.SliceData(text))), C.uint(len(text)))
	}
	var joined []byte
	var ends []C.uint
	var of *[]byte
	return []Peer{{
		Name: "Hyperscan (prefilter)", Note: "our literals, caseless, block mode, every hit reported; the calls for lines are made in C",
		Text: scan, Line: scan, Prefilter: true,
		Lines: func(lines [][]byte) {
			if of != &lines[0] { // joined outside of what is measured: the first call
				of, joined, ends = &lines[0], nil, nil
				for _, l := range lines {
					joined = append(joined, l...)
					ends = append(ends, C.uint(len(joined)))
				}
			}
			C.scan_lines(db, scratch, (*C.char)(unsafe.Pointer(unsafe.SliceData(joined))), &ends[0], C.int(len(ends)))
		},
	}}
}

// HyperscanValues returns a search for exact values, or nil where it is not compiled in.
func HyperscanValues(values [][]byte) func(text []byte) {
	exprs := make([]*C.char, len(values))
	flags := make([]C.uint, len(values))
	for i, v := range values {
		exprs[i] = C.CString(regexp.QuoteMeta(string(v)))
	}
	var db *C.hs_database_t
	var scratch *C.hs_scratch_t
	if e := C.build(&exprs[0], &flags[0], C.uint(len(exprs)), &db, &scratch); e != C.HS_SUCCESS {
		panic(fmt.Sprintf("peers: hyperscan error %d", e))
	}
	for _, e := range exprs {
		C.free(unsafe.Pointer(e))
	}
	return func(text []byte) {
		C.scan_text(db, scratch, (*C.char)(unsafe.Pointer(unsafe.SliceData(text))), C.uint(len(text)))
	}
}
