package audit

import (
	"encoding/hex"
	"path"
	"runtime"
	"strconv"

	"github.com/tacit-go/tacit/redact"
)

// HeartbeatName is the name of the live secret of a [Heartbeat]. Events about it are
// neither written nor paged.
const HeartbeatName = "tacit-heartbeat"

// sink names the Scope of what this package writes.
const sink = "audit"

// Pages reports an event that needs a person: a live secret, whatever has happened to
// it, or a match of which the checksum or the structure holds. Heartbeats do not.
func Pages(e redact.Event) bool {
	return e.Secret != HeartbeatName && (e.Kind == "live" || e.Confirmed)
}

// site returns the function and the line of a program counter, "" if unknown. The
// directory is left out: it tells of the machine that has built the program.
func site(pc uintptr) string {
	if pc == 0 {
		return ""
	}
	f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	if f.Function == "" {
		return ""
	}
	return f.Function + " " + path.Base(f.File) + ":" + strconv.Itoa(f.Line)
}

// traceID is an id in hexadecimal digits, "" for none.
func traceID(id [16]byte) string {
	if id == [16]byte{} {
		return ""
	}
	return hex.EncodeToString(id[:])
}
