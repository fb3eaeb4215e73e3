package live

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/tacit-go/tacit/policy"
)

func TestRecorded(t *testing.T) {
	var out bytes.Buffer
	tell := Recorded(slog.NewTextHandler(&out, nil))
	at := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	for want, e := range map[string]Event{
		`time=2026-11-26T12:00:00.000Z level=WARN msg="tacit policy" kind=level policy_digest=d sink=web from=full to=off owner=sre reason="an incident" until=2026-11-26T13:00:00Z`: {
			Time: at, Kind: "level", Digest: "d", Sink: "web", To: policy.Off, Owner: "sre", Reason: "an incident", Until: at.Add(time.Hour)},
		`time=2026-11-26T12:00:00.000Z level=INFO msg="tacit policy" kind=level policy_digest=d sink=web from=off to=full`: {
			Time: at, Kind: "level", Digest: "d", Sink: "web", From: policy.Off},
		`time=2026-11-26T12:00:00.000Z level=ERROR msg="tacit policy" kind=broken policy_digest=d error="line 3"`: {
			Time: at, Kind: "broken", Digest: "d", Err: errors.New("line 3")},
	} {
		out.Reset()
		if tell(e); strings.TrimSpace(out.String()) != want {
			t.Errorf("got  %swant %s", out.String(), want)
		}
	}
}
